"""What may be one person, and what became of the question."""

from django.db import models

from lantoa.core.workflow import Transition, Workflow


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
