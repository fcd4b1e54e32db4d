"""Platforms started as copies of one that was prepared once, and the browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.databases import a_database
from tests.e2e import stage
from tests.e2e.demo import demo_platform
from tests.platform import Platform


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


@pytest.fixture(scope="session")
def shared_platform(
    model: stage.Model, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Platform]:
    """One platform for all modules that do not need an empty one; two web processes answer."""
    home = tmp_path_factory.mktemp("shared") / "home"
    with model.copied(home, LANTOA_WEB_PROCESSES="2") as platform:
        yield platform


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The whole demo province, served."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # one folder for all workers
    with demo_platform(shared, tmp_path_factory.mktemp("demo") / "home") as platform:
        yield platform


@pytest.fixture(scope="module")
def staged(shared_platform: Platform, chromium: Browser) -> Iterator[stage.Stage]:
    """The shared platform, seen through a browser of the module's own."""
    with stage.Stage(shared_platform, chromium) as set_up:
        yield set_up


@pytest.fixture
def _own_home() -> None:
    """The platform has its home; settings of this process are not asked here."""
