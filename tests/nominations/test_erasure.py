"""Erasing: nothing of the person is left, the log is whole, and only the right people do it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.core import events
from lantoa.core.actors import PUBLIC, SUBJECT
from lantoa.core.models import StoredFile
from lantoa.core.workflow import Refused
from lantoa.nominations import actions
from lantoa.publishing.models import Delivery, Publication
from lantoa.registry import actions as registry
from lantoa.registry.actions import ERASED
from lantoa.registry.models import Exemplar
from tests.core.test_sealed import in_the_database
from tests.security.conftest import illustrate

NAME = "Tô Thị Xóa Sạch"
CANARIES = (
    NAME, "to-thi-xoa-sach", "to thi xoa sach", "Ghi bảng mười hai năm", "47 hộ cùng dùng bảng",
    "lấy nước lên bảng", "Ông Lương Cư", "Sổ trực mương", "Tủ số 9", "0988 765 400",
    "Người Kể Kín Đáo", "diêm dân", "Bà không phải người ấy", "Đúng là Tô",
)  # fmt: skip


@pytest.fixture
def made(province, cast, run_tasks, at):
    made = illustrate(province, cast, run_tasks, name=NAME, slug="to-thi-xoa-sach")
    registry.set_contact(
        exemplar=made.exemplar, phone="0988 765 400", address="", by=cast.officer, at=at
    )
    registry.record_consent(
        exemplar=made.exemplar, giver="self", giver_name=NAME, covers_name=True,
        covers_image=True, channels=["website"], purpose=f"Kể về {NAME}", form="paper",
        text_version="ĐY-01", given_on=at.date(), proof_note="Tủ số 9",
        proof=SimpleUploadedFile("phiếu Tô.pdf", b"%PDF-1.7\n%%EOF\n"), by=cast.officer, at=at,
    )  # fmt: skip
    actions.complain(
        subject=f"/guong/{made.slug}/", title=f"Chuyện của {NAME}", unit=made.exemplar.unit,
        reason="person", text="Bà không phải người ấy, tôi biết rõ.", by=PUBLIC, at=at,
    )  # fmt: skip
    return made


@pytest.fixture
def accepted(made, cast, at):
    request = actions.ask(
        exemplar=made.exemplar, kind="erase", identified="email", by=SUBJECT, at=at,
        text="Đúng là Tô đây, xin xóa hết.",
    )  # fmt: skip
    return actions.accept_request(request=request, answer=f"{NAME}: vâng.", by=cast.officer, at=at)


def test_nothing_of_the_person_is_left_and_the_log_is_whole(
    made, accepted, cast, run_tasks, at
) -> None:
    assert NAME in in_the_database()
    assert StoredFile.objects.exists()
    actions.erase(request=accepted, by=cast.approver, at=at)
    assert list(events.broken_links()) == []
    for address in (f"/guong/{made.slug}/", f"/dien-hinh/{made.code}/"):
        assert NAME not in Client().get(address).content.decode()
    run_tasks()
    text = in_the_database()
    left = [
        (canary, text[max(0, text.find(canary) - 200) :][:300])
        for canary in CANARIES
        if canary in text or canary.lower() in text
    ]
    assert not left
    assert not StoredFile.objects.exists()
    assert list(events.broken_links()) == []
    exemplar = Exemplar.objects.get()
    assert (exemplar.full_name, exemplar.code) == (ERASED, made.code)
    assert Publication.objects.get().title == ERASED
    assert set(Delivery.objects.values_list("state", flat=True)) == {"withdrawn"}
    accepted.refresh_from_db()
    assert accepted.state == "done"
    for address in (f"/guong/{made.slug}/", f"/guong/da-xoa-{made.publication.pk}/",
                    f"/dien-hinh/{made.code}/", f"/mo-hinh/cach-{made.slug}/"):  # fmt: skip
        assert Client().get(address).status_code in (404, 410), address


def test_it_runs_again_without_harm(made, accepted, cast, run_tasks, at) -> None:
    from lantoa.publishing.tasks import follow_erasure
    from lantoa.stories.tasks import follow_erasure as follow_stories

    actions.erase(request=accepted, by=cast.approver, at=at)
    run_tasks()
    before = in_the_database()
    for again in (follow_erasure, follow_stories):
        again.call(str(made.exemplar.pk), 0)
    assert in_the_database() == before
    with pytest.raises(Refused, match="đã xóa"):
        registry.record_consent(
            exemplar=Exemplar.objects.get(), giver="self", giver_name="X", covers_name=True,
            covers_image=False, channels=["website"], purpose="x", form="paper",
            text_version="1", given_on=at.date(), proof_note="x", by=cast.officer, at=at,
        )  # fmt: skip
    with pytest.raises(Refused, match="đã xóa"):
        actions.ask(exemplar=made.exemplar, kind="access", identified="email", by=SUBJECT, at=at)


def test_what_others_share_stays(made, accepted, province, cast, run_tasks, at) -> None:
    """A picture that another story shows is not deleted."""
    from lantoa.stories import actions as stories
    from lantoa.stories.models import Picture
    from tests import world

    other = world.story(province, cast, name="Người Ở Lại", slug="nguoi-o-lai")
    stories.write(
        story=other, title="Người ở lại", lead="x", slug="nguoi-o-lai", picture=made.picture,
        body=[("paragraph", "x")], by=cast.editor, at=at,
    )  # fmt: skip
    actions.erase(request=accepted, by=cast.approver, at=at)
    run_tasks()
    assert Picture.objects.filter(pk=made.picture.pk).exists()
    other.refresh_from_db()
    assert other.exemplar.full_name == "Người Ở Lại"


def test_who_may_not_erase(made, cast, at, accepted) -> None:
    for name in set(vars(cast)) - {"approver"}:
        with pytest.raises(Refused):
            actions.erase(request=accepted, by=getattr(cast, name), at=at)
        with pytest.raises(Refused):
            registry.erase(exemplar=made.exemplar, by=getattr(cast, name), at=at)
    for kind, words in (("access", "không xin xóa"), ("erase", "Không thể")):
        request = actions.ask(
            exemplar=made.exemplar, kind=kind, identified="email", by=SUBJECT, at=at
        )
        with pytest.raises(Refused, match=words):
            actions.erase(request=request, by=cast.approver, at=at)
    with pytest.raises(Refused, match="chỉ xong khi"):
        actions.finish(request=accepted, by=cast.officer, at=at)
    assert Exemplar.objects.get().full_name == NAME


def test_who_answered_does_not_erase(made, province, cast, at) -> None:
    from lantoa.accounts import actions as accounts
    from lantoa.accounts.models import User
    from lantoa.core.actors import SYSTEM

    accounts.grant(
        user=cast.approver, unit=province.root, role="officer", starts_on=at.date(), by=SYSTEM,
        at=at,
    )  # fmt: skip
    both = User.objects.get(pk=cast.approver.pk)
    request = actions.ask(
        exemplar=made.exemplar, kind="erase", identified="email", by=SUBJECT, at=at
    )
    actions.accept_request(request=request, answer="Vâng", by=both, at=at)
    with pytest.raises(Refused, match="phải khác"):
        actions.erase(request=request, by=both, at=at)
