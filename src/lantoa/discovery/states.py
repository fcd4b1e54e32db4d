"""Choices and lifecycles of discovery."""

from django.db import models

from lantoa.core.workflow import Transition, Workflow


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
