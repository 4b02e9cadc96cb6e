from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Documents and pictures that people give: looked into, kept, never overwritten."""

    name = "files"
