"""How the widgets of forms are drawn."""

from django.forms.renderers import TemplatesSetting


class WholeTexts(TemplatesSetting):
    """Draws every box without `maxlength`: a browser cuts a pasted text there and says nothing. What is too long
    is refused by the form, with a sentence, and stays in the box."""

    def render(self, template_name, context, request=None):
        context.get("widget", {}).get("attrs", {}).pop("maxlength", None)
        return super().render(template_name, context, request)
