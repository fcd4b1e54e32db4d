"""Reads of the lists that units sent."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from lantoa.discovery.lists import COLUMNS, Layout
from lantoa.discovery.models import ListRow, ListUpload
from lantoa.discovery.states import ListState, RowVerdict
from lantoa.nominations.models import Lead

#: States in which the platform works and the officer waits.
AT_WORK = (ListState.UPLOADED, ListState.CHECKING, ListState.IMPORTING)


#: Columns that a lead has no place for.
_BESIDE = (
    "birth_year", "place", "organisation", "sector", "consent", "award", "decision_number",
    "decided_on",
)  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """How far a list is: rows by verdict, and the share of the present step that is done."""

    counts: dict[str, int]
    total: int
    state: str

    @property
    def checked(self) -> int:
        """Rows that have a verdict."""
        return self.total - self.counts.get(RowVerdict.WAITING, 0)

    @property
    def settled(self) -> int:
        """Rows that are in the books, by this list or before it."""
        return self.of("known") + self.of("imported")

    @property
    def done(self) -> int:
        """Rows that the present step has behind it."""
        if self.state == ListState.IMPORTING:
            return self.total - self.of("good")
        return self.checked

    @property
    def is_at_work(self) -> bool:
        """Whether the platform is at it."""
        return self.state in AT_WORK

    def of(self, verdict: str) -> int:
        """Rows with that verdict."""
        return self.counts.get(verdict, 0)


def progress(upload: ListUpload) -> Progress:
    """Rows of the list by verdict, in one query."""
    rows = ListRow.objects.filter(upload=upload).order_by().values_list("verdict")
    return Progress(dict(rows.annotate(n=Count("pk"))), upload.row_count, upload.state)


def layouts(upload: ListUpload) -> dict[str, Layout]:
    """The layouts of a list by sheet, as `discovery.lists` takes them."""
    return {
        each["sheet"]: Layout(
            each["sheet"], each["row"], tuple(each["headings"]), dict(each["fields"])
        )
        for each in upload.layouts
    }


@dataclass(frozen=True)
class ToldInList:
    """The row a lead came from, and what it says beside the lead: (heading, cell) as typed."""

    row: ListRow
    beside: list[tuple[str, str]]


def told_in_list(lead: Lead) -> ToldInList | None:
    """What the list of a lead said; None when it came from no list.

    Contact details are no part of it: they are the lead's own, and private.
    """
    row = ListRow.objects.filter(lead=lead).select_related("upload").order_by("pk").first()
    if row is None:
        return None
    layout = layouts(row.upload)[row.sheet]
    beside = [
        (COLUMNS[name].heading, row.cells[index])
        for name, index in sorted(layout.fields.items(), key=lambda pair: pair[1])
        if name in _BESIDE and index < len(row.cells) and row.cells[index]
    ]
    return ToldInList(row, beside)


def rows_to_mend(upload: ListUpload) -> QuerySet[ListRow]:
    """The rows that something is wrong with, in the order of the file."""
    return ListRow.objects.filter(upload=upload, verdict=RowVerdict.BAD).order_by("position")
