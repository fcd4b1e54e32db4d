"""Dates and numbers typed and shown the Vietnamese way."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import override_settings
from django.utils import formats, translation


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Vietnamese with our formats; the cache of formats is emptied on both sides."""
    with (
        override_settings(
            FORMAT_MODULE_PATH="lantoa.config.formats",
            USE_THOUSAND_SEPARATOR=True,
            USE_TZ=True,
            TIME_ZONE="Asia/Ho_Chi_Minh",
        ),
        translation.override("vi"),
    ):
        formats.reset_format_cache()
        yield
    formats.reset_format_cache()


HERE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_OF_FEBRUARY = datetime.date(2026, 2, 1)


@pytest.mark.parametrize(
    "typed", ["1/2/2026", "01/02/2026", "1-2-2026", "01.02.2026", "2026-02-01", " 1/2/2026 "]
)
def test_day_comes_first(typed: str) -> None:
    assert forms.DateField().clean(typed) == FIRST_OF_FEBRUARY


def test_last_day_of_the_year_is_accepted() -> None:
    assert forms.DateField().clean("31/12/2026") == datetime.date(2026, 12, 31)


@pytest.mark.parametrize("typed", ["12/31/2026", "1/2/26", "30/2/2026", "Feb 1 2026", "20260201"])
def test_other_spellings_are_refused_not_guessed(typed: str) -> None:
    with pytest.raises(ValidationError):
        forms.DateField().clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "1/2/2026 16:30",
        "01-02-2026 16:30",
        "1.2.2026 16:30:00",
        "16:30 1/2/2026",
        "2026-02-01 16:30",
        "2026-02-01T16:30",
    ],
)
def test_date_with_time(typed: str) -> None:
    assert forms.DateTimeField().clean(typed) == datetime.datetime(2026, 2, 1, 16, 30, tzinfo=HERE)


@pytest.mark.parametrize("typed", ["16:30", "16:30:00", "16h30"])
def test_time_has_24_hours(typed: str) -> None:
    assert forms.TimeField().clean(typed) == datetime.time(16, 30)


@pytest.mark.parametrize("typed", ["4:30 PM", "24:00", "16h"])
def test_time_of_another_kind_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        forms.TimeField().clean(typed)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("DATE_FORMAT", "8/6/2026"),
        ("SHORT_DATE_FORMAT", "8/6/2026"),
        ("TIME_FORMAT", "16:05"),
        ("DATETIME_FORMAT", "16:05 8/6/2026"),
        ("SHORT_DATETIME_FORMAT", "16:05 8/6/2026"),
        ("YEAR_MONTH_FORMAT", "tháng 6/2026"),
        ("MONTH_DAY_FORMAT", "8/6"),
    ],
)
def test_dates_are_shown(kind: str, shown: str) -> None:
    moment = datetime.datetime(2026, 6, 8, 16, 5, tzinfo=HERE)
    assert formats.date_format(moment, kind) == shown


def test_what_is_shown_can_be_typed_again() -> None:
    moment = datetime.datetime(2026, 6, 8, 16, 5, tzinfo=HERE)
    assert forms.DateField().clean(formats.date_format(moment)) == moment.date()
    assert forms.DateTimeField().clean(formats.date_format(moment, "DATETIME_FORMAT")) == moment


def test_form_shows_the_stored_date_day_first() -> None:
    assert 'value="01/02/2026"' in forms.DateInput().render("ngay", FIRST_OF_FEBRUARY)


def test_week_begins_on_monday() -> None:
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1234567, "1.234.567"),
        (Decimal("1234567.5"), "1.234.567,5"),
        (-1250, "-1.250"),
        (999, "999"),
        (0.5, "0,5"),
    ],
)
def test_numbers_are_grouped(number: int | float | Decimal, shown: str) -> None:
    assert Template("{{ so }}").render(Context({"so": number})) == shown


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1.234,5", "1234.5"), ("1.234.567", "1234567"), ("12,5", "12.5"), ("1234,5", "1234.5")],
)
def test_numbers_are_read(typed: str, number: str) -> None:
    assert forms.DecimalField(localize=True).clean(typed) == Decimal(number)


def test_point_is_a_thousand_mark_only_before_three_digits() -> None:
    """Django reads "12.5" as 12,5 and "1.250" as one thousand two hundred and fifty."""
    field = forms.DecimalField(localize=True)
    assert field.clean("12.5") == Decimal("12.5")
    assert field.clean("1.250") == Decimal("1250")
