"""Django's entry to the module."""

from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    name = "lantoa.discovery"
    label = "discovery"
    verbose_name = "Phát hiện"
