from django.apps import AppConfig


class RosteringConfig(AppConfig):
    """How people get in."""

    name = "rostering"
