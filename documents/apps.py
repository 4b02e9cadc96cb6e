from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Paper."""

    name = "documents"
