"""Leads: the list, one lead, entering one at the counter."""

import uuid
from datetime import date
from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lantoa.core import clock, events
from lantoa.core.tables import table
from lantoa.desk import acts, happenings, lists
from lantoa.desk.access import DeskRequest, desk_page, find
from lantoa.desk.same import same_person
from lantoa.desk.views.lead_acts import ACTS
from lantoa.discovery.queries import similar_people, told_in_list
from lantoa.nominations import actions, queries
from lantoa.nominations.forms import CounterEntryForm
from lantoa.nominations.models import Lead, Nomination, NominatorContact
from lantoa.nominations.states import LeadState
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit, OrgUnit
from lantoa.registry.models import Exemplar


@desk_page("lead.enter")
def leads(request: DeskRequest) -> HttpResponse:
    """The leads of one's units: those that wait for an answer first, the latest of them on top."""
    search, today = request.GET.get("tim", "").strip(), clock.today()
    rows, offered = lists.choices(request, queries.find_leads(request.user, text=search), LeadState)
    waiting = Case(When(state__in=queries.OPEN_LEADS, then=F("due_on")))
    rows = rows.order_by(waiting.asc(nulls_last=True), "-received_at", "-pk")
    if lists.wants_table(request):
        return _table(rows)
    page = lists.page_of(request, rows)
    for lead in page:
        _mark(lead, today)
    return render(
        request,
        "desk/leads.html",
        {
            "page": page,
            "offered": offered,
            "search": search,
            "kept": {},
            "chosen": request.GET.get("buoc", ""),
            "may_upload": request.user.may("lead.triage", None),
        },
    )


@desk_page("lead.enter")
def lead(request: DeskRequest, pk: int) -> HttpResponse:
    """What was told, who may be meant, who told it, and what becomes of it."""
    rows = Lead.objects.visible_to(request.user)
    rows = rows.select_related("place", "unit", "entered_by", "joined_to", "same_as")
    record = find(rows, pk=pk)
    page = acts.Page(request, record, record.unit, ACTS)
    response = page.answer()
    if response is not None:
        return response
    user, today = request.user, clock.today()
    _mark(record, today)
    nomination = Nomination.objects.filter(lead=record).first()
    is_open = record.state in queries.OPEN_LEADS
    return render(
        request,
        "desk/lead.html",
        {
            "lead": record,
            "page": page,
            "forms": page.forms,
            "is_open": is_open,
            "is_late": is_open and record.due_on < today,
            "attachments": record.attachments.select_related("file"),
            "has_nominator": NominatorContact.objects.filter(lead=record).exists(),
            "nominator": page.given.get("see"),
            "nomination": nomination,
            "listed": told_in_list(record),
            "sees_nomination": nomination is not None
            and user.may("exemplar.read", nomination.unit),
            "sees_joined": record.joined_to is not None
            and user.may("exemplar.read", record.joined_to.unit),
            "same": same_person(user, record),
            "similar": _similar(request, record) if is_open else [],
            "history": [
                (event, happenings.said(event.kind), happenings.changed(event.changes))
                for event in events.history(record)
            ],
        },
        status=page.status,
    )


@desk_page("lead.enter")
def lead_new(request: DeskRequest) -> HttpResponse:
    """What somebody tells at the counter; the receipt with the code is printed for them."""
    form = CounterEntryForm(
        request.POST or None,
        request.FILES or None,
        on=clock.today(),
        initial={"channel": "counter", "place": _home(request)},
    )
    form.fields["why"].label = "Vì sao người ấy muốn kể"
    reasons: list[str] = []
    key = request.POST.get("key", "")[:40] or str(uuid.uuid4())
    if request.method == "POST" and form.is_valid():
        made: list[actions.LeadReceipt] = []
        reasons = acts.refused(lambda: made.append(_submit(request, form, key)))
        if made:
            return render(request, "desk/lead_receipt.html", {"receipt": made[0]})
    return render(
        request,
        "desk/lead_new.html",
        {"form": form, "reasons": reasons, "key": key},
        status=422 if form.errors or reasons else 200,
    )


def _submit(request: DeskRequest, form: CounterEntryForm, key: str) -> actions.LeadReceipt:
    facts = form.cleaned_data
    return actions.submit(
        **{
            name: facts[name]
            for name in (
                "who",
                "kind",
                "place",
                "what",
                "channel",
                "when_text",
                "why",
                "witnesses",
                "links",
            )
        },
        files=facts["uploads"],
        contact=form.contact(),
        unit=_receiver(request, facts["place"]),
        idempotency_key=f"counter:{request.user.pk}:{key}",
        by=request.user,
        at=clock.now(),
    )


def _receiver(request: DeskRequest, place: AdminUnit) -> OrgUnit | None:
    """The place's own committee when the officer may enter there, else the officer's unit."""
    if request.user.may("lead.enter", places.committee_of(place)):
        return None
    return request.user.units_where("lead.enter").order_by("path").first()


def _home(request: DeskRequest) -> str:
    """The commune of the officer, chosen beforehand."""
    for held in request.user.current_memberships():
        if held.unit.admin_unit_id and held.unit.kind == "commune":
            return str(held.unit.admin_unit_id)
    return ""


def _similar(request: DeskRequest, lead: Lead) -> list[dict[str, str]]:
    """People who may be meant: the files and leads one may read, then what is public of others.

    Of everybody else only that there is somebody, and where.
    """
    shown, places_told = _own_namesakes(request, lead)
    codes = {row["code"] for row in shown if row["code"]}
    for person in similar_people(lead.who, lead.place, besides=lead, deed=lead.what):
        is_told = any(place in person.title.lower() for place in places_told)
        if person.code not in codes and (person.is_published or not is_told):
            shown.append({"name": person.title, "line": person.detail, "address": "", "code": ""})
    return shown


def _own_namesakes(request: DeskRequest, lead: Lead) -> tuple[list[dict[str, str]], set[str]]:
    user, shown, told = request.user, [], set()
    same = Exemplar.objects.visible_to(user).filter(folded_name=lead.folded_who)
    for row in same.select_related("place")[:5]:
        line = f"{row.place.name}. {row.deed}. Đã công nhận, mã {row.code}."
        address = reverse("desk:exemplar", args=[row.code])
        shown.append({"name": row.full_name, "line": line, "address": address, "code": row.code})
        told.add(row.place.name.lower())
    files = Nomination.objects.visible_to(user).filter(
        lead__folded_who=lead.folded_who, state__in=queries.OPEN_NOMINATIONS
    )
    for file in files.exclude(lead=lead).select_related("place")[:5]:
        line = f"{file.place.name}. {file.deed}. Hồ sơ: {file.get_state_display().lower()}."
        address = reverse("desk:nomination", args=[file.pk])
        shown.append({"name": file.full_name, "line": line, "address": address, "code": ""})
        told.add(file.place.name.lower())
    tips = Lead.objects.visible_to(user).filter(
        folded_who=lead.folded_who, state__in=queries.OPEN_LEADS
    )
    for tip in tips.exclude(pk=lead.pk).select_related("place")[:5]:
        line = f"{tip.place.name}. Tin báo {tip.number}, {tip.get_state_display().lower()}."
        address = reverse("desk:lead", args=[tip.pk])
        shown.append({"name": tip.who, "line": line, "address": address, "code": ""})
        told.add(tip.place.name.lower())
    return shown, told


def _mark(lead: Lead, today: date) -> None:
    is_open = lead.state in queries.OPEN_LEADS
    lead.is_open = is_open  # type: ignore[attr-defined]  # for the template
    lead.is_late = is_open and lead.due_on < today  # type: ignore[attr-defined]  # for the template
    lead.is_today = is_open and lead.due_on == today  # type: ignore[attr-defined]  # for the template


def _table(rows: QuerySet[Any]) -> HttpResponse:
    header = [
        "Số",
        "Người được kể",
        "Loại",
        "Địa bàn",
        "Đơn vị",
        "Việc tốt",
        "Bước",
        "Nhận lúc",
        "Hẹn trả lời",
    ]
    return table(
        "tin-bao",
        header,
        (
            (
                row.number,
                row.who,
                row.get_kind_display(),
                row.place.name,
                row.unit.name,
                row.what,
                row.get_state_display(),
                row.received_at.isoformat(),
                row.due_on,
            )
            for row in rows
        ),
    )
