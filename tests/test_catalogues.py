"""Our catalogues are whole, sound and cover what the packages leave untranslated."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils import translation

import lantoa

LOCALE = Path(lantoa.__file__).parent / "locale"
CATALOGUES = sorted(LOCALE.glob("*/vi/LC_MESSAGES/*.po"))
FOLDERS = ["wagtail", "allauth", "django"]  # the order of LOCALE_PATHS, the first one wins

# Package, domain: what stands on our screens. The limit is 95 %.
COVERED = [
    ("wagtail.admin", "django"),
    ("wagtail.admin", "djangojs"),
    ("wagtail", "django"),
    ("wagtail.snippets", "django"),
    ("wagtail.images", "django"),
    ("wagtail.documents", "django"),
    ("wagtail.users", "django"),
    ("wagtail.embeds", "django"),
    ("wagtail.sites", "django"),
    ("wagtail.search", "django"),
    ("allauth", "django"),
    ("taggit", "django"),
    ("django.conf", "django"),
    ("django.contrib.auth", "django"),
    ("django.contrib.contenttypes", "django"),
    ("django.contrib.humanize", "django"),
    ("django.contrib.postgres", "django"),
    ("django.contrib.sessions", "django"),
]
LOWEST_SHARE = 0.95

PLACEHOLDER = re.compile(
    r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]"  # %(name)s
    r"|%[diouxXeEfFgGcrs%]"  # %s
    r"|\{\w*[^{}]*\}"  # {name}
)
TAG = re.compile(r"</?[a-zA-Z][^>]*>")

# Spelling of the house (khóa, not khoá) and words given up for those of the glossary.
OFF_STYLE = re.compile(
    r"\w*[hkx]o[áàảãạ]\b|\bthu[ỷỳýỹỵ]\b|xuất bản|bình luận|phê chuẩn|phê duyệt|hình ảnh"
    r"|\bemail\b(?!\(ENTER\))|tập tin|\bfile\b|luồng công việc",
    re.IGNORECASE,
)

Key = tuple[str | None, str]


def read(path: Path) -> list[polib.POEntry]:
    """The living entries of a catalogue."""
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def key(entry: polib.POEntry) -> Key:
    """What gettext looks an entry up by."""
    return entry.msgctxt, entry.msgid


def texts(entry: polib.POEntry) -> list[str]:
    """The translation, or all its plural forms (Vietnamese has one)."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def entries() -> Iterator[tuple[str, polib.POEntry]]:
    """Every entry of ours with the name of its catalogue."""
    for path in CATALOGUES:
        for entry in read(path):
            yield f"{path.relative_to(LOCALE).parts[0]}/{path.name}", entry


def locale_of(package: str) -> Path:
    """The `locale` folder of an installed package, without importing the package itself."""
    first, *rest = package.split(".")
    spec = importlib.util.find_spec(first)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent.joinpath(*rest, "locale")


def translated_in(folder: Path, domain: str) -> set[Key]:
    """Keys with a translation that is not fuzzy; none where there is no catalogue."""
    path = folder / "vi" / "LC_MESSAGES" / f"{domain}.po"
    return {key(entry) for entry in read(path) if entry.translated()} if path.exists() else set()


def test_the_catalogues_are_there() -> None:
    assert {path.parts[-4] for path in CATALOGUES} == set(FOLDERS)


def test_every_entry_is_translated_and_not_fuzzy() -> None:
    assert [(name, entry.msgid) for name, entry in entries() if not entry.translated()] == []


def test_placeholders_and_tags_are_kept() -> None:
    broken = []
    for name, entry in entries():
        original = entry.msgid_plural or entry.msgid
        for text in texts(entry):
            same = set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(original))
            if not same or sorted(TAG.findall(text)) != sorted(TAG.findall(original)):
                broken.append((name, original, text))
    assert broken == []


def test_white_space_at_the_ends_is_kept() -> None:
    """Wagtail puts some strings together; a lost blank glues two words."""

    def ends(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    wrong = [
        (name, entry.msgid)
        for name, entry in entries()
        for text in texts(entry)
        if ends(text) != ends(entry.msgid)
    ]
    assert wrong == []


def test_no_key_stands_twice_in_a_catalogue() -> None:
    for path in CATALOGUES:
        keys = [key(entry) for entry in read(path)]
        assert len(keys) == len(set(keys)), path.name


def test_one_plural_form() -> None:
    forms = [(name, sorted(e.msgstr_plural)) for name, e in entries() if e.msgid_plural]
    assert [form for form in forms if form[1] != [0]] == []
    for path in CATALOGUES:
        assert polib.pofile(str(path)).metadata["Plural-Forms"] == "nplurals=1; plural=0;"


def test_words_of_the_house() -> None:
    off = [
        (name, text)
        for name, entry in entries()
        for text in texts(entry)
        if OFF_STYLE.search(TAG.sub("", PLACEHOLDER.sub("", text)))
    ]
    assert off == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_compiled_catalogue_equals_its_source(path: Path) -> None:
    """`msgfmt` is not on a bare Debian, so the compiled files are kept: they must not lag."""
    source = {(*key(e), e.msgid_plural): texts(e) for e in read(path)}
    compiled = {
        (*key(e), e.msgid_plural): texts(e) for e in polib.mofile(str(path.with_suffix(".mo")))
    }
    assert compiled == source


@pytest.mark.parametrize(("package", "domain"), COVERED)
def test_coverage(package: str, domain: str) -> None:
    """Upstream's own translation and ours together, against upstream's English strings."""
    folder = locale_of(package)
    wanted = {key(e) for e in read(folder / "en" / "LC_MESSAGES" / f"{domain}.po")}
    known = translated_in(folder, domain)
    for ours in FOLDERS:
        known |= translated_in(LOCALE / ours, domain)
    missing = wanted - known
    assert len(wanted - missing) / len(wanted) >= LOWEST_SHARE, sorted(map(str, missing))[:20]


def test_our_words_win_over_the_packages() -> None:
    """As the pages read them: upstream says "Xuất bản" for "Publish"."""
    with translation.override("vi"):
        assert translation.gettext("Publish") == "Đăng"
        assert translation.gettext("Dashboard") == "Bàn biên tập"
        assert translation.gettext("Incorrect password.") == "Mật khẩu chưa đúng."
        assert translation.pgettext("field label", "Login") == "Tên đăng nhập"
        for count in (1, 5):
            text = translation.ngettext("%(num)d year", "%(num)d years", count)
            assert text % {"num": count} == f"{count} năm"
