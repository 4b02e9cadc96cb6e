"""Removes the rows of lists that nobody brought in."""

from django.core.management.base import BaseCommand

from rostering.actions import forget


class Command(BaseCommand):
    """The worker runs it once a day."""

    help = "Discard lists that were not brought in within 90 days, with their rows."

    def handle(self, **options):
        count = forget()
        if options["verbosity"]:
            self.stdout.write(f"{count} lists forgotten.")
