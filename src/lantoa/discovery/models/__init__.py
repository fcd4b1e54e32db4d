"""What discovery keeps: each noun in a file of its own."""

from lantoa.discovery.models.duplicates import DuplicatePair

__all__ = ["DuplicatePair"]
