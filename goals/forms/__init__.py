"""The forms of a goal."""

from goals.forms.acts import CloseForm, DayField, ReasonForm, area_of_text, bare_helper, refuse
from goals.forms.own_words import NextStepForm, WhyForm

__all__ = ["CloseForm", "DayField", "NextStepForm", "ReasonForm", "WhyForm", "area_of_text", "bare_helper", "refuse"]
