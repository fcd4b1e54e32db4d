"""Living and dying with the supervising process."""

import ctypes
import os
import signal
import sys

SUPERVISED = "LANTOA_SUPERVISED"
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it dies, even by `kill -9`.

    Only where `lantoa up` said so in the environment: an orphaned web process would keep the
    port and the next start would fail.
    """
    if os.environ.get(SUPERVISED) and sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
