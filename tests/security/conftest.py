"""Two worlds side by side: one published, one held, with canaries in every private field."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from lantoa.publishing.models import Publication
from lantoa.registry import actions as registry
from lantoa.stories import actions as stories
from tests import world
from tests.conftest import AT


@pytest.fixture
def illustrated(province, cast, run_tasks):
    """A published story with a photograph, an attachment and a how-to card."""
    return illustrate(province, cast, run_tasks)


def illustrate(
    province, cast, run_tasks, *, name="Mai Thị Sóng", slug="song", is_published=True, **more
):
    body = BytesIO()
    Image.new("RGB", (1300, 900), "navy").save(body, "JPEG")
    body.seek(0)
    picture = stories.add_picture(
        title=f"Ảnh {slug}", file=body, name=f"{slug}.jpg", alt_text="Cánh đồng muối",
        by=cast.editor, at=AT,
    )  # fmt: skip
    document = stories.add_document(
        title=f"Quyết định {slug}", file=ContentFile(b"%PDF-1.4 noi dung", name=f"{slug}.pdf"),
        by=cast.editor, at=AT,
    )  # fmt: skip
    draft = world.story(province, cast, slug=slug, title=f"Chuyện của {name}", name=name, **more)
    world.practice(province, cast, draft.exemplar, slug=f"cach-{slug}")
    stories.write(
        story=draft, title=f"Chuyện của {name}", lead="Bà ghi bảng.", slug=slug, picture=picture,
        body=[("paragraph", world.PARAGRAPHS[0]), ("paragraph", f"{name} kể lại.")],
        caption="Ở đồng muối", attachments=[document], by=cast.editor, at=AT,
    )  # fmt: skip
    drafted = SimpleNamespace(
        story=draft, exemplar=draft.exemplar, picture=picture, document=document, name=name,
        slug=slug, code=draft.exemplar.code, publication=None,
    )  # fmt: skip
    if is_published:
        publish(drafted, cast, run_tasks)
    return drafted


def publish(made, cast, run_tasks):
    stories.approve(story=made.story, by=cast.second_editor, at=AT)
    run_tasks()
    made.publication = Publication.objects.get(story=made.story)


def hold(made, cast):
    registry.hold(exemplar=made.exemplar, reason="Có đơn", by=cast.approver, at=AT)


def withdraw(made, cast):
    for consent in made.exemplar.consents.all():
        registry.withdraw_consent(consent=consent, by=cast.officer, at=AT)


def revoke(made, cast):
    registry.revoke(
        exemplar=made.exemplar, legal_ground="QĐ 1", public_note="Đính chính", by=cast.approver,
        at=AT,
    )  # fmt: skip


def unpublish(made, cast):
    stories.unpublish(story=made.story, by=cast.second_editor, at=AT)
