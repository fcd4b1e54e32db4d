"""Copies of a practice, and the duties of a plan."""

from datetime import date
from typing import Any

from lantoa.planning import actions as planning
from lantoa.replication import actions as replication
from tests import world
from tests.security.verbs.table import ANY_OFFICER, OFFICERS, Stage, case


def _adopted(stage: Stage) -> Any:
    card = world.practice(stage.province, stage.cast, stage.made("exemplar"))
    adopted = world.adoption(stage.province, stage.cast, card)
    replication.report_result(
        adoption=adopted, statement="31 hộ làm theo", evidence_note="Biên bản",
        by=stage.cast.neighbour, at=stage.at,
    )  # fmt: skip
    return adopted


@case("replication.confirm", may=["province_officer"], verbs=["adoption.confirm"])
def _(stage: Stage) -> dict[str, Any]:
    return {"adoption": _adopted(stage)}


@case("replication.sustain", may=["province_officer"], verbs=["adoption.sustain"])
def _(stage: Stage) -> dict[str, Any]:
    adopted = _adopted(stage)
    replication.confirm(adoption=adopted, by=stage.cast.province_officer, at=stage.at)
    replication.report_result(
        adoption=adopted, statement="Vẫn làm", evidence_note="Biên bản", by=stage.cast.neighbour,
        at=stage.at,
    )  # fmt: skip
    return {"adoption": adopted}


@case("replication.stop", may=["neighbour", "province_officer"], verbs=["adoption.stop"])
def _(stage: Stage) -> dict[str, Any]:
    return {"adoption": _adopted(stage), "reason": "Thiếu người"}


@case("planning.begin", may=["province_officer"], verbs=["assignment.begin"])
def _(stage: Stage) -> dict[str, Any]:
    return {"assignment": _duty(stage)}


@case("planning.finish", may=["province_officer"], verbs=["assignment.finish"])
def _(stage: Stage) -> dict[str, Any]:
    return {"assignment": _duty(stage), "note": "Xong, có biên bản."}


@case("planning.reopen", may=["province_officer"], verbs=["assignment.reopen"])
def _(stage: Stage) -> dict[str, Any]:
    duty = _duty(stage)
    planning.finish(assignment=duty, note="Xong", by=stage.cast.province_officer, at=stage.at)
    return {"assignment": duty, "note": "Thiếu số liệu"}


def _duty(stage: Stage) -> Any:
    return planning.assign(
        plan=stage.province.plan, number="99", group="Khác", content="Việc thử",
        unit=stage.province.root, deadline=date(2026, 12, 1), product="Báo cáo",
        by=stage.cast.province_officer, at=stage.at,
    )  # fmt: skip


@case("planning.prolong", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"plan": stage.province.plan, "period_end": date(2040, 12, 31)}


@case("planning.move_plan", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"plan": stage.province.plan, "slug": "ke-hoach-moi"}


@case("places.describe_site", may=["administrator", "system"])
def _(stage: Stage) -> dict[str, Any]:
    return {"governing_body": "Ủy ban nhân dân tỉnh Khánh Hòa"}


def _document(stage: Stage, by: Any) -> Any:
    return planning.enact_document(
        number="12/KH-UBND", kind="Kế hoạch", issuer="UBND", issued_on=stage.at.date(),
        abstract="Kế hoạch năm", by=by, at=stage.at,
    )  # fmt: skip


@case("planning.enact_document", may=ANY_OFFICER)
def _(stage: Stage) -> dict[str, Any]:
    return {
        "number": "12/KH-UBND", "kind": "Kế hoạch", "issuer": "UBND",
        "issued_on": stage.at.date(), "abstract": "Kế hoạch năm",
    }  # fmt: skip


@case("planning.revise_document", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"document": _document(stage, stage.cast.province_officer), "is_public": False}


@case("planning.revise_document", when="a commune's", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    return {"document": _document(stage, stage.cast.officer), "is_public": False}
