from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """What someone is typing: kept, offered back, never shared."""

    name = "drafts"
