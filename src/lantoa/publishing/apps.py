"""Django's entry to the module."""

from django.apps import AppConfig
from django.core import checks


class PublishingConfig(AppConfig):
    name = "lantoa.publishing"
    label = "publishing"
    verbose_name = "Đăng tải"

    def ready(self) -> None:
        from lantoa.publishing.checks import channels_are_sound

        checks.register(channels_are_sound)
