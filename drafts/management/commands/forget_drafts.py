"""Removes drafts that nobody can read any more."""

from django.core.management.base import BaseCommand

from drafts.actions import forget


class Command(BaseCommand):
    """The worker runs it once a day."""

    help = "Delete drafts that are old, that were sent, or whose writer no longer sees the child."

    def handle(self, **options):
        count = forget()
        if options["verbosity"]:
            self.stdout.write(f"{count} drafts forgotten.")
