"""The only writers of this module."""

from lantoa.discovery.actions.importing import begin, import_portion
from lantoa.discovery.actions.uploads import check_portion, correct, open_file, send

__all__ = ["begin", "check_portion", "correct", "import_portion", "open_file", "send"]
