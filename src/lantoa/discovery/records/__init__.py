"""From lists and commendation decisions of past years to people and collectives.

What a list says is repeated, not judged: nothing here is a fact about anyone until it was
verified. A record says where it stands in the file, so that a person can look.
"""

from lantoa.discovery.records.contract import Decision, Record
from lantoa.discovery.records.lists import from_table

__all__ = ["Decision", "Record", "from_table"]
