from django.apps import AppConfig


class StudentsConfig(AppConfig):
    """The child and the circle of adults."""

    name = "students"
