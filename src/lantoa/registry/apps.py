"""Django's entry to the module."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "lantoa.registry"
    label = "registry"
    verbose_name = "Sổ điển hình"
