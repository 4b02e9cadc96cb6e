"""What this room enters in the registries."""

from accounts.permissions import Permission
from drafts.registry import register_shared_door, register_subject
from notices.letters import register as register_letter
from plans import checks, contributors
from plans.letters import may_still_hear_of_plan, plan_address
from plans.registry import register_check, register_contributor, register_texts
from plans.texts import (
    profiles_written,
    said_written,
    texts_of_profile,
    texts_of_programming,
    texts_of_sharing,
    texts_of_taking_part,
)
from plans.together import PlansTogether
from students.access import who_may
from students.registry import register_together

register_check("sections", checks.sections_written, needs=["sections"])
register_check("profile", checks.profile, needs=["sections", "student__identifications", "student__evidence"])
register_check("programming", checks.programming, needs=["programming", "goals__strategies"])

register_contributor("type", contributors.type_facts)
register_contributor("student", contributors.student_facts)
register_contributor("year", contributors.year_facts)
register_contributor("people", contributors.people)
register_contributor("areas", contributors.areas_of)
register_contributor("evidence", contributors.evidence_of)
register_contributor("sections", contributors.sections_of, needs=["sections__written_by"])
register_contributor("programming", contributors.programming_of, needs=["programming"])
register_contributor("parts", contributors.parts_of)

register_texts("sharing", texts_of_sharing, place=1)
register_texts("profile", texts_of_profile, place=2, written=profiles_written)
register_texts("programming", texts_of_programming, place=4)
register_texts("taking_part", texts_of_taking_part, place=8, written=said_written)

register_together("plans", PlansTogether())

register_letter("plan_shared", still_allowed=may_still_hear_of_plan, path=plan_address)


# A student's own words are written by the student, too, and by whoever writes down what a student says.
register_shared_door("plans:section", may=who_may(Permission.WRITE_PLAN, Permission.SCRIBE, Permission.WRITE_OWN_WORDS))
register_shared_door("plans:programming_edit", may=who_may(Permission.WRITE_PLAN))

register_subject("plans.Plan", "student__public_id")
register_subject("plans.ProgrammingOption", "plan__student__public_id")
register_subject("plans.Participation", "plan__student__public_id")
register_subject("plans.AttachedDocument", "plan__student__public_id")
