"""`manage.py demo`: build the demo district once, and say who can sign in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts.models import User
from alp_portal.demo import build
from alp_portal.demo.district import SHARED_WORD
from history.clock import today

WHO = [
    ("elena@example.org", "the GT specialist of 86 students, who also teaches"),
    ("daniel@example.org", "a math teacher"),
    ("dana@example.org", "Maya’s mother (try the code by mail: it is printed here)"),
    ("marcus@example.org", "Maya’s father, in another home"),
    ("maya@example.org", "the student"),
    ("tomas@example.org", "the counselor"),
    ("grace@example.org", "the principal"),
    ("carmen@example.org", "the district’s gifted coordinator"),
    ("herrera@example.org", "a mother who reads Spanish"),
    ("ingrid@example.org", "a teacher who is also the mother of an identified child"),
    ("omar@example.org", "the specialist of the other school"),
]

CARD_AGAIN = "with his card; Mr. Haddad (omar@example.org) gives him a new one on Leo’s page"


class Command(BaseCommand):
    help = "Build the demo district, unless it is there, and say who can sign in."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("This builds invented people with a shared password. Set DEMO=1 to allow it.")
        if User.objects.exists():
            self.stdout.write("The demo district is there already; its data is kept.")
            leo = CARD_AGAIN
        else:
            cast = build(today(), tell=lambda words: self.stdout.write(f"  building {words.strip()} …"))
            card = self.style.SUCCESS(cast.leo_card)
            leo = f"with the card {card} at {reverse('accounts:card')} (told this once)"
        self.stdout.write(
            f"\nYou can sign in as any of these, with the password {self.style.SUCCESS(SHARED_WORD)}:\n\n"
        )
        for email, who in WHO:
            self.stdout.write(f"  {email:<24} {who}")
        self.stdout.write(f"\nLeo, in grade 2, has no address and signs in {leo}.\n")
