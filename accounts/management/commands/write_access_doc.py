from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from accounts.access_doc import as_markdown


class Command(BaseCommand):
    """Keeps `docs/access.md` in step with `accounts/permissions.py`."""

    help = "Write docs/access.md from the permissions. With --check, only say whether it is in step."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; fail when it is not in step")

    def handle(self, *, check, **options):
        path = Path(settings.BASE_DIR) / "docs" / "access.md"
        with translation.override("en"):
            wanted = as_markdown()
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != wanted:
                raise CommandError("docs/access.md is not in step. Run: manage.py write_access_doc")
            return
        path.write_text(wanted, encoding="utf-8")
        self.stdout.write(f"Wrote {path}")
