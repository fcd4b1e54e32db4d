"""Consent: who said yes to what, and every sentence for what is missing."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core import events
from lantoa.core.workflow import Refused
from lantoa.registry import actions, queries, rules
from lantoa.registry.models import Consent, Exemplar
from tests import world

ALL = ["website", "feeds", "print"]
ON = date(2026, 6, 8)


@pytest.fixture
def made(province, cast) -> Exemplar:
    return world.exemplar(province, cast)


@pytest.fixture
def agree(cast, at):
    def record(exemplar: Exemplar, **more) -> Consent:
        values = {
            "giver": "self",
            "giver_name": exemplar.full_name,
            "covers_name": True,
            "covers_image": True,
            "channels": ALL,
            "purpose": "Kể chuyện",
            "form": "paper",
            "text_version": "ĐY-01",
            "given_on": ON,
            "proof_note": "Tủ số 2",
            "by": cast.officer,
            "at": at,
            **more,
        }
        return actions.record_consent(exemplar=exemplar, **values)

    return record


def gaps(exemplar, channels=ALL, on=ON, *, image=True) -> list[str]:
    return rules.consent_reasons(exemplar, channels=channels, on=on, image=image)


def test_without_consent_nobody_is_told_of(made) -> None:
    assert gaps(made) == ["Chưa có sự đồng ý của người được kể. Hỏi và ghi lại trước khi đăng."]
    assert not queries.public_exemplars(ON).exists()


def test_a_whole_consent(made, agree) -> None:
    consent = agree(made)
    assert gaps(made) == []
    assert list(queries.public_exemplars(ON)) == [made]
    assert sorted(row.channel for row in consent.channels.all()) == sorted(ALL)
    event = events.history(made).last()
    assert event.kind == "registry.consent_recorded"
    assert event.changes["channels"] == ALL


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"channels": ["website"]}, ["chưa gồm kênh “feeds”, “print”"]),
        ({"covers_name": False}, ["chưa cho nêu tên"]),
        ({"covers_image": False}, ["chưa cho dùng hình ảnh."]),
        ({"given_on": ON + timedelta(days=-30)}, []),
        ({"giver": "guardian"}, ["Chưa có sự đồng ý của người được kể"]),
    ],
)
def test_each_gap_has_its_sentence(made, agree, more, expected) -> None:
    agree(made, **more)
    found = gaps(made)
    assert len(found) == len(expected)
    for sentence, words in zip(found, expected, strict=True):
        assert words in sentence


def test_consents_add_up_and_images_have_their_own_channels(made, agree) -> None:
    agree(made, channels=["website"], covers_image=True)
    agree(made, channels=["feeds", "print"], covers_image=False)
    assert gaps(made) == [
        "Sự đồng ý của người được kể chưa cho dùng hình ảnh trên kênh “feeds”, “print”."
    ]
    assert gaps(made, image=False) == []


def test_a_consent_of_tomorrow_does_not_count_today(made, agree) -> None:
    agree(made)
    assert "Chưa có sự đồng ý" in gaps(made, on=ON - timedelta(days=1))[0]
    assert not queries.public_exemplars(ON - timedelta(days=1)).exists()


def test_withdrawing(made, agree, cast, at) -> None:
    consent = agree(made)
    actions.withdraw_consent(consent=consent, by=cast.officer, at=at)
    assert gaps(made) == ["Sự đồng ý của người được kể đã được rút ngày 8/6/2026."]
    assert not queries.public_exemplars(ON).exists()
    assert events.history(made).last().kind == "registry.consent_withdrawn"
    with pytest.raises(Refused, match="đã được rút trước đây"):
        actions.withdraw_consent(consent=consent, by=cast.officer, at=at)
    agree(made)
    assert gaps(made) == []


def test_a_child_needs_its_own_and_a_guardians_consent(made, agree, cast, at) -> None:
    Exemplar.objects.filter(pk=made.pk).update(birth_year=2013)
    made.refresh_from_db()
    whom = "Bùi Thị Sương chưa đủ 16 tuổi: chưa có sự đồng ý của "
    assert [gap.startswith(whom) for gap in gaps(made)] == [True, True]
    assert "chính em" in gaps(made)[0]
    assert "cha, mẹ hoặc người giám hộ" in gaps(made)[1]
    agree(made)
    assert len(gaps(made)) == 1
    assert not queries.public_exemplars(ON).exists()
    guardians = agree(made, giver="guardian", giver_name="Bùi Văn Cha", covers_image=False)
    assert gaps(made) == [
        "Bùi Thị Sương chưa đủ 16 tuổi: sự đồng ý của cha, mẹ hoặc người giám hộ "
        "chưa cho dùng hình ảnh."
    ]
    assert list(queries.public_exemplars(ON)) == [made]
    actions.withdraw_consent(consent=guardians, by=cast.verifier, at=at)
    assert "đã được rút" in gaps(made)[0]
    assert not queries.public_exemplars(ON).exists()


@pytest.mark.parametrize(
    ("kind", "birth_year", "tick", "minor"),
    [
        ("person", 2011, False, True),
        ("person", 2010, False, False),
        ("person", 2010, True, True),  # turns 16 this year: the tick counts
        ("person", 2009, True, False),
        ("person", None, True, True),
        ("person", None, False, False),
        ("collective", 2020, False, False),  # a year of founding
        ("collective", None, True, True),  # a children's club
    ],
)
def test_rules_and_query_agree_on_who_is_a_child(made, agree, kind, birth_year, tick, minor):
    agree(made)
    Exemplar.objects.filter(pk=made.pk).update(kind=kind, birth_year=birth_year, is_minor=tick)
    made.refresh_from_db()
    assert rules.is_minor(made, ON) is minor
    assert queries.public_exemplars(ON).exists() is not minor
    assert bool(gaps(made)) is minor


def test_what_a_record_needs(made, agree, cast, at) -> None:
    with pytest.raises(Refused) as refused:
        agree(
            made,
            giver="hàng xóm",
            giver_name="",
            covers_name=False,
            covers_image=False,
            channels=[],
            purpose="",
            form="im lặng",
            text_version="x" * 21,
            proof_note="",
            given_on=ON + timedelta(days=1),
            by=cast.stranger,
        )
    text = "\n".join(refused.value.reasons)
    for words in (
        "Chọn ai đồng ý",
        "Ghi họ tên người đồng ý",
        "nêu tên, dùng hình ảnh",
        "ít nhất một kênh",
        "đồng ý để làm gì",
        "phiếu giấy, ghi âm",
        "Tên mẫu phiếu dài quá 20",
        "bằng chứng đang lưu ở đâu",
        "sau hôm nay",
        "không có quyền",
    ):
        assert words in text
    assert not Consent.objects.exists()


def test_who_may_record_and_withdraw(made, agree, cast, at) -> None:
    consent = agree(made)
    for name in set(vars(cast)) - {"officer", "verifier", "province_officer"}:
        person = getattr(cast, name)
        with pytest.raises(Refused, match="không có quyền"):
            agree(made, by=person)
        with pytest.raises(Refused, match="không có quyền"):
            actions.withdraw_consent(consent=consent, by=person, at=at)


def test_the_proof_is_a_checked_file(made, agree) -> None:
    proof = SimpleUploadedFile("phiếu.pdf", b"%PDF-1.7\n%%EOF\n")
    assert agree(made, proof=proof, proof_note="").proof.name == "phiếu.pdf"
    with pytest.raises(Refused, match=r"“phiếu\.exe”"):
        agree(made, proof=SimpleUploadedFile("phiếu.exe", b"MZ\0"))
