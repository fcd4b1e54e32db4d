"""Exemplars: the list and the fact file."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.core.models import AuditEvent
from lantoa.core.tables import table
from lantoa.desk import acts, happenings, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.same import same_person
from lantoa.desk.views.exemplar_acts import ACTS
from lantoa.nominations.models import RightsRequest
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Delivery, Publication
from lantoa.registry import queries, rules
from lantoa.registry.models import Consent, Exemplar, Hold, SubjectContact
from lantoa.registry.states import Standing
from lantoa.reports import consents

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@desk_page("exemplar.read")
def exemplars(request: DeskRequest) -> HttpResponse:
    """The exemplars of one's units, in Vietnamese order of names."""
    search = request.GET.get("tim", "").strip()
    rows = queries.find_exemplars(request.user, text=search)
    rows, offered = lists.choices(request, rows, Standing, field="standing")
    agreed = Consent.objects.standing_on(clock.today()).filter(exemplar=OuterRef("pk"))
    held = Hold.objects.filter(exemplar=OuterRef("pk"), lifted_at__isnull=True)
    rows = rows.annotate(has_consent=Exists(agreed), is_held=Exists(held))
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
            "same": same_person(request.user, record),
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
            "is_private": is_private,
            **_of_the_person(page, today),
            "practice": getattr(record, "practice", None),
            "publications": _publications(record),
            "history": _history(record),
            "sees_proof": is_private or request.user.may("story.publish", record.unit),
        },
        status=page.status,
    )


#: Who must say yes (`rules.voices`) → what the officer reads.
NEEDED = {
    (rules.OWN,): "Cần sự đồng ý của chính người được kể, hoặc người đại diện của tập thể.",
    (rules.OWN, rules.GUARDIAN): "Trẻ em: cần cả em và cha, mẹ hoặc người giám hộ. Ghi hai lần.",
    (rules.GUARDIAN,): "Em còn nhỏ: cha, mẹ hoặc người giám hộ đồng ý thay em.",
    (rules.RELATIVE,): "Người đã mất: cần vợ, chồng hoặc con đã thành niên; không có thì cha, mẹ.",
}


@desk_page("consent.record")
def consent_sheet(request: DeskRequest, code: str) -> HttpResponse:
    """The paper to be signed, with the words of today's version, as a Word file."""
    rows = Exemplar.objects.filter(unit__in=request.user.units_where("consent.record"))
    record, on = find(rows.select_related("place", "unit"), code=code), clock.today()
    text = find(queries.texts_on(on))
    voices = rules.voices(record, on)
    body = consents.sheet(record, text, voices=voices, channels=channel_labels(), on=on)
    response = HttpResponse(body, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="phieu-dong-y-{record.code}.docx"'
    return response


def _of_the_person(page: acts.Page[Exemplar], today: date) -> dict[str, Any]:
    """Who must agree, to which words; the contact, for who has just asked to see it; requests."""
    record = page.record
    has_contact = SubjectContact.objects.filter(exemplar=record).exists()
    return {
        "is_small": rules.is_small_child(record, today),
        "needed": NEEDED[rules.voices(record, today)],
        "text": queries.texts_on(today).first(),
        "contact": page.given.get("see"),
        "has_contact": has_contact,
        # Never an empty form over what is on file: saving it would lose that.
        "edits_contact": not has_contact or "see" in page.given or page.failed == "contact",
        "requests": RightsRequest.objects.visible_to(page.request.user).filter(exemplar=record),
    }


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
