"""A story that is held or taken down shows nothing of itself, anywhere, at once."""

import pytest
from django.urls import reverse

from lantoa.registry import actions as registry
from tests.conftest import AT
from tests.world import NAME

STORY = "/guong/lich-nuoc-xom-muoi/"
TITLE = "Tấm bảng giữ yên xóm muối"


def shown(reader, address: str) -> str:
    """The page as read: a no-break blank is a blank."""
    return reader.get(address).content.decode().replace("\u00a0", " ")


def places_of(told) -> list[str]:
    return [
        STORY,
        "/",
        "/guong/",
        "/mo-hinh/",
        "/tim-kiem/?q=muoi",
        "/sitemap.xml",
        "/rss.xml",
        "/atom.xml",
        "/feed.json",
        reverse("portal:exemplar", args=[told.exemplar.code]),
    ]


@pytest.fixture
def held(told, cast):
    registry.hold(exemplar=told.exemplar, reason="Có đơn nói khác", by=cast.approver, at=AT)
    return told


@pytest.fixture
def revoked(told, cast, run_tasks):
    registry.revoke(
        exemplar=told.exemplar,
        legal_ground="Điều 93 Luật Thi đua, khen thưởng",
        public_note="Một việc kể trong bài không đúng.",
        by=cast.approver,
        at=AT,
    )
    run_tasks()
    return told


def test_held_works_before_any_task_ran(held, reader):
    response = reader.get(STORY)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    page = response.content.decode().replace("\u00a0", " ")
    assert "Trang này đang được xem lại" in page
    assert 'content="noindex"' in page
    assert TITLE not in page and NAME not in page and "Có đơn nói khác" not in page


def test_held_is_nowhere_else(held, reader):
    for address in places_of(held):
        page = shown(reader, address)
        assert TITLE not in page, address
        assert NAME not in page, address


def test_held_practice_is_not_found(held, reader):
    assert reader.get("/mo-hinh/bang-lich-nuoc/").status_code == 404


def test_poster_of_a_held_story_is_not_given(told, cast, reader):
    poster = STORY + "to-gap-a4.pdf"
    response = reader.get(poster)
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    registry.hold(exemplar=told.exemplar, reason="Có đơn nói khác", by=cast.approver, at=AT)
    response = reader.get(poster)
    assert not response["Content-Type"].startswith("application/pdf")


def test_lifted_comes_back(held, cast, reader, run_tasks):
    run_tasks()
    registry.lift(
        hold=held.exemplar.current_hold(), conclusion="Đã hỏi lại, đúng", by=cast.approver, at=AT
    )
    run_tasks()
    assert TITLE in shown(reader, STORY)


def test_revoked_is_gone_for_good(revoked, reader):
    response = reader.get(STORY)
    assert response.status_code == 410
    assert "no-store" in response["Cache-Control"]
    for address in places_of(revoked):
        page = shown(reader, address)
        assert TITLE not in page and NAME not in page, address


def test_revoked_fact_file_carries_the_correction(revoked, reader):
    response = reader.get(reverse("portal:exemplar", args=[revoked.exemplar.code]))
    assert response.status_code == 410
    assert "Một việc kể trong bài không đúng." in response.content.decode()


def test_withdrawn_consent_takes_the_story_down(told, cast, reader, run_tasks):
    consent = told.exemplar.consents.get()
    registry.withdraw_consent(consent=consent, by=cast.officer, at=AT)
    run_tasks()
    response = reader.get(STORY)
    assert response.status_code == 410
    for address in places_of(told):
        assert NAME not in shown(reader, address), address


def test_short_link_counts_and_leads_while_public(told, cast, reader):
    from lantoa.publishing.models import ShortLink

    link = ShortLink.objects.filter(channel="print").get()
    response = reader.get(f"/x/{link.code}")
    assert response.status_code == 302
    assert response["Location"] == f"{STORY}?tu=print"
    assert not response.cookies
    registry.hold(exemplar=told.exemplar, reason="Có đơn nói khác", by=cast.approver, at=AT)
    assert reader.get(f"/x/{link.code}").status_code == 404


def test_unknown_addresses(province, reader):
    for address in ("/guong/khong-co/", "/mo-hinh/khong-co/", "/dien-hinh/DH-0/", "/x/khongco",
                    "/ke-hoach/khong-co/", "/khong-co.xml", "/guong/khong-co/to-gap-a4.pdf",
                    "/a/b/c/"):  # fmt: skip
        response = reader.get(address)
        assert response.status_code == 404, address
        assert "Không tìm thấy trang này" in response.content.decode()
