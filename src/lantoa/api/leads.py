"""Telling us of somebody, and asking what became of it."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Status

from lantoa.api import limits
from lantoa.api.problems import Problem
from lantoa.api.schemas import LeadIn, LeadOut, ProblemOut, StatusOut
from lantoa.core import clock
from lantoa.core.actors import PUBLIC
from lantoa.nominations import actions, queries
from lantoa.nominations.models import Lead
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit

router = Router(tags=["leads"])
_KEY = re.compile(r"[\x21-\x7e]{16,128}")
_REFUSALS = dict.fromkeys((400, 409, 413, 415, 422, 429), ProblemOut)


@router.post("", response={201: LeadOut, **_REFUSALS})
def submit(request: HttpRequest, response: HttpResponse, lead: LeadIn) -> Any:
    """Tell of somebody. With the same Idempotency-Key again, the same receipt comes back."""
    at = clock.now()
    limits.check_leads(request, at)
    contact = lead.contact
    place = _place(lead.place)
    receipt = actions.submit(
        who=lead.who,
        kind=lead.kind,
        place=place,
        what=lead.what,
        when_text=lead.when_text,
        why=lead.why,
        links=lead.links,
        contact=actions.ContactDetails(**contact.model_dump()) if contact else None,
        channel="api",
        idempotency_key=_idempotency_key(request),
        by=PUBLIC,
        at=at,
    )
    _refuse_another(receipt.lead, lead, place)
    response["Cache-Control"] = "no-store"
    path = reverse("api:lead_status", args=[receipt.code])
    return Status(
        201,
        {
            "code": receipt.code,
            "number": receipt.lead.number,
            "status_url": settings.LANTOA_BASE_URL + path,
            "due_on": receipt.lead.due_on,
        },
    )


@router.get("/{code}", response={200: StatusOut, 404: ProblemOut}, url_name="lead_status")
def status(request: HttpRequest, response: HttpResponse, code: str) -> dict[str, Any]:
    """Where a lead stands, for whoever holds its code; every miss answers alike."""
    response["Cache-Control"] = "no-store"
    lead = queries.find_by_code(code)
    if lead is None:
        raise Problem(404)
    found = queries.public_status(lead)
    return {
        "state": found.state,
        "label": found.label,
        "sentence": found.sentence,
        "received_on": found.received_on,
        "due_on": found.due_on,
        "answer": found.answer,
        "steps": [
            {"label": step.label, "is_done": step.is_done, "is_current": step.is_current}
            for step in found.steps
        ],
    }


def _place(code: str) -> AdminUnit:
    found = places.communes(clock.today()).filter(code=code).first()
    if found is None:
        advice = "Không có xã, phường nào mang mã này. Lấy mã ở /api/v1/places."
        raise Problem(422, errors=[("place", advice)])
    return found


def _idempotency_key(request: HttpRequest) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        advice = "Cần từ 16 đến 128 ký tự không dấu, không khoảng trắng, ví dụ một UUID."
        raise Problem(422, errors=[("Idempotency-Key", advice)])
    return f"api:{key}"


def _refuse_another(kept: Lead, sent: LeadIn, place: AdminUnit) -> None:
    """A key that came with other words gives nothing away of the lead it belongs to."""
    if (kept.who, kept.what, kept.place_id, kept.kind) != (
        sent.who, sent.what, place.pk, sent.kind,
    ):  # fmt: skip
        raise Problem(409)
