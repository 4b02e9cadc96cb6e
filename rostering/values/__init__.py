"""A value: what one square of a list says, once read. Nothing a person wrote is lost on the way.

Every reader takes a cell and gives a `Reading`: the value, the problems a person should see, and, word for word, what
could not be understood. Readers never raise.
"""

from rostering.values.areas import read_areas, short_forms
from rostering.values.contacts import read_email, read_phone
from rostering.values.dates import read_date
from rostering.values.flags import read_exceptionality, read_language, read_learner
from rostering.values.names import PersonName, read_adult_name, read_student_name
from rostering.values.numbers import read_grade, read_local_id, read_state_id
from rostering.values.reading import Reading
from rostering.values.scores import Score, read_score

__all__ = [
    "PersonName",
    "Reading",
    "Score",
    "read_adult_name",
    "read_areas",
    "read_date",
    "read_email",
    "read_exceptionality",
    "read_grade",
    "read_language",
    "read_learner",
    "read_local_id",
    "read_phone",
    "read_score",
    "read_state_id",
    "read_student_name",
    "short_forms",
]
