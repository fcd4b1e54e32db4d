"""Lifecycle of a table of indicators."""

from django.db import models

from lantoa.core.workflow import Transition, Workflow


class IndicatorState(models.TextChoices):
    UPLOADED = "uploaded", "Chờ chọn cột"
    ASKED = "asked", "Đang tính"
    JUDGED = "judged", "Đã tính xong"
    FAILED = "failed", "Chưa tính được"


INDICATORS = Workflow(
    "indicators",
    IndicatorState,
    IndicatorState.UPLOADED,
    (
        Transition("ask", ("uploaded", "judged", "failed"), "asked", "indicators.manage", "Tính"),
        Transition("judge", ("asked",), "judged", "indicators.judge", "Ghi kết quả"),
        Transition("fail", ("asked",), "failed", "indicators.judge", "Báo chưa tính được"),
    ),
)
