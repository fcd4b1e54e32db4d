"""What discovery keeps: each noun in a file of its own."""

from lantoa.discovery.models.duplicates import DuplicatePair
from lantoa.discovery.models.indicators import IndicatorFinding, IndicatorTable
from lantoa.discovery.models.old_files import OldFile
from lantoa.discovery.models.uploads import ListFile, ListRow, ListUpload

__all__ = [
    "DuplicatePair",
    "IndicatorFinding",
    "IndicatorTable",
    "ListFile",
    "ListRow",
    "ListUpload",
    "OldFile",
]
