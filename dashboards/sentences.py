"""What happened, as a sentence in the reader's language: one for every verb that any room records.

`history` keeps verb and data, never a sentence. A sentence may use `who` (set bold by the caller),
`student` and the facts below; it says nothing that the event's audience may not read.
"""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from history.days import day_said
from plans.models import Acknowledgement, Participation
from plans.translations import NONE, Translations
from students.languages import language_name

PLAN = {
    "plans.started": _("{who} began the plan"),
    "plans.section_written": _("{who} wrote “{section}”"),
    "plans.section_made_own": _("{who} made the words in “{section}” their own"),
    "plans.programming_added": _("{who} added what the school provides: {option}"),
    "plans.programming_changed": _("{who} changed what the school provides: {option}"),
    "plans.programming_withdrawn": _("{who} took out what the school provides: {option}"),
    "plans.shared": _("{who} shared revision {number}"),
    "plans.corrected": _("{who} corrected spelling, revision {number}"),
    "plans.due": _("{who} said when the plan is due: {day}"),
    "plans.activated": _("{who} put the plan in force"),
    "plans.closed": _("{who} closed the plan"),
    "plans.moved_away": _("{who} moved a draft to the student it is about"),
    "plans.moved_here": _("{who} moved a draft here that was begun for another student"),
    "plans.withdrawn": _("{who} withdrew the draft"),
    "plans.gave_way": _("{who} kept the other of {student}’s two plans for {year} as the plan of the year"),
    "plans.stands_again": _("{who} took two records apart again: this plan for {year} stands as before"),
    "plans.acknowledged": _("{who} said of revision {number}: “{meaning}”"),
    "plans.acknowledgement_taken_back": _("{who} took back what was said of revision {number}: “{meaning}”"),
    "plans.participation_recorded": _("{who} noted that {person} took part ({how})"),
    "plans.participation_tried": _("{who} noted a try to reach {person}"),
    "plans.participation_withdrawn": _("{who} took back a record of taking part"),
    "plans.talked": _("{who} talked with {student} at home"),
    "plans.talk_taken_back": _("{who} took back a talk at home"),
    "plans.part_answered": _("{who} answered a required part: “{part}”"),
    "plans.document_attached": _("{who} attached the document “{document}”"),
    "plans.document_changed": _("{who} changed the title or the readers of the document “{document}”"),
    "plans.document_replaced": _("{who} put a new file in place of the document “{document}”"),
    "plans.document_withdrawn": _("{who} took back the document “{document}”"),
    "plans.document_put_back": _("{who} undid that the document “{document}” was taken back"),
    "plans.translated": _("{who} translated words into {language}"),
    "plans.part_answer_taken_back": _("{who} took back the answer to “{part}”"),
}

GOALS = {
    "goals.added": _("{who} added the goal {goal}"),
    "goals.changed": _("{who} changed the goal {goal}"),
    "goals.closed": _("{who} closed the goal {goal}"),
    "goals.reopened": _("{who} opened the goal {goal} again"),
    "goals.withdrawn": _("{who} took the goal {goal} out of the plan"),
    "goals.brought_back": _("{who} put the goal {goal} back in the plan"),
    "goals.why_said": _("{who} wrote why {student} chose {goal}"),
    "goals.why_said:student": _("{who} said why: {goal}"),
    "goals.next_step_set": _("{who} set the next step on {goal}"),
    "goals.next_step_done": _("{who} finished the next step on {goal}"),
    "goals.next_step_reopened": _("{who} opened the next step on {goal} again"),
}

TALK = {
    "checkins.checked_in": _("{who} wrote about {goal}"),
    "checkins.checked_in:level": _("{who} checked in on {goal}: {level}"),
    "checkins.amended": _("{who} changed the words on {goal}"),
    "checkins.reworded": _("{who} replaced earlier words on {goal}"),
    "checkins.amended:level": _("{who} changed the check-in on {goal}: {level}"),
    "checkins.withdrawn": _("{who} took back a check-in on {goal}"),
    "checkins.work_added": _("{who} showed work on {goal}"),
    "checkins.work_withdrawn": _("{who} took back the work on {goal}"),
    "checkins.put_back": _("{who} undid that a check-in on {goal} was taken back"),
    "checkins.work_put_back": _("{who} undid that the work on {goal} was taken back"),
    "checkins.comment_put_back": _("{who} undid that words in the conversation were taken back"),
    "checkins.commented": _("{who} wrote in the conversation"),
    "checkins.asked": _("{who} asked a question"),
    "checkins.asked:goal": _("{who} asked a question about {goal}"),
    "checkins.answered": _("{who} answered a question"),
    "checkins.comment_withdrawn": _("{who} took back words in the conversation"),
    "checkins.readers_changed": _("{who} changed who reads words"),
    "checkins.readers_changed:goal": _("{who} changed who reads words on {goal}"),
    "checkins.follow_up_asked": _("{who} asked for a private follow-up"),
    "checkins.follow_up_done": _("{who} said what was done for a private follow-up"),
    "checkins.progress_frozen": _("{who} recorded progress for {window}"),
}

RECORD = {
    "students.student_added": _("{who} added {student} to the program’s list"),
    "students.student_brought_back": _("{who} added {student} again to the program’s list"),
    "students.student_corrected": _("{who} corrected the record"),
    "students.records_merged": _("{who} made two records of {student} one"),
    "students.merge_undone": _("{who} took two records apart again"),
    "students.account_given": _("{who} gave {student} an account"),
    "students.enrolled": _("{who} entered the school and grade"),
    "students.enrollment_corrected": _("{who} corrected the school and grade"),
    "students.enrollment_ended": _("{who} ended the enrolment"),
    "students.status_set": _("{who} set where {student} stands in the program"),
    "students.status_corrected": _("{who} corrected where {student} stands in the program"),
    "students.identified": _("{who} recorded an area of identification"),
    "students.identification_corrected": _("{who} corrected an area of identification"),
    "students.evidence_recorded": _("{who} added to the body of evidence"),
    "students.evidence_corrected": _("{who} corrected the body of evidence"),
    "students.evidence_withdrawn": _("{who} withdrew a record of the body of evidence"),
    "students.evidence_file_attached": _("{who} attached a file to the body of evidence"),
    "students.evidence_file_replaced": _("{who} put a new file in the body of evidence"),
    "students.evidence_file_withdrawn": _("{who} took back a file of the body of evidence"),
    "students.note_written": _("{who} wrote a note"),
    "students.evidence_put_back": _("{who} undid that a record of the body of evidence was withdrawn"),
    "students.evidence_file_put_back": _("{who} undid that a file of the body of evidence was taken back"),
    "students.note_put_back": _("{who} undid that a note was withdrawn"),
    "students.tie_put_back": _("{who} undid an end: it is as it was before"),
    "students.withdrawn_for_good": _("{who} took back the list that something withdrawn before had come with"),
    "students.note_withdrawn": _("{who} withdrew a note"),
    "students.guardian_added": _("{who} added an adult of the family"),
    "students.guardian_corrected": _("{who} corrected how to reach an adult of the family"),
    "students.guardianship_corrected": _("{who} corrected the rights of an adult of the family"),
    "students.guardianship_withdrawn": _("{who} took back that an adult belongs to the family"),
    "students.guardianship_ended": _("{who} ended an adult’s place in the family"),
    "students.responsibility_taken": _("{who} named a person who looks after {student}"),
    "students.responsibility_matched": _("{who} matched a name to a person"),
    "students.responsibility_withdrawn": _("{who} took back that a person looks after {student}"),
    "students.responsibility_ended": _("{who} ended a person’s responsibility"),
    "students.plan_handed_over": _("{who} handed the plan over"),
    "students.class_opened": _("{who} opened a class"),
    "students.class_corrected": _("{who} corrected a class"),
    "students.class_teacher_added": _("{who} gave a class its teacher"),
    "students.class_teacher_removed": _("{who} took a teacher from a class"),
    "students.class_teacher_withdrawn": _("{who} took back that somebody teaches a class"),
    "students.class_joined": _("{who} put {student} in a class"),
    "students.class_seat_withdrawn": _("{who} took back that {student} was put in a class"),
    "students.class_left": _("{who} took {student} out of a class"),
}

PLACES = {
    "schools.unit_opened": _("{who} opened the administrative unit"),
    "schools.district_opened": _("{who} opened the district"),
    "schools.district_corrected": _("{who} corrected the district"),
    "schools.school_opened": _("{who} opened a school"),
    "schools.school_corrected": _("{who} corrected a school"),
    "schools.year_opened": _("{who} entered the school year"),
    "schools.year_corrected": _("{who} corrected the school year"),
    "schools.windows_set": _("{who} set the reporting windows"),
    "schools.day_off_added": _("{who} entered a day off"),
    "schools.day_off_removed": _("{who} took back a day off"),
    "schools.posted": _("{who} gave a person their place of work"),
    "schools.posting_corrected": _("{who} corrected a person’s place of work"),
    "schools.posting_ended": _("{who} ended a person’s work here"),
}

ACCOUNTS = {
    "accounts.account_opened": _("{who} opened an account"),
    "accounts.account_corrected": _("{who} corrected an account"),
    "accounts.account_closed": _("{who} closed an account"),
    "accounts.account_reopened": _("{who} opened an account again"),
    "accounts.pass_issued": _("{who} gave {student} a sign-in card"),
    "accounts.pass_revoked": _("{who} ended a sign-in card"),
    "accounts.card_used": _("{who} signed in with the card"),
}

LISTS = {
    "rostering.list_read": _("{who} brought in a list"),
    "rostering.list_applied": _("{who} applied a list"),
    "rostering.list_discarded": _("{who} put a list aside"),
    "rostering.list_taken_back": _("{who} took a list back that had been brought in"),
    "rostering.list_read_again": _("{who} looked at a list again that had been taken back"),
}

SENTENCES = PLAN | GOALS | TALK | RECORD | PLACES | ACCOUNTS | LISTS

NO_GOAL = pgettext_lazy("in place of a goal's name", "a goal")


@dataclass(frozen=True)
class Telling:
    """What sentences about one student are told with: the first name, the plan's type, and what its reader has
    of translations."""

    student: str
    plan_type: object
    translations: Translations = NONE

    def sentence(self, event, who):
        """The sentence of one event, with the doer's name in bold, safe to be shown."""
        words = SENTENCES[variant(event)]
        return format_html(str(words), who=format_html("<b>{}</b>", who), **self.facts(event))

    def facts(self, event):
        """Everything a sentence may name, as text."""
        data, one = event.data, self.plan_type
        return {
            "student": self.student,
            "goal": self.goal(event),
            "level": str(one.level(data.get("level")) or ""),
            "number": data.get("number", ""),
            "section": str(one.section(data.get("section")) or data.get("section", "")),
            "part": str(one.part(data.get("part")) or data.get("part", "")),
            "document": event.target_name,
            "option": self.option(event),
            "meaning": labelled(Acknowledgement.Meaning, data.get("meaning")),
            "how": labelled(Participation.How, data.get("how")),
            "person": data.get("who", ""),
            "window": data.get("window", ""),
            "year": data.get("year", ""),
            "language": language_name(data["language"]) if "language" in data else "",
            "day": day_in_words(data.get("due_on")),
        }

    def goal(self, event):
        """What a goal is called, in the language of the reader."""
        label = event.data.get("label") or (event.target_name if event.verb.startswith("goals.") else "")
        return self.translations.label_of(event.data.get("goal", ""), label) or NO_GOAL

    def option(self, event):
        """What the school provides: the words people wrote, or the option's name."""
        return str(self.plan_type.option(event.target_name) or event.target_name)


def variant(event):
    """Which sentence tells the event: some verbs have one for when a level, a goal or a voice is known."""
    data = event.data
    told = {
        "plans.participation_recorded": data.get("how") == "tried" and "plans.participation_tried",
        "goals.why_said": event.voice == "student" and "goals.why_said:student",
        "checkins.checked_in": data.get("level") and "checkins.checked_in:level",
        "checkins.amended": data.get("level") and "checkins.amended:level",
        "checkins.asked": data.get("label") and "checkins.asked:goal",
        "checkins.readers_changed": data.get("label") and "checkins.readers_changed:goal",
    }
    return told.get(event.verb) or event.verb


def day_in_words(day):
    """A day that an event keeps as text, as people write it."""
    return day_said(datetime.date.fromisoformat(day)) if day else ""


def labelled(choices, value):
    """The word for a stored choice; a value that a newer edition dropped comes back as it is."""
    return str(dict(choices.choices).get(value, value or ""))


def moment(at):
    """A moment as the timeline says it: "Tue, Nov 17, 8:31 PM"."""
    return date_format(at, pgettext("a moment, as Django's date filter has it", "D M j, g:i A"))
