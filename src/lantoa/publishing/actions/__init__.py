"""The only writers of publications, deliveries and gatherings, split by what they write."""

from lantoa.publishing.actions.erasure import erase
from lantoa.publishing.actions.gatherings import (
    arrange_gathering,
    cancel_gathering,
    change_gathering,
    conclude_gathering,
    restore_gathering,
)
from lantoa.publishing.actions.pictures import leave_out_pictures
from lantoa.publishing.actions.publications import (
    ensure_targets,
    hold,
    keep_back,
    publish,
    recall,
    refusal,
    resume,
    retry,
    send,
    widen,
    withdraw,
)

__all__ = [
    "arrange_gathering",
    "cancel_gathering",
    "change_gathering",
    "conclude_gathering",
    "ensure_targets",
    "erase",
    "hold",
    "keep_back",
    "leave_out_pictures",
    "publish",
    "recall",
    "refusal",
    "restore_gathering",
    "resume",
    "retry",
    "send",
    "widen",
    "withdraw",
]
