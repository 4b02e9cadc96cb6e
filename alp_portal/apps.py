from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.module_loading import autodiscover_modules

from alp_portal.checks import demo_stays_on_this_machine


class AlpPortalConfig(AppConfig):
    """The roof. It opens each room's `registers.py`, where upper rooms name their checks,
    contributors and letters (house rule: one declared registry)."""

    name = "alp_portal"

    def ready(self):
        register(demo_stays_on_this_machine, Tags.security)
        autodiscover_modules("registers")
