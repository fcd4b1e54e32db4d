"""Two records of one person: read as one, and apart again."""

from typing import Any

from lantoa.nominations import actions as nominations
from lantoa.registry import actions as registry
from tests.discovery.pairs import ANSWER, two_exemplars
from tests.security.verbs.table import OFFICERS, Stage, case


@case("registry.merge", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    kept, gone = two_exemplars(stage.province, stage.cast)
    return {"kept": kept, "gone": gone}


@case("registry.split", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    kept, gone = two_exemplars(stage.province, stage.cast)
    return {"merger": registry.merge(kept=kept, gone=gone, by=stage.cast.officer, at=stage.at)}


@case("nominations.merge", may=OFFICERS, verbs=["nomination.merge"])
def _(stage: Stage) -> dict[str, Any]:
    return {"gone": stage.made("nomination"), "kept": stage.made("nomination"), "answer": ANSWER}


def _received(stage: Stage) -> Any:
    return stage.made("lead").lead


def _screening(stage: Stage) -> Any:
    lead = _received(stage)
    nominations.screen(lead=lead, by=stage.cast.officer, at=stage.at)
    return lead


def _opened(stage: Stage) -> Any:
    lead, facts = _received(stage), {"sector": stage.province.sector, "deed": "Ghi bảng"}
    return nominations.accept(lead=lead, **facts, by=stage.cast.officer, at=stage.at)


#: Every step at which a merger may find what it takes in, and goes back to when undone.
FOUND_AT = {
    "lead.back_to_received": _received,
    "lead.back_to_screening": _screening,
    "nomination.back_to_opened": _opened,
    "nomination.back_to_verifying": lambda stage: stage.made("nomination"),
    "nomination.back_to_verified": lambda stage: stage.made("verified"),
    "nomination.back_to_appraised": lambda stage: stage.made("appraised"),
}


def _separating(verb: str) -> None:
    @case("nominations.separate", when=verb, may=OFFICERS, verbs=[verb])
    def _(stage: Stage) -> dict[str, Any]:
        gone, kept = FOUND_AT[verb](stage), stage.made("exemplar")
        given = {"gone": gone, "kept": kept, "answer": ANSWER}
        return {"merger": nominations.merge(**given, by=stage.cast.officer, at=stage.at)}


for each in FOUND_AT:
    _separating(each)
