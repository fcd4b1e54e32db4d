"""Django's entry to the module."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "lantoa.config"
    label = "config"
    verbose_name = "Cấu hình"
