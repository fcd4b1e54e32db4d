"""Roles a person may hold in a unit, and which role may do what.

Rights hold within a unit and what lies under it.
"""

from django.db import models


class Role(models.TextChoices):
    OFFICER = "officer", "Cán bộ phụ trách"
    VERIFIER = "verifier", "Người xác minh"
    APPROVER = "approver", "Người phê duyệt"
    EDITOR = "editor", "Biên tập viên"
    BROADCASTER = "broadcaster", "Cán bộ truyền thanh"
    LEADER = "leader", "Lãnh đạo"
    ADMINISTRATOR = "administrator", "Quản trị"


#: Permission → the roles that carry it.
PERMISSIONS: dict[str, frozenset[Role]] = {
    "lead.enter": frozenset({Role.OFFICER, Role.VERIFIER}),
    "lead.triage": frozenset({Role.OFFICER}),
    "indicators.manage": frozenset({Role.OFFICER}),
    "nomination.open": frozenset({Role.OFFICER}),
    "nomination.verify": frozenset({Role.VERIFIER}),
    "nomination.appraise": frozenset({Role.OFFICER}),
    "nomination.recognise": frozenset({Role.APPROVER}),
    "nomination.decline": frozenset({Role.OFFICER, Role.APPROVER}),
    "duplicate.judge": frozenset({Role.OFFICER}),
    "consent.record": frozenset({Role.OFFICER, Role.VERIFIER}),
    "practice.write": frozenset({Role.OFFICER, Role.VERIFIER}),
    "exemplar.read": frozenset(
        {Role.OFFICER, Role.VERIFIER, Role.APPROVER, Role.EDITOR, Role.BROADCASTER, Role.LEADER}
    ),
    "exemplar.hold": frozenset({Role.OFFICER, Role.APPROVER, Role.LEADER}),
    "exemplar.revoke": frozenset({Role.APPROVER}),
    "story.write": frozenset({Role.EDITOR}),
    "story.publish": frozenset({Role.EDITOR}),
    "delivery.manage": frozenset({Role.EDITOR, Role.BROADCASTER}),
    "adoption.register": frozenset({Role.OFFICER}),
    "adoption.confirm": frozenset({Role.OFFICER}),
    "plan.manage": frozenset({Role.OFFICER}),
    "plan.progress": frozenset({Role.OFFICER}),
    "gathering.manage": frozenset({Role.OFFICER, Role.EDITOR}),
    "report.read": frozenset({Role.OFFICER, Role.APPROVER, Role.LEADER, Role.EDITOR}),
    "complaint.answer": frozenset({Role.OFFICER, Role.EDITOR}),
    "rights.answer": frozenset({Role.OFFICER}),
    "exemplar.erase": frozenset({Role.APPROVER}),
    "privacy.manage": frozenset({Role.LEADER}),
    "complaint.oversee": frozenset({Role.APPROVER, Role.LEADER}),
    "criteria.write": frozenset({Role.OFFICER}),
    "criteria.enact": frozenset({Role.APPROVER, Role.LEADER}),
    "panel.manage": frozenset({Role.OFFICER}),
    "comment.manage": frozenset({Role.OFFICER}),
    "comment.answer": frozenset({Role.OFFICER}),
    "calendar.set": frozenset({Role.ADMINISTRATOR}),
    "member.manage": frozenset({Role.ADMINISTRATOR}),
    "audit.read": frozenset({Role.ADMINISTRATOR, Role.LEADER}),
    # What the platform itself does as a consequence; no person has these.
    "lead.submit": frozenset(),
    "list.follow": frozenset(),
    "complaint.submit": frozenset(),
    "rights.identify": frozenset(),
    "rights.ask": frozenset(),
    "rights.send_code": frozenset(),
    "consent.withdraw": frozenset(),
    "complaint.escalate": frozenset(),
    "opinion.submit": frozenset(),
    "story.draft": frozenset(),
    "publication.follow": frozenset(),
    "delivery.send": frozenset(),
    "search.index": frozenset(),
    "duplicate.find": frozenset(),
    "indicators.judge": frozenset(),
    "old_file.read": frozenset(),
}
