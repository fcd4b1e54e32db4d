"""Django's entry to the module."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lantoa.search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        """Wagtail's question "may this user …?" about the glossary is answered by `policy`."""
        from wagtail.permissions import register_permission_policy

        from lantoa.search.models import Abbreviation
        from lantoa.search.policy import GlossaryPolicy

        register_permission_policy(Abbreviation, GlossaryPolicy(Abbreviation))
