"""The process is killed between any two statements of an act: nothing is half done, and no draft is lost."""

import itertools
import random
import uuid
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from drafts.actions import keep
from drafts.queries import waiting_of
from rostering.models import ImportRun
from tests.access.doors import brought_in
from tests.harness.forms import sent_from
from tests.harness.writes import GET_MAY_WRITE, rows_of_every_table
from tests.world import build_world

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

TIMES = 11  # kills of each act


class Killed(BaseException):
    """The process ended here."""


CALLED = {"voice": "family", "who": "Dana", "how": "call"}

# Who does what: the door's name, whose it is, and what is typed the n-th time.
ACTS = {
    "a comment": ("family", "checkins:comment", "plan", lambda n: {"words": f"Question {n}?", "is_question": "on"}),
    "a word from home": ("family", "checkins:from_home", "plan", lambda n: {"words": f"At dinner {n}", "goal": ""}),
    "a check-in": ("teacher", "checkins:check_in", "goal", lambda n: {"level": str(1 + n % 4), "words": f"Week {n}"}),
    "the student's own check-in": ("student_user", "checkins:check_in", "goal", lambda n: {"level": str(1 + n % 4)}),
    "why": ("student_user", "goals:why", "goal", lambda n: {"words": f"Because {n}"}),
    "the next step": ("student_user", "goals:next_step", "goal", lambda n: {"words": f"Step {n}"}),
    "a goal": ("specialist", "goals:edit", "goal", lambda n: {"target": f"{n} of 5", "school-0-words": f"Set {n}"}),
    "a new option": ("specialist", "plans:programming_add", "plan", lambda n: {"option": "mentor", "words": f"{n}"}),
    "participation": ("specialist", "plans:participation_add", "plan", lambda n: {"words": f"{n} times"} | CALLED),
    "sharing": ("specialist", "plans:share", "plan", lambda n: {"reason": f"Because of {n}"}),
    "a fact of the record": ("specialist", "students:correct", "student", lambda n: {"chosen_first": f"May{n}"}),
    "evidence": (
        "specialist",
        "students:evidence_add",
        "student",
        lambda n: {"kind": "ability", "instrument": "CogAT 8", "score": f"{n}"},
    ),
    "a list taken back": ("specialist", "rostering:take_back", "a list", lambda n: {"reason": f"Wrong file {n}"}),
}


def a_list(world):
    """A list of a new child and of one who is here, brought in."""
    n = ImportRun.objects.count()
    rows = f"Bo Quill{n},7,18{n:08},,Kay Quill{n},kay{n}@example.org\nMaya Thompson,7,1000004471,M{n},,\n"
    data = f"Student,Gr,SASID,Goes by,Parent/Guardian 1,Email 1\n{rows}"
    return brought_in(world, data.encode())


@contextmanager
def killed_at(number):
    """Lose the connection before the statement of a number, as a process that is killed does."""
    statements = itertools.count(1)

    def watch(execute, sql, params, many, context):
        if next(statements) == number:
            connection.connection.close()
            raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield statements
    connection.close()


def standing():
    """What matters in the database: everything but looks, sessions and drafts."""
    return {
        table: rows for table, rows in rows_of_every_table().items() if table not in {*GET_MAY_WRITE, "drafts_draft"}
    }


def differing(before, after):
    return {table for table in before if before[table] != after[table]}


class Act:
    """One act of one person, done again and again."""

    def __init__(self, world, client, name):
        who, self.door_name, self.thing, self.typed = ACTS[name]
        self.person, self.name, self.times = getattr(world, who), name, itertools.count(1)
        self.client, self.world = client(self.person), world

    def prepare(self):
        """Open the page, type, and keep the draft."""
        thing = a_list(self.world) if self.thing == "a list" else getattr(self.world, self.thing)
        self.door = reverse(self.door_name, args=[thing.public_id])
        if self.name == "sharing":
            Act(self.world, lambda _person: self.client, "a new option").do()
        typed = self.typed(next(self.times))
        self.sheet = uuid.uuid4()
        values = sent_from(self.client.get(self.door), self.door, **typed, draft=str(self.sheet))
        keep(by=self.person, sheet=self.sheet, door=self.door, page=self.door, fields=[])
        return values

    def do(self):
        """Do it undisturbed. Returns how many statements it took and which tables it changed."""
        values, before = self.prepare(), standing()
        with killed_at(0) as statements:
            answer = self.client.post(self.door, values)
        assert answer.status_code == 303, (self.name, answer.context and answer.context.get("form").errors)
        assert not self.waits()
        return next(statements) - 1, differing(before, standing())

    def be_killed(self, number):
        """Do it and be killed before a statement. Returns the tables that changed, or None if it went through."""
        values, before = self.prepare(), standing()
        try:
            with killed_at(number):
                self.client.post(self.door, values)
        except Killed:
            connection.close()
            changed = differing(before, standing())
            assert changed or self.waits(), f"{self.name}, statement {number}: the draft is lost"
            return changed
        return None

    def waits(self):
        return any(draft.sheet == self.sheet for draft in waiting_of(self.person))


def test_an_act_is_done_whole_or_not_at_all_and_its_draft_outlives_the_kill(client_of):
    world, chance = build_world(), random.Random()  # noqa: S311
    kills = 0
    for name in ACTS:
        act = Act(world, client_of, name)
        statements, whole = act.do()
        for _time in range(TIMES):
            number = chance.randint(1, statements)
            changed = act.be_killed(number)
            told = f"{name}, killed before statement {number} of {statements}: {changed}"
            assert not changed or (changed <= whole and "history_event" in changed), told
            kills += changed is not None
    call_command("rebuild_plan_columns", check=True)
    assert kills >= 100
