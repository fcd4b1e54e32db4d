"""Living and dying with the supervising process."""

import ctypes
import os
import signal
import sys

SUPERVISED = "LANTOA_SUPERVISED"
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it dies, even by `kill -9`.

    Only where the parent said so: LANTOA_SUPERVISED in the environment holds its process id. An
    orphaned web process would keep the port and the next start would fail. A parent that died
    before we could ask is noticed by our having another one now.
    """
    parent = os.environ.get(SUPERVISED)
    if not parent or sys.platform != "linux":
        return
    # Not SIGTERM: a web process whose master is gone waits for it for ever. Everything here
    # survives being killed, so nothing is lost by it.
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(parent):
        os._exit(1)
