"""Rows that discovery keeps: what was found and what was decided about it."""

from lantoa.discovery.models.old_files import OldFile

__all__ = ["OldFile"]
