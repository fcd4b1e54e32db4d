"""Receipt codes: nobody can guess one, everybody can type one."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.nominations import codes, queries
from tests import world


def test_a_code_carries_130_bits_without_letters_that_are_misread() -> None:
    assert len(codes.ALPHABET) == len(set(codes.ALPHABET)) == 32
    assert codes.LENGTH * math.log2(32) >= 130
    assert not set("ILOU") & set(codes.ALPHABET)


def test_codes_are_printed_in_groups_and_all_positions_vary() -> None:
    made = [codes.fresh() for _ in range(400)]
    assert len(set(made)) == 400
    assert {tuple(map(len, code.split("-"))) for code in made} == {(5, 5, 5, 5, 6)}
    for position in range(codes.LENGTH):
        assert len({code.replace("-", "")[position] for code in made}) > 20


def test_the_code_of_a_key_is_always_the_same_and_depends_on_our_secret(settings) -> None:
    first = codes.from_key("abc")
    assert first == codes.from_key("abc") != codes.from_key("abd")
    settings.SECRET_KEY = "another-secret-of-another-place"
    assert codes.from_key("abc") != first


@pytest.mark.parametrize(
    "typed",
    ["{c}", "{l}", "{b}", " {c} ", "{n}", "{o}", "{i}"],
)
def test_however_it_is_typed_it_is_the_same_code(typed: str) -> None:
    code = "0K7QM-19XYZ-01ABC-DEFGH-JKMNPQ"
    given_as = typed.format(
        c=code,
        l=code.lower(),
        b=code.replace("-", " "),
        n=code.replace("-", ""),
        o=code.replace("0", "o"),
        i=code.replace("1", "l"),
    )
    assert codes.digest(given_as) == codes.digest(code)


@given(st.text(max_size=300))
def test_no_text_breaks_a_lookup(text: str) -> None:
    assert len(codes.digest(text)) == 64


def test_the_code_finds_its_lead_and_nothing_else_does(province, cast, django_assert_num_queries):
    receipt = world.lead(province, cast)
    assert receipt.lead.code_digest != receipt.code
    assert receipt.code not in str(receipt.lead.__dict__)
    for code in (receipt.code, receipt.code.lower().replace("-", " ")):
        with django_assert_num_queries(1):
            assert queries.find_by_code(code) == receipt.lead
    for wrong in (codes.fresh(), "", "sai", receipt.code[:-1], receipt.lead.number):
        with django_assert_num_queries(1):
            assert queries.find_by_code(wrong) is None
