"""What is kept on plans and goals for lists, worked out anew and compared with what stands there."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from checkins.queries import newest_level
from plans.actions.touching import columns
from plans.models import Plan


class Command(BaseCommand):
    """Run it each night: a new reporting window changes what is missing without anybody's doing."""

    help = "Work out again what is kept on plans and goals for lists, say what differs, and mend it."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; end with 1 if anything differs")

    def handle(self, *, check, **options):
        plans = list(Plan.objects.order_by("pk").values_list("pk", flat=True))
        count = sum(self.rebuild(pk, mend=not check) for pk in plans)
        if check and count:
            raise CommandError(
                f"{count} kept values differ in {len(plans)} plans. Run it without --check to mend them."
            )
        self.stdout.write(f"{len(plans)} plans looked at, {count} kept values {'differ' if check else 'mended'}.")

    @transaction.atomic
    def rebuild(self, pk, *, mend):
        """Compare one plan and its goals, held while it is done. Returns how many values differ."""
        plan = Plan.objects.select_for_update().get(pk=pk)
        goals = plan.goals.all()
        count = sum(self.compare(goal, newest_level(goal), mend=mend) for goal in goals)
        return count + self.compare(plan, columns(plan), mend=mend)

    def compare(self, row, right, *, mend):
        """Say where a row differs from what is right, and mend it if asked to."""
        wrong = {name: value for name, value in right.items() if getattr(row, name) != value}
        for name, value in wrong.items():
            self.stdout.write(
                f"{row._meta.verbose_name} {row.public_id}: {name} is {getattr(row, name)!r}, should be {value!r}"
            )
        if wrong and mend:
            type(row).objects.filter(pk=row.pk).update(**wrong)
        return len(wrong)
