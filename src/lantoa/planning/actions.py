"""Documents, schemes and plans; who must do what by when, and how far it is."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from lantoa.core import addresses, events, files
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused
from lantoa.places import queries
from lantoa.places.models import OrgUnit
from lantoa.planning import rules
from lantoa.planning.models import (
    Assignment,
    LegalDocument,
    Movement,
    Plan,
    ProgressNote,
    Scheme,
)
from lantoa.planning.plan1068 import DECISION_1526, PLAN_1068, PURPOSE_1068, SCHEME_1526
from lantoa.planning.states import ASSIGNMENT, AssignmentState
from lantoa.vietnamese import DocumentNumberError, fold, parse_document_number, slugify

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@transaction.atomic
def enact_document(
    *,
    number: str,
    kind: str,
    issuer: str,
    issued_on: date,
    abstract: str,
    effective_on: date | None = None,
    text: str = "",
    signed_by: str = "",
    upload: "UploadedFile[Any] | None" = None,
    is_public: bool = True,
    by: Actor,
    at: datetime,
) -> LegalDocument:
    """Take a decision or plan of an authority into the collection, with its file if there is one.

    Raises FileRefused for a file the house does not take.
    """
    reasons = []
    if not by.may("plan.manage", None):
        reasons.append("Anh, chị không có quyền thêm văn bản.")
    if not abstract.strip() or not issuer.strip():
        reasons.append("Văn bản cần có cơ quan ban hành và trích yếu.")
    try:
        parse_document_number(number)
    except DocumentNumberError as error:
        reasons.append(str(error))
    if LegalDocument.objects.filter(number=number, issuer=issuer, issued_on=issued_on).exists():
        reasons.append(f"Văn bản {number} của {issuer} đã có rồi.")
    if reasons:
        raise Refused(reasons)
    facts = {
        "number": number, "kind": kind, "issuer": issuer, "issued_on": issued_on,
        "abstract": abstract, "effective_on": effective_on, "text": text, "signed_by": signed_by,
        "is_public": is_public,
    }  # fmt: skip
    return _write_document(facts, by, at, upload)


@transaction.atomic
def revise_document(
    *,
    document: LegalDocument,
    is_public: bool,
    upload: "UploadedFile[Any] | None" = None,
    by: Actor,
    at: datetime,
) -> None:
    """Open a document to everybody or close it, and put its file in the place of the former one.

    The collection is everybody's: who took the document in may, and who manages the province's
    plans. Raises Refused.
    """
    entered = events.history(document).filter(kind="planning.document_enacted").first()
    is_own = entered is not None and by.pk is not None and entered.actor_id == by.pk
    if not by.may("plan.manage", None if is_own else queries.root()):
        raise Refused(["Chỉ người đã đưa văn bản vào và cán bộ của tỉnh sửa được văn bản này."])
    document = LegalDocument.objects.select_for_update().get(pk=document.pk)
    changes: dict[str, Any] = {"is_public": [document.is_public, is_public]}
    document.is_public = is_public
    if upload:
        document.file = files.store(upload, at=at)
        changes["file"] = document.file.name
    document.save(update_fields=["is_public", "file"])
    events.record("planning.document_revised", document, by=by, at=at, changes=changes)


@transaction.atomic
def open_scheme(
    *,
    slug: str,
    title: str,
    document: LegalDocument,
    period_start: date,
    period_end: date,
    by: Actor,
    at: datetime,
) -> Scheme:
    """Open a programme that plans carry out."""
    reasons = rules.period_reasons(period_start, period_end)
    if not by.may("plan.manage", None):
        reasons.append("Anh, chị không có quyền mở đề án.")
    reasons += _taken(Scheme, slug)
    if reasons:
        raise Refused(reasons)
    facts = {
        "slug": slug, "title": title, "document": document,
        "period_start": period_start, "period_end": period_end,
    }  # fmt: skip
    return _write_scheme(facts, by, at)


@transaction.atomic
def open_plan(
    *,
    slug: str,
    title: str,
    document: LegalDocument,
    unit: OrgUnit,
    period_start: date,
    period_end: date,
    scheme: Scheme | None = None,
    purpose: str = "",
    by: Actor,
    at: datetime,
) -> Plan:
    """Open a unit's plan for a period."""
    reasons = rules.period_reasons(period_start, period_end)
    if not by.may("plan.manage", unit):
        reasons.append("Anh, chị không có quyền mở kế hoạch ở đơn vị này.")
    reasons += _taken(Plan, slug)
    if reasons:
        raise Refused(reasons)
    facts = {
        "slug": slug, "title": title, "document": document, "unit": unit, "scheme": scheme,
        "period_start": period_start, "period_end": period_end, "purpose": purpose,
    }  # fmt: skip
    return _write_plan(facts, by, at)


@transaction.atomic
def launch_movement(
    *,
    slug: str,
    title: str,
    document: LegalDocument,
    unit: OrgUnit,
    period_start: date,
    period_end: date,
    slogan: str = "",
    summary: str = "",
    by: Actor,
    at: datetime,
) -> Movement:
    """Launch an emulation movement by a document, for a period."""
    reasons = rules.period_reasons(period_start, period_end)
    if not by.may("plan.manage", unit):
        reasons.append("Anh, chị không có quyền phát động phong trào ở đơn vị này.")
    reasons += _taken(Movement, slug)
    if reasons:
        raise Refused(reasons)
    facts = {
        "slug": slug, "title": title, "document": document, "unit": unit, "slogan": slogan,
        "period_start": period_start, "period_end": period_end, "summary": summary,
    }  # fmt: skip
    movement = Movement.objects.create(**facts)
    events.record("planning.movement_launched", movement, by=by, at=at, unit=unit, changes=facts)
    return movement


@transaction.atomic
def prolong(*, plan: Plan, period_end: date, by: Actor, at: datetime) -> None:
    """Let a plan run to a later day; an earlier one would leave assignments outside."""
    if not by.may("plan.manage", plan.unit):
        raise Refused(["Anh, chị không có quyền kéo dài kế hoạch này."])
    if period_end <= plan.period_end:
        return
    changes = {"period_end": [plan.period_end, period_end]}
    plan.period_end = period_end
    plan.save(update_fields=["period_end"])
    events.record("plan.prolonged", plan, by=by, at=at, unit=plan.unit, changes=changes)


@transaction.atomic
def move_plan(*, plan: Plan, slug: str, by: Actor, at: datetime) -> None:
    """Give a plan another address; the one before leads to it for ever."""
    reasons = [] if addresses.is_free(Plan, "plan", slug, of=plan.pk) else _taken(Plan, slug)
    if not by.may("plan.manage", plan.unit):
        reasons.append("Anh, chị không có quyền đổi địa chỉ kế hoạch này.")
    if slugify(slug) != slug or not slug:
        reasons.append("Địa chỉ chỉ gồm chữ thường không dấu, chữ số và gạch nối.")
    if reasons:
        raise Refused(reasons)
    if slug != plan.slug:
        changes = {"slug": [plan.slug, slug]}
        addresses.leave("plan", plan.slug, plan, now=slug)
        plan.slug = slug
        plan.save(update_fields=["slug"])
        events.record("planning.plan_moved", plan, by=by, at=at, unit=plan.unit, changes=changes)


@transaction.atomic
def assign(
    *,
    plan: Plan,
    number: str,
    group: str,
    content: str,
    unit: OrgUnit,
    deadline: date,
    product: str,
    supporting: Iterable[OrgUnit] = (),
    indicator: str = "",
    target: int | None = None,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Assignment:
    """Give a duty of the plan to a leading unit, with supporting ones; the lead is no support."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    reasons = rules.assignment_reasons(
        plan, number=number, content=content, product=product, deadline=deadline,
        indicator=indicator, target=target,
    )  # fmt: skip
    if not by.may("plan.manage", plan.unit):
        reasons.append("Anh, chị không có quyền giao nhiệm vụ của kế hoạch này.")
    if plan.assignments.filter(number=number.strip()).exists():
        reasons.append(f"Nhiệm vụ số {number} đã có trong kế hoạch.")
    if reasons:
        raise Refused(reasons)
    facts = {
        "number": number.strip(), "group": group.strip(), "content": content.strip(),
        "unit": unit, "deadline": deadline, "product": product.strip(),
        "indicator": indicator, "target": target,
        "position": plan.assignments.count() + 1 if position is None else position,
    }  # fmt: skip
    assignment = Assignment.objects.create(plan=plan, **facts)
    helpers = [helper for helper in supporting if helper.pk != unit.pk]
    assignment.supporting.set(helpers)
    changes = {"plan": plan, **facts, "supporting": helpers}
    events.record("assignment.given", assignment, by=by, at=at, changes=changes, unit=unit)
    return assignment


def begin(*, assignment: Assignment, by: Actor, at: datetime) -> None:
    """The leading unit starts on it."""
    ASSIGNMENT.perform("begin", assignment, by=by, at=at)


@transaction.atomic
def report_progress(
    *, assignment: Assignment, progress: int, note: str, by: Actor, at: datetime
) -> ProgressNote:
    """Note how far it is, in per cent, and what was done. An open duty begins by it."""
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    assignment.refresh_from_db()
    reasons = rules.progress_reasons(progress, note)
    if not by.may("plan.progress", assignment.unit):
        reasons.append("Anh, chị không có quyền báo tiến độ của đơn vị này.")
    if assignment.state == AssignmentState.DONE:
        reasons.append("Nhiệm vụ đã báo xong. Mở lại trước khi báo thêm.")
    if reasons:
        raise Refused(reasons)
    if assignment.state == AssignmentState.OPEN:
        begin(assignment=assignment, by=by, at=at)
    before, assignment.progress = assignment.progress, progress
    assignment.save(update_fields=["progress"])
    changes = {"progress": [before, progress], "note": note.strip()}
    events.record(
        "assignment.progress_reported", assignment, by=by, at=at, changes=changes,
        unit=assignment.unit,
    )  # fmt: skip
    return _note(assignment, note, by, at)


@transaction.atomic
def finish(*, assignment: Assignment, note: str, by: Actor, at: datetime) -> None:
    """The duty is done; the note says where its product is."""
    reasons = rules.progress_reasons(100, note)
    reasons += ASSIGNMENT.reasons_against("finish", assignment, by=by, at=at)
    if reasons:
        raise Refused(reasons)
    ASSIGNMENT.perform("finish", assignment, by=by, at=at, progress=100)
    _note(assignment, note, by, at)


@transaction.atomic
def reopen(*, assignment: Assignment, note: str, by: Actor, at: datetime) -> None:
    """It was not done after all."""
    reasons = rules.progress_reasons(assignment.progress, note)
    reasons += ASSIGNMENT.reasons_against("reopen", assignment, by=by, at=at)
    if reasons:
        raise Refused(reasons)
    ASSIGNMENT.perform("reopen", assignment, by=by, at=at)
    _note(assignment, note, by, at)


@transaction.atomic
def load_plan_1068(*, by: Actor, at: datetime) -> Plan:
    """Decision 1526/QĐ-TTg with its scheme and Plan 1068/KH-UBND, once; no assignments.

    The province's committee carries the plan on. Part of setting up, so no right is asked
    for. Facts and their source: `plan1068.py`.
    """
    found = Plan.objects.filter(slug=PLAN_1068["slug"]).first()
    if found is not None:
        return found
    decision = _write_document(DECISION_1526, by, at)
    scheme = _write_scheme({**SCHEME_1526, "document": decision}, by, at)
    document = _write_document(PLAN_1068["document"], by, at)
    facts = {**PLAN_1068, "document": document, "scheme": scheme, "purpose": PURPOSE_1068}
    return _write_plan({**facts, "unit": queries.root()}, by, at)


def _write_document(
    facts: Mapping[str, Any],
    by: Actor,
    at: datetime,
    upload: "UploadedFile[Any] | None" = None,
) -> LegalDocument:
    key = parse_document_number(facts["number"]).search_key
    names = ("number", "kind", "issuer", "abstract", "signed_by")
    words = [str(facts.get(name) or "") for name in names]
    document = LegalDocument.objects.create(
        search_key=key,
        slug=_free_slug(facts),
        folded=" ".join(fold(" ".join(words)).split()),
        file=files.store(upload, at=at) if upload else None,
        **facts,
    )
    events.record("planning.document_enacted", document, by=by, at=at, changes=facts)
    return document


def _free_slug(facts: Mapping[str, Any]) -> str:
    """The number as an address, with the year where another document has the same number."""
    plain = slugify(facts["number"].replace("/", " "))[:90]
    tries = [plain, f"{plain}-{facts['issued_on']:%Y}"]
    tries += [f"{plain}-{facts['issued_on']:%Y}-{number}" for number in range(2, 100)]
    taken = set(LegalDocument.objects.filter(slug__in=tries).values_list("slug", flat=True))
    return next(slug for slug in tries if slug not in taken)


def _write_scheme(facts: Mapping[str, Any], by: Actor, at: datetime) -> Scheme:
    scheme = Scheme.objects.create(**facts)
    events.record("planning.scheme_opened", scheme, by=by, at=at, changes=facts)
    return scheme


def _write_plan(facts: Mapping[str, Any], by: Actor, at: datetime) -> Plan:
    plan = Plan.objects.create(**facts)
    events.record("planning.plan_opened", plan, by=by, at=at, changes=facts, unit=plan.unit)
    return plan


def _taken(kind: type[Scheme] | type[Plan] | type[Movement], slug: str) -> list[str]:
    is_free = addresses.is_free(kind, kind._meta.model_name or "", slug)
    return [] if is_free else [f"Địa chỉ “{slug}” đã dùng cho mục khác."]


def _note(assignment: Assignment, note: str, by: Actor, at: datetime) -> ProgressNote:
    return ProgressNote.objects.create(
        assignment=assignment, progress=assignment.progress, note=note.strip(), by_id=by.pk, at=at
    )
