"""The world of the public pages: one story out, with a practice that a neighbour copies."""

from collections.abc import Callable
from itertools import islice
from types import SimpleNamespace

import pytest
from django.test import Client

from lantoa.core import clock
from tests import world
from tests.conftest import AT


@pytest.fixture(autouse=True)
def _on_that_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages ask the clock; the world was made on this morning."""
    monkeypatch.setattr(clock, "now", lambda: AT)
    monkeypatch.setattr(clock, "today", lambda: AT.date())


@pytest.fixture
def reader() -> Client:
    """Somebody without an account."""
    return Client()


@pytest.fixture
def told(
    province: SimpleNamespace, cast: SimpleNamespace, run_tasks: Callable[[], int]
) -> SimpleNamespace:
    """A public story with its practice and one confirmed copy."""
    publication = world.published(province, cast, run_tasks)
    exemplar = publication.exemplar
    practice = world.practice(province, cast, exemplar)
    adoption = world.effective(province, cast, practice)
    run_tasks()
    return SimpleNamespace(
        publication=publication, exemplar=exemplar, practice=practice, adoption=adoption
    )


@pytest.fixture
def tell_more(
    province: SimpleNamespace, cast: SimpleNamespace, run_tasks: Callable[[], int]
) -> Callable[[int], None]:
    """More stories of other people in the same place, each with a practice."""
    names = enumerate(["Lương Văn Bảy", "Tạ Thị Cúc", "Phan Đình Mười", "Hồ Thị Lụa"], 1)

    def more(count: int) -> None:
        for number, name in islice(names, count):
            made = world.published(
                province,
                cast,
                run_tasks,
                name=name,
                slug=f"chuyen-{number}",
                title=f"Chuyện của {name}",
            )
            world.practice(province, cast, made.exemplar, slug=f"cach-lam-{number}")
        run_tasks()

    return more
