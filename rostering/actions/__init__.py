"""What is done with somebody's list: read, given meaning, decided about, applied or discarded, taken back."""

from rostering.actions.deciding import choose, confirm_columns
from rostering.actions.finishing import apply_run, discard, forget, start_applying, take_back
from rostering.actions.looking import stage
from rostering.actions.reading import read_file
from rostering.actions.withdrawing import read_again, start_taking_back, take_list_back

__all__ = [
    "apply_run",
    "choose",
    "confirm_columns",
    "discard",
    "forget",
    "read_again",
    "read_file",
    "stage",
    "start_applying",
    "start_taking_back",
    "take_back",
    "take_list_back",
]
