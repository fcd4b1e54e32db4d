"""Lifecycles of a publication and of a delivery."""

from django.db import models

from lantoa.core.workflow import Transition, Workflow
from lantoa.publishing import rules


class PublicationState(models.TextChoices):
    LIVE = "live", "Đang đăng"
    HELD = "held", "Đang được xem lại"
    WITHDRAWN = "withdrawn", "Đã gỡ"


class DeliveryState(models.TextChoices):
    QUEUED = "queued", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    DELIVERED = "delivered", "Đã gửi"
    FAILED = "failed", "Không gửi được"
    WITHDRAWN = "withdrawn", "Đã thu hồi"


class GatheringKind(models.TextChoices):
    CONFERENCE = "conference", "Hội nghị"
    EXCHANGE = "exchange", "Giao lưu"
    TALK = "talk", "Tọa đàm"
    VISIT = "visit", "Buổi học tại chỗ"


class GatheringState(models.TextChoices):
    PLANNED = "planned", "Sắp diễn ra"
    CANCELLED = "cancelled", "Đã hủy"
    HELD = "held", "Đã diễn ra"


PUBLICATION = Workflow(
    "publication",
    PublicationState,
    PublicationState.LIVE,
    (
        Transition("hold", ("live",), "held", "publication.follow", "Tạm dừng"),
        Transition("resume", ("held",), "live", "publication.follow", "Đăng lại"),
        Transition("withdraw", ("live", "held"), "withdrawn", "publication.follow", "Gỡ"),
        Transition("republish", ("withdrawn",), "live", "publication.follow", "Đăng lại từ đầu"),
    ),
)

DELIVERY = Workflow(
    "delivery",
    DeliveryState,
    DeliveryState.QUEUED,
    (
        Transition("send", ("queued", "sending", "failed"), "sending", "delivery.send", "Gửi"),
        Transition("arrive", ("sending",), "delivered", "delivery.send", "Tới nơi"),
        Transition("fail", ("sending",), "failed", "delivery.send", "Hỏng"),
        Transition("retry", ("failed",), "queued", "delivery.manage", "Gửi lại"),
        Transition(
            "withdraw",
            ("queued", "sending", "delivered", "failed"),
            "withdrawn",
            "delivery.send",
            "Thu hồi",
        ),
        Transition("requeue", ("withdrawn",), "queued", "delivery.send", "Gửi lại từ đầu"),
    ),
)

GATHERING = Workflow(
    "gathering",
    GatheringState,
    GatheringState.PLANNED,
    (
        Transition("cancel", ("planned",), "cancelled", "gathering.manage", "Hủy"),
        Transition("restore", ("cancelled",), "planned", "gathering.manage", "Tổ chức lại"),
        Transition(
            "conclude",
            ("planned",),
            "held",
            "gathering.manage",
            "Ghi là đã diễn ra",
            (rules.gathering_has_begun,),
        ),
    ),
)
