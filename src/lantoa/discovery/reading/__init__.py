"""Files that units send, as sheets of text, whatever program wrote them.

Every byte is hostile until read: limits hold while unpacking, nothing is run, and what cannot
be read is refused with a Vietnamese sentence that says what and where.
"""

from lantoa.discovery.reading.contract import Sheet, Table, Unreadable
from lantoa.discovery.reading.letters import as_seen
from lantoa.discovery.reading.opening import read

__all__ = ["Sheet", "Table", "Unreadable", "as_seen", "read"]
