"""What is remembered: an act of this room in history, and a person's own words for her next list."""

from collections.abc import Mapping

from accounts.permissions import Voice
from history.actions import record
from rostering.columns import Column
from rostering.models import AreaShortForm, ColumnMapping, ImportRun, TeacherName
from rostering.readers.cells import fold
from students.models import Reader


def remember(verb, run, *, by, at, student=None, changes=(), data=None, reason=""):
    """Record one event about a list, or about one `student` of it: by staff or by nobody, for staff."""
    return record(
        verb=f"rostering.{verb}",
        target=student or run,
        subject=student or "",
        by=by,
        voice=Voice.STAFF if by is not None else "",
        at=at,
        audience=Reader.STAFF,
        changes=changes,
        data=data or {},
        reason=reason,
    )


def remember_columns(by, columns: tuple[Column, ...]) -> None:
    """What her words mean, for her next list."""
    meanings = {fold(column.header)[:200]: column for column in columns if fold(column.header)}
    known = [
        ColumnMapping(owner=by, header=header, target=column.target, test=column.test)
        for header, column in meanings.items()
    ]
    told_again(ColumnMapping, known, by=("owner", "header"), new=("target", "test"))


def remember_short_forms(by, short_forms: Mapping[str, str]) -> None:
    """What her short forms mean: `short_forms` maps a word as written to an area's code, or "" for none."""
    meanings = {fold(written)[:100]: (written[:100], area) for written, area in short_forms.items() if fold(written)}
    known = [
        AreaShortForm(owner=by, folded=folded, written=written, area=area)
        for folded, (written, area) in meanings.items()
    ]
    told_again(AreaShortForm, known, by=("owner", "folded"), new=("written", "area"))


def remember_teachers(run: ImportRun, chosen: Mapping[str, str]) -> None:
    """Whom she means by a teacher's name at this school: the id of an account, or "0" for nobody."""
    known = [
        TeacherName(owner=run.by, school=run.school, folded=folded[:100], user_id=int(user) or None)
        for folded, user in chosen.items()
    ]
    told_again(TeacherName, known, by=("owner", "school", "folded"), new=("user",))


def told_again(model, things, *, by, new) -> None:
    """Keep each thing, over what was said before under the same name."""
    model.objects.bulk_create(things, update_conflicts=True, unique_fields=by, update_fields=new)
