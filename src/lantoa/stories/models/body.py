"""What the body of a story is made of."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class Quotation(blocks.StructBlock):  # type: ignore[misc]  # wagtail has no types
    """One sentence somebody else said about the person."""

    text = blocks.TextBlock(label="Lời nói")
    by = blocks.CharBlock(label="Ai nói")

    class Meta:
        icon = "openquote"
        label = "Lời trích"


class Illustration(blocks.StructBlock):  # type: ignore[misc]  # wagtail has no types
    """A picture inside the text."""

    picture = ImageChooserBlock(label="Ảnh")
    caption = blocks.CharBlock(label="Chú thích: ai, ở đâu, bao giờ")

    class Meta:
        icon = "image"
        label = "Ảnh"


BODY = [
    ("paragraph", blocks.RichTextBlock(features=["bold", "italic", "link"], label="Đoạn văn")),
    ("heading", blocks.CharBlock(form_classname="title", label="Đề mục")),
    ("quotation", Quotation()),
    ("illustration", Illustration()),
]
