"""A platform for each module, started as a copy of one that was prepared once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.databases import a_database
from tests.e2e import stage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder walks the screens."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("e2e")


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[stage.Model]:
    """An empty province with Plan 1068 and the accounts of the cast."""
    with a_database() as url:
        yield stage.Model(tmp_path_factory.mktemp("model") / "home", url)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The real browser."""
    with stage.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def staged(
    request: pytest.FixtureRequest,
    model: stage.Model,
    chromium: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[stage.Stage]:
    """A platform of the module's own; `PLATFORM_ENV` of the module adds to its environment."""
    home = tmp_path_factory.mktemp("platform") / "home"
    extra_env: dict[str, str] = getattr(request.module, "PLATFORM_ENV", {})
    with model.copied(home, **extra_env) as platform, stage.Stage(platform, chromium) as set_up:
        yield set_up


@pytest.fixture
def _own_home() -> None:
    """The platform has its home; settings of this process are not asked here."""


