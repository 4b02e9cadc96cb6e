"""The real settings, and the few things a test needs otherwise.

SQLite in memory unless DATABASE_URL names another database. Nothing is read from `.env`.
"""

import os
import secrets

os.environ["ENV_FILE"] = os.devnull
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("SITE_URL", "http://testserver")

# One word for this run, the same in every process of it: runs side by side never share a database.
RUN = os.environ.setdefault("TEST_RUN", secrets.token_hex(4))

from alp_portal.settings import *

DATABASES["default"].setdefault("TEST", {})
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"]["NAME"] = f"test_alp_{RUN}"
    DATABASES["default"]["CONN_MAX_AGE"] = 0

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = BASE_DIR / "var" / "static-in-tests"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; nobody's password is in a test
PRIVATE_ROOT = BASE_DIR / "var" / "private-in-tests"
STORAGES["default"]["OPTIONS"]["location"] = str(PRIVATE_ROOT)
