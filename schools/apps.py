from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Where and when."""

    name = "schools"
