"""Notes about a child."""

import datetime

from history.clock import now
from history.models import Event
from students.actions import write_note


def test_a_note_sent_twice_at_once_is_one_and_said_again_later_another(world):
    at = now()
    said = {"student": world.student, "words": "Two homes", "by": world.specialist}
    rows = [write_note(**said, at=at + datetime.timedelta(minutes=late)) for late in (0, 1, 30)]
    assert rows[0] == rows[1] != rows[2]
    assert Event.objects.about(world.student).filter(verb="students.note_written", at__gte=at).count() == 2
