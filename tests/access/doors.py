"""Where each door is: the arguments of every address, for Maya's things."""

import datetime

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from checkins.actions import ask_follow_up, check_in, comment, freeze_progress
from checkins.models import CheckIn, Comment
from files.reading import read as read_file_given
from goals.actions import say_why, set_next_step, withdraw_goal, write_goal
from goals.models import Goal, Strategy, WhyAside
from plans.actions import write_section
from plans.actions.documents import attach_document
from plans.actions.translating import translate
from plans.models import SectionAside
from plans.to_translate import tasks_of
from rostering.actions import apply_run, confirm_columns, read_file, take_list_back
from rostering.actions.looking import layout_of
from rostering.columns import guess_columns
from schools.actions import add_day_off
from schools.queries import current_window
from students.actions import add_student, correct_evidence, merge_records, take_responsibility
from students.models import Guardian, Responsibility
from tests.files.making import pdf

LINE = ("place", "words", "user", "who", "how_often", "household")

INSIDE = ("specialist", "teacher", "counselor", "leader", "coordinator", "family", "student_user", "card")
OUTSIDE = (
    "other_specialist", "other_teacher", "other_counselor", "other_leader", "other_coordinator", "other_family",
    "far_student_user",
)  # fmt: skip
EVERYONE = INSIDE + OUTSIDE

# One letter per person: may; sees but may not (403); does not exist for them (404); no such method (405).
MAY, NOT, UNSEEN, NO_METHOD = ".", "x", "0", "m"
LETTERS = {403: NOT, 404: UNSEEN, 405: NO_METHOD}


def names_of_all_doors(resolver=None, namespace=""):
    """Every URL name of the application, with its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_of_all_doors(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


def address_of(name, world):
    """The address of a door, with Maya's things behind it."""
    return reverse(name, args=args_of(name, world))


def args_of(name, world):
    """The arguments of an address: most take one thing, named by the room; some take a row of it too."""
    room, _colon, verb = name.partition(":")
    if name in TAKES_NOTHING or (not _colon):
        return []
    if name in ROWS:
        return ROWS[name](world)
    return [SUBJECT[room](world, verb)]


TAKES_NOTHING = {
    "accounts:card", "accounts:language", "accounts:me", "accounts:roles", "dashboards:caseload", "dashboards:classes",
    "dashboards:counted", "dashboards:family", "dashboards:home", "dashboards:me", "dashboards:schools",
    "documents:verify", "documents:verify_code", "plans:start", "rostering:start", "schools:person_add",
    "schools:places", "schools:staff", "students:add", "students:class_open", "students:classes", "students:find",
    "checkins:follow_ups", "plans:translations", "gallery", "drafts:keep", "drafts:throw_away", "drafts:waiting",
}  # fmt: skip


def thing_of_plans(world, verb):
    if verb == "participation_withdraw":
        return world.plan.participations.first().public_id
    if verb in ("programming_edit", "programming_withdraw"):
        return world.plan.programming.first().public_id
    if verb in ("document_change", "document_undo", "document_withdraw"):
        return world.document.public_id
    return world.plan.public_id


def thing_of_goals(world, verb):
    return world.plan.public_id if verb in ("add", "put_back") else world.goal.public_id


def thing_of_checkins(world, verb):
    if verb in ("comment", "from_home", "progress"):
        return world.plan.public_id
    if verb in ("answer", "undo_comment", "withdraw_comment"):
        return world.question.public_id
    if verb == "follow_up":
        return world.student.follow_ups.get(step__isnull=False).public_id
    if verb in ("undo", "withdraw", "words", "follow_up_ask"):
        return world.goal.check_ins.filter(reader="student").first().public_id
    return world.goal.public_id


def thing_of_schools(world, verb):
    if verb in ("school",):
        return world.school.public_id
    if verb.startswith("person"):
        return world.teacher.public_id
    if verb == "posting_add":
        return world.teacher.public_id
    if verb.startswith("posting"):
        return world.teacher.postings.first().public_id
    return world.district.public_id


def thing_of_dashboards(world, verb):
    return {"school": world.school, "child": world.student, "family_child": world.student}.get(
        verb, world.plan
    ).public_id


def thing_of_students(world, verb):
    if verb in ("class", "class_correct", "seats_add", "teacher_add"):
        return world.section.public_id
    return world.student.public_id


SUBJECT = {
    "plans": thing_of_plans,
    "goals": thing_of_goals,
    "checkins": thing_of_checkins,
    "schools": thing_of_schools,
    "dashboards": thing_of_dashboards,
    "students": thing_of_students,
    "documents": lambda world, verb: world.plan.public_id,
    "rostering": lambda world, verb: world.run.public_id,
}


def named_only(world):
    return Responsibility.objects.get(student=world.student, user=None).pk


def student_row(find):
    """Arguments of an address about one row of Maya's record."""
    return lambda world: [world.student.public_id, find(world)]


def section_row(find):
    return lambda world: [world.section.public_id, find(world)]


ROWS = {
    "documents:pdf": lambda world: [world.plan.public_id, "en"],
    "dashboards:history": lambda world: [world.plan.public_id, "section", "strengths", "words"],
    "dashboards:fact_history": lambda world: [world.student.public_id, "legal_first"],
    "dashboards:record_history": lambda world: [
        world.student.public_id, "evidence", world.student.evidence.first().public_id, "score"
    ],
    "dashboards:proof": lambda world: [world.plan.public_id, world.family.public_id],
    "plans:translate": lambda world: [world.plan.public_id, "es"],
    "plans:revision": lambda world: [world.plan.public_id, 1],
    "checkins:own_words_follow_up": lambda world: [world.goal.public_id, "next-step"],
    "checkins:work": lambda world: [world.shown.public_id, world.shown.work.public_id],
    "checkins:work_withdraw": lambda world: [world.shown.public_id],
    "checkins:undo_work": lambda world: [world.shown.public_id],
    "plans:say_again": lambda world: [world.plan.public_id, 1],
    "plans:document": lambda world: [world.document.public_id, world.document.file.public_id],
    "plans:section": lambda world: [world.plan.public_id, "strengths"],
    "plans:part_answer": lambda world: [world.plan.public_id, "ahead"],
    "schools:year": lambda world: [world.district.public_id, world.year.pk],
    "schools:day_off_remove": lambda world: [world.district.public_id, world.district.days_off.first().pk],
    "students:area_correct": student_row(lambda world: world.student.identifications.first().public_id),
    "students:evidence_correct": student_row(lambda world: world.student.evidence.first().public_id),
    "students:evidence_file": lambda world: [
        world.student.public_id, world.evidence.public_id, world.evidence.attachment.public_id
    ],
    "students:evidence_file_withdraw": student_row(lambda world: world.evidence.public_id),
    "students:evidence_withdraw": student_row(lambda world: world.student.evidence.first().public_id),
    "students:merged": student_row(lambda world: world.student.merges.first().pk),
    "students:note_withdraw": student_row(lambda world: world.student.notes.first().public_id),
    "students:enrollment_correct": student_row(lambda world: world.student.enrollments.first().pk),
    "students:enrollment_end": student_row(lambda world: world.student.enrollments.first().pk),
    "students:guardian_correct": student_row(lambda world: world.family_tie.pk),
    "students:guardianship_correct": student_row(lambda world: world.family_tie.pk),
    "students:guardianship_end": student_row(lambda world: world.family_tie.pk),
    "students:responsibility_match": student_row(named_only),
    "students:responsibility_end": student_row(
        lambda world: world.student.responsibilities.filter(kind="teacher").first().pk
    ),
    "students:seats_undo": section_row(lambda world: world.section.memberships.first().pk),
    "students:class_undo": lambda world: [world.section.public_id, "seat", world.section.memberships.first().pk],
    "students:undo": lambda world: [world.student.public_id, "guardianship", world.family_tie.pk],
    "students:seat_end": section_row(lambda world: world.section.memberships.first().pk),
    "students:teacher_end": section_row(lambda world: world.section.teachers.first().pk),
    "account_reset_password_from_key": lambda world: ["0", "no-such-key"],
    "rostering:sheets": lambda world: [world.upload],
    "rostering:look_again": lambda world: [world.taken_back.public_id],
    "rostering:take_back": lambda world: [world.brought.public_id],
}  # fmt: skip


def with_one_of_everything(world):
    """The world with one row of every kind, so that every door has something behind it."""
    by = world.specialist
    second = add_student(
        district=world.district, school=world.school, year=world.year, grade="7", legal_first="Maia",
        legal_last="Thompson", starts_on=world.year.starts_on, by=by,
    )  # fmt: skip
    merge_records(kept=world.student, other=second, reason="Typed twice", by=by)
    add_day_off(district=world.district, day=world.today, name="Snow", by=world.coordinator)
    take_responsibility(student=world.student, kind="teacher", named="Vega", by=by)
    said = comment(
        plan=world.plan, words=world.marks.set_aside, reader="student", by=world.student_user, voice="student"
    )
    for asker, voice in ((world.teacher, "staff"), (world.family, "family")):
        ask_follow_up(words=said, by=asker, voice=voice, why=world.marks.follow_up)
    data = b"Student,Gr,SASID\nAna Rivera,7,1999999999\n"
    [world.run] = read_file(data=data, name="list.csv", school=world.school, by=by)
    world.upload = world.run.upload
    bring_lists_in(world)
    translate_for_dana(world)
    leave_unshared(world)
    hang_files(world)
    set_own_words_aside(world)
    return world


def bring_lists_in(world):
    """A list that wrote a note on Maya's record, and one that was taken back with the child it had added."""
    mark = world.marks.withdrawn
    world.brought = brought_in(world, b"Student,Gr,SASID,Notes\nMaya Thompson,7,1000004471,Draws maps\n")
    wrong = f"Student,Gr,SASID,Parent/Guardian 1,Notes\nBo {mark},7,1888888888,Kay {mark},{mark}\n"
    run = brought_in(world, wrong.encode())
    world.taken_back = take_list_back(run=run, by=world.specialist, reason="Another school’s list")


def brought_in(world, data):
    """A list of Maya's specialist, with the columns as guessed, brought in."""
    by = world.specialist
    [run] = read_file(data=data, name="list.csv", school=world.school, by=by)
    layout = layout_of(run)
    said = {"columns": guess_columns(layout.headers), "short_forms": {}, "header_row": layout.header_row}
    return apply_run(run=confirm_columns(run=run, by=by, **said), by=by)


def set_own_words_aside(world):
    """What Maya said in each place of her own, with a private follow-up asked on it; another next step stands."""
    marks, plan, said = world.marks, world.plan, {"by": world.student_user, "voice": "student"}
    section = plan.sections.get(code="interests")
    section = write_section(plan=plan, code="interests", words=marks.aside_section, version=section.version, **said)
    goal = say_why(goal=world.goal, words=marks.aside_why, **said)
    step = set_next_step(goal=world.goal, words=marks.aside_step, **said)
    for words in (SectionAside.of(section), WhyAside.of(goal), step):
        ask_follow_up(words=words, by=world.teacher, voice="staff", why=marks.follow_up)
    set_next_step(goal=world.goal, words="Draw the second map", **said)


def leave_unshared(world):
    """What the specialist wrote of the goals and did not share, with everything that can happen to it since."""
    by, mark = world.specialist, world.marks.unshared
    now = {name: getattr(world.goal, name) for name in Goal.PROMISE}
    changed = {"plan": world.plan, "by": by}
    values = now | {"short_label": f"Maps {mark}", "measure": f"Counts {mark}"}
    kept = world.goal.strategies.filter(withdrawn_at=None)
    lines = [{name: getattr(line, name) for name in ("public_id", *LINE)} for line in kept]
    world.goal = write_goal(goal=world.goal, version=world.goal.version, values=values, strategies=lines, **changed)
    new, gone = (
        write_goal(values=now | {"short_label": f"{name} {mark}"}, strategies=[], **changed) for name in ("New", "Gone")
    )
    yesterday = world.today - datetime.timedelta(days=1)
    for goal in (world.goal, new):
        said = {"voice": "staff", "level": 2, "words": "Begun", "reader": "student", "happened_on": yesterday}
        check_in(goal=goal, by=world.teacher, **said)
        said = comment(plan=world.plan, goal=goal, by=by, voice="staff", words="A word on it", reader="staff")
        Comment.objects.filter(pk=said.pk).update(reader="student")  # as no form lets it be of a goal not shared
    say_why(goal=world.goal, words="Because", by=world.student_user, voice="student")
    say_why(goal=new, words="Because", by=by, voice="staff", said_by="Maya Thompson")
    withdraw_goal(goal=gone, by=by, reason=f"Not needed {mark}")
    freeze_progress(plan=world.plan, window=current_window(world.year, world.today), by=by)


def translate_for_dana(world):
    """What the mother reads in Spanish: every text of the plan, with a mark for whoever reads it."""
    Guardian.objects.filter(user=world.family).update(language="es")
    [task] = tasks_of([world.plan])
    marks = marks_by_thing(world)
    texts = [(one.text, f"{one.text.label} {marks.get(one.text.thing, world.marks.translated)}") for one in task.wanted]
    translate(plan=world.plan, language="es", texts=texts, translated_by="Rosa Díaz", by=world.specialist)


def marks_by_thing(world):
    """The mark of the words that are not for everybody, by what they stand on: {thing: mark}."""
    said = [*CheckIn.objects.filter(goal__plan=world.plan), *world.plan.comments.all()]
    marks = {row.text[0]: world.marks.translated_adults for row in said if row.reader == "adults"}
    homes = Strategy.objects.filter(goal__plan=world.plan, household__isnull=False)
    marks |= {f"line:{line.public_id}": world.marks.translated_home for line in homes}
    close = {"section:growing"}
    for goal in world.plan.goals.filter(audience="circle"):
        close |= {f"goal:{goal.public_id}", *(f"line:{line.public_id}" for line in goal.strategies.all())}
        close |= {row.text[0] for row in said if row.goal_id == goal.pk}
    return marks | dict.fromkeys(close, world.marks.translated_close)


def hang_files(world):
    """A file on every kind of thing that takes one, with a document for each reader."""
    by, content = world.specialist, read_file_given(pdf(), "report.pdf")
    world.evidence = correct_evidence(evidence=world.student.evidence.first(), attachment=content, by=by)
    said = {"level": 3, "work": content, "voice": "student", "by": world.student_user}
    world.shown = check_in(goal=world.goal, **said)
    for reader in ("staff", "adults", "student"):
        title = f"ICAP {getattr(world.marks, f'document_{reader}')}"
        world.document = attach_document(plan=world.plan, title=title, reader=reader, content=content, by=by)
