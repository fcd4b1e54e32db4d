"""The embedded index, as the worker keeps it."""

from collections.abc import Callable

import pytest


@pytest.fixture(autouse=True)
def _fresh_glossary() -> None:
    from lantoa.search import queries

    queries._glossary.cache_clear()


@pytest.fixture
def indexed(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Bring the embedded index up to date with the rows, and have readers look at once."""
    from lantoa.search import keeper
    from lantoa.search.engines import embedded

    monkeypatch.setattr(embedded, "LOOK_EVERY", 0.0)

    def catch_up() -> None:
        assert keeper.catch_up()

    return catch_up
