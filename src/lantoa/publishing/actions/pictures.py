"""Photographs leave what is published, the words stay: who agreed to be named and no longer shown."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.publishing import content, rules
from lantoa.publishing.actions.publications import keep_files, queue
from lantoa.publishing.models import Publication
from lantoa.publishing.states import PublicationState
from lantoa.registry.models import Exemplar


@transaction.atomic
def leave_out_pictures(*, publication: Publication, by: Actor, at: datetime) -> Publication:
    """A new revision without photographs, queued for the channels if it is public.

    From then on no channel serves an older revision (`queries.delivered`). Raises Refused unless
    the consent to be named stands and only that to be shown is missing.
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    Exemplar.objects.select_for_update().get(pk=publication.exemplar_id)
    reasons = []
    if not by.may("publication.follow", publication.unit):
        reasons.append("Ảnh tự rời bài theo sự đồng ý, không ai bỏ tay.")
    if publication.state == PublicationState.WITHDRAWN:
        reasons.append("Bài đã được gỡ.")
    if not rules.lacks_only_pictures(publication, on=timezone.localdate(at)):
        reasons.append("Chỉ bỏ ảnh khi người ấy vẫn cho nêu tên mà không còn cho dùng hình ảnh.")
    if reasons:
        raise Refused(reasons)
    publication.revision += 1
    publication.revised_at, publication.unpictured_from = at, publication.revision
    publication.content = content.without_photographs(publication.content) | {
        "revision": publication.revision, "revised_at": at.isoformat(),
    }  # fmt: skip
    publication.save()
    keep_files(publication)
    refused = queue(publication, at=at) if publication.state == PublicationState.LIVE else {}
    changes = {"revision": publication.revision, "refused": refused}
    events.record("publication.pictures_left_out", publication, by=by, at=at,
                  unit=publication.unit, changes=changes)  # fmt: skip
    return publication
