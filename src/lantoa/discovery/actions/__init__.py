"""The only writers of this module."""

from lantoa.discovery.actions.lists import Accepted, ListResult, RefusedRow, enter_list
from lantoa.discovery.actions.old_files import Sent
from lantoa.discovery.actions.old_files import keep as keep_old_file
from lantoa.discovery.actions.old_files import read as read_old_file
from lantoa.discovery.actions.old_files import send as send_old_file

__all__ = [
    "Accepted",
    "ListResult",
    "RefusedRow",
    "Sent",
    "enter_list",
    "keep_old_file",
    "read_old_file",
    "send_old_file",
]
