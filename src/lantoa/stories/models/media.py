"""Pictures and documents that go with stories, with their rights."""

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):  # type: ignore[misc]  # wagtail has no types
    """A photograph or drawing with its rights."""

    alt_text = models.CharField("chữ thay ảnh", max_length=300, blank=True)
    author = models.CharField("tác giả", max_length=200, blank=True)
    rights = models.CharField("quyền sử dụng", max_length=200, blank=True)
    is_drawing = models.BooleanField(
        "là tranh vẽ", default=False, help_text="Tranh vẽ không cần phiếu đồng ý dùng hình ảnh."
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "alt_text",
        "author",
        "rights",
        "is_drawing",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):  # type: ignore[misc]  # wagtail has no types
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or str(self.title)


class PictureRendition(AbstractRendition):  # type: ignore[misc]  # wagtail has no types
    """A size of a picture, made once."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]


class StoryDocument(AbstractDocument):  # type: ignore[misc]  # wagtail has no types
    """A document with what state portals must show of it (Decree 42/2022)."""

    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)

    admin_form_fields = ("title", "file", "number", "issued_on", "issuer", "collection", "tags")
