"""What every form about a plan is: a few questions, and the action that the answers carry out."""

from django import forms
from django.utils.translation import gettext_lazy

from plans.addresses import plan_address
from students.forms.acting import ActionForm


class Words(forms.CharField):
    """Words that may be taken away again. They are asked for, so no form calls them optional."""

    def validate(self, value):
        """Nothing is a good answer, too."""


class PlanForm(ActionForm):
    """A form about one plan that ends in one action. `place` is where the page goes afterwards."""

    place = ""
    use_required_attribute = False

    def __init__(self, data=None, *, plan, standing, **options):
        self.plan = plan
        self.standing = standing
        super().__init__(data, by=standing.principal, student=plan.student, **options)

    @property
    def typed(self):
        """What somebody typed and sent, as pairs of a label and words, for a page that asks it no more."""
        boxes = [box for box in self.visible_fields() if box.widget_type in ("textarea", "text")]
        return [(box.label, box.value()) for box in boxes if self.is_bound and box.value()]

    @property
    def address(self):
        """Where the page goes when it is done, unless it was asked to go elsewhere."""
        return plan_address(self.plan, self.place)


class ReasonForm(PlanForm):
    """Asks why, and nothing else."""

    reason = forms.CharField(
        label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 2}), max_length=400, strip=True
    )
