"""Django's entry to the module."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "lantoa.demo"
    label = "demo"
    verbose_name = "Tỉnh mẫu"
