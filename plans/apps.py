from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The promise."""

    name = "plans"
