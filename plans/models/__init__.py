"""The promise: the plan, what people agreed to, and what became of it."""

from plans.models.aside import AsideWords, SectionAside
from plans.models.document import AttachedDocument
from plans.models.participation import Acknowledgement, PartAnswer, Participation, TakenBack
from plans.models.plan import Plan, ProgrammingOption, Section
from plans.models.revision import Revision
from plans.models.translation import Translation

__all__ = [
    "Acknowledgement",
    "AsideWords",
    "AttachedDocument",
    "PartAnswer",
    "Participation",
    "Plan",
    "ProgrammingOption",
    "Revision",
    "Section",
    "SectionAside",
    "TakenBack",
    "Translation",
]
