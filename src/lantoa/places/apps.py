"""Django's entry to the module."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "lantoa.places"
    label = "places"
    verbose_name = "Địa bàn, đơn vị"
