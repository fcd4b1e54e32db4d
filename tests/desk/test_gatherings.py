"""Gatherings and the site's contact at the desk."""

from datetime import timedelta

from django.urls import reverse
from tests import world
from tests.conftest import AT

from lantoa.core import clock
from lantoa.places import queries as places
from lantoa.publishing.models import Gathering


def invitation(province, **more):
    return {
        "title": "Xem cân rác tận nơi", "kind": "visit", "day": "12/6/2026", "begins": "6:30",
        "ends": "8:00", "venue": "Bến số 2", "place": province.place.pk, "unit": province.unit.pk,
        "abstract": "Xem một buổi tàu về.", "audience": "Chủ tàu.", **more,
    }  # fmt: skip


def test_an_officer_invites_and_readers_see_it(province, cast, browse, client):
    officer = browse(cast.officer)
    answer = officer.post(reverse("desk:gathering_new"), invitation(province))
    made = Gathering.objects.get()
    assert answer["Location"] == reverse("desk:gathering", args=[made.slug])
    assert f"{made.starts_at:%H:%M}" == "23:30"  # 6:30 in Vietnam
    assert "Xem cân rác tận nơi" in client.get(f"/lich/{made.slug}/").content.decode()
    assert "Xem cân rác tận nơi" in officer.get(reverse("desk:gatherings")).content.decode()


def test_what_is_wrong_is_said_and_what_was_typed_stays(province, cast, browse):
    wrong = invitation(province, ends="5:00", day="31/2/2026", exemplars="DH-2026-9999")
    answer = browse(cast.officer).post(reverse("desk:gathering_new"), wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and not Gathering.objects.exists()
    assert "Ghi ngày trước, tháng sau" in page and "Xem cân rác tận nơi" in page
    assert "Không thấy hồ sơ công khai mang mã DH-2026-9999" in page


def test_who_did_not_agree_is_not_named(province, cast, browse):
    silent = world.exemplar(province, cast)
    asked = invitation(province, exemplars=silent.code)
    answer = browse(cast.officer).post(reverse("desk:gathering_new"), asked)
    assert answer.status_code == 422
    assert "Người chưa đồng ý thì không nêu tên" in answer.content.decode()


def test_another_unit_finds_nothing(province, cast, browse):
    made = world.gathering(province, cast)
    address = reverse("desk:gathering", args=[made.slug])
    assert browse(cast.neighbour).get(address).status_code == 404
    assert browse(cast.leader).get(address).status_code == 403


def test_cancel_restore_and_say_what_came_of_it(province, cast, browse, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT)
    made, officer = world.gathering(province, cast), browse(cast.officer)
    address = reverse("desk:gathering", args=[made.slug])
    assert officer.post(address, {"do": "cancel", "note": ""}).status_code == 422
    officer.post(address, {"do": "cancel", "note": "Bão gần bờ."})
    made.refresh_from_db()
    assert (made.state, made.note) == ("cancelled", "Bão gần bờ.")
    officer.post(address, {"do": "restore"})
    monkeypatch.setattr(clock, "now", lambda: made.ends_at + timedelta(hours=1))
    officer.post(address, {"do": "conclude", "note": "31 người tới."})
    made.refresh_from_db()
    assert (made.state, made.note) == ("held", "31 người tới.")


def test_the_administrator_keeps_who_answers_for_the_site(province, cast, browse, client):
    facts = {"governing_body": "Ủy ban nhân dân tỉnh Khánh Hòa", "phone": "0258 111 2222"}
    answer = browse(cast.administrator).post(reverse("desk:site"), facts)
    assert answer.status_code == 302
    assert places.site_contact().phone == "0258 111 2222"
    assert "tel:02581112222" in client.get("/lien-he/").content.decode()
    wrong = browse(cast.administrator).post(reverse("desk:site"), {**facts, "phone": "gọi tôi"})
    assert wrong.status_code == 422
