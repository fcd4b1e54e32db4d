"""Which role reaches which page: 200 or 403; nobody without signing in."""

from typing import Any

from django.urls import reverse
from tests import world

from lantoa.accounts import actions as accounts
from lantoa.core.actors import SYSTEM
from lantoa.core.models import AuditEvent

#: Page → the roles that reach it.
OPEN_TO = {
    "desk:work": {
        "officer",
        "verifier",
        "broadcaster",
        "approver",
        "leader",
        "administrator",
        "editor",
    },
    "desk:leads": {"officer", "verifier"},
    "desk:lead_new": {"officer", "verifier"},
    "desk:lead_list_new": {"officer"},
    "desk:old_files": {"officer", "verifier"},
    "desk:nominations": {"officer", "verifier", "broadcaster", "approver", "leader", "editor"},
    "desk:exemplars": {"officer", "verifier", "broadcaster", "approver", "leader", "editor"},
    "desk:rights": {"officer", "approver"},
    "desk:privacy": {"leader"},
    "desk:gatherings": {"officer", "editor"},
    "desk:gathering_new": {"officer", "editor"},
    "desk:site": {"administrator"},
    "desk:members": {"administrator"},
    "desk:member_new": {"administrator"},
    "desk:audit": {"administrator", "leader"},
}
ROLES = ["officer", "verifier", "broadcaster", "approver", "leader", "administrator", "editor"]


def test_role_and_page(cast: Any, browse: Any) -> None:
    for role in ROLES:
        client = browse(getattr(cast, role))
        for page, roles in OPEN_TO.items():
            response = client.get(reverse(page))
            assert response.status_code == (200 if role in roles else 403), (role, page)
            if role not in roles:
                assert "Trang này cần quyền khác" in response.content.decode()


def test_nobody_without_signing_in(client: Any, db: None) -> None:
    for page in OPEN_TO:
        response = client.get(reverse(page))
        assert response.status_code == 302
        assert response["Location"].startswith("/tai-khoan/login/?next=/lam-viec/")


NAMES = {
    "officer": {"Tin báo", "Hồ sơ", "Điển hình"},
    "administrator": {"Tài khoản", "Nhật ký"},
    "editor": {"Biên tập", "Hồ sơ", "Điển hình"},
}


def test_the_bar_shows_what_one_may_use(cast: Any, browse: Any) -> None:
    for role, names in NAMES.items():
        page = browse(getattr(cast, role)).get(reverse("desk:work")).content.decode()
        bar = page[page.index('aria-label="Bàn việc"') : page.index("</header>")]
        assert all(f">{name}</a>" in bar for name in names), role
        assert not [n for n in set().union(*NAMES.values()) - names if f">{n}</a>" in bar], role


def test_a_role_that_ended_opens_nothing(cast: Any, browse: Any, at: Any) -> None:
    held = cast.officer.memberships.get()
    accounts.end(membership=held, on=at.date().replace(month=2), by=SYSTEM, at=at)
    client = browse(cast.officer)
    assert client.get(reverse("desk:leads")).status_code == 403
    assert "chưa có vai trò" in client.get(reverse("desk:work")).content.decode()


#: (role, act, stage) that must be refused: the right lies with somebody else.
NOT_THEIRS = [
    ("verifier", "accept", "lead"),
    ("officer", "conclude", "nomination"),
    ("verifier", "describe", "nomination"),
    ("officer", "recognise", "appraised"),
    ("leader", "recognise", "appraised"),
    ("editor", "decline", "appraised"),
    ("broadcaster", "consent", "exemplar"),
    ("editor", "practice", "exemplar"),
    ("verifier", "hold", "exemplar"),
    ("officer", "revoke", "exemplar"),
]


def test_an_act_of_another_role_is_refused(province: Any, cast: Any, browse: Any) -> None:
    lead = world.lead(province, cast, name="Tin Một").lead
    exemplar = world.exemplar(province, cast, name="Người Bốn")
    addresses = {
        "lead": reverse("desk:lead", args=[lead.pk]),
        "nomination": reverse(
            "desk:nomination", args=[world.nomination(province, cast, name="Hồ Sơ Hai").pk]
        ),
        "appraised": reverse(
            "desk:nomination", args=[world.appraised(province, cast, name="Hồ Sơ Ba").pk]
        ),
        "exemplar": reverse("desk:exemplar", args=[exemplar.code]),
    }
    events = AuditEvent.objects.count()
    for role, do, stage in NOT_THEIRS:
        response = browse(getattr(cast, role)).post(addresses[stage], {"do": do})
        assert response.status_code in (403, 404), (role, do)
    assert AuditEvent.objects.count() == events


def test_an_unknown_act_is_not_found(province: Any, cast: Any, browse: Any) -> None:
    lead = world.lead(province, cast).lead
    address = reverse("desk:lead", args=[lead.pk])
    assert browse(cast.officer).post(address, {"do": "xóa"}).status_code == 404
