"""The fixed cast and world. Everything is made by actions, as users make it."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client

AT = datetime(2026, 6, 8, 2, 30, tzinfo=UTC)  # Monday 9:30 in Vietnam
PASSWORD = "muoi-trang-hon-khoi-26"

#: name in the cast: (role, unit, full name)
CAST = {
    "officer": ("officer", "ubnd-22561", "Trần Minh Châu"),
    "verifier": ("verifier", "ubnd-22561", "Lê Hoài Thu"),
    "broadcaster": ("broadcaster", "ubnd-22561", "Phan Quốc Bảo"),
    "province_officer": ("officer", "ubnd-tinh", "Đỗ Thị Hiền"),
    "approver": ("approver", "ubnd-tinh", "Huỳnh Đăng Khoa"),
    "leader": ("leader", "ubnd-tinh", "Nguyễn Thị Ánh"),
    "administrator": ("administrator", "ubnd-tinh", "Võ Anh Tuấn"),
    "editor": ("editor", "ubnd-tinh", "Phạm Thảo Vy"),
    "second_editor": ("editor", "ubnd-tinh", "Đặng Ngọc Minh"),
    "neighbour": ("officer", "ubnd-22528", "Ngô Thị Bình"),
    "stranger": ("officer", "ubnd-22909", "Pi Năng Thị Ca"),
}


#: Begun first, so that no worker is left alone with minutes of one file at the end.
LONG = ("reliability/test_kill.py", "e2e/test_chain.py", "e2e/")
_DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first; mark `once` what a second database would not test anew."""
    places = {item: item.path.relative_to(Path(__file__).parent).as_posix() for item in items}

    def rank(item: pytest.Item) -> int:
        fits = (number for number, start in enumerate(LONG) if places[item].startswith(start))
        return next(fits, len(LONG))

    items.sort(key=rank)
    for item in items:
        if _runs_once(item, places[item]):
            item.add_marker("once")


#: Screens ask through the same queries on both databases: on the second one the whole chain
#: walks them.
SCREENS = ("e2e/", "portal/", "desk/", "api/", "channels/", "security/", "demo/", "edge/")
WALKS = ("e2e/test_chain.py",)


def _runs_once(item: pytest.Item, place: str) -> bool:
    """Whether a second database would show nothing new: screens, and what asks for none."""
    if place.startswith(SCREENS):
        return place not in WALKS
    if place.startswith("reliability/"):
        return False
    asked = _DATABASE & set(getattr(item, "fixturenames", ()))
    return not asked and item.get_closest_marker("django_db") is None


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path: Path) -> None:
    """Files and visits of each test lie in a folder of its own."""
    from lantoa.registry.models import PrivacyRule

    PrivacyRule.forget()
    settings.LANTOA_HOME = tmp_path
    settings.LANTOA_BASE_URL = "http://127.0.0.1:8000"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.LANTOA_PRIVATE_FILES = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> None:
    asked = {"transactional_db", "db"} & set(request.fixturenames)
    if asked:
        request.getfixturevalue(max(asked))
        from django.core.cache import cache

        cache.clear()


@pytest.fixture
def at() -> datetime:
    return AT


def _load_province() -> None:
    """What every installation has; loading it again changes nothing."""
    from django.core.management import call_command

    from lantoa.core import clock

    with time_stands_at(AT):
        assert clock.now() == AT
        call_command("prepare")


def _load_cast() -> dict[str, object]:
    from lantoa.accounts import actions as accounts
    from lantoa.accounts.models import User
    from lantoa.core.actors import SYSTEM
    from lantoa.places.models import OrgUnit

    people: dict[str, object] = {}
    emails = {name: f"{name}@khanhhoa.example" for name in CAST}
    there = {user.email: user for user in User.objects.filter(email__in=emails.values())}
    for name, (role, key, full_name) in CAST.items():
        email = emails[name]
        user = there.get(email)
        if user is None:
            user = accounts.create_user(
                full_name=full_name, email=email, password=PASSWORD, by=SYSTEM, at=AT
            )
            accounts.grant(
                user=user,
                unit=OrgUnit.objects.get(key=key),
                role=role,
                starts_on=AT.date().replace(month=1),
                by=SYSTEM,
                at=AT,
            )
        people[name] = user
    return people


@contextmanager
def time_stands_at(moment: datetime) -> Iterator[None]:
    """The one clock of the platform says `moment`."""
    from lantoa.core import clock

    real = clock.now
    clock.now = lambda: moment
    try:
        yield
    finally:
        clock.now = real


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The database starts as a copy of a migrated one (see tests/prepared.py)."""
    from tests import prepared

    cache = getattr(request.config, "cache", None)
    folder = cache.mkdir("lantoa-model") if cache else tmp_path_factory.mktemp("lantoa-model")
    with contextlib.ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(prepared.migrated(folder))
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The province and the cast are loaded once; each test goes back to them.

    Most roll back. Those that commit (`transaction=True`) have the database put back, instead
    of Django's emptying it, which would take away what the next tests stand on.
    """
    from django.test import TransactionTestCase

    from tests import prepared

    with django_db_blocker.unblock(), hashing_fast():
        _load_province()
        _load_cast()
        kept = prepared.kept()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: kept.restore())
        yield
    with django_db_blocker.unblock():
        kept.forget()


@contextmanager
def hashing_fast() -> Iterator[None]:
    """The tests are not about how slow a password is to guess."""
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def province(db: None) -> SimpleNamespace:
    """Khánh Hòa with its 65 units, sectors, channels, editing and Plan 1068."""
    from lantoa.places.models import AdminUnit, OrgUnit
    from lantoa.planning.models import Plan
    from lantoa.registry.models import Sector

    return SimpleNamespace(
        root=OrgUnit.objects.get(key="ubnd-tinh"),
        plan=Plan.objects.get(slug="ke-hoach-1068"),
        place=AdminUnit.objects.get(code="22561", valid_to=None),
        neighbour_place=AdminUnit.objects.get(code="22528", valid_to=None),
        far_place=AdminUnit.objects.get(code="22909", valid_to=None),
        unit=OrgUnit.objects.get(key="ubnd-22561"),
        neighbour_unit=OrgUnit.objects.get(key="ubnd-22528"),
        far_unit=OrgUnit.objects.get(key="ubnd-22909"),
        sector=Sector.objects.get(slug="bien-va-muoi"),
    )


@pytest.fixture
def cast(province: SimpleNamespace) -> SimpleNamespace:
    """One person for each role, each in a unit (see CAST); sign in with PASSWORD."""
    return SimpleNamespace(**_load_cast())


@pytest.fixture
def run_tasks(db: None) -> Callable[[], int]:
    """Do what follows from what was recorded, until nothing waits."""
    from lantoa.core.queue.worker import run_pending

    return run_pending


@pytest.fixture
def browse() -> Callable[[object], Client]:
    """A client signed in as somebody of the cast."""

    def signed_in(user: object) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
