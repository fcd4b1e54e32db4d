"""Django's entry to the module."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "lantoa.planning"
    label = "planning"
    verbose_name = "Kế hoạch"
