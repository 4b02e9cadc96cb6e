from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    """Check-ins and conversation."""

    name = "checkins"
