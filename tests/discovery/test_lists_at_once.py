"""Two workers and two officers at one list at the same moment: nobody is entered twice."""

from typing import Any

import pytest

from lantoa.core import clock, events
from lantoa.core.workflow import Refused
from lantoa.discovery import actions, queries
from lantoa.discovery.models import ListUpload
from lantoa.nominations.models import Lead
from tests.core.test_concurrency import _real_database, at_once
from tests.discovery.planted import people, workbook

__all__ = ["_real_database"]  # the fixture of that name
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def checked(province: Any, cast: Any, at: Any) -> ListUpload:
    """A list of 40 people that waits to be entered."""
    upload = actions.send(
        name="ds.xlsx", data=workbook(list(people(40))), unit=province.root,
        by=cast.province_officer, at=at,
    )  # fmt: skip
    actions.open_file(upload=upload, at=at)
    actions.check_portion(upload=upload, at=at)
    return upload


def test_one_of_two_officers_begins(checked: ListUpload, cast: Any, at: Any) -> None:
    def begin() -> None:
        actions.begin(upload=ListUpload.objects.get(pk=checked.pk), by=cast.province_officer, at=at)

    results = at_once(begin, begin)
    assert sorted(type(each) for each in results if each is not None) == [Refused]


def test_workers_share_a_list_and_double_nobody(checked: ListUpload, cast: Any, at: Any) -> None:
    actions.begin(upload=checked, by=cast.province_officer, at=at)

    def work() -> None:
        upload = ListUpload.objects.get(pk=checked.pk)
        while actions.import_portion(
            upload=upload, by=cast.province_officer, at=clock.now(), size=5
        ):
            pass

    assert at_once(work, work, work) == [None] * 3
    checked.refresh_from_db()
    assert checked.state == "imported"
    assert queries.progress(checked).counts == {"imported": 40}
    assert Lead.objects.filter(list_rows__upload=checked).count() == 40
    assert not list(events.broken_links())
