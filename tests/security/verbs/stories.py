"""Stories, publications, gatherings."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from lantoa.core.actors import SYSTEM
from lantoa.publishing import actions as publishing
from lantoa.registry import actions as registry
from lantoa.stories import actions as stories
from tests import world
from tests.security.verbs.table import OFFICERS, Stage, case


@case("stories.approve", may=["second_editor"], apart=["editor"])
def _(stage: Stage) -> dict[str, Any]:
    return {"story": stage.made("story")}


@case("stories.unpublish", may=["second_editor", "editor"])
def _(stage: Stage) -> dict[str, Any]:
    story = stage.made("story")
    stories.approve(story=story, by=stage.cast.second_editor, at=stage.at)
    story.refresh_from_db()
    return {"story": story}


@case("stories.add_picture", may=["editor", "second_editor"])
def _(stage: Stage) -> dict[str, Any]:
    body = BytesIO()
    Image.new("RGB", (13, 9), "navy").save(body, "PNG")
    return {"title": "Bảng", "file": body, "name": "bang.png"}


@case("stories.add_document", may=["editor", "second_editor"])
def _(stage: Stage) -> dict[str, Any]:
    return {"title": "Quyết định", "file": ContentFile(b"%PDF-1.7\n%%EOF\n", name="qd.pdf")}


@case("publishing.publish", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    story = stage.made("story")
    stories.approve(story=story, by=stage.cast.second_editor, at=stage.at)
    return {"story": story}


@case("publishing.hold", may=["system"], verbs=["publication.hold"])
def _(stage: Stage) -> dict[str, Any]:
    return {"publication": stage.published()}


@case("publishing.resume", may=["system"], verbs=["publication.resume"])
def _(stage: Stage) -> dict[str, Any]:
    publication = stage.published()
    publishing.hold(publication=publication, by=SYSTEM, at=stage.at)
    return {"publication": publication}


@case("publishing.withdraw", may=["system"], verbs=["publication.withdraw"])
def _(stage: Stage) -> dict[str, Any]:
    return {"publication": stage.published()}


@case(
    "publishing.retry", may=["editor", "second_editor"], apart=["broadcaster"],
    verbs=["delivery.retry"],
)  # fmt: skip
def _(stage: Stage) -> dict[str, Any]:
    delivery = stage.published().deliveries.first()
    type(delivery).objects.filter(pk=delivery.pk).update(state="failed")
    delivery.refresh_from_db()
    return {"delivery": delivery}


@case("publishing.keep_back", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    return {"story": stage.made("story"), "reasons": ["Đang được xem lại."]}


@case("publishing.widen", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    exemplar = stage.made("exemplar")
    world.agree(stage.cast, exemplar, channels=["website"])
    publication = world.published(stage.province, stage.cast, stage.run_tasks, made=exemplar)
    world.agree(stage.cast, exemplar, channels=["feeds"])
    return {"publication": publication}


@case("publishing.leave_out_pictures", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    publication = stage.published()
    publication.content |= {"shows_person": True}
    publication.save()
    registry.withdraw_images(exemplar=publication.exemplar, by=stage.cast.officer, at=stage.at)
    return {"publication": publication}


@case("publishing.recall", may=["system"], verbs=["delivery.withdraw"])
def _(stage: Stage) -> dict[str, Any]:
    return {"delivery": stage.published().deliveries.first()}


@case("publishing.send", may=["system"], verbs=["delivery.send", "delivery.arrive"])
def _(stage: Stage) -> dict[str, Any]:
    delivery = stage.published().deliveries.first()
    type(delivery).objects.filter(pk=delivery.pk).update(state="queued")
    delivery.refresh_from_db()
    return {"delivery": delivery}


HOSTS = [*OFFICERS, "editor", "second_editor"]


@case("publishing.cancel_gathering", may=HOSTS, verbs=["gathering.cancel"])
def _(stage: Stage) -> dict[str, Any]:
    return {"gathering": stage.made("gathering"), "note": "Mưa bão"}


@case("publishing.restore_gathering", may=HOSTS, verbs=["gathering.restore"])
def _(stage: Stage) -> dict[str, Any]:
    gathering = stage.made("gathering")
    publishing.cancel_gathering(gathering=gathering, note="x", by=stage.cast.officer, at=stage.at)
    return {"gathering": gathering}


@case("publishing.conclude_gathering", may=HOSTS, verbs=["gathering.conclude"])
def _(stage: Stage) -> dict[str, Any]:
    gathering = stage.made("gathering")
    stage.at += timedelta(days=10)
    return {"gathering": gathering, "note": "31 người tới."}
