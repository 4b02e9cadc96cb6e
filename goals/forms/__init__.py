"""The forms of a goal."""

from goals.forms.acts import CloseForm, DayField, NextStepForm, ReasonForm, WhyForm, area_of_text, bare_helper, refuse

__all__ = ["CloseForm", "DayField", "NextStepForm", "ReasonForm", "WhyForm", "area_of_text", "bare_helper", "refuse"]
