"""The world of this room's tests, and what they do to it again and again."""

from types import SimpleNamespace

import pytest

from goals.cards import GoalCard
from goals.queries import goal_cards
from students.access import Standing
from tests.harness.shared_world import world, world_of_file

__all__ = ["world", "world_of_file"]


@pytest.fixture
def cards_for(world):
    """`cards_for(user)`: the goal cards of Maya's plan as that person reads them, by label."""

    def look(user):
        cards = goal_cards(world.plan, Standing.of(user, world.student))
        assert all(isinstance(card, GoalCard) for card in cards)
        return {card.label: card for card in cards}

    return look


@pytest.fixture
def sheet():
    """`sheet(page)`: what a browser would send from the goal form on a page, ready to be changed."""

    def read(response):
        desk = response.context["desk"]
        data = {"version": str(desk.version), "base": desk.base_text, "met": desk.met_text, "next": ""}
        for field in desk.form:
            data[field.html_name] = field.value() or ""
        for place, lines in desk.lines.items():
            data[f"{place}-TOTAL_FORMS"] = str(len(lines.forms))
            data[f"{place}-INITIAL_FORMS"] = "0"
            for line in lines.forms:
                data |= {field.html_name: str(field.value() or "") for field in line}
        return SimpleNamespace(data=data, desk=desk)

    return read
