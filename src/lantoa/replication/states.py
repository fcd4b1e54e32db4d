"""Lifecycle of an adoption: registered, effective and sustained are counted apart."""

from django.db import models

from lantoa.core.workflow import Transition, Workflow
from lantoa.replication import rules


class AdoptionState(models.TextChoices):
    REGISTERED = "registered", "Đã đăng ký"
    EFFECTIVE = "effective", "Có kết quả"
    SUSTAINED = "sustained", "Giữ được lâu dài"
    STOPPED = "stopped", "Đã dừng"


ADOPTION = Workflow(
    "adoption",
    AdoptionState,
    AdoptionState.REGISTERED,
    (
        Transition(
            "confirm",
            ("registered",),
            "effective",
            "adoption.confirm",
            "Xác nhận có kết quả",
            (rules.result_awaits, rules.confirmer_is_another),
        ),
        Transition(
            "sustain",
            ("effective",),
            "sustained",
            "adoption.confirm",
            "Xác nhận giữ được lâu dài",
            (rules.result_awaits, rules.confirmer_is_another),
        ),
        Transition(
            "stop", ("registered", "effective", "sustained"), "stopped", "adoption.register", "Dừng"
        ),
    ),
)
