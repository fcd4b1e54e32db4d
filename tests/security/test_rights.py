"""Accounts and roles: only by who manages them, in their units, never for oneself."""

from datetime import timedelta

import pytest

from lantoa.accounts import actions
from lantoa.accounts.models import Membership, User
from lantoa.core.actors import PUBLIC
from lantoa.core.workflow import Refused


@pytest.fixture
def small_administrator(province, cast, at):
    """Somebody who manages accounts of one commune only."""
    user = actions.create_user(
        full_name="Quản Trị Phường", email="qtp@khanhhoa.example", password=None,
        by=cast.administrator, at=at,
    )  # fmt: skip
    actions.grant(
        user=user, unit=province.unit, role="administrator", starts_on=at.date(),
        by=cast.administrator, at=at,
    )  # fmt: skip
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("who", ["officer", "approver", "editor", "leader", "public"])
def test_who_manages_nobody_makes_nobody(who, province, cast, at) -> None:
    by = PUBLIC if who == "public" else getattr(cast, who)
    before = User.objects.count(), Membership.objects.count()
    with pytest.raises(Refused):
        actions.create_user(full_name="Ai Đó", email="ai@x.example", password=None, by=by, at=at)
    with pytest.raises(Refused):
        actions.grant(
            user=cast.stranger, unit=province.far_unit, role="approver", starts_on=at.date(),
            by=by, at=at,
        )  # fmt: skip
    with pytest.raises(Refused):
        actions.end(membership=cast.stranger.memberships.get(), on=at.date(), by=by, at=at)
    assert (User.objects.count(), Membership.objects.count()) == before


@pytest.mark.parametrize("unit", ["root", "neighbour_unit"])
def test_a_role_outside_ones_units(unit, province, cast, small_administrator, at) -> None:
    with pytest.raises(Refused, match="không có quyền"):
        actions.grant(
            user=cast.officer, unit=getattr(province, unit), role="approver",
            starts_on=at.date(), by=small_administrator, at=at,
        )  # fmt: skip
    with pytest.raises(Refused, match="không có quyền"):
        actions.end(
            membership=cast.approver.memberships.get(), on=at.date(), by=small_administrator, at=at
        )


def test_nobody_gives_a_role_to_themselves(province, cast, at) -> None:
    with pytest.raises(Refused, match="tự trao"):
        actions.grant(
            user=cast.administrator, unit=province.root, role="approver", starts_on=at.date(),
            by=cast.administrator, at=at,
        )  # fmt: skip
    with pytest.raises(Refused, match="có trong danh sách"):
        actions.grant(
            user=cast.officer, unit=province.root, role="king", starts_on=at.date(),
            by=cast.administrator, at=at,
        )  # fmt: skip


def test_an_ended_role_is_not_put_off(province, cast, at) -> None:
    held = cast.officer.memberships.get()
    actions.end(membership=held, on=at.date(), by=cast.administrator, at=at)
    with pytest.raises(Refused, match="trao vai trò mới"):
        actions.end(
            membership=held, on=at.date() + timedelta(days=900), by=cast.administrator, at=at
        )


def test_the_page_says_why(province, cast, browse, at) -> None:
    client, me = browse(cast.administrator), cast.administrator
    answer = client.post(
        f"/lam-viec/tai-khoan/{me.pk}/",
        {"do": "grant", "unit": province.root.pk, "role": "approver", "starts_on": "8/6/2026"},
    )
    assert answer.status_code == 422
    assert "tự trao" in answer.content.decode()
    assert me.memberships.count() == 1


def test_a_deactivated_account_is_out_at_once(cast, browse) -> None:
    client = browse(cast.editor)
    assert client.get("/lam-viec/").status_code == 200
    User.objects.filter(pk=cast.editor.pk).update(is_active=False)
    assert client.get("/lam-viec/").status_code == 302
    assert client.get("/quan-tri/").status_code == 302
