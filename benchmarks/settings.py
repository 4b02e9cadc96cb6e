"""The real settings on PostgreSQL, with one database for each size."""

import os
import secrets

os.environ["ENV_FILE"] = os.devnull
os.environ.setdefault("DATABASE_URL", "postgres://postgres@127.0.0.1/postgres")
os.environ |= {"SECRET_KEY": secrets.token_hex(40), "HTTPS": "0", "DEBUG": "0", "SITE_URL": "http://127.0.0.1"}

from alp_portal.settings import *

SERVER = DATABASES["default"]["NAME"]
SIZES = [int(size) for size in os.environ["BENCH_SIZES"].split(",")]
PREFIX = f"alp_bench_{os.environ['BENCH_RUN']}"
DATABASES = {"default": DATABASES["default"] | {"NAME": f"{PREFIX}_paper"}} | {
    str(size): DATABASES["default"] | {"NAME": f"{PREFIX}_{size}"} for size in SIZES
}
DATABASE_ROUTERS = ["benchmarks.databases.Chosen"]
ALLOWED_HOSTS = ["testserver"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = BASE_DIR / "static"
LOGGING["root"]["level"] = "ERROR"
