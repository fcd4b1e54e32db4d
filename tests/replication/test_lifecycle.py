"""Copying a practice: registered, effective, sustained, stopped; who may; counted apart."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core import events
from lantoa.core.files import FileRefused
from lantoa.core.workflow import Refused
from lantoa.registry import actions as registry
from lantoa.replication import actions, queries
from lantoa.replication.forms import AdoptForm, ConfirmForm, ResultForm, StopForm
from lantoa.replication.models import Adoption
from lantoa.replication.queries import Counts
from tests import world


@pytest.fixture
def card(province: SimpleNamespace, cast: SimpleNamespace) -> Any:
    return world.practice(province, cast, world.consented(province, cast))


def register(
    province: SimpleNamespace, cast: SimpleNamespace, card: Any, at: Any, **more: Any
) -> Adoption:
    values = {
        "practice": card, "adopter": "Tổ 5", "place": province.neighbour_place,
        "unit": province.neighbour_unit, "by": cast.neighbour, "at": at,
    }  # fmt: skip
    return actions.register(**{**values, **more})


def report(adoption: Adoption, by: Any, at: Any, note: str = "Sổ tổ 5", **more: Any) -> Any:
    return actions.report_result(
        adoption=adoption, statement="31 hộ theo bảng", evidence_note=note, by=by, at=at, **more
    )


def test_the_whole_life(province, cast, card, at) -> None:
    adoption = register(province, cast, card, at, adopter="  Tổ   5 ", change=" thêm số ")
    assert (adoption.adopter, adoption.change, adoption.state) == ("Tổ 5", "thêm số", "registered")
    assert queries.counts([card])[card.pk] == Counts(1, 0, 0, 0)
    report(adoption, cast.neighbour, at)
    actions.confirm(adoption=adoption, by=cast.province_officer, at=at)
    assert adoption.state == "effective"
    assert adoption.results.get().confirmed_by == cast.province_officer
    assert queries.counts([card])[card.pk] == Counts(1, 1, 0, 0)
    report(adoption, cast.neighbour, at)
    actions.sustain(adoption=adoption, by=cast.province_officer, at=at)
    assert queries.counts([card])[card.pk] == Counts(1, 1, 1, 0)
    actions.stop(adoption=adoption, reason=" Hết mùa ", by=cast.neighbour, at=at)
    assert adoption.stop_reason == "Hết mùa"
    assert queries.counts([card])[card.pk] == Counts(1, 0, 0, 1)
    assert [event.kind for event in events.history(adoption)] == [
        "adoption.registered", "adoption.result_reported", "adoption.confirm",
        "adoption.result_reported", "adoption.sustain", "adoption.stop",
    ]  # fmt: skip


def test_registering_needs_the_right_in_that_unit(province, cast, card, at) -> None:
    for person in (cast.officer, cast.stranger, cast.verifier, cast.editor, cast.administrator):
        with pytest.raises(Refused, match="không có quyền"):
            register(province, cast, card, at, by=person)
    assert register(province, cast, card, at, by=cast.province_officer).pk


def test_all_reasons_come_at_once(province, cast, card, at) -> None:
    registry.hold(exemplar=card.exemplar, reason="Đơn phản ánh", by=cast.officer, at=at)
    with pytest.raises(Refused) as refused:
        register(province, cast, card, at, adopter="  ", by=cast.stranger)
    assert len(refused.value.reasons) == 3


def test_the_same_adopter_registers_once(province, cast, card, at) -> None:
    register(province, cast, card, at, adopter="Tổ Hoà Bình")
    with pytest.raises(Refused, match="đã đăng ký"):
        register(province, cast, card, at, adopter="tổ hòa  bình")


def test_no_result_no_confirmation(province, cast, card, at) -> None:
    adoption = register(province, cast, card, at)
    with pytest.raises(Refused, match="Chưa có kết quả mới"):
        actions.confirm(adoption=adoption, by=cast.province_officer, at=at)


def test_no_evidence_no_confirmation(province, cast, card, at) -> None:
    adoption = register(province, cast, card, at)
    report(adoption, cast.neighbour, at, note="")
    with pytest.raises(Refused, match="minh chứng"):
        actions.confirm(adoption=adoption, by=cast.province_officer, at=at)


def test_the_reporter_never_confirms(province, cast, card, at) -> None:
    adoption = register(province, cast, card, at)
    report(adoption, cast.neighbour, at)
    with pytest.raises(Refused, match="không tự xác nhận"):
        actions.confirm(adoption=adoption, by=cast.neighbour, at=at)
    report(adoption, cast.province_officer, at)
    with pytest.raises(Refused, match="không tự xác nhận"):
        actions.confirm(adoption=adoption, by=cast.province_officer, at=at)
    actions.confirm(adoption=adoption, by=cast.neighbour, at=at)


def test_lasting_needs_a_later_result(province, cast, card, at) -> None:
    adoption = register(province, cast, card, at)
    report(adoption, cast.neighbour, at)
    report(adoption, cast.neighbour, at)  # the first is passed over, not saved up
    actions.confirm(adoption=adoption, by=cast.province_officer, at=at)
    with pytest.raises(Refused, match="Chưa có kết quả mới"):
        actions.sustain(adoption=adoption, by=cast.province_officer, at=at)
    assert adoption.state == "effective"


def test_a_stranger_neither_reports_confirms_nor_stops(province, cast, card, at) -> None:
    adoption = register(province, cast, card, at)
    with pytest.raises(Refused, match="quyền"):
        report(adoption, cast.stranger, at)
    report(adoption, cast.neighbour, at)
    with pytest.raises(Refused, match="quyền"):
        actions.confirm(adoption=adoption, by=cast.stranger, at=at)
    with pytest.raises(Refused, match="quyền"):
        actions.stop(adoption=adoption, reason="x", by=cast.stranger, at=at)


def test_what_is_stopped_reports_no_more(province, cast, card, at) -> None:
    adoption = register(province, cast, card, at)
    with pytest.raises(Refused, match="vì sao dừng"):
        actions.stop(adoption=adoption, reason=" ", by=cast.neighbour, at=at)
    actions.stop(adoption=adoption, reason="Hết mùa", by=cast.neighbour, at=at)
    with pytest.raises(Refused, match="đã dừng"):
        report(adoption, cast.neighbour, at)
    assert list(queries.public_adoptions(card)) == []


def test_a_refused_file_leaves_no_result(province, cast, card, at) -> None:
    adoption = register(province, cast, card, at)
    bad = SimpleUploadedFile("a.jpg", b"MZ not a picture")
    with pytest.raises(FileRefused):
        report(adoption, cast.neighbour, at, evidence_upload=bad)
    assert not adoption.results.exists()


def test_an_empty_result_is_refused(province, cast, card, at) -> None:
    adoption = register(province, cast, card, at)
    with pytest.raises(Refused, match="Chưa ghi kết quả"):
        actions.report_result(adoption=adoption, statement=" ", by=cast.neighbour, at=at)


def test_counts_take_one_query_for_any_number(
    province, cast, card, at, django_assert_num_queries
) -> None:
    register(province, cast, card, at)
    with django_assert_num_queries(1):
        assert queries.counts([card, SimpleNamespace(pk=999)]) == {
            card.pk: Counts(1, 0, 0, 0), 999: Counts(),
        }  # fmt: skip


def test_the_public_sees_only_confirmed_results(province, cast, card, at) -> None:
    adoption = world.effective(province, cast, card)
    report(adoption, cast.neighbour, at)
    (row,) = queries.public_adoptions(card)
    assert [result.statement for result in row.confirmed] == [
        "31 hộ lấy nước theo bảng, hết tranh nhau"
    ]


def test_adoptions_are_seen_in_their_unit(province, cast, card, at) -> None:
    register(province, cast, card, at)
    seen = [
        Adoption.objects.visible_to(p).count() for p in (cast.neighbour, cast.leader, cast.stranger)
    ]
    assert seen == [1, 1, 0]


def test_forms(province, cast, card, at) -> None:
    empty = AdoptForm(cast.neighbour, at.date(), {})
    assert not empty.is_valid() and len(empty.error_list()) == 4
    full = AdoptForm(cast.neighbour, at.date(), {
        "practice": card.pk, "adopter": "Tổ 5", "place": province.neighbour_place.pk,
        "unit": province.neighbour_unit.pk,
    })  # fmt: skip
    assert full.is_valid(), full.errors
    elsewhere = AdoptForm(cast.neighbour, at.date(), {"unit": province.unit.pk})
    assert "unit" in elsewhere.errors
    assert not ResultForm({"statement": "31 hộ"}).is_valid()
    assert ResultForm({"statement": "31 hộ", "evidence_note": "Sổ"}).is_valid()
    assert not ConfirmForm({}).is_valid() and ConfirmForm({"seen": "on"}).is_valid()
    assert "vì sao dừng" in str(StopForm({}).errors)
