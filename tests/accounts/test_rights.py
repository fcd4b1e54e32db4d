"""Roles hold in a unit and what lies under it, for a time."""

from datetime import timedelta

from lantoa.accounts import actions
from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.actors import SYSTEM


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_role_reaches_down_never_up_or_sideways(province, cast) -> None:
    assert cast.officer.may("lead.triage", province.unit)
    assert not cast.officer.may("lead.triage", province.neighbour_unit)
    assert not cast.officer.may("lead.triage", province.root)
    assert cast.province_officer.may("lead.triage", province.unit)


def test_a_role_gives_its_own_rights_only(province, cast) -> None:
    assert cast.verifier.may("nomination.verify", province.unit)
    assert not cast.verifier.may("nomination.recognise", province.unit)
    assert not cast.administrator.may("exemplar.read", province.unit)


def test_a_role_ends(province, cast, at) -> None:
    membership = cast.officer.memberships.get()
    actions.end(membership=membership, on=clock.today() - timedelta(days=1), by=SYSTEM, at=at)
    assert not fresh(cast.officer).may("lead.triage", province.unit)


def test_an_account_switched_off_may_nothing(province, cast) -> None:
    cast.officer.is_active = False
    assert not cast.officer.may("lead.triage", province.unit)


def test_a_superuser_has_no_right_over_records(province) -> None:
    root = User.objects.create_superuser("root@khanhhoa.example", "x", full_name="Quản máy")
    assert not root.may("exemplar.read", province.unit)


def test_only_editors_reach_the_editors_admin(province, cast, browse) -> None:
    assert browse(cast.editor).get("/quan-tri/").status_code == 200
    refused = browse(cast.officer).get("/quan-tri/")
    assert refused.status_code == 302


def test_an_editor_who_ended_no_longer_reaches_it(province, cast, browse, at) -> None:
    actions.end(membership=cast.editor.memberships.get(), on=at.date(), by=SYSTEM, at=at)
    assert browse(fresh(cast.editor)).get("/quan-tri/").status_code == 302
