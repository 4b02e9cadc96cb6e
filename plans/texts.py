"""The texts of the plan itself that people may need in another language."""

from django.utils.translation import gettext as _

from plans.translations import WRITTEN_IN, Text


def texts_of_sharing(plans):
    """Why each of these plans was last shared: the sentence above everything that a family is asked to read."""
    return {
        plan.pk: [
            Text(
                f"revision:{plan.revision.number}", "reason", plan.revision.reason, WRITTEN_IN,
                _("Revision %(number)s") % {"number": plan.revision.number}, _("Why it was shared"),
                on=plan.revision.shared_at,
            )
        ]
        for plan in plans
    }  # fmt: skip
