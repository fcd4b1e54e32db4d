"""Stories as editors write them in Wagtail. What is public is `publishing.Publication`."""

from lantoa.stories.models.body import BODY, Illustration, Quotation
from lantoa.stories.models.media import Picture, PictureRendition, StoryDocument
from lantoa.stories.models.second_reader import SecondReader
from lantoa.stories.models.story import Section, Story, StoryAttachment, StoryQuerySet

__all__ = [
    "BODY",
    "Illustration",
    "Picture",
    "PictureRendition",
    "Quotation",
    "SecondReader",
    "Section",
    "Story",
    "StoryAttachment",
    "StoryDocument",
    "StoryQuerySet",
]
