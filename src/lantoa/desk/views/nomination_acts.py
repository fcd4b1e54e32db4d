"""What can be done on a nomination's page, besides the checklist."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.forms import HouseForm
from lantoa.core.workflow import Refused
from lantoa.desk.access import DeskRequest
from lantoa.desk.acts import Act
from lantoa.nominations import actions
from lantoa.nominations.forms import (
    AppraisalForm,
    ClaimForm,
    DeclineForm,
    DescribeForm,
    RecogniseForm,
    SendBackForm,
    StartForm,
)
from lantoa.nominations.forms.checking import VisitForm
from lantoa.nominations.forms.comments import PlanForm, facts_of
from lantoa.nominations.forms.desk import ANSWERS
from lantoa.nominations.models import Nomination
from lantoa.nominations.models.comments import ASKABLE, RUNNING
from lantoa.nominations.states import NOMINATION, NominationState

#: Days given to a verifier unless the officer says otherwise.
_DAYS = 7


class _Which(HouseForm):
    """Which claim; the number stands in a hidden field."""

    claim = forms.IntegerField(widget=forms.HiddenInput)


def _describe_form(request: DeskRequest, nomination: Nomination, **given: Any) -> HouseForm:
    given["initial"] = {name: getattr(nomination, name) for name in DescribeForm.base_fields}
    return DescribeForm(**given)


def _start_form(request: DeskRequest, nomination: Nomination, **given: Any) -> HouseForm:
    today = clock.today()
    given["initial"] = {
        "verifier": nomination.verifier_id,
        "due_on": nomination.due_on or today + timedelta(days=_DAYS),
    }
    return StartForm(unit=nomination.unit, on=today, **given)


def _visit_form(request: DeskRequest, nomination: Nomination, **given: Any) -> HouseForm:
    given["initial"] = {
        "visited_at": timezone.localtime(clock.now()), "idempotency_key": secrets.token_urlsafe(16)
    }  # fmt: skip
    return VisitForm(**given)


def _comment_form(request: DeskRequest, nomination: Nomination, **given: Any) -> HouseForm:
    newest = nomination.appraisals.first()
    given["initial"] = {
        "shown_name": nomination.full_name, "summary": facts_of(nomination),
        "starts_on": clock.today(), "standing": newest.standing if newest else "",
    }  # fmt: skip
    return PlanForm(**given)


def _plain(form: type[HouseForm]) -> Any:
    def make(request: DeskRequest, nomination: Nomination, **given: Any) -> HouseForm:
        return form(**given)

    return make


def _run(action: Any) -> Any:
    def run(nomination: Nomination, facts: dict[str, Any], by: User, at: datetime) -> object:
        return action(nomination=nomination, **facts, by=by, at=at)

    return run


def _remove(nomination: Nomination, facts: dict[str, Any], by: User, at: datetime) -> object:
    claim = nomination.claims.filter(pk=facts["claim"]).first()
    if claim is None:
        raise Refused(["Điều này đã được bỏ trước đó."])
    return actions.remove_claim(claim=claim, by=by, at=at)


def _decline(nomination: Nomination, facts: dict[str, Any], by: User, at: datetime) -> object:
    reason = facts["own"] or ANSWERS[int(facts["choice"])]
    return actions.decline(nomination=nomination, reason=reason, by=by, at=at)


def _in(*states: str) -> Any:
    def is_open(nomination: Nomination) -> bool:
        return nomination.state in states

    return is_open


def _at(verb: str) -> Any:
    return _in(*NOMINATION.transitions[verb].sources)


def _may_ask(nomination: Nomination) -> bool:
    running = nomination.comments.filter(state__in=("planned", *RUNNING))
    return nomination.state in ASKABLE and not running.exists()


_OPENED, _VERIFYING = NominationState.OPENED, NominationState.VERIFYING

ACTS: dict[str, Act[Nomination]] = {
    "describe": Act(
        "nomination.open",
        "Đã lưu thông tin.",
        _run(actions.describe),
        _describe_form,
        _in(_OPENED, _VERIFYING),
    ),
    "claim": Act(
        "nomination.open",
        "Đã thêm một điều.",
        _run(actions.add_claim),
        _plain(ClaimForm),
        _in(_OPENED, _VERIFYING),
        "dieu",
    ),
    "remove": Act(
        "nomination.open", "Đã bỏ điều này.", _remove, _plain(_Which), _in(_OPENED), "dieu"
    ),
    "start": Act(
        "nomination.open", "Đã giao xác minh.", _run(actions.start), _start_form, _at("start")
    ),
    "visit": Act(
        "nomination.verify",
        "Đã ghi lần đến.",
        _run(actions.add_visit),
        _visit_form,
        _in(_VERIFYING),
        "den-noi",
    ),
    "comment": Act(
        "comment.manage",
        "Đã lập thông báo lấy ý kiến.",
        _run(actions.plan_comment),
        _comment_form,
        _may_ask,
        "lay-y-kien",
    ),
    "appraise": Act(
        "nomination.appraise",
        "Đã trình phê duyệt.",
        _run(actions.appraise),
        _plain(AppraisalForm),
        _at("appraise"),
    ),
    "recognise": Act(
        "nomination.recognise",
        "Đã công nhận.",
        _run(actions.recognise),
        _plain(RecogniseForm),
        _at("recognise"),
    ),
    "send_back": Act(
        "nomination.open",
        "Đã trả lại người xác minh.",
        _run(actions.send_back),
        _plain(SendBackForm),
        _at("send_back"),
    ),
    "decline": Act(
        "nomination.decline",
        "Đã khép hồ sơ và ghi câu trả lời.",
        _decline,
        _plain(DeclineForm),
        _at("decline"),
    ),
}
