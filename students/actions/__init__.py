"""Everything that can be done to a child's record, each by somebody and remembered."""

from students.actions.cards import end_card, give_card
from students.actions.classes import add_teacher, correct_section, join_class, leave_class, open_section, remove_teacher
from students.actions.family import add_guardian, correct_guardian, correct_guardianship, end_guardianship
from students.actions.identification import (
    correct_evidence,
    correct_identification,
    identify,
    record_evidence,
    withdraw_attachment,
    withdraw_evidence,
)
from students.actions.merging import merge_records, undo_merge
from students.actions.notes import withdraw_note, write_note
from students.actions.responsibility import (
    end_responsibility,
    hand_over_plan,
    match_responsibility,
    take_responsibility,
)
from students.actions.schooling import correct_enrollment, end_enrollment, enrol, move_school, set_status
from students.actions.student import add_student, correct_student, give_account
from students.actions.taking_back import take_back
from students.actions.ties import withdraw_tie
from students.actions.undoing import put_attachment_back, put_evidence_back, put_note_back, put_tie_back

__all__ = [
    "add_guardian",
    "add_student",
    "add_teacher",
    "correct_enrollment",
    "correct_evidence",
    "correct_guardian",
    "correct_guardianship",
    "correct_identification",
    "correct_section",
    "correct_student",
    "end_card",
    "end_enrollment",
    "end_guardianship",
    "end_responsibility",
    "enrol",
    "give_account",
    "give_card",
    "hand_over_plan",
    "identify",
    "join_class",
    "leave_class",
    "match_responsibility",
    "merge_records",
    "move_school",
    "open_section",
    "put_attachment_back",
    "put_evidence_back",
    "put_note_back",
    "put_tie_back",
    "record_evidence",
    "remove_teacher",
    "set_status",
    "take_back",
    "take_responsibility",
    "undo_merge",
    "withdraw_attachment",
    "withdraw_evidence",
    "withdraw_note",
    "withdraw_tie",
    "write_note",
]
