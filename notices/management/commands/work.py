from django.core.management.base import BaseCommand

from notices.worker import Loop


class Command(BaseCommand):
    """The worker of an installation: run one, or several, beside the web server."""

    help = "Send letters and do background work until Ctrl-C. Safe to run more than once at a time."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what there is to do now, then end (for cron)")
        parser.add_argument("--interval", type=float, default=3.0, help="seconds to rest when idle (default: 3)")

    def handle(self, *, once, interval, **options):
        loop = Loop(interval=interval)
        if once:
            loop.turn()
            return
        self.stdout.write("Worker ready. Ctrl-C ends it.")
        loop.run()
