"""Every verb of the platform and who may do it: one case each.

`@case("module.action", may=[…])` gives what the action takes besides `by` and `at`, in a world
where somebody of `may` (names of the cast, `public` or `system`) can do it. `verb` names the
step of a lifecycle that the action performs. `apart` are people of the cast whose right depends
on more than their role; the case's own tests say how.

An action without a case stands in `OTHERWISE`, with where its refusals are tested or why it has
none. An action or a lifecycle step in neither fails tests/security/test_verbs.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.nominations import actions as nominations
from lantoa.publishing import actions as publishing
from lantoa.registry import actions as registry
from lantoa.stories import actions as stories
from tests import world
from tests.nominations import test_comments, test_panels
from tests.registry import test_criteria


@dataclass(frozen=True)
class Case:
    """One action: who may, which step of a lifecycle it is, and what it is done to."""

    action: str
    may: tuple[str, ...]
    verbs: tuple[str, ...]
    apart: frozenset[str]
    arguments: Callable[["Stage"], dict[str, Any]]


class Stage:
    """The world of one case: made by actions, a day like any other."""

    def __init__(self, province: SimpleNamespace, cast: SimpleNamespace, run_tasks: Any) -> None:
        self.province, self.cast, self.run_tasks, self.at = province, cast, run_tasks, world.AT

    def made(self, step: str, **more: Any) -> Any:
        """`world.<step>` of this stage."""
        return getattr(world, step)(self.province, self.cast, **more)

    def published(self) -> Any:
        """A story that is out on all channels."""
        return world.published(self.province, self.cast, self.run_tasks)

    def actor(self, name: str) -> Any:
        """Somebody of the cast, the public, or the platform itself."""
        return {"public": PUBLIC, "system": SYSTEM}.get(name) or getattr(self.cast, name)


CASES: dict[str, Case] = {}


def case(
    action: str, *, may: Sequence[str], verbs: Sequence[str] = (), apart: Sequence[str] = ()
) -> Any:
    """Register the case of an action."""

    def keep(arguments: Callable[[Stage], dict[str, Any]]) -> None:
        CASES[action] = Case(action, tuple(may), tuple(verbs), frozenset(apart), arguments)

    return keep


#: Actions without a case: why there is nobody to refuse, or where they are refused.
OTHERWISE = {
    "accounts.create_user": "tests/security/test_rights.py",
    "accounts.grant": "tests/security/test_rights.py",
    "accounts.end": "tests/security/test_rights.py",
    "discovery.enter_list": "tests/discovery/test_lists.py",
    "nominations.follow_calendar": "called by the calendar; each step of it has its own case",
    "nominations.refresh_flags": "reads the file again; asked for by actions that have a case",
    "nominations.submit": "tests/nominations/test_leads.py",
    "nominations.complain": "tests/portal/test_report.py: everybody may",
    "places.add_admin_unit": "called by `lantoa prepare` only",
    "places.succeed": "called by `lantoa prepare` only",
    "places.add_organisation": "called by `lantoa prepare` and the demo only",
    "places.load_khanh_hoa": "called by `lantoa prepare` only",
    "places.load_former_communes": "called by `lantoa prepare` only",
    "places.describe_site": "tests/desk/test_sight.py, test_doors.py",
    "planning.enact_document": "tests/planning/test_plans.py",
    "planning.revise_document": "tests/planning/test_plans.py",
    "planning.open_scheme": "tests/planning/test_plans.py",
    "planning.open_plan": "tests/planning/test_plans.py",
    "planning.launch_movement": "tests/planning/test_movements.py",
    "planning.prolong": "tests/planning/test_plans.py",
    "planning.move_plan": "tests/planning/test_plans.py",
    "planning.assign": "tests/planning/test_plans.py",
    "planning.report_progress": "tests/planning/test_plans.py",
    "planning.load_plan_1068": "called by `lantoa prepare` only",
    "publishing.arrange_gathering": "tests/publishing/test_gatherings.py",
    "publishing.change_gathering": "tests/publishing/test_gatherings.py",
    "publishing.ensure_targets": "called by `lantoa prepare` only",
    "publishing.publish": "follows from stories.approve; tests/publishing/test_road.py",
    "publishing.recall": "follows from a hold; tests/publishing/test_road.py",
    "publishing.send": "follows from a publication; tests/publishing/test_sending.py",
    "reach.bring_over": "a command of the administrator of the machine",
    "registry.load_sectors": "called by `lantoa prepare` only",
    "registry.recognise": "tests/registry/test_soundness.py; called by nominations only",
    "registry.move_practice": "tests/portal/test_addresses.py",
    "replication.register": "tests/replication/test_lifecycle.py",
    "replication.report_result": "tests/replication/test_lifecycle.py",
    "stories.prepare_editing": "called by `lantoa prepare` only",
    "stories.draft_from_exemplar": "tests/stories/test_writing.py",
    "stories.write": "tests/stories/test_writing.py",
    "stories.add_picture": "tests/stories/test_uploads.py",
    "stories.add_document": "tests/stories/test_uploads.py",
    "stories.submit": "tests/stories/test_writing.py",
}
#: Steps that only follow from others, done by the platform in its own name.
FOLLOWING = {
    "delivery.send", "delivery.arrive", "delivery.fail", "delivery.withdraw", "delivery.requeue",
    "publication.republish",
}  # fmt: skip

OFFICERS = ["officer", "province_officer"]


# Leads and files.


@case("nominations.screen", may=OFFICERS, verbs=["lead.screen"])
def _(stage: Stage) -> dict[str, Any]:
    return {"lead": stage.made("lead").lead}


@case("nominations.accept", may=OFFICERS, verbs=["lead.accept"])
def _(stage: Stage) -> dict[str, Any]:
    return {"lead": stage.made("lead").lead, "sector": stage.province.sector, "deed": "Ghi bảng"}


@case("nominations.join", may=OFFICERS, verbs=["lead.join"])
def _(stage: Stage) -> dict[str, Any]:
    exemplar = stage.made("exemplar", name="Người Có Trước")
    return {"lead": stage.made("lead").lead, "exemplar": exemplar, "answer": "Đã có."}


@case("nominations.decline_lead", may=OFFICERS, verbs=["lead.decline"])
def _(stage: Stage) -> dict[str, Any]:
    return {"lead": stage.made("lead").lead, "answer": "Chưa đủ."}


@case("nominations.start", may=OFFICERS, verbs=["nomination.start"])
def _(stage: Stage) -> dict[str, Any]:
    lead = stage.made("lead").lead
    opened = nominations.accept(
        lead=lead, sector=stage.province.sector, deed="Ghi bảng", by=stage.cast.officer,
        at=stage.at,
    )  # fmt: skip
    nominations.add_claim(
        nomination=opened, statement="Ghi bảng", by=stage.cast.officer, at=stage.at
    )
    due = stage.at.date()
    return {"nomination": opened, "verifier": stage.cast.verifier, "due_on": due}


@case("nominations.describe", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"nomination": stage.made("nomination"), "occupation": "nghề khác"}


@case("nominations.add_claim", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"nomination": stage.made("nomination"), "statement": "Một điều nữa"}


@case("nominations.remove_claim", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"claim": stage.made("nomination").claims.first()}


@case("nominations.add_evidence", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"claim": stage.made("nomination").claims.first(), "description": "Sổ"}


@case("nominations.judge", may=["verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"claim": stage.made("nomination").claims.first(), "verdict": "unclear"}


@case("nominations.answer_flag", may=["verifier"])
def _(stage: Stage) -> dict[str, Any]:
    opened = stage.made("nomination", summary="Bà là người tận tụy nhất.")
    return {"flag": opened.flags.first(), "answer": "accepted", "note": ""}


@case("nominations.add_confirmation", may=["verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "claim": stage.made("nomination").claims.first(), "name": "Bà Tư", "role": "hàng xóm",
        "words": "Tôi thấy.", "how": "met", "on": stage.at.date(),
    }  # fmt: skip


@case("nominations.add_visit", may=["verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "nomination": stage.made("nomination"), "visited_at": stage.at, "place": "Đầu mương",
        "seen": "Bảng còn mới",
    }  # fmt: skip


@case("nominations.answer_criterion", may=["verifier"])
def _(stage: Stage) -> dict[str, Any]:
    criteria = test_criteria.enacted(stage.province.root, None, stage.cast, stage.at)
    line = criteria.criteria.first()
    return {"nomination": stage.made("nomination"), "criterion": line, "verdict": "yes"}


@case("nominations.conclude", may=["verifier"], verbs=["nomination.conclude"])
def _(stage: Stage) -> dict[str, Any]:
    opened = stage.made("verified")
    nominations.send_back(nomination=opened, reason="x", by=stage.cast.officer, at=stage.at)
    return {"nomination": opened}


@case("nominations.appraise", may=OFFICERS, verbs=["nomination.appraise"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "nomination": stage.made("verified"), "opinion": "Đủ", "recommends": True,
        "standing": "exemplar",
    }  # fmt: skip


@case("nominations.recognise", may=["approver"], verbs=["nomination.recognise"])
def _(stage: Stage) -> dict[str, Any]:
    return {"nomination": stage.made("appraised")}


@case("nominations.send_back", may=OFFICERS, verbs=["nomination.send_back"])
def _(stage: Stage) -> dict[str, Any]:
    return {"nomination": stage.made("appraised"), "reason": "Hỏi thêm"}


@case("nominations.decline", may=[*OFFICERS, "approver"], verbs=["nomination.decline"])
def _(stage: Stage) -> dict[str, Any]:
    return {"nomination": stage.made("appraised"), "reason": "Chưa đủ"}


# Panels.


def _panel(stage: Stage) -> Any:
    return test_panels.seated(stage.province, stage.cast, stage.at, stage.made("verified"))


def _voting(stage: Stage) -> Any:
    panel = _panel(stage)
    nominations.begin_voting(panel=panel, by=stage.cast.province_officer, at=stage.at)
    return panel


@case("nominations.set_review_rule", may=["approver", "leader"])
def _(stage: Stage) -> dict[str, Any]:
    return {"unit": stage.province.root, "valid_from": stage.at.date()}


@case("nominations.make_panel", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    return {"unit": stage.province.unit, "title": "Tổ", "meets_at": stage.at, "venue": "UBND"}


@case("nominations.seat_member", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"panel": _panel(stage), "role": "member", "name": "Người ngoài"}


@case("nominations.unseat_member", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"member": _panel(stage).members.last()}


@case("nominations.put_case", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"panel": _panel(stage), "nomination": stage.made("verified", name="Hồ sơ nữa")}


@case("nominations.mark_absent", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"member": _panel(stage).members.last(), "is_absent": True}


@case("nominations.begin_voting", may=["province_officer"], verbs=["panel.begin"])
def _(stage: Stage) -> dict[str, Any]:
    return {"panel": _panel(stage)}


@case("nominations.declare_conflict", may=["leader", "province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    panel = _voting(stage)
    chair = panel.members.get(role="chair")
    return {"case": panel.cases.get(), "member": chair, "ground": "relative"}


@case("nominations.cast_ballot", may=["leader", "province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    panel = _voting(stage)
    chair = panel.members.get(role="chair")
    return {"case": panel.cases.get(), "member": chair, "choice": "yes", "proof_note": "Tủ 1"}


@case("nominations.conclude_panel", may=["province_officer"], verbs=["panel.conclude"])
def _(stage: Stage) -> dict[str, Any]:
    panel = _voting(stage)
    for member in panel.members.all():
        nominations.cast_ballot(
            case=panel.cases.get(), member=member, choice="yes", proof_note="Tủ 1",
            by=stage.cast.province_officer, at=stage.at,
        )  # fmt: skip
    return {"panel": panel}


@case("nominations.cancel_panel", may=["province_officer"], verbs=["panel.cancel"])
def _(stage: Stage) -> dict[str, Any]:
    return {"panel": _panel(stage), "reason": "Vắng nhiều"}


# Public comment and complaints.


def _planned(stage: Stage) -> Any:
    return test_comments.planned(stage.province, stage.cast, stage.at)


def _running(stage: Stage, **more: Any) -> Any:
    return test_comments.running(stage.province, stage.cast, stage.at, **more)


@case("nominations.plan_comment", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    return {
        "nomination": stage.made("verified"), "standing": "exemplar", "shown_name": "Bà Sương",
        "summary": "Ghi bảng.", "basis": "duty", "basis_note": "QĐ 1",
        "starts_on": stage.at.date(),
    }  # fmt: skip


@case("nominations.open_comment", may=[*OFFICERS, "system"], verbs=["comment.open"])
def _(stage: Stage) -> dict[str, Any]:
    return {"comment": _planned(stage)}


@case("nominations.extend_comment", may=[*OFFICERS, "system"], verbs=["comment.extend"])
def _(stage: Stage) -> dict[str, Any]:
    return {"comment": _running(stage), "ends_on": date(2026, 7, 1), "reason": "Mưa lũ"}


@case("nominations.close_comment", may=[*OFFICERS, "system"], verbs=["comment.close"])
def _(stage: Stage) -> dict[str, Any]:
    comment = _running(stage)
    stage.at += timedelta(days=20)
    return {"comment": comment}


@case("nominations.withdraw_comment", may=[*OFFICERS, "system"], verbs=["comment.withdraw"])
def _(stage: Stage) -> dict[str, Any]:
    return {"comment": _running(stage), "reason": "Rút phiếu"}


@case("nominations.give_opinion", may=["public"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "comment": _running(stage), "channel": "web", "stance": "for", "text": test_comments.WORDS
    }  # fmt: skip


@case("nominations.answer_opinion", may=OFFICERS, verbs=["opinion.answer"])
def _(stage: Stage) -> dict[str, Any]:
    given = test_comments.opinion(_running(stage), stage.at)
    return {"opinion": given.opinion, "answer": "Cảm ơn."}


@case("nominations.answer", may=[*OFFICERS, "editor", "second_editor"], verbs=["complaint.answer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"complaint": complaint(stage), "answer": "Đã sửa."}


@case("nominations.escalate_complaints", may=["system"])
def _(stage: Stage) -> dict[str, Any]:
    complaint(stage)
    stage.at += timedelta(days=20)
    return {}


def complaint(stage: Stage) -> Any:
    """Somebody found something wrong."""
    return nominations.complain(
        subject="", title="", unit=stage.province.unit, reason="fact",
        text="Bài ghi sai năm bắt đầu.", by=PUBLIC, at=stage.at,
    ).complaint  # fmt: skip


# The registry.


def _draft(stage: Stage) -> Any:
    return registry.draft_criteria(
        unit=stage.province.root, sector=None, title="Chung", criteria=test_criteria.LINES,
        by=stage.cast.province_officer, at=stage.at,
    )  # fmt: skip


def _enacted(stage: Stage) -> Any:
    return test_criteria.enacted(stage.province.root, None, stage.cast, stage.at)


@case("registry.draft_criteria", may=OFFICERS)
def _(stage: Stage) -> dict[str, Any]:
    return {
        "unit": stage.province.unit, "sector": None, "title": "Chung",
        "criteria": test_criteria.LINES,
    }  # fmt: skip


@case("registry.write_criteria", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"criteria_set": _draft(stage), "title": "Khác", "criteria": test_criteria.LINES}


@case("registry.drop_criteria", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"criteria_set": _draft(stage)}


@case("registry.new_version", may=["province_officer"])
def _(stage: Stage) -> dict[str, Any]:
    return {"criteria_set": _enacted(stage)}


@case("registry.enact_criteria", may=["approver", "leader"], verbs=["criteria.enact"])
def _(stage: Stage) -> dict[str, Any]:
    return {"criteria_set": _draft(stage), "valid_from": stage.at.date()}


@case("registry.end_criteria", may=["approver", "leader"], verbs=["criteria.end"])
def _(stage: Stage) -> dict[str, Any]:
    return {"criteria_set": _enacted(stage)}


@case("registry.record_consent", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "exemplar": stage.made("exemplar"), "giver": "self", "giver_name": "Bùi Thị Sương",
        "covers_name": True, "covers_image": False, "channels": ["website"], "purpose": "Kể",
        "form": "paper", "text_version": "1", "given_on": stage.at.date(), "proof_note": "Tủ 2",
    }  # fmt: skip


@case("registry.withdraw_consent", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"consent": stage.made("consented").consents.get()}


@case("registry.set_contact", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {"exemplar": stage.made("exemplar"), "phone": "0905 000 222", "address": ""}


@case("registry.write_practice", may=[*OFFICERS, "verifier"])
def _(stage: Stage) -> dict[str, Any]:
    return {
        "exemplar": stage.made("exemplar"), "title": "Bảng", "summary": "Dựng bảng",
        "steps": ["Dựng"], "conditions": [], "pitfalls": [], "cost": "Ít", "contact": "Phường",
    }  # fmt: skip


@case("registry.hold", may=[*OFFICERS, "approver", "leader"])
def _(stage: Stage) -> dict[str, Any]:
    return {"exemplar": stage.made("exemplar"), "reason": "Có đơn"}


@case("registry.lift", may=[*OFFICERS, "approver", "leader"])
def _(stage: Stage) -> dict[str, Any]:
    exemplar = stage.made("exemplar")
    held = registry.hold(exemplar=exemplar, reason="x", by=stage.cast.leader, at=stage.at)
    return {"hold": held, "conclusion": "Không sai"}


@case("registry.revoke", may=["approver"])
def _(stage: Stage) -> dict[str, Any]:
    exemplar = stage.made("exemplar")
    return {"exemplar": exemplar, "legal_ground": "QĐ 9", "public_note": "Đính chính"}


# Stories, publications, gatherings, copies.


@case("stories.approve", may=["second_editor"], apart=["editor"])
def _(stage: Stage) -> dict[str, Any]:
    return {"story": stage.made("story")}


@case("stories.unpublish", may=["second_editor", "editor"])
def _(stage: Stage) -> dict[str, Any]:
    story = stage.made("story")
    stories.approve(story=story, by=stage.cast.second_editor, at=stage.at)
    story.refresh_from_db()
    return {"story": story}


@case("publishing.hold", may=["system"], verbs=["publication.hold"])
def _(stage: Stage) -> dict[str, Any]:
    return {"publication": stage.published()}


@case("publishing.resume", may=["system"], verbs=["publication.resume"])
def _(stage: Stage) -> dict[str, Any]:
    publication = stage.published()
    publishing.hold(publication=publication, by=SYSTEM, at=stage.at)
    return {"publication": publication}


@case("publishing.withdraw", may=["system"], verbs=["publication.withdraw"])
def _(stage: Stage) -> dict[str, Any]:
    return {"publication": stage.published()}


@case(
    "publishing.retry", may=["editor", "second_editor"], apart=["broadcaster"],
    verbs=["delivery.retry"],
)  # fmt: skip
def _(stage: Stage) -> dict[str, Any]:
    delivery = stage.published().deliveries.first()
    type(delivery).objects.filter(pk=delivery.pk).update(state="failed")
    delivery.refresh_from_db()
    return {"delivery": delivery}


HOSTS = [*OFFICERS, "editor", "second_editor"]


@case("publishing.cancel_gathering", may=HOSTS, verbs=["gathering.cancel"])
def _(stage: Stage) -> dict[str, Any]:
    return {"gathering": stage.made("gathering"), "note": "Mưa bão"}


@case("publishing.restore_gathering", may=HOSTS, verbs=["gathering.restore"])
def _(stage: Stage) -> dict[str, Any]:
    gathering = stage.made("gathering")
    publishing.cancel_gathering(gathering=gathering, note="x", by=stage.cast.officer, at=stage.at)
    return {"gathering": gathering}


@case("publishing.conclude_gathering", may=HOSTS, verbs=["gathering.conclude"])
def _(stage: Stage) -> dict[str, Any]:
    gathering = stage.made("gathering")
    stage.at += timedelta(days=10)
    return {"gathering": gathering, "note": "31 người tới."}


def _adopted(stage: Stage) -> Any:
    card = world.practice(stage.province, stage.cast, stage.made("exemplar"))
    adopted = world.adoption(stage.province, stage.cast, card)
    from lantoa.replication import actions as replication

    replication.report_result(
        adoption=adopted, statement="31 hộ làm theo", evidence_note="Biên bản",
        by=stage.cast.neighbour, at=stage.at,
    )  # fmt: skip
    return adopted


@case("replication.confirm", may=["province_officer"], verbs=["adoption.confirm"])
def _(stage: Stage) -> dict[str, Any]:
    return {"adoption": _adopted(stage)}


@case("replication.sustain", may=["province_officer"], verbs=["adoption.sustain"])
def _(stage: Stage) -> dict[str, Any]:
    from lantoa.replication import actions as replication

    adopted = _adopted(stage)
    replication.confirm(adoption=adopted, by=stage.cast.province_officer, at=stage.at)
    replication.report_result(
        adoption=adopted, statement="Vẫn làm", evidence_note="Biên bản", by=stage.cast.neighbour,
        at=stage.at,
    )  # fmt: skip
    return {"adoption": adopted}


@case("replication.stop", may=["neighbour", "province_officer"], verbs=["adoption.stop"])
def _(stage: Stage) -> dict[str, Any]:
    return {"adoption": _adopted(stage), "reason": "Thiếu người"}


@case("planning.begin", may=["province_officer"], verbs=["assignment.begin"])
def _(stage: Stage) -> dict[str, Any]:
    return {"assignment": _duty(stage)}


@case("planning.finish", may=["province_officer"], verbs=["assignment.finish"])
def _(stage: Stage) -> dict[str, Any]:
    return {"assignment": _duty(stage), "note": "Xong, có biên bản."}


@case("planning.reopen", may=["province_officer"], verbs=["assignment.reopen"])
def _(stage: Stage) -> dict[str, Any]:
    from lantoa.planning import actions as planning

    duty = _duty(stage)
    planning.finish(assignment=duty, note="Xong", by=stage.cast.province_officer, at=stage.at)
    return {"assignment": duty, "note": "Thiếu số liệu"}


def _duty(stage: Stage) -> Any:
    from lantoa.planning import actions as planning

    return planning.assign(
        plan=stage.province.plan, number="99", group="Khác", content="Việc thử",
        unit=stage.province.root, deadline=date(2026, 12, 1), product="Báo cáo",
        by=stage.cast.province_officer, at=stage.at,
    )  # fmt: skip
