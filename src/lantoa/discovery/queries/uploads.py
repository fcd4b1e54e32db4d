"""Reads of the lists that units sent."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from lantoa.discovery.lists import Layout
from lantoa.discovery.models import ListRow, ListUpload
from lantoa.discovery.states import ListState, RowVerdict

#: States in which the platform works and the officer waits.
AT_WORK = (ListState.UPLOADED, ListState.CHECKING, ListState.IMPORTING)


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


def rows_to_mend(upload: ListUpload) -> QuerySet[ListRow]:
    """The rows that something is wrong with, in the order of the file."""
    return ListRow.objects.filter(upload=upload, verdict=RowVerdict.BAD).order_by("position")
