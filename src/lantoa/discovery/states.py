"""Choices and lifecycles of what discovery keeps: lists, old files, pairs, tables of figures."""

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
    ERASED = "erased", "Đã xóa theo yêu cầu"


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


class RecordKind(models.TextChoices):
    """What can tell of somebody, the furthest on its way first: that side stands on the left."""

    EXEMPLAR = "exemplar", "Điển hình"
    NOMINATION = "nomination", "Hồ sơ đang xét"
    LEAD = "lead", "Tin báo"


class PairState(models.TextChoices):
    WAITING = "waiting", "Chờ xem"
    MERGED = "merged", "Đã gộp"
    NOT_THE_SAME = "not_the_same", "Không phải một người"
    LAPSED = "lapsed", "Không còn cần xem"


#: Only people merge, part and judge; the platform finds pairs and lets them lapse when one side
#: is closed or merged elsewhere. It never brings back what a person judged.
PAIR = Workflow(
    "pair",
    PairState,
    PairState.WAITING,
    (
        Transition("merge", ("waiting",), "merged", "duplicate.judge", "Gộp làm một"),
        Transition(
            "judge", ("waiting",), "not_the_same", "duplicate.judge", "Không phải một người"
        ),
        Transition("undo", ("merged",), "waiting", "duplicate.judge", "Tách ra"),
        Transition("reconsider", ("not_the_same",), "waiting", "duplicate.judge", "Xem lại từ đầu"),
        Transition("lapse", ("waiting",), "lapsed", "duplicate.find", "Một bên đã khép"),
        Transition("come_back", ("lapsed",), "waiting", "duplicate.find", "Lại thấy giống"),
    ),
)


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


class OldFileState(models.TextChoices):
    WAITING = "waiting", "Đang đọc"
    READ = "read", "Đã đọc"
    UNREADABLE = "unreadable", "Không đọc được"


#: Only the platform reads: a worker does, with the limits of the sandbox.
OLD_FILE = Workflow(
    "old_file",
    OldFileState,
    OldFileState.WAITING,
    (
        Transition("read", ("waiting",), "read", "old_file.read", "Đọc xong"),
        Transition("give_up", ("waiting",), "unreadable", "old_file.read", "Không đọc được"),
    ),
)
