"""The same person once: which records of a list may be about one person or collective.

Pure Python and numpy: no framework, no database. `score_pairs` looks through a whole list,
`explain` says of two records what speaks for and against. Nothing here merges anything.
"""

from lantoa.discovery.matching.explaining import explain
from lantoa.discovery.matching.records import Reason, Record
from lantoa.discovery.matching.scoring import THRESHOLD, score_pairs

__all__ = ["THRESHOLD", "Reason", "Record", "explain", "score_pairs"]
