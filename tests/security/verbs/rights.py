"""What people ask of the office about themselves, up to erasing all of it."""

from typing import Any

from lantoa.core.actors import PUBLIC, SUBJECT, SYSTEM
from lantoa.nominations import actions as nominations
from lantoa.publishing import actions as publishing
from lantoa.publishing.models import Delivery
from lantoa.publishing.states import DeliveryState
from lantoa.registry import actions as registry
from tests import world
from tests.security.verbs.table import OFFICERS, Stage, case

MAIL = "ba.suong@noi.example"


def _reachable(stage: Stage) -> Any:
    exemplar = stage.made("exemplar")
    registry.set_contact(
        exemplar=exemplar, phone="0988 000 222", address="", email=MAIL, by=stage.cast.officer,
        at=stage.at,
    )  # fmt: skip
    return exemplar


def _code(stage: Stage) -> Any:
    _reachable(stage)
    return nominations.ask_code(email=MAIL, browser="b", by=PUBLIC, at=stage.at)


def _asked(stage: Stage, kind: str = "restrict") -> Any:
    return nominations.ask(
        exemplar=stage.made("exemplar"), kind=kind, identified="email", by=SUBJECT, at=stage.at
    )


def _accepted(stage: Stage, kind: str = "restrict") -> Any:
    return nominations.accept_request(
        request=_asked(stage, kind), answer="Vâng.", by=stage.cast.officer, at=stage.at
    )


@case("nominations.ask_code", may=["public"])
def _(stage: Stage) -> dict[str, Any]:
    return {"email": MAIL, "browser": "b"}


@case("nominations.draw_code", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    return {"code": _code(stage)}


@case("nominations.prove", may=["subject"])
def _(stage: Stage) -> dict[str, Any]:
    code = _code(stage)
    digits = nominations.draw_code(code=code, by=SYSTEM, at=stage.at)
    return {"code_pk": code.pk, "digits": digits, "browser": "b"}


@case("nominations.ask", may=["subject"])
def _(stage: Stage) -> dict[str, Any]:
    return {"exemplar": stage.made("exemplar"), "kind": "access", "identified": "email"}


@case("nominations.ask", when="at the counter", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    return {
        "exemplar": stage.made("exemplar"), "kind": "access", "identified": "counter",
        "identity_note": "Căn cước",
    }  # fmt: skip


@case("nominations.hand_copy", may=[*OFFICERS, "subject"])
def _(stage: Stage) -> dict[str, Any]:
    return {"exemplar": stage.made("exemplar")}


@case("nominations.accept_request", may=OFFICERS, verbs=["rights.accept"])
def _(stage: Stage) -> dict[str, Any]:
    return {"request": _asked(stage), "answer": "Chúng tôi nhận làm."}


@case("nominations.refuse_request", may=OFFICERS, verbs=["rights.refuse"])
def _(stage: Stage) -> dict[str, Any]:
    return {"request": _asked(stage), "answer": "Luật buộc giữ."}


@case("nominations.extend", may=OFFICERS, verbs=["rights.extend"])
def _(stage: Stage) -> dict[str, Any]:
    return {"request": _accepted(stage), "reason": "Chờ bên in."}


@case("nominations.finish", may=OFFICERS, verbs=["rights.finish"])
def _(stage: Stage) -> dict[str, Any]:
    return {"request": _accepted(stage)}


@case("nominations.erase", may=["approver"], verbs=["rights.erase"])
def _(stage: Stage) -> dict[str, Any]:
    return {"request": _accepted(stage, "erase")}


@case("nominations.show_own_contact", may=["public"])
def _(stage: Stage) -> dict[str, Any]:
    return {"code": stage.made("lead").code}


@case("nominations.erase_own_contact", may=["public"])
def _(stage: Stage) -> dict[str, Any]:
    return {"code": stage.made("lead").code}


@case("nominations.let_names_go", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    return {"request": _accepted(stage, "erase")}


@case("nominations.erase_complaints", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    world.complaint(stage.made("story"))
    return {"paths": ["/guong/lich-nuoc-xom-muoi/"]}


@case("registry.erase", may=["approver"])
def _(stage: Stage) -> dict[str, Any]:
    return {"exemplar": stage.made("consented")}


@case("publishing.erase", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    publication = stage.published()
    # Without the tasks that follow, the last of which is this action.
    registry.erase(exemplar=publication.exemplar, by=stage.cast.approver, at=stage.at)
    publishing.withdraw(publication=publication, by=SYSTEM, at=stage.at)
    Delivery.objects.update(state=DeliveryState.WITHDRAWN)
    return {"publication": publication}


@case("registry.write_privacy_rule", may=["leader"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "valid_from": stage.at.date().replace(year=2027), "legal_basis": "Luật 1/2026",
        "child_under": 16, "own_word_from": 7, "answer_working_days": 2, "finish_days": 15,
        "shared_finish_days": 20, "extension_days": 15,
    }  # fmt: skip


@case("registry.write_consent_text", may=["leader"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "version": "ĐY-09", "purpose": "Kể chuyện", "text": "Tôi đồng ý.",
        "valid_from": stage.at.date(),
    }  # fmt: skip
