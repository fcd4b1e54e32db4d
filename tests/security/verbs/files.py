"""Leads, and the files that are opened from them."""

from typing import Any

from lantoa.nominations import actions as nominations
from tests.registry import test_criteria
from tests.security.verbs.table import OFFICERS, Stage, case


@case("nominations.screen", may=OFFICERS, verbs=["lead.screen"])
def _(stage: Stage) -> dict[str, Any]:
    return {"lead": stage.made("lead").lead}


@case("nominations.accept", may=OFFICERS, verbs=["lead.accept"])
def _(stage: Stage) -> dict[str, Any]:
    return {"lead": stage.made("lead").lead, "sector": stage.province.sector, "deed": "Ghi bảng"}


@case("nominations.join", may=OFFICERS, verbs=["lead.join"])
def _(stage: Stage) -> dict[str, Any]:
    exemplar = stage.made("exemplar", name="Người Có Trước")
    return {"lead": stage.made("lead").lead, "exemplar": exemplar, "answer": "Đã có."}


@case("nominations.decline_lead", may=OFFICERS, verbs=["lead.decline"])
def _(stage: Stage) -> dict[str, Any]:
    return {"lead": stage.made("lead").lead, "answer": "Chưa đủ."}


@case("nominations.start", may=OFFICERS, verbs=["nomination.start"])
def _(stage: Stage) -> dict[str, Any]:
    lead = stage.made("lead").lead
    opened = nominations.accept(
        lead=lead, sector=stage.province.sector, deed="Ghi bảng", by=stage.cast.officer,
        at=stage.at,
    )  # fmt: skip
    nominations.add_claim(
        nomination=opened, statement="Ghi bảng", by=stage.cast.officer, at=stage.at
    )
    due = stage.at.date()
    return {"nomination": opened, "verifier": stage.cast.verifier, "due_on": due}


@case("nominations.describe", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"nomination": stage.made("nomination"), "occupation": "nghề khác"}


@case("nominations.add_claim", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"nomination": stage.made("nomination"), "statement": "Một điều nữa"}


@case("nominations.remove_claim", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"claim": stage.made("nomination").claims.first()}


@case("nominations.add_evidence", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"claim": stage.made("nomination").claims.first(), "description": "Sổ"}


@case("nominations.judge", may=["verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"claim": stage.made("nomination").claims.first(), "verdict": "unclear"}


@case("nominations.answer_flag", may=["verifier"])
def _(stage: Stage) -> dict[str, Any]:
    opened = stage.made("nomination", summary="Bà là người tận tụy nhất.")
    return {"flag": opened.flags.first(), "answer": "accepted", "note": ""}


@case("nominations.add_confirmation", may=["verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "claim": stage.made("nomination").claims.first(), "name": "Bà Tư", "role": "hàng xóm",
        "words": "Tôi thấy.", "how": "met", "on": stage.at.date(),
    }  # fmt: skip


@case("nominations.add_visit", may=["verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "nomination": stage.made("nomination"), "visited_at": stage.at, "place": "Đầu mương",
        "seen": "Bảng còn mới",
    }  # fmt: skip


@case("nominations.answer_criterion", may=["verifier"])
def _(stage: Stage) -> dict[str, Any]:
    criteria = test_criteria.enacted(stage.province.root, None, stage.cast, stage.at)
    line = criteria.criteria.first()
    return {"nomination": stage.made("nomination"), "criterion": line, "verdict": "yes"}


@case("nominations.conclude", may=["verifier"], verbs=["nomination.conclude"])
def _(stage: Stage) -> dict[str, Any]:
    opened = stage.made("verified")
    nominations.send_back(nomination=opened, reason="x", by=stage.cast.officer, at=stage.at)
    return {"nomination": opened}


@case("nominations.appraise", may=OFFICERS, verbs=["nomination.appraise"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "nomination": stage.made("verified"), "opinion": "Đủ", "recommends": True,
        "standing": "exemplar",
    }  # fmt: skip


@case("nominations.recognise", may=["approver"], verbs=["nomination.recognise"])
def _(stage: Stage) -> dict[str, Any]:
    return {"nomination": stage.made("appraised")}


@case("nominations.send_back", may=OFFICERS, verbs=["nomination.send_back"])
def _(stage: Stage) -> dict[str, Any]:
    return {"nomination": stage.made("appraised"), "reason": "Hỏi thêm"}


@case("nominations.decline", may=[*OFFICERS, "approver"], verbs=["nomination.decline"])
def _(stage: Stage) -> dict[str, Any]:
    return {"nomination": stage.made("appraised"), "reason": "Chưa đủ"}


@case("nominations.see_nominator", may=[*OFFICERS, "verifier", "command"])
def _(stage: Stage) -> dict[str, Any]:
    return {"lead": stage.made("lead").lead}


@case("nominations.submit_all", may=[*OFFICERS, "verifier", "command"])
def _(stage: Stage) -> dict[str, Any]:
    tip = nominations.Tip(
        idempotency_key="k", who="Lê Thị Hai", kind="person", place_id=stage.province.place.pk,
        what="Nấu cháo cho cả xóm mỗi sáng từ mười năm nay.",
    )  # fmt: skip
    return {"tips": [tip], "unit": stage.province.unit, "channel": "list"}
