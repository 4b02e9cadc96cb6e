from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Goals and strategies."""

    name = "goals"
