"""What can be done on a lead's page."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.forms import HouseForm
from lantoa.desk.access import DeskRequest
from lantoa.desk.acts import Act
from lantoa.desk.forms import AcceptForm, JoinForm
from lantoa.nominations import actions
from lantoa.nominations.forms import DeclineForm
from lantoa.nominations.forms.desk import ANSWERS
from lantoa.nominations.models import Lead
from lantoa.nominations.states import LeadState
from lantoa.registry.models import Exemplar


def _accept_form(request: DeskRequest, lead: Lead, **given: Any) -> HouseForm:
    given["initial"] = {"full_name": lead.who, "place": str(lead.place_id)}
    return AcceptForm(unit=lead.unit, on=clock.today(), **given)


def _join_form(request: DeskRequest, lead: Lead, **given: Any) -> HouseForm:
    if lead.same_as is not None:
        given["initial"] = {"code": lead.same_as.code}
    return JoinForm(exemplars=Exemplar.objects.visible_to(request.user), **given)


def _decline_form(request: DeskRequest, lead: Lead, **given: Any) -> HouseForm:
    return DeclineForm(**given)


def _screen(lead: Lead, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.screen(lead=lead, by=by, at=at)


@transaction.atomic
def _accept(lead: Lead, facts: dict[str, Any], by: User, at: datetime) -> object:
    """File, claims and handing over together: a refusal of one undoes all."""
    nomination = actions.accept(
        lead=lead,
        sector=facts["sector"],
        deed=facts["deed"],
        full_name=facts["full_name"],
        place=facts["place"],
        by=by,
        at=at,
    )
    for statement in facts["claims"]:
        actions.add_claim(nomination=nomination, statement=statement, by=by, at=at)
    if facts["verifier"]:
        actions.start(
            nomination=nomination, verifier=facts["verifier"], due_on=facts["due_on"], by=by, at=at
        )
    return nomination


def _join(lead: Lead, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.join(lead=lead, exemplar=facts["code"], answer=facts["answer"], by=by, at=at)


def _see(lead: Lead, facts: dict[str, Any], by: User, at: datetime) -> object:
    return actions.see_nominator(lead=lead, by=by, at=at)


def _is_open(lead: Lead) -> bool:
    return lead.state in (LeadState.RECEIVED, LeadState.SCREENING)


def _is_new(lead: Lead) -> bool:
    return lead.state == LeadState.RECEIVED


def _decline(lead: Lead, facts: dict[str, Any], by: User, at: datetime) -> None:
    answer = facts["own"] or ANSWERS[int(facts["choice"])]
    actions.decline_lead(lead=lead, answer=answer, by=by, at=at)


ACTS: dict[str, Act[Lead]] = {
    "see": Act("lead.enter", "", _see, shows=True),
    "screen": Act("lead.triage", "Anh, chị đã nhận xem tin này.", _screen, is_open=_is_new),
    "accept": Act("lead.triage", "Đã lập hồ sơ.", _accept, _accept_form, _is_open),
    "join": Act("lead.triage", "Đã gộp và ghi câu trả lời.", _join, _join_form, _is_open),
    "decline": Act(
        "lead.triage", "Đã khép lại và ghi câu trả lời.", _decline, _decline_form, _is_open
    ),
}
