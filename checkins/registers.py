"""What this room enters in the registries."""

from checkins import checks
from checkins.letters import follow_up_address, may_still_answer, may_still_follow_up
from checkins.texts import notes_written, talk_written, texts_of_check_ins, texts_of_progress, texts_of_talk
from drafts.registry import register_subject
from notices.letters import register as register_letter
from plans.letters import may_still_hear_of_plan, plan_address
from plans.registry import register_check, register_texts

register_check("progress", checks.progress, needs=["goals__check_ins", "year__windows"])
register_check("took_part", checks.took_part, needs=["participations", "comments", "goals__check_ins"])

register_texts("talk", texts_of_talk, place=7, written=talk_written)
register_texts("check_ins", texts_of_check_ins, place=6, written=notes_written)
register_texts("progress", texts_of_progress, place=5)

register_letter("question_asked", still_allowed=may_still_answer, path=plan_address)
register_letter("follow_up_asked", still_allowed=may_still_follow_up, path=follow_up_address)
register_letter("question_answered", still_allowed=may_still_hear_of_plan, path=plan_address)

register_subject("checkins.CheckIn", "goal__plan__student__public_id")
register_subject("checkins.Comment", "plan__student__public_id")
register_subject("checkins.FollowUp", "student__public_id")
