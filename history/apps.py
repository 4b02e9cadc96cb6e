from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """What happened."""

    name = "history"
