"""The officers' forms: sentences a neighbour would say."""

from datetime import date

import pytest
from django.http import QueryDict

from lantoa.nominations import actions, forms

ON = date(2026, 6, 8)
PDF = b"%PDF-1.7\n%%EOF\n"


def posted(**values) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    return data


def errors(form) -> str:
    assert not form.is_valid()
    return "\n".join(sentence for _, sentence in form.error_list())


def test_the_counter_form_feeds_the_action(province, cast, at) -> None:
    given = {
        "channel": "phone",
        "kind": "person",
        "who": "Bùi Thị Sương",
        "place": province.place.pk,
        "what": "Bà ghi lịch lấy nước mỗi sáng.",
        "wants_answer": "on",
    }
    assert "hay bỏ chọn" in errors(forms.CounterEntryForm(posted(**given), on=ON))
    form = forms.CounterEntryForm(posted(**given, phone="0905 000 111"), on=ON)
    assert form.is_valid(), form.errors
    data = form.cleaned_data
    receipt = actions.submit(
        **{name: data[name] for name in ("who", "kind", "place", "what", "channel", "links")},
        files=data["uploads"],
        contact=form.contact(),
        by=cast.officer,
        at=at,
    )
    assert receipt.lead.nominator.wants_answer
    given.pop("wants_answer")
    silent = forms.CounterEntryForm(posted(**given), on=ON)
    assert silent.is_valid()
    assert silent.contact() is None


def test_closing_offers_five_kind_sentences() -> None:
    assert len(forms.DeclineForm().fields["choice"].choices) == 6
    chosen = forms.DeclineForm(posted(choice="1"))
    assert chosen.is_valid()
    assert chosen.sentence().startswith("Người được kể không muốn được nêu tên.")
    own = forms.DeclineForm(posted(choice="own", own="Cảm ơn bạn."))
    assert own.is_valid()
    assert own.sentence() == "Cảm ơn bạn."
    assert "Viết câu trả lời" in errors(forms.DeclineForm(posted(choice="own")))
    assert "Chọn một câu" in errors(forms.DeclineForm(posted()))


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        (forms.ClaimForm, {}, "điều cụ thể"),
        (forms.EvidenceForm, {}, "giấy tờ, ảnh hay sổ"),
        (forms.EvidenceForm, {"description": "x", "link": "ht tp"}, "https://"),
        (forms.JudgeForm, {}, "Chọn đúng"),
        (forms.JudgeForm, {"verdict": "true"}, "Ghi ai xác nhận"),
        (forms.JudgeForm, {"verdict": "true"}, "ngày gặp hoặc gọi"),
        (forms.JudgeForm, {"verdict": "open"}, ""),
        (forms.AppraisalForm, {}, "nên hay chưa nên"),
        (forms.AppraisalForm, {}, "nhân tố mới hay"),
        (forms.SendBackForm, {}, "còn thiếu gì"),
    ],
)
def test_sentences_of_the_desk(kind, data, words) -> None:
    assert words in errors(kind(posted(**data)))


def test_what_the_desk_accepts(province, cast) -> None:
    unclear = forms.JudgeForm(posted(verdict="unclear"))
    assert unclear.is_valid()
    opinion = forms.AppraisalForm(posted(opinion="Đủ", recommends="no", standing="emerging"))
    assert opinion.is_valid()
    assert opinion.cleaned_data["recommends"] is False
    assert forms.RecogniseForm(posted()).is_valid()
    start = forms.StartForm(
        posted(verifier=cast.verifier.pk, due_on="2026-06-01"), unit=province.unit, on=ON
    )
    assert "từ hôm nay, 8/6/2026" in errors(start)
    facts = forms.DescribeForm(
        posted(kind="person", full_name="A", deed="B", sector=province.sector.pk, birth_year="68")
    )
    assert "bốn chữ số" in errors(facts)
