"""Lists: found without marks, late first, the same queries for one row and for three, safe files."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from lantoa.core.tables import neutral

LISTS = ["desk:work", "desk:leads", "desk:nominations", "desk:exemplars"]


def count(client: Any, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_three_rows_cost_no_more_than_one(province: Any, cast: Any, browse: Any) -> None:
    client = browse(cast.officer)

    def fill(name: str) -> None:
        world.lead(province, cast, name=f"Tin {name}")
        world.nomination(province, cast, name=f"Hồ sơ {name}")
        world.exemplar(province, cast, name=f"Người {name}")

    fill("Một")
    client.get(reverse("desk:work"))  # the session is read once before counting
    first = {name: count(client, reverse(name)) for name in LISTS}
    fill("Hai")
    fill("Ba")
    assert {name: count(client, reverse(name)) for name in LISTS} == first


def test_members_and_audit_too(province: Any, cast: Any, browse: Any) -> None:
    client = browse(cast.administrator)
    addresses = [reverse("desk:members"), reverse("desk:audit")]
    few = [count(client, f"{address}?tim=Huỳnh&ai=Huỳnh") for address in addresses]
    many = [count(client, address) for address in addresses]
    assert [m - f for m, f in zip(many, few, strict=True)] <= [1, 1]  # searching names costs one


def test_found_without_marks(province: Any, cast: Any, browse: Any) -> None:
    world.lead(province, cast, name="Nguyễn Đỗ Quỳnh Hường")
    world.lead(province, cast, name="Trần Văn Bảy")
    page = browse(cast.officer).get(reverse("desk:leads"), {"tim": "quynh huong"})
    assert "Nguyễn Đỗ Quỳnh Hường" in page.content.decode()
    assert "Trần Văn Bảy" not in page.content.decode()


def test_late_leads_stand_first(province: Any, cast: Any, browse: Any, at: Any) -> None:
    world.lead(province, cast, name="Người Mới Kể")
    world.lead(province, cast, name="Người Chờ Lâu", at=at - timedelta(days=20))
    page = browse(cast.officer).get(reverse("desk:leads")).content.decode()
    assert page.index("Người Chờ Lâu") < page.index("Người Mới Kể")


def test_filter_by_state(province: Any, cast: Any, browse: Any) -> None:
    world.lead(province, cast, name="Còn Chờ")
    world.nomination(province, cast, name="Đã Lập")
    page = browse(cast.officer).get(reverse("desk:leads"), {"buoc": "accepted"}).content.decode()
    assert "Đã Lập" in page
    assert "Còn Chờ" not in page
    strange = browse(cast.officer).get(reverse("desk:leads"), {"buoc": "x", "trang": "-3"})
    assert strange.status_code == 200


@pytest.mark.parametrize("cell", ["=1+1", "+84905", "-2", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"])
def test_formulas_are_text(cell: str) -> None:
    assert neutral(cell).startswith("'")


@pytest.mark.parametrize("cell", ["Bùi Thị Sương", "8/6/2026", "", None, 12])
def test_other_cells_stay(cell: object) -> None:
    assert neutral(cell) == ("" if cell is None else str(cell))


def test_a_name_that_is_a_formula_leaves_as_text(province: Any, cast: Any, browse: Any) -> None:
    world.lead(province, cast, name='=HYPERLINK("http://xau.example";"Bấm")')
    response = browse(cast.officer).get(reverse("desk:leads"), {"xuat": "csv"})
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][1] == "Người được kể"
    assert rows[1][1].startswith("'=HYPERLINK")


def test_the_work_list_counts_and_filters(
    province: Any, cast: Any, browse: Any, at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lantoa.core import clock

    monkeypatch.setattr(clock, "today", lambda: at.date())
    monkeypatch.setattr(clock, "now", lambda: at)
    late = world.lead(province, cast, name="Bà Muộn Hạn", at=at - timedelta(days=20)).lead
    world.nomination(province, cast, name="Ông Đang Chờ")
    client = browse(cast.officer)
    page = client.get(reverse("desk:work")).content.decode()
    assert f"Quá {(at.date() - late.due_on).days} ngày" in page
    assert "Xem lời kể về Bà Muộn\u00a0Hạn" in page
    assert "Chưa thấy việc nền" in page
    waiting = client.get(reverse("desk:work"), {"han": "cho"}).content.decode()
    assert "Ông Đang\u00a0Chờ" in waiting
    assert "Đang chờ: Lê Hoài Thu." in waiting
    empty = client.get(reverse("desk:work"), {"han": "hom-nay"}).content.decode()
    assert "Hết việc hôm nay" in empty
    mine = browse(cast.verifier).get(reverse("desk:work"), {"han": "7-ngay"}).content.decode()
    assert "Xác minh Ông Đang\u00a0Chờ" in mine
    assert "Còn 2 trong 2 điều chưa có kết\u00a0luận." in mine


def test_the_worker_shows_its_heartbeat(cast: Any, browse: Any) -> None:
    from lantoa.core import clock
    from lantoa.core.models import Heartbeat

    now = clock.now()
    beat = Heartbeat.objects.create(worker="w", started_at=now, seen_at=now)
    client = browse(cast.officer)
    assert "Việc nền chạy bình thường" in client.get(reverse("desk:work")).content.decode()
    beat.seen_at = now - timedelta(minutes=30)
    beat.save()
    assert "Việc nền đang dừng" in client.get(reverse("desk:work")).content.decode()
