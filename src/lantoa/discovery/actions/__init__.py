"""The only writers of this module."""

from lantoa.discovery.actions.lists import Accepted, ListResult, RefusedRow, enter_list

__all__ = ["Accepted", "ListResult", "RefusedRow", "enter_list"]
