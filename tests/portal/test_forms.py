"""The steps of telling of somebody say what is missing, in words, and take what is whole."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from lantoa.portal.forms import AboutYouForm, DeedForm, ProofForm

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def posted(**values: str) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query[name] = value
    return query


def errors(form: DeedForm | ProofForm | AboutYouForm) -> str:
    assert not form.is_valid()
    return "\n".join(sentence for _, sentence in form.error_list())


def test_the_deed_says_how_many_letters_are_missing() -> None:
    assert "còn thiếu ít nhất 12 chữ cái" in errors(DeedForm(posted(what="Tốt bụng")))
    assert "Kể người ấy đã làm gì" in errors(DeedForm(posted(what=" ")))
    assert DeedForm(posted(what="Bà ghi lịch lấy nước mỗi sáng.")).is_valid()


def test_links_and_files() -> None:
    files = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.txt", b"ghi")]
    form = ProofForm(
        posted(links="bao.example/bai\n\n https://a.example/b "), MultiValueDict({"papers": files})
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["links"] == ["https://bao.example/bai", "https://a.example/b"]
    assert [upload.name for upload in form.cleaned_data["papers"]] == ["a.pdf", "b.txt"]
    assert ProofForm(posted()).is_valid()


def test_wrong_links_and_files_are_named() -> None:
    bad = [SimpleUploadedFile("a.exe", b"MZ\0"), SimpleUploadedFile("c.pdf", b"")]
    text = errors(ProofForm(posted(links="javascript:alert(1)"), MultiValueDict({"papers": bad})))
    for words in ("“a.exe”", "“c.pdf” trống", "không phải đường liên kết"):
        assert words in text
    many = MultiValueDict({"papers": [SimpleUploadedFile("b.txt", b"x")] * 7})
    assert "6 tệp; bạn chọn 7 tệp" in errors(ProofForm(posted(), many))
    lines = "\n".join(["https://a.example"] * 11)
    assert "10 đường liên kết; bạn ghi 11" in errors(ProofForm(posted(links=lines)))


def test_nothing_about_you_is_required() -> None:
    assert AboutYouForm(posted()).is_valid()
    text = errors(AboutYouForm(posted(phone="113", email="lan@")))
    for words in ("8 đến 15 chữ số", "ten@noi.vn"):
        assert words in text
