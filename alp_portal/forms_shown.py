"""What is wrong with a form, as a list a person can follow: a sentence and the field it leads to."""

from django.utils.html import strip_tags
from django.utils.translation import gettext as _


def problems_of(form):
    """The problems of a form or a formset, in the order of the page."""
    if hasattr(form, "forms"):
        whole = [{"href": "", "text": text} for text in form.non_form_errors()]
        return whole + [problem for part in form.forms for problem in problems_of(part)]
    whole = [{"href": "", "text": text} for text in form.non_field_errors()]
    return whole + [
        {"href": target_of(field), "text": sentence(field.label, text)} for field in form for text in field.errors
    ]


def sentence(label, problem):
    """The problem after the name of its field: "Check date: pick a day after today"."""
    pattern = _("%(field)s %(problem)s") if str(label).endswith(("?", ":", ".")) else _("%(field)s: %(problem)s")
    return pattern % {"field": strip_tags(label), "problem": problem}


def target_of(field):
    """The id to jump to: the control itself, or the first of a group of radios or checkboxes."""
    if field.is_hidden:
        return ""
    return field.id_for_label or (f"{field.auto_id}_0" if field.use_fieldset else field.auto_id)
