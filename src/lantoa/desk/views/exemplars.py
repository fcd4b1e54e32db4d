"""Exemplars: the list and the fact file."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.core.models import AuditEvent
from lantoa.core.tables import table
from lantoa.desk import acts, happenings, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.views.exemplar_acts import ACTS
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Delivery, Publication
from lantoa.registry import queries, rules
from lantoa.registry.models import Consent, Exemplar, Hold
from lantoa.registry.states import Standing


@desk_page("exemplar.read")
def exemplars(request: DeskRequest) -> HttpResponse:
    """The exemplars of one's units, in Vietnamese order of names."""
    search = request.GET.get("tim", "").strip()
    rows = queries.find_exemplars(request.user, text=search)
    rows, offered = lists.choices(request, rows, Standing, field="standing")
    consents = Consent.objects.standing_on(clock.today()).filter(exemplar=OuterRef("pk"))
    held = Hold.objects.filter(exemplar=OuterRef("pk"), lifted_at__isnull=True)
    rows = rows.annotate(has_consent=Exists(consents), is_held=Exists(held))
    if lists.wants_table(request):
        return _table(rows)
    return render(
        request,
        "desk/exemplars.html",
        {
            "page": lists.page_of(request, rows),
            "offered": offered,
            "search": search,
            "chosen": request.GET.get("buoc", ""),
            "kept": {},
        },
    )


@desk_page("exemplar.read")
def exemplar(request: DeskRequest, code: str) -> HttpResponse:
    """The fact file: what is proven, who agreed, how others do it, where it is published."""
    rows = Exemplar.objects.visible_to(request.user)
    record = find(
        rows.select_related("sector", "place", "unit", "recognition__criteria_set"), code=code
    )
    page = acts.Page(request, record, record.unit, ACTS)
    response = page.answer()
    if response is not None:
        return response
    today, is_private = clock.today(), request.user.may("consent.record", record.unit)
    channels = _channels(record)
    gaps = [gap for _, name_gaps, image_gaps in channels for gap in name_gaps + image_gaps]
    return render(
        request,
        "desk/exemplar.html",
        {
            "exemplar": record,
            "page": page,
            "forms": page.forms,
            "hold": record.current_hold(),
            "revocation": getattr(record, "revocation", None),
            "achievements": record.achievements.prefetch_related("evidence__file"),
            "is_minor": rules.is_minor(record, today),
            "channels": channels,
            "gaps": list(dict.fromkeys(gaps)),  # the same gap holds for several channels
            "consents": record.consents.select_related("proof", "recorded_by").prefetch_related(
                "channels"
            ),
            "labels": dict(channel_labels()),
            "contact": getattr(record, "contact", None) if is_private else None,
            "is_private": is_private,
            "practice": getattr(record, "practice", None),
            "publications": _publications(record),
            "history": _history(record),
            "sees_proof": is_private or request.user.may("story.publish", record.unit),
        },
        status=page.status,
    )


def channel_labels() -> list[tuple[str, str]]:
    """Name and label of every channel in use."""
    return [(name, channel.label) for name, channel in publishing.channels().items()]


def _channels(record: Exemplar) -> list[tuple[str, list[str], list[str]]]:
    """For each channel: its label, what is missing for the name, and for the picture besides."""
    today, shown = clock.today(), []
    for name, label in channel_labels():
        name_gaps = rules.consent_reasons(record, channels=[name], on=today, image=False)
        all_gaps = rules.consent_reasons(record, channels=[name], on=today, image=True)
        shown.append((label, name_gaps, [gap for gap in all_gaps if gap not in name_gaps]))
    return shown


def _publications(record: Exemplar) -> list[tuple[Publication, list[Delivery]]]:
    rows = record.publications.prefetch_related("deliveries__target")
    return [
        (row, [each for each in row.deliveries.all() if each.revision == row.revision])
        for row in rows
    ]


def _history(record: Exemplar) -> list[tuple[AuditEvent, str, list[tuple[str, str]]]]:
    nomination = getattr(record, "nomination", None)
    wanted = AuditEvent.objects.filter(subject_type="registry.exemplar", subject_id=str(record.pk))
    if nomination is not None:
        wanted |= AuditEvent.objects.filter(
            subject_type="nominations.nomination", subject_id=str(nomination.pk)
        )
    return [
        (event, happenings.said(event.kind), happenings.changed(event.changes))
        for event in wanted.order_by("-sequence")[:60]
    ]


def _table(rows: QuerySet[Any]) -> HttpResponse:
    header = [
        "Mã",
        "Tên",
        "Việc đã làm",
        "Lĩnh vực",
        "Địa bàn",
        "Đơn vị",
        "Công nhận ngày",
        "Danh hiệu",
        "Có sự đồng ý",
    ]
    return table(
        "dien-hinh",
        header,
        (
            (
                row.code,
                row.full_name,
                row.deed,
                row.sector.name,
                row.place.name,
                row.unit.name,
                row.recognised_on,
                row.get_standing_display(),
                "có" if row.has_consent else "chưa",
            )
            for row in rows
        ),
    )
