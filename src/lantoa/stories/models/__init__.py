"""Stories as editors write them in Wagtail. What is public is `publishing.Publication`."""

from lantoa.stories.models.arranged import FrontPage, Section, SectionOrder, may_arrange
from lantoa.stories.models.body import BODY, Illustration, Quotation
from lantoa.stories.models.media import Picture, PictureRendition, StoryDocument
from lantoa.stories.models.second_reader import SecondReader
from lantoa.stories.models.story import Story, StoryAttachment, StoryQuerySet

__all__ = [
    "BODY",
    "FrontPage",
    "Illustration",
    "Picture",
    "PictureRendition",
    "Quotation",
    "SecondReader",
    "Section",
    "SectionOrder",
    "Story",
    "StoryAttachment",
    "StoryDocument",
    "StoryQuerySet",
    "may_arrange",
]
