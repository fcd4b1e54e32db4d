"""Django's entry to the module."""

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "lantoa.nominations"
    label = "nominations"
    verbose_name = "Giới thiệu, xác minh"
