"""Choices of planning."""

from django.db import models

from lantoa.core.workflow import Transition, Workflow


class AssignmentState(models.TextChoices):
    OPEN = "open", "Chưa làm"
    DOING = "doing", "Đang làm"
    DONE = "done", "Đã xong"


class Indicator(models.TextChoices):
    """What a target may be measured by; the figures are counted from rows by reports."""

    LEADS_RECEIVED = "leads_received", "Lời giới thiệu nhận được"
    EXEMPLARS_RECOGNISED = "exemplars_recognised", "Điển hình được công nhận"
    STORIES_PUBLISHED = "stories_published", "Câu chuyện đã đăng"
    DELIVERIES_DONE = "deliveries_done", "Lượt đăng trên các kênh"
    PRACTICES_OFFERED = "practices_offered", "Cách làm được viết lại"
    ADOPTIONS_REGISTERED = "adoptions_registered", "Nơi đăng ký làm theo"
    ADOPTIONS_EFFECTIVE = "adoptions_effective", "Nơi làm theo có kết quả"
    ADOPTIONS_SUSTAINED = "adoptions_sustained", "Nơi giữ được lâu dài"


ASSIGNMENT = Workflow(
    "assignment",
    AssignmentState,
    AssignmentState.OPEN,
    (
        Transition("begin", ("open",), "doing", "plan.progress", "Bắt đầu"),
        Transition("finish", ("open", "doing"), "done", "plan.progress", "Báo xong"),
        Transition("reopen", ("done",), "doing", "plan.manage", "Mở lại"),
    ),
)
