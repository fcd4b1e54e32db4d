"""Panels that vote, the public that comments, readers who complain."""

from datetime import date, timedelta
from typing import Any

from lantoa.core.actors import PUBLIC
from lantoa.nominations import actions as nominations
from tests.nominations import test_comments, test_panels
from tests.security.verbs.table import OFFICERS, Stage, case


def _panel(stage: Stage) -> Any:
    return test_panels.seated(stage.province, stage.cast, stage.at, stage.made("verified"))


def _voting(stage: Stage) -> Any:
    panel = _panel(stage)
    nominations.begin_voting(panel=panel, by=stage.cast.province_officer, at=stage.at)
    return panel


@case("nominations.set_review_rule", may=["approver", "leader"])
def _(stage: Stage) -> dict[str, Any]:
    return {"unit": stage.province.root, "valid_from": stage.at.date()}


@case("nominations.make_panel", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    return {"unit": stage.province.unit, "title": "Tổ", "meets_at": stage.at, "venue": "UBND"}


@case("nominations.seat_member", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"panel": _panel(stage), "role": "member", "name": "Người ngoài"}


@case("nominations.unseat_member", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"member": _panel(stage).members.last()}


@case("nominations.put_case", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"panel": _panel(stage), "nomination": stage.made("verified", name="Hồ sơ nữa")}


@case("nominations.mark_absent", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"member": _panel(stage).members.last(), "is_absent": True}


@case("nominations.begin_voting", may=["province_officer"], verbs=["panel.begin"])
def _(stage: Stage) -> dict[str, Any]:
    return {"panel": _panel(stage)}


@case("nominations.declare_conflict", may=["leader", "province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    panel = _voting(stage)
    chair = panel.members.get(role="chair")
    return {"case": panel.cases.get(), "member": chair, "ground": "relative"}


@case("nominations.cast_ballot", may=["leader", "province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    panel = _voting(stage)
    chair = panel.members.get(role="chair")
    return {"case": panel.cases.get(), "member": chair, "choice": "yes", "proof_note": "Tủ 1"}


@case("nominations.conclude_panel", may=["province_officer"], verbs=["panel.conclude"])
def _(stage: Stage) -> dict[str, Any]:
    panel = _voting(stage)
    for member in panel.members.all():
        nominations.cast_ballot(
            case=panel.cases.get(), member=member, choice="yes", proof_note="Tủ 1",
            by=stage.cast.province_officer, at=stage.at,
        )  # fmt: skip
    return {"panel": panel}


@case("nominations.cancel_panel", may=["province_officer"], verbs=["panel.cancel"])
def _(stage: Stage) -> dict[str, Any]:
    return {"panel": _panel(stage), "reason": "Vắng nhiều"}


# Public comment and complaints.


def _planned(stage: Stage) -> Any:
    return test_comments.planned(stage.province, stage.cast, stage.at)


def _running(stage: Stage, **more: Any) -> Any:
    return test_comments.running(stage.province, stage.cast, stage.at, **more)


@case("nominations.plan_comment", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    return {
        "nomination": stage.made("verified"), "standing": "exemplar", "shown_name": "Bà Sương",
        "summary": "Ghi bảng.", "basis": "duty", "basis_note": "QĐ 1",
        "starts_on": stage.at.date(),
    }  # fmt: skip


@case("nominations.open_comment", may=[*OFFICERS, "system"], verbs=["comment.open"])
def _(stage: Stage) -> dict[str, Any]:
    return {"comment": _planned(stage)}


@case("nominations.extend_comment", may=[*OFFICERS, "system"], verbs=["comment.extend"])
def _(stage: Stage) -> dict[str, Any]:
    return {"comment": _running(stage), "ends_on": date(2026, 7, 1), "reason": "Mưa lũ"}


@case("nominations.close_comment", may=[*OFFICERS, "system"], verbs=["comment.close"])
def _(stage: Stage) -> dict[str, Any]:
    comment = _running(stage)
    stage.at += timedelta(days=20)
    return {"comment": comment}


@case("nominations.withdraw_comment", may=[*OFFICERS, "system"], verbs=["comment.withdraw"])
def _(stage: Stage) -> dict[str, Any]:
    return {"comment": _running(stage), "reason": "Rút phiếu"}


@case("nominations.give_opinion", may=["public"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "comment": _running(stage), "channel": "web", "stance": "for", "text": test_comments.WORDS
    }  # fmt: skip


@case("nominations.answer_opinion", may=OFFICERS, verbs=["opinion.answer"])
def _(stage: Stage) -> dict[str, Any]:
    given = test_comments.opinion(_running(stage), stage.at)
    return {"opinion": given.opinion, "answer": "Cảm ơn."}


@case("nominations.answer", may=[*OFFICERS, "editor", "second_editor"], verbs=["complaint.answer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"complaint": complaint(stage), "answer": "Đã sửa."}


@case("nominations.see_complainant", may=[*OFFICERS, "editor", "second_editor"])
def _(stage: Stage) -> dict[str, Any]:
    told = nominations.ContactDetails(name="Bà Tư", phone="0905 000 333", email="")
    return {"complaint": complaint(stage, contact=told)}


@case("nominations.escalate_complaints", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    complaint(stage)
    stage.at += timedelta(days=20)
    return {}


def complaint(stage: Stage, **more: Any) -> Any:
    """Somebody found something wrong."""
    return nominations.complain(
        subject="", title="", unit=stage.province.unit, reason="fact",
        text="Bài ghi sai năm bắt đầu.", by=PUBLIC, at=stage.at, **more,
    ).complaint  # fmt: skip
