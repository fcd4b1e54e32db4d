"""Django's entry to the module."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "lantoa.portal"
    label = "portal"
    verbose_name = "Cổng"
