"""What discovery keeps: each noun in a file of its own."""

from lantoa.discovery.models.indicators import IndicatorFinding, IndicatorTable

__all__ = ["IndicatorFinding", "IndicatorTable"]
