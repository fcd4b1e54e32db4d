"""Django's entry to the module."""

from django.apps import AppConfig


class ReachConfig(AppConfig):
    name = "lantoa.reach"
    label = "reach"
    verbose_name = "Lượt tiếp cận"
