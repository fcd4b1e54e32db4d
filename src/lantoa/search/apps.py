"""Django's entry to the module."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lantoa.search"
    label = "search"
    verbose_name = "Tìm kiếm"
