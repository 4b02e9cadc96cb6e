"""The page of a list that was taken back: by whom, when, why, and who is still here."""

from django.core.paginator import Paginator
from django.shortcuts import render

from accounts.permissions import Permission
from rostering.models import StagedRow
from rostering.queries import COMING
from schools.access import districts_granting
from students.models import Student

Taken = StagedRow.Taken
PAGE = 50


def taken_back_page(request, run):
    """Counts, the students who are still here, and for whoever runs the district the names of those who left."""
    rows = run.rows.filter(proposal__in=COMING)
    here = Student.objects.granting(Permission.VIEW_RECORD, to=request.principal)
    still = here.filter(pk__in=rows.filter(taken__in=(Taken.STAYS, Taken.PARTLY)).values("student"))
    districts = districts_granting(Permission.IMPORT_STUDENTS, to=request.principal)
    left = Student.objects.exclude(withdrawn_at=None).filter(
        pk__in=rows.filter(taken=Taken.LEFT).values("student"), district__in=districts
    )
    shown = {
        "run": run,
        "numbers": {one.value: rows.filter(taken=one).count() for one in Taken if one},
        "still": still.sorted(),
        "page": Paginator(left.sorted(), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "rostering/taken_back.html", shown)
