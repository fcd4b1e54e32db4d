"""Exemplars: criteria, consents, what is known of a person, holds, mergers, erasing."""

from typing import Any

from lantoa.registry import actions as registry
from tests.registry import test_criteria
from tests.security.verbs.table import OFFICERS, Stage, case


def _draft(stage: Stage) -> Any:
    return registry.draft_criteria(
        unit=stage.province.root, sector=None, title="Chung", criteria=test_criteria.LINES,
        by=stage.cast.province_officer, at=stage.at,
    )  # fmt: skip


def _enacted(stage: Stage) -> Any:
    return test_criteria.enacted(stage.province.root, None, stage.cast, stage.at)


@case("registry.draft_criteria", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    return {
        "unit": stage.province.unit, "sector": None, "title": "Chung",
        "criteria": test_criteria.LINES,
    }  # fmt: skip


@case("registry.write_criteria", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"criteria_set": _draft(stage), "title": "Khác", "criteria": test_criteria.LINES}


@case("registry.drop_criteria", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"criteria_set": _draft(stage)}


@case("registry.new_version", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"criteria_set": _enacted(stage)}


@case("registry.enact_criteria", may=["approver", "leader"], verbs=["criteria.enact"])
def _(stage: Stage) -> dict[str, Any]:
    return {"criteria_set": _draft(stage), "valid_from": stage.at.date()}


@case("registry.end_criteria", may=["approver", "leader"], verbs=["criteria.end"])
def _(stage: Stage) -> dict[str, Any]:
    return {"criteria_set": _enacted(stage)}


@case("registry.record_consent", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "exemplar": stage.made("exemplar"), "giver": "self", "giver_name": "Bùi Thị Sương",
        "covers_name": True, "covers_image": False, "channels": ["website"], "purpose": "Kể",
        "form": "paper", "text_version": "1", "given_on": stage.at.date(), "proof_note": "Tủ 2",
    }  # fmt: skip


@case("registry.withdraw_consent", may=[*OFFICERS, "verifier", "subject"])
def _(stage: Stage) -> dict[str, Any]:
    return {"consent": stage.made("consented").consents.get()}


@case("registry.withdraw_from_channels", may=[*OFFICERS, "verifier", "subject"])
def _(stage: Stage) -> dict[str, Any]:
    return {"consent": stage.made("consented").consents.get(), "channels": ["print"]}


@case("registry.see_contact", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    exemplar, officer = stage.made("exemplar"), stage.cast.officer
    registry.set_contact(exemplar=exemplar, phone="0905", address="", by=officer, at=stage.at)
    return {"exemplar": exemplar}


@case("registry.describe_life", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "exemplar": stage.made("exemplar"), "birth_year": 1971, "is_minor": False,
        "is_small_child": False, "is_deceased": False,
    }  # fmt: skip


@case("registry.set_contact", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"exemplar": stage.made("exemplar"), "phone": "0905 000 222", "address": ""}


@case("registry.write_practice", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "exemplar": stage.made("exemplar"), "title": "Bảng", "summary": "Dựng bảng",
        "steps": ["Dựng"], "conditions": [], "pitfalls": [], "cost": "Ít", "contact": "Phường",
    }  # fmt: skip


@case("registry.hold", may=[*OFFICERS, "approver", "leader"])
def _(stage: Stage) -> dict[str, Any]:
    return {"exemplar": stage.made("exemplar"), "reason": "Có đơn"}


@case("registry.lift", may=[*OFFICERS, "approver", "leader"])
def _(stage: Stage) -> dict[str, Any]:
    exemplar = stage.made("exemplar")
    held = registry.hold(exemplar=exemplar, reason="x", by=stage.cast.leader, at=stage.at)
    return {"hold": held, "conclusion": "Không sai"}


@case("registry.revoke", may=["approver"])
def _(stage: Stage) -> dict[str, Any]:
    exemplar = stage.made("exemplar")
    return {"exemplar": exemplar, "legal_ground": "QĐ 9", "public_note": "Đính chính"}


@case("registry.withdraw_images", may=[*OFFICERS, "verifier", "subject"])
def _(stage: Stage) -> dict[str, Any]:
    return {"exemplar": stage.made("consented")}
