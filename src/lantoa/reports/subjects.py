"""Everything that is held of one person: for the person, on the screen and as a copy to keep.

Right of access and of a copy: Law 91/2025/QH15, Article 4; Decree 356/2025/NĐ-CP.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from django.db.models import Q
from django.utils import timezone

from lantoa.core.models import AuditEvent
from lantoa.nominations.models import Lead, Nomination, RightsRequest
from lantoa.publishing import queries as publishing
from lantoa.publishing.models import Publication
from lantoa.registry.models import Consent, Exemplar
from lantoa.reports.paper import blank, body, grid, heading, line, to_bytes
from lantoa.vietnamese import format_date

#: What happened to a person's contact and consents, as the person reads it.
_LOOKS = {
    "registry.contact_seen": "xem cách liên hệ",
    "registry.contact_set": "ghi cách liên hệ",
    "registry.consent_recorded": "ghi sự đồng ý",
    "registry.consent_withdrawn": "ghi việc rút lại",
    "registry.hold_placed": "tạm dừng",
    "registry.hold_lifted": "bỏ tạm dừng",
}


@dataclass(frozen=True)
class Part:
    """One part of what is held: its name, and rows of label and value."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Place:
    """Where somebody is published: a story, its state, and each channel in words."""

    title: str
    address: str  # empty when it is not public
    state: str
    channels: tuple[tuple[str, str], ...]


def held(exemplar: Exemplar) -> list[Part]:
    """Everything that is held of an exemplar, but for who told of them: that is others' own."""
    parts = [
        Part("Thông tin về bạn", tuple(_facts(exemplar))),
        Part("Điều đã xác minh", tuple(_achievements(exemplar))),
        Part("Cách liên hệ (không bao giờ công khai)", tuple(_contact(exemplar))),
        Part("Sự đồng ý", tuple(_consents(exemplar))),
        Part("Đã đăng ở đâu", tuple(_published(exemplar))),
        Part("Hồ sơ và lời kể", tuple(_files(exemplar))),
        Part("Yêu cầu của bạn", tuple(_requests(exemplar))),
        Part("Ai đã xem, đã ghi", tuple(_looks(exemplar))),
    ]
    return [part for part in parts if part.rows]


def places(exemplar: Exemplar) -> list[Place]:
    """Every publication of an exemplar with what each channel did with its newest words."""
    public = set(
        Publication.objects.public().filter(exemplar=exemplar).values_list("pk", flat=True)
    )
    labels = {name: channel.label for name, channel in publishing.channels().items()}
    found = []
    for row in exemplar.publications.prefetch_related("deliveries__target"):
        newest = [one for one in row.deliveries.all() if one.revision == row.revision]
        found.append(
            Place(
                title=row.title,
                address=f"/guong/{row.slug}/" if row.pk in public else "",
                state="Đang đăng" if row.pk in public else "Không còn công khai",
                channels=tuple(
                    (labels.get(one.target.channel, one.target.name), one.get_state_display())
                    for one in newest
                ),
            )
        )
    return found


def copy(exemplar: Exemplar, *, at: datetime) -> bytes:
    """A ZIP for the person: the same as pages to read (.html, .docx), as JSON for machines, and
    the papers of their consents. Same content, same bytes."""
    parts, day = held(exemplar), timezone.localdate(at)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (
            ("du-lieu-ve-toi.html", _html(exemplar, parts, day).encode()),
            ("du-lieu-ve-toi.docx", _docx(exemplar, parts, day)),
            ("du-lieu-ve-toi.json", _json(exemplar, parts, day).encode()),
            *_papers(exemplar),
        ):
            archive.writestr(zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0)), data)
    return buffer.getvalue()


def _facts(exemplar: Exemplar) -> Iterator[tuple[str, str]]:
    rows = (
        ("Mã hồ sơ", exemplar.code), ("Tên", exemplar.full_name),
        ("Loại", exemplar.get_kind_display()), ("Danh hiệu", exemplar.get_standing_display()),
        ("Năm sinh", str(exemplar.birth_year or "")),
        ("Giới", {"f": "Nữ", "m": "Nam"}.get(exemplar.gender, "")),
        ("Dân tộc", exemplar.ethnicity), ("Nghề nghiệp", exemplar.occupation),
        ("Nơi làm việc", exemplar.organisation), ("Việc đã làm", exemplar.deed),
        ("Tóm tắt", exemplar.summary), ("Còn chưa rõ", exemplar.unclear),
        ("Nơi", exemplar.place.name), ("Cơ quan giữ hồ sơ", exemplar.unit.name),
        ("Công nhận ngày", format_date(exemplar.recognised_on)),
    )  # fmt: skip
    return ((label, value) for label, value in rows if value)


def _achievements(exemplar: Exemplar) -> Iterator[tuple[str, str]]:
    for row in exemplar.achievements.prefetch_related("evidence"):
        papers = "; ".join(piece.description for piece in row.evidence.all())
        yield f"Điều {row.position}", f"{row.statement}" + (f" Căn cứ: {papers}." if papers else "")


def _contact(exemplar: Exemplar) -> Iterator[tuple[str, str]]:
    contact = getattr(exemplar, "contact", None)
    if contact is not None:
        rows = (("Điện thoại", contact.phone), ("Địa chỉ", contact.address), ("Thư", contact.email))
        yield from ((label, value) for label, value in rows if value)


def _consents(exemplar: Exemplar) -> Iterator[tuple[str, str]]:
    labels = {name: channel.label for name, channel in publishing.channels().items()}
    for row in exemplar.consents.prefetch_related("channels"):
        yield f"Ngày {format_date(row.given_on)}", consent_in_words(row, labels)


def consent_in_words(consent: Consent, labels: dict[str, str]) -> str:
    """Who agreed to what, where, how, with which words; and whether it was taken back."""
    what = [word for word, yes in (("nêu tên", consent.covers_name),
                                   ("dùng hình ảnh", consent.covers_image)) if yes]  # fmt: skip
    where = [labels.get(row.channel, row.channel) for row in consent.channels.all()]
    text = (
        f"{consent.giver_name} ({consent.get_giver_display().lower()}) đồng ý {', '.join(what)} "
        f"trên {', '.join(where)}. Mục đích: {consent.purpose}. "
        f"{consent.get_form_display()}, mẫu {consent.text_version}."
    )
    if consent.withdrawn_at:
        text += f" Đã rút ngày {format_date(timezone.localdate(consent.withdrawn_at))}."
    return text


def _published(exemplar: Exemplar) -> Iterator[tuple[str, str]]:
    for place in places(exemplar):
        channels = ", ".join(f"{label}: {state.lower()}" for label, state in place.channels)
        yield place.title, f"{place.state}. {channels}".strip()


def _files(exemplar: Exemplar) -> Iterator[tuple[str, str]]:
    nomination = Nomination.objects.filter(exemplar=exemplar).first()
    if nomination is not None:
        yield "Hồ sơ giới thiệu", nomination.get_state_display()
    told = Q(joined_to=exemplar) | Q(nomination__exemplar=exemplar)
    for lead in Lead.objects.filter(told).distinct():
        day = format_date(timezone.localdate(lead.received_at))
        # Not its words: they may give away who told.
        yield f"Lời kể ngày {day}", "Có một người kể về việc tốt của bạn; người kể được giữ kín."


def _requests(exemplar: Exemplar) -> Iterator[tuple[str, str]]:
    for row in RightsRequest.objects.filter(exemplar=exemplar):
        day = format_date(timezone.localdate(row.received_at))
        yield f"{row.number}, {day}", f"{row.get_kind_display()}: {row.get_state_display().lower()}"


def _looks(exemplar: Exemplar) -> Iterator[tuple[str, str]]:
    rows = AuditEvent.objects.filter(
        subject_type="registry.exemplar", subject_id=str(exemplar.pk), kind__in=_LOOKS
    )
    for event in rows.order_by("sequence"):
        moment = timezone.localtime(event.at)
        yield (
            f"{moment:%H:%M} {format_date(moment.date())}",
            f"{event.actor_name} {_LOOKS[event.kind]}",
        )


def _html(exemplar: Exemplar, parts: list[Part], day: date) -> str:
    rows = "".join(
        f"<h2>{escape(part.title)}</h2><dl>"
        + "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in part.rows)
        + "</dl>"
        for part in parts
    )
    return (
        '<!doctype html><html lang="vi"><meta charset="utf-8">'
        f"<title>Dữ liệu về {escape(exemplar.full_name)}</title>"
        "<style>body{font:1rem/1.6 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
        "dt{font-weight:600;margin-top:.6rem}dd{margin:0}</style>"
        f"<h1>Dữ liệu được giữ về {escape(exemplar.full_name)}</h1>"
        f"<p>Lập ngày {format_date(day)}.</p>{rows}</html>"
    )


def _docx(exemplar: Exemplar, parts: list[Part], day: date) -> bytes:
    document = blank(f"Dữ liệu được giữ về {exemplar.full_name}", day)
    line(document, f"Dữ liệu được giữ về {exemplar.full_name}", bold=True)
    body(document, f"Lập ngày {format_date(day)}.")
    for part in parts:
        heading(document, part.title)
        grid(document, ("Mục", "Nội dung"), part.rows, (45, 120))
    return to_bytes(document)


def _json(exemplar: Exemplar, parts: list[Part], day: date) -> str:
    content: dict[str, Any] = {
        "subject": exemplar.code,
        "date": day.isoformat(),
        "parts": [
            {"title": part.title, "rows": [{"name": a, "value": b} for a, b in part.rows]}
            for part in parts
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _papers(exemplar: Exemplar) -> Iterator[tuple[str, bytes]]:
    for consent in exemplar.consents.filter(proof__isnull=False).select_related("proof"):
        stored = consent.proof
        if stored is None:
            continue
        try:
            with stored.file.open("rb") as file:
                yield f"phieu-dong-y/{consent.pk}-{stored.name}", file.read()
        except FileNotFoundError:
            continue
