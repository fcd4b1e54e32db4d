"""Lists of people that units send: their columns, what is wrong in each cell, files to give back.

Plain functions over texts: no database, no clock, no request. `reading` opens the file.
"""

from lantoa.discovery.lists.columns import COLUMNS, Column, address, letters
from lantoa.discovery.lists.communes import Commune, Communes
from lantoa.discovery.lists.judging import Judged, Known, judge
from lantoa.discovery.lists.layout import MAX_ROWS, Layout, ListProblem, Reading, arrange
from lantoa.discovery.lists.verdicts import Fault

__all__ = [
    "COLUMNS",
    "MAX_ROWS",
    "Column",
    "Commune",
    "Communes",
    "Fault",
    "Judged",
    "Known",
    "Layout",
    "ListProblem",
    "Reading",
    "address",
    "arrange",
    "judge",
    "letters",
]
