"""The public steps and the officers' forms: sentences a neighbour would say."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from lantoa.core.actors import PUBLIC
from lantoa.nominations import actions, forms
from tests import world

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


def test_the_first_step(province) -> None:
    text = errors(forms.PersonStep(posted(), on=ON))
    for words in ("Chọn kể về", "tên hay gọi cũng được", "Không rõ thì chọn “Tôi không chắc”"):
        assert words in text
    form = forms.PersonStep(
        posted(kind="person", who="Ba\u0300 Tám", place=province.place.pk), on=ON
    )
    assert form.is_valid()
    assert form.cleaned_data["who"] == "Bà Tám"
    assert form.cleaned_data["place"] == province.place
    unsure = forms.PersonStep(posted(kind="person", who="Bà Tám", place=forms.UNSURE), on=ON)
    assert unsure.is_valid()
    assert unsure.cleaned_data["place"] == province.root.admin_unit
    choices = dict(form.fields["place"].choices)
    assert len(choices) == 67
    assert "Đông Ninh Hòa (phường)" in choices.values()


def test_the_second_look() -> None:
    similar = [("abc", "Bà Lài"), ("def", "Cô Lại")]
    assert "Cho biết có phải" in errors(forms.SimilarStep(posted(), similar=similar))
    assert "Chọn lại một dòng" in errors(forms.SimilarStep(posted(same="xyz"), similar=similar))
    one = forms.SimilarStep(posted(same="abc"), similar=similar)
    other = forms.SimilarStep(posted(same="another"), similar=similar)
    assert one.is_valid()
    assert other.is_valid()
    assert (one.cleaned_data["same"], other.cleaned_data["same"]) == ("abc", "")


def test_the_deed_says_how_many_letters_are_missing() -> None:
    assert "còn thiếu ít nhất 12 chữ cái" in errors(forms.DeedStep(posted(what="Tốt bụng")))
    assert "Kể người ấy đã làm gì" in errors(forms.DeedStep(posted(what=" ")))
    assert forms.DeedStep(posted(what="Bà ghi lịch lấy nước mỗi sáng.")).is_valid()


def test_links_and_files() -> None:
    files = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.txt", b"ghi")]
    form = forms.WitnessStep(
        posted(links="bao.example/bai\n\n https://a.example/b "),
        MultiValueDict({"uploads": files}),
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["links"] == ["https://bao.example/bai", "https://a.example/b"]
    assert [upload.name for upload in form.cleaned_data["uploads"]] == ["a.pdf", "b.txt"]
    bad = [SimpleUploadedFile("a.exe", b"MZ\0"), SimpleUploadedFile("c.pdf", b"")]
    text = errors(
        forms.WitnessStep(posted(links="javascript:alert(1)"), MultiValueDict({"uploads": bad}))
    )
    for words in ("“a.exe”", "“c.pdf” trống", "không phải đường liên kết"):
        assert words in text
    many = MultiValueDict({"uploads": [SimpleUploadedFile("b.txt", b"x")] * 7})
    assert "6 tệp; bạn chọn 7 tệp" in errors(forms.WitnessStep(posted(), many))
    lines = "\n".join(["https://a.example"] * 11)
    assert "10 đường liên kết; bạn ghi 11" in errors(forms.WitnessStep(posted(links=lines)))
    assert forms.WitnessStep(posted()).is_valid()


def test_nothing_about_you_is_required_but_a_way_is_advised() -> None:
    silent = forms.YouStep(posted())
    assert silent.is_valid()
    assert silent.contact() is None
    assert "giữ mã" in silent.advice()
    reachable = forms.YouStep(posted(phone="0905 000 111", name="Lan"))
    assert reachable.is_valid()
    assert reachable.advice() == ""
    assert reachable.contact() == actions.ContactDetails("Lan", "0905 000 111")
    text = errors(forms.YouStep(posted(phone="113", email="lan@", website="http://spam")))
    for words in ("8 đến 15 chữ số", "ten@noi.vn", "Để trống ô này"):
        assert words in text


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


def test_triage_asks_for_what_the_decision_needs(province, cast, at) -> None:
    def form(**values):
        return forms.TriageForm(posted(**values), unit=province.unit, on=ON)

    assert "Chọn lập hồ sơ" in errors(form())
    text = errors(form(decision="accept"))
    for words in ("Ghi họ và tên", "trong một câu", "Chọn một lĩnh vực"):
        assert words in text
    assert "đúng câu này" in errors(form(decision="decline"))
    assert "Không thấy hồ sơ" in errors(form(decision="join", answer="x", exemplar_code="DH-1"))
    whole = form(
        decision="accept",
        full_name="Bùi Thị Sương",
        deed="Ghi bảng",
        sector=province.sector.pk,
        verifier=cast.verifier.pk,
    )
    assert whole.is_valid(), whole.errors
    assert whole.cleaned_data["verifier"] == cast.verifier
    foreign = form(decision="decline", answer="x", verifier=cast.stranger.pk)
    assert not foreign.is_valid()
    made = world.exemplar(province, cast)
    joined = form(decision="join", answer="Đã thêm.", exemplar_code=made.code.lower())
    assert joined.is_valid(), joined.errors
    assert joined.cleaned_data["exemplar"] == made


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


def test_the_steps_together_make_a_lead(province, at) -> None:
    one = forms.PersonStep(posted(kind="person", who="Bà Tám", place=province.place.pk), on=ON)
    two = forms.DeedStep(posted(what="Bà nấu cháo cho cả xóm mỗi sáng.", when_text="từ 2018"))
    three = forms.WitnessStep(posted(witnesses="Ông Cư"))
    four = forms.YouStep(posted(email="lan@thu.example"))
    assert all(form.is_valid() for form in (one, two, three, four))
    answers = {**one.cleaned_data, **two.cleaned_data, **three.cleaned_data}
    uploads = answers.pop("uploads")
    receipt = actions.submit(
        **answers, files=uploads, contact=four.contact(), channel="web", by=PUBLIC, at=at
    )
    assert receipt.lead.witnesses == "Ông Cư"
