"""What the district's interpreter translated for Lucía's mother; the rest still waits."""

from plans.actions.translating import translate
from plans.models import Plan
from plans.to_translate import tasks_of

WORDS = {
    "Hand in a first draft on time": "Entregar un primer borrador a tiempo",
    "You could ask what was hard about it this week.": "Podría preguntarle qué le costó más esta semana.",
    "This year’s plan, ready for you to read.": "El plan de este año, listo para que usted lo lea.",
    "I want my evenings back.": "Quiero volver a tener mis tardes libres.",
    "Pace": "Ritmo",
    "Hand in a first draft on the due date, even when I can see what is wrong with it": (
        "Entregar un primer borrador el día acordado, aunque vea lo que le falta"
    ),
    "First drafts in on the due date": "Primeros borradores entregados el día acordado",
    "8 of 10": "8 de 10",
    "Drafts are read, not graded": "Los borradores se leen, no se califican",
    "Goes further than asked in reading.": "En lectura va más allá de lo que se le pide.",
}


def translate_for_herrera(cast):
    days = cast.calendar
    plan = Plan.objects.select_related("student", "year", "revision").get(student=cast.lucía)
    [task] = tasks_of([plan])
    texts = [(one.text, WORDS[one.text.words]) for one in task.wanted if one.text.words in WORDS]
    translate(
        plan=plan, language="es", texts=texts, translated_by="Marta Solís", by=cast.elena,
        at=days.at(days.day(11, 13)),
    )  # fmt: skip
