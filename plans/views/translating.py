"""What waits for a translation, for whoever translates, and translating one plan's texts."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import Permission
from plans.forms.translating import TranslateForm
from plans.models import Plan
from plans.to_translate import in_other_languages, tasks_of
from plans.views.acting import bound, form_page, with_plan
from students.models import Student
from students.names import InOrder

PAGE = 50  # plans, or texts of one


@require_GET
def translations(request):
    """Every shared plan of this person's students in which somebody reads or writes another language, and what
    waits there. Who translates for nobody has no such page."""
    mine = Student.objects.granting(Permission.TRANSLATE, to=request.principal)
    if not mine.exists():
        raise Http404
    plans = Plan.objects.filter(student__in=mine, withdrawn_at=None, revision__isnull=False)
    plans = in_other_languages(plans.exclude(state=Plan.State.CLOSED))
    plans = plans.select_related("student", "year", "revision")
    page = Paginator(plans.order_by(InOrder("student__sort_name"), "pk"), PAGE).get_page(request.GET.get("page"))
    tasks = tasks_of(page)
    waiting = [task for task in tasks if task.waits]
    done = [task for task in tasks if not task.waits]
    return render(request, "plans/translations.html", {"page": page, "waiting": waiting, "done": done})


@with_plan(Permission.TRANSLATE, open_only=True)
def translate(request, plan, standing, language, page=1):
    """The texts of a plan beside their translations into one language; very many are on several pages, each
    with an address and so with a draft of its own."""
    task = next((task for task in tasks_of([plan]) if task.language == language), None)
    if task is None:
        raise Http404(_("Nobody needs this plan in that language."))
    texts = Paginator(task.wanted, PAGE).get_page(page)
    form = TranslateForm(bound(request), task=task, texts=texts, standing=standing)
    return form_page(request, form, template="plans/translate.html", task=task, texts=texts)
