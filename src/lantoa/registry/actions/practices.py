"""Writing how others can do the same."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lantoa.core import addresses, events
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.registry.models import Exemplar, Practice
from lantoa.registry.states import Standing
from lantoa.vietnamese import nfc, slugify, sort_key

_LIMITS = {
    "title": ("Tên cách làm", 160),
    "summary": ("Tóm tắt", 400),
    "cost": ("Chi phí", 200),
    "time_needed": ("Thời gian", 120),
    "contact": ("Nơi hỏi", 300),
}


@transaction.atomic
def write_practice(
    *,
    exemplar: Exemplar, title: str, summary: str,
    steps: Sequence[str], conditions: Sequence[str], pitfalls: Sequence[str],
    cost: str, contact: str,
    by: Actor, at: datetime,
    cost_vnd: int | None = None, time_needed: str = "", slug: str | None = None,
) -> Practice:  # fmt: skip
    """Write or rewrite the one how-to card of an exemplar. `cost_vnd` is in đồng.

    The address (`slug`, from the title when not given) stays as it was on rewriting. Raises
    Refused with every reason.
    """
    texts = {
        "title": title, "summary": summary, "cost": cost, "time_needed": time_needed,
        "contact": contact,
    }  # fmt: skip
    texts = {name: nfc(text).strip() for name, text in texts.items()}
    lists = {"steps": _lines(steps), "conditions": _lines(conditions), "pitfalls": _lines(pitfalls)}
    reasons = _against(texts, lists["steps"])
    if not by.may("practice.write", exemplar.unit):
        reasons.append("Anh, chị không có quyền viết cách làm ở đơn vị này.")
    if exemplar.standing == Standing.REVOKED:
        reasons.append("Hồ sơ đã thu hồi, không viết cách làm được nữa.")
    if reasons:
        raise Refused(reasons)
    practice = Practice.objects.select_for_update().filter(exemplar=exemplar).first()
    if practice is None:
        practice = Practice(exemplar=exemplar, slug=_free_slug(slug or title), offered_at=at)
    for name, value in {**texts, **lists, "cost_vnd": cost_vnd}.items():
        setattr(practice, name, value)
    practice.sort_key = sort_key(practice.title)[:600]
    practice.save()
    changes = {"practice": practice, "title": practice.title, "slug": practice.slug}
    events.record(
        "registry.practice_written", exemplar, by=by, at=at, changes=changes, unit=exemplar.unit
    )
    return practice


def _lines(lines: Sequence[str]) -> list[str]:
    return [text for line in lines if (text := nfc(line).strip())]


def _against(texts: dict[str, str], steps: list[str]) -> list[str]:
    reasons = [
        f"{label} dài quá {most} chữ cái. Viết ngắn lại."
        for name, (label, most) in _LIMITS.items()
        if len(texts[name]) > most
    ]
    if not texts["title"]:
        reasons.append("Đặt tên cho cách làm, bắt đầu bằng một động từ.")
    if not texts["summary"]:
        reasons.append("Tóm tắt cách làm trong một, hai câu.")
    if not steps:
        reasons.append("Viết ít nhất một bước, mỗi bước một dòng.")
    if not texts["cost"]:
        reasons.append("Ghi chi phí; không tốn tiền thì ghi “không tốn tiền”.")
    if not texts["contact"]:
        reasons.append(
            "Ghi nơi hỏi: tổ, cơ quan hay người trả lời thay, không ghi số điện thoại riêng."
        )
    return reasons


@transaction.atomic
def move_practice(*, practice: Practice, slug: str, by: Actor, at: datetime) -> Practice:
    """Give a how-to card another address; the one before leads to it for ever."""
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    exemplar, wanted = practice.exemplar, slugify(slug)[:110].strip("-")
    reasons = []
    if not by.may("practice.write", exemplar.unit):
        reasons.append("Anh, chị không có quyền viết cách làm ở đơn vị này.")
    if not wanted:
        reasons.append("Địa chỉ cần có ít nhất một chữ cái hay chữ số.")
    elif not addresses.is_free(Practice, "practice", wanted, of=practice.pk):
        reasons.append(f"Địa chỉ “{wanted}” đã dùng cho cách làm khác.")
    if reasons:
        raise Refused(reasons)
    if wanted != practice.slug:
        changes = {"practice": practice, "slug": [practice.slug, wanted]}
        addresses.leave("practice", practice.slug, practice, now=wanted)
        practice.slug = wanted
        practice.save(update_fields=["slug"])
        events.record(
            "registry.practice_moved", exemplar, by=by, at=at, changes=changes, unit=exemplar.unit
        )
    return practice


def _free_slug(wanted: str) -> str:
    base = slugify(wanted)[:110].strip("-") or "cach-lam"
    return addresses.free(Practice, "practice", base)
