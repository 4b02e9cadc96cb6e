from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Pages that show several rooms."""

    name = "dashboards"
