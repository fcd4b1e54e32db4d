"""Lists and old files that are sent, tables of figures, and the same person told twice."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core.actors import SYSTEM
from lantoa.discovery import actions as discovery
from lantoa.discovery import outliers
from lantoa.discovery.outliers.sheets import sheet_of
from lantoa.nominations import actions as nominations
from lantoa.registry import actions as registry
from tests.discovery import test_old_files
from tests.discovery.outliers import test_indicators
from tests.discovery.pairs import ANSWER, pair_of
from tests.security.verbs.table import ANY_OFFICER, OFFICERS, Stage, case

SENDERS = [*OFFICERS, "verifier", "command"]


@case("discovery.send", may=SENDERS)
def _(stage: Stage) -> dict[str, Any]:
    data = "Họ và tên;Việc tốt\nLan;Nấu cháo\n".encode()
    return {"name": "ds.csv", "data": data, "unit": stage.province.unit}


@case("discovery.correct", may=SENDERS)
def _(stage: Stage) -> dict[str, Any]:
    row = stage.made("unit_list").rows.last()
    return {"row": row, "cells": ["Lê Thị Hai", *row.cells[1:]], "seen": row.mark}


@case("discovery.begin", may=SENDERS, verbs=["list.begin"])
def _(stage: Stage) -> dict[str, Any]:
    upload = stage.made("unit_list")
    upload.refresh_from_db()
    return {"upload": upload}


# Old files.


@case("discovery.keep_old_file", may=SENDERS)
def _(stage: Stage) -> dict[str, Any]:
    data = (test_old_files.HERE / "nfd.csv").read_bytes()
    return {"upload": SimpleUploadedFile("nfd.csv", data), "unit": stage.province.unit}


@case("discovery.read_old_file", may=["system"], verbs=["old_file.read"])
def _(stage: Stage) -> dict[str, Any]:
    return {"old_file": test_old_files.kept(stage.province, stage.cast, stage.at, name="nfd.csv")}


@case("discovery.read_old_file", when="broken", may=["system"], verbs=["old_file.give_up"])
def _(stage: Stage) -> dict[str, Any]:
    broken = test_old_files.kept(
        stage.province, stage.cast, stage.at, name="hong.xlsx", data=b"PK\x03\x04 cut"
    )
    return {"old_file": broken}


# A command names no unit of its own: each record is left to the committee, with its reason.
@case("discovery.send_old_file", may=["province_officer"], apart=["command"])
def _(stage: Stage) -> dict[str, Any]:
    return {"old_file": test_old_files.read(stage.province, stage.cast, stage.at), "chosen": [0]}


# Originals of both.


@case("discovery.see_list_original", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"upload": stage.made("unit_list")}


@case("discovery.see_old_original", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"old_file": test_old_files.kept(stage.province, stage.cast, stage.at)}


@case("discovery.drop_originals", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    stage.made("unit_list", at=stage.at - timedelta(days=31))
    return {}


@case("discovery.erase_person", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    upload = stage.made("unit_list")
    discovery.begin(upload=upload, by=stage.cast.officer, at=stage.at)
    discovery.import_portion(upload=upload, by=stage.cast.officer, at=stage.at, size=9)
    exemplar = stage.made("exemplar")
    lead = upload.rows.get(lead__isnull=False).lead
    nominations.join(
        lead=lead, exemplar=exemplar, answer=ANSWER, by=stage.cast.officer, at=stage.at
    )
    registry.erase(exemplar=exemplar, by=stage.cast.approver, at=stage.at)
    exemplar.refresh_from_db()
    return {"exemplar": exemplar}


# Tables of figures.


def _asked(stage: Stage) -> Any:
    table = test_indicators.entered(stage.province, stage.cast, stage.at)
    discovery.ask(
        table=table, question=test_indicators.QUESTION, by=stage.cast.province_officer, at=stage.at
    )
    table.refresh_from_db()
    return table


def _report() -> outliers.Report:
    question = test_indicators.QUESTION
    columns = sheet_of(test_indicators.csv(), "a.csv")
    return outliers.discover(outliers.rows_of(columns, question), question)


@case("discovery.enter_indicators", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    columns = sheet_of(test_indicators.csv(), "a.csv")
    return {"name": "Hộ thoát nghèo", "columns": columns, "unit": stage.province.unit}


@case("discovery.ask", may=["province_officer"], verbs=["indicators.ask"])
def _(stage: Stage) -> dict[str, Any]:
    table = test_indicators.entered(stage.province, stage.cast, stage.at)
    return {"table": table, "question": test_indicators.QUESTION}


@case("discovery.keep_report", may=["system"], verbs=["indicators.judge"])
def _(stage: Stage) -> dict[str, Any]:
    table = _asked(stage)
    return {"table": table, "asked": table.question, "report": _report()}


@case("discovery.keep_problem", may=["system"], verbs=["indicators.fail"])
def _(stage: Stage) -> dict[str, Any]:
    table = _asked(stage)
    return {"table": table, "asked": table.question, "problem": "Bảng quá nhỏ."}


@case("discovery.tell", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    table = _asked(stage)
    discovery.keep_report(
        table=table, asked=table.question, report=_report(), by=SYSTEM, at=stage.at
    )
    finding = table.findings.get(is_flagged=True)
    what = "Nơi này thoát nghèo nhanh hơn dự kiến."
    return {"finding": finding, "place": stage.province.place, "what": what}


# The same person told twice.


def _pair(stage: Stage) -> Any:
    return pair_of(stage.made("lead").lead, stage.made("lead").lead)


@case("discovery.ask_search", may=ANY_OFFICER)
def _(stage: Stage) -> dict[str, Any]:
    return {}


@case("discovery.find_duplicates", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    stage.made("lead")
    stage.made("lead")
    return {}


@case("discovery.merge", may=OFFICERS, verbs=["pair.merge"])
def _(stage: Stage) -> dict[str, Any]:
    return {"pair": _pair(stage), "keep": "left", "answer": ANSWER}


@case("discovery.undo", may=OFFICERS, verbs=["pair.undo"])
def _(stage: Stage) -> dict[str, Any]:
    pair = _pair(stage)
    discovery.merge(pair=pair, keep="left", answer=ANSWER, by=stage.cast.officer, at=stage.at)
    return {"pair": pair}


@case("discovery.judge_different", may=OFFICERS, verbs=["pair.judge"])
def _(stage: Stage) -> dict[str, Any]:
    return {"pair": _pair(stage), "note": "Hai chị em."}


@case("discovery.reconsider", may=OFFICERS, verbs=["pair.reconsider"])
def _(stage: Stage) -> dict[str, Any]:
    pair = _pair(stage)
    discovery.judge_different(pair=pair, by=stage.cast.officer, at=stage.at)
    return {"pair": pair}
