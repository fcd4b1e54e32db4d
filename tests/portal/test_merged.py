"""What readers see of two records that are read as one."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from lantoa.portal import queries
from lantoa.publishing.models import Delivery
from lantoa.registry import actions as registry
from lantoa.registry import queries as people
from lantoa.search import queries as search
from tests import world
from tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged(province, cast, told: SimpleNamespace, run_tasks) -> SimpleNamespace:
    """The story's person recognised and told of a second time, under a longer name; merged."""
    second = world.published(
        province, cast, run_tasks, slug="chuyen-thu-hai", title="Bà Sương dạy chữ",
        full_name="Bùi Thị Thu Sương",
    )  # fmt: skip
    kept, gone = told.exemplar, second.exemplar
    merger = registry.merge(kept=kept, gone=gone, by=cast.officer, at=AT)
    run_tasks()
    return SimpleNamespace(
        kept=kept, gone=gone, first=told.publication, second=second, merger=merger,
        practice=told.practice,
    )  # fmt: skip


def address(exemplar: Any) -> str:
    """The person's public page."""
    return f"/dien-hinh/{exemplar.code}/"


def page(client: Client, path: str, status: int = 200) -> str:
    """The text of a page that answers so."""
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode().replace("\xa0", " ")


def test_one_person_everywhere_and_two_again_once_undone(
    merged, province, cast, reader, run_tasks
) -> None:
    kept, gone = merged.kept, merged.gone
    moved = reader.get(address(gone))
    assert (moved.status_code, moved["Location"]) == (301, address(kept))
    assert "max-age=0" in moved["Cache-Control"]
    shown = page(reader, address(kept))
    for text in ("Bà Sương dạy chữ", merged.first.title, gone.code):
        assert text in shown
    assert {row.pk for row in queries.publications()} == {merged.first.pk, merged.second.pk}
    for story in (merged.first, merged.second):
        assert story.title in page(reader, f"/guong/{story.slug}/")
    assert "chuyen-thu-hai" in page(reader, "/rss.xml")
    assert "Bà Sương dạy chữ" in page(reader, f"/mo-hinh/{merged.practice.slug}/")
    # Lists, the API and search know one.
    assert list(people.public_exemplars(AT.date())) == [kept]
    assert gone.code not in page(reader, "/nhan-vat/")
    listed = reader.get("/api/v1/exemplars").json()["results"]
    assert [(row["code"], len(row["stories"])) for row in listed] == [(kept.code, 2)]
    assert reader.get(f"/api/v1/exemplars/{gone.code}").json()["code"] == kept.code
    assert found_people() == [address(kept)]
    invited = world.gathering(province, cast, by=cast.province_officer, exemplars=[gone])
    at_gathering = page(reader, f"/lich/{invited.slug}/")
    assert address(kept) in at_gathering
    assert address(gone) not in at_gathering

    registry.split(merger=merged.merger, by=cast.officer, at=AT)
    run_tasks()
    assert "Mã cũ" not in page(reader, address(kept))
    assert "Bà Sương dạy chữ" in page(reader, address(gone))
    assert address(gone) in found_people()


def found_people() -> list[str]:
    """Pages of people that the longer name leads to."""
    hits = search.find("Bùi Thị Thu Sương").hits
    return [hit.url for hit in hits if hit.kind == "exemplar"]


def test_a_consent_covers_only_what_it_was_given_for(merged, cast, reader, run_tasks) -> None:
    consent = merged.kept.consents.get()
    registry.withdraw_consent(consent=consent, by=cast.officer, at=AT)
    run_tasks()
    page(reader, f"/guong/{merged.first.slug}/", 410)
    page(reader, f"/guong/{merged.second.slug}/")
    # The kept record may not be named any more: the other one is read on its own again.
    page(reader, address(merged.kept), 404)
    page(reader, address(merged.gone))


def test_what_is_not_agreed_to_stays_unnamed_under_a_public_record(
    province, cast, told, reader, at
) -> None:
    quiet = world.exemplar(province, cast, full_name="Bùi Thị Thu Sương", summary="Dạy chữ đêm")
    registry.merge(kept=told.exemplar, gone=quiet, by=cast.officer, at=at)
    shown = page(reader, address(told.exemplar))
    for text in (quiet.code, "Thu Sương", "Dạy chữ đêm"):
        assert text not in shown
    assert reader.get(address(quiet))["Location"] == address(told.exemplar)


def test_what_stops_the_kept_one_stops_both_everywhere(merged, cast, reader, run_tasks) -> None:
    placed = registry.hold(exemplar=merged.kept, reason="Có đơn", by=cast.officer, at=AT)
    story = f"/guong/{merged.second.slug}/"
    assert "Bà Sương dạy chữ" not in page(reader, story)
    assert "đang được xem lại" in page(reader, address(merged.gone))
    run_tasks()
    states = Delivery.objects.filter(publication=merged.second).values_list("state", flat=True)
    assert set(states) == {"withdrawn"}
    registry.lift(hold=placed, conclusion="Không có gì", by=cast.officer, at=AT)
    run_tasks()
    assert "Bà Sương dạy chữ" in page(reader, story)

    registry.revoke(
        exemplar=merged.kept, legal_ground="QĐ 9", public_note="Đã sai.", by=cast.approver, at=AT
    )
    run_tasks()
    for told in (merged.first, merged.second):
        page(reader, f"/guong/{told.slug}/", 410)
    for one in (merged.kept, merged.gone):
        assert "Đã sai." in page(reader, address(one), 410)
