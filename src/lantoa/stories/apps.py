"""Django's entry to the module."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "lantoa.stories"
    label = "stories"
    verbose_name = "Câu chuyện"

    def ready(self) -> None:
        # Before Wagtail asks for the first time: afterwards it keeps a policy of its own.
        from wagtail.permissions import register_permission_policy

        from lantoa.stories.models import FrontPage, Section, Story
        from lantoa.stories.policy import ArrangementPolicy, StoryPolicy

        register_permission_policy(Story, StoryPolicy(Story))
        register_permission_policy(FrontPage, ArrangementPolicy(FrontPage, can_add=False))
        register_permission_policy(Section, ArrangementPolicy(Section, can_add=True))
