from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What we tell people."""

    name = "notices"
