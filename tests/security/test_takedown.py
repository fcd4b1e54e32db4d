"""A hold, a revocation, a withdrawn consent or an unpublishing leaves nothing to read."""

import pytest
from django.test import Client

from lantoa.publishing.models import DeliveredFile, ShortLink
from tests.security import conftest as steps

PAGES = [
    "/", "/guong/", "/mo-hinh/", "/sitemap.xml", "/so-do/", "/thong-ke/", "/ke-hoach/",
    "/ke-hoach/ke-hoach-1068/", "/linh-vuc/bien-va-muoi/", "/guong/?noi=22561",
    "/tim-kiem/?q=S%C3%B3ng", "/rss.xml", "/atom.xml", "/feed.json", "/api/v1/stories",
    "/api/v1/exemplars", "/api/v1/practices", "/api/v1/plans", "/api/v1/places", "/guong/khac/",
]  # fmt: skip
WAYS = {
    "hold": steps.hold,
    "revoke": steps.revoke,
    "withdraw": steps.withdraw,
}


def own_pages(made):
    picture = made.publication.content["picture"]
    found = [
        f"/guong/{made.slug}/", f"/dien-hinh/{made.code}/", f"/mo-hinh/cach-{made.slug}/",
        f"/guong/{made.slug}/to-gap-a4.pdf", f"/guong/{made.slug}/ap-phich-a3.pdf",
        f"/api/v1/stories/{made.slug}", f"/api/v1/exemplars/{made.code}",
        f"/api/v1/practices/cach-{made.slug}", f"/tep/{picture['file']}", made.document.url,
    ]  # fmt: skip
    found += [f"/tep/{size['file']}" for size in picture["sizes"]]
    return found + [f"/x/{link.code}" for link in ShortLink.objects.filter(
        publication=made.publication)]  # fmt: skip


def body_of(response):
    if response.streaming:
        return b"".join(response.streaming_content)
    return response.content


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("tasks_ran", [False, True])
def test_nothing_of_it_is_left(way, tasks_ran, province, cast, illustrated, run_tasks) -> None:
    steps.illustrate(province, cast, run_tasks, name="Người Khác", slug="khac")
    reader, pages = Client(), own_pages(illustrated)
    for page in pages:
        assert reader.get(page).status_code in (200, 302), page
    assert any(illustrated.name in reader.get(page).content.decode() for page in PAGES)
    WAYS[way](illustrated, cast)
    if tasks_ran:
        run_tasks()
    for page in pages:
        answer = reader.get(page)
        text = body_of(answer)
        assert illustrated.name.encode() not in text, page
        assert answer.status_code in (404, 410) or b"xem l" in text, (page, answer.status_code)
        assert "/tep/" not in page or answer.status_code == 404
        assert "/tai-lieu/" not in page or answer.status_code == 404
    for page in PAGES:
        answer = reader.get(page)
        assert answer.status_code == 200, page
        text = body_of(answer).decode()
        assert illustrated.name not in text, page
        assert f"/{illustrated.slug}/" not in text, page
        assert f"cach-{illustrated.slug}" not in text, page
        assert illustrated.code not in text, page
    if tasks_ran:
        kept = DeliveredFile.objects.filter(delivery__publication=illustrated.publication)
        assert not kept.exists()


def test_unpublished(cast, illustrated, run_tasks) -> None:
    pages = own_pages(illustrated)
    steps.unpublish(illustrated, cast)
    run_tasks()
    reader = Client()
    for page in pages:
        if "/dien-hinh/" in page or "/mo-hinh/" in page or "exemplars" in page or "pract" in page:
            continue  # the person still agrees to be named
        assert reader.get(page).status_code in (404, 410), page


def test_a_draft_is_nobodys(province, cast, run_tasks, browse) -> None:
    made = steps.illustrate(province, cast, run_tasks, is_published=False)
    rendition = made.picture.get_rendition("width-1200|format-jpeg|jpegquality-82")
    addresses = [rendition.url, made.picture.file.url, made.document.url]
    for address in addresses:
        assert Client().get(address).status_code == 404, address
        assert browse(cast.officer).get(address).status_code == 404, address
        shown = browse(cast.editor).get(address)
        assert shown.status_code == 200, address
        assert b"".join(shown.streaming_content)


def test_an_original_is_never_public(illustrated) -> None:
    assert Client().get(illustrated.picture.file.url).status_code == 404


@pytest.mark.parametrize("path", ["images/../../lantoa.sqlite3", "images/%2e%2e/x", "images/"])
def test_no_way_out_of_the_folder(path, cast, browse) -> None:
    assert browse(cast.editor).get(f"/tep/{path}").status_code in (400, 404)


def test_only_the_photograph_was_taken_back(province, cast, illustrated, at) -> None:
    """Name and image are agreed to apart: a story with a photograph needs both, at once."""
    from lantoa.registry.models import Consent

    Consent.objects.update(covers_image=False)
    assert Client().get(f"/guong/{illustrated.slug}/").status_code == 410
