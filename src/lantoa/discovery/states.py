"""Lifecycle of a list that a unit sends."""

from django.db import models

from lantoa.core.workflow import Transition, Workflow


class ListPurpose(models.TextChoices):
    """What the people of a list are taken for. None is public before it is verified."""

    LEADS = "leads", "Người tốt mới kể"
    EXEMPLARS = "exemplars", "Điển hình các năm trước"
    AWARDS = "awards", "Người đã được khen thưởng"


class ListState(models.TextChoices):
    UPLOADED = "uploaded", "Đang mở tệp"
    CHECKING = "checking", "Đang soát"
    CHECKED = "checked", "Đã soát"
    IMPORTING = "importing", "Đang nhập"
    IMPORTED = "imported", "Đã nhập"
    UNREADABLE = "unreadable", "Không mở được"


class RowVerdict(models.TextChoices):
    WAITING = "waiting", "Chưa soát"
    GOOD = "good", "Nhập được"
    BAD = "bad", "Cần sửa"
    KNOWN = "known", "Đã có từ trước"
    IMPORTED = "imported", "Đã nhập"


class Letters(models.TextChoices):
    """What the letters of a file were stored in (`discovery.reading`)."""

    UNICODE = "unicode", "Unicode"
    UNICODE_NFD = "unicode-nfd", "Unicode tổ hợp"
    TCVN3 = "tcvn3", "TCVN3 (ABC)"
    VNI = "vni", "VNI"
    MIXED = "mixed", "nhiều bảng mã"


LIST = Workflow(
    "list",
    ListState,
    ListState.UPLOADED,
    (
        Transition("open", ("uploaded",), "checking", "list.follow", "Mở tệp"),
        Transition("give_up", ("uploaded",), "unreadable", "list.follow", "Không mở được"),
        Transition("check", ("checking",), "checked", "list.follow", "Soát xong"),
        Transition("begin", ("checked", "imported"), "importing", "lead.enter", "Nhập dòng tốt"),
        Transition("stop", ("importing",), "checked", "list.follow", "Dừng nhập"),
        Transition("finish", ("importing",), "imported", "list.follow", "Nhập xong"),
    ),
)
