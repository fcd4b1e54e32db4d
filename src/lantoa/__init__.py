"""Lan Tỏa: find, check, tell, foster and copy the good example (Decision 1526/QĐ-TTg)."""

__version__ = "0.1.0"
