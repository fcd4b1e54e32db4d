"""Audit events in words that a person reads."""

from typing import Any

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core.models import AuditEvent
from lantoa.discovery.states import OLD_FILE
from lantoa.nominations.states import COMPLAINT, LEAD, NOMINATION
from lantoa.places.models import OrgUnit
from lantoa.planning.states import ASSIGNMENT
from lantoa.publishing.states import DELIVERY, GATHERING, PUBLICATION
from lantoa.registry.states import Verdict
from lantoa.replication.states import ADOPTION

_TABLES = (
    LEAD,
    NOMINATION,
    COMPLAINT,
    PUBLICATION,
    DELIVERY,
    ADOPTION,
    ASSIGNMENT,
    GATHERING,
    OLD_FILE,
)
_WHAT = {
    "lead": "Tin báo",
    "nomination": "Hồ sơ",
    "complaint": "Phản ánh",
    "publication": "Bài đăng",
    "delivery": "Lượt gửi",
    "adoption": "Nơi làm theo",
    "assignment": "Nhiệm vụ",
    "gathering": "Buổi gặp",
    "old_file": "Tệp cũ",
}
#: Kinds that no lifecycle names.
_SAID = {
    "lead.submitted": "Tin báo: nhận lời kể",
    "old_file.kept": "Tệp cũ: gửi lên",
    "old_file.sent": "Tệp cũ: chuyển thành tin báo",
    "complaint.submitted": "Phản ánh: nhận",
    "nomination.opened": "Hồ sơ: lập",
    "nomination.described": "Hồ sơ: sửa thông tin",
    "nomination.claim_added": "Hồ sơ: thêm một điều cần xác minh",
    "nomination.claim_removed": "Hồ sơ: bỏ một điều",
    "nomination.evidence_added": "Hồ sơ: thêm căn cứ",
    "nomination.judged": "Hồ sơ: kết luận một điều",
    "registry.recognised": "Điển hình: được công nhận",
    "registry.consent_recorded": "Điển hình: ghi sự đồng ý",
    "registry.consent_withdrawn": "Điển hình: rút sự đồng ý",
    "registry.practice_written": "Điển hình: viết thẻ cách làm",
    "registry.hold_placed": "Điển hình: tạm dừng",
    "registry.hold_lifted": "Điển hình: bỏ tạm dừng",
    "registry.revoked": "Điển hình: thu hồi công nhận",
    "registry.contact_set": "Điển hình: đổi cách liên lạc",
    "story.drafted": "Câu chuyện: lập bản nháp",
    "story.written": "Câu chuyện: viết, sửa",
    "story.submitted": "Câu chuyện: gửi duyệt",
    "story.approved": "Câu chuyện: duyệt đăng",
    "story.unpublished": "Câu chuyện: gỡ",
    "publication.published": "Bài đăng: lên cổng",
    "publication.revised": "Bài đăng: đăng bản mới",
    "adoption.registered": "Nơi làm theo: đăng ký",
    "adoption.result_reported": "Nơi làm theo: báo kết quả",
    "assignment.assigned": "Nhiệm vụ: giao",
    "assignment.progress": "Nhiệm vụ: báo tiến độ",
    "accounts.created": "Tài khoản: lập mới",
    "accounts.granted": "Tài khoản: trao vai trò",
    "accounts.ended": "Tài khoản: thôi vai trò",
    "planning.document_enacted": "Kế hoạch: ghi văn bản",
    "planning.scheme_opened": "Kế hoạch: mở đề án",
    "planning.plan_opened": "Kế hoạch: mở kế hoạch",
    "planning.movement_launched": "Kế hoạch: phát động phong trào",
    "gathering.arranged": "Buổi gặp: mời",
    "gathering.changed": "Buổi gặp: sửa lời mời",
    "places.site_described": "Cổng: sửa thông tin liên hệ",
    "places.former_loaded": "Địa bàn: nạp xã, phường cũ",
}
LABELS: dict[str, str] = {
    f"{table.name}.{verb}": f"{_WHAT[table.name]}: {step.label.lower()}"
    for table in _TABLES
    for verb, step in table.transitions.items()
} | _SAID
#: Names of changed values, as an auditor reads them.
FIELDS = {
    "state": "bước",
    "reason": "lý do",
    "full_name": "tên",
    "deed": "việc đã làm",
    "verdict": "kết luận",
    "role": "vai trò",
    "ends_on": "đến hết ngày",
    "answer": "câu trả lời",
    "verifier": "người xác minh",
    "due_on": "hạn",
    "decision_number": "số quyết định",
    "channels": "kênh",
    "giver": "người đồng ý",
    "statement": "nội dung",
    "progress": "tiến độ",
    "conclusion": "kết luận",
    "legal_ground": "căn cứ",
    "public_note": "đính chính",
}
_RECORDS = {
    "nominations.lead": "tin báo",
    "nominations.nomination": "hồ sơ",
    "nominations.complaint": "phản ánh",
    "registry.exemplar": "điển hình",
    "stories.story": "câu chuyện",
    "publishing.publication": "bài đăng",
    "publishing.delivery": "lượt gửi",
    "publishing.channeltarget": "kênh",
    "replication.adoption": "nơi làm theo",
    "planning.assignment": "nhiệm vụ",
    "planning.plan": "kế hoạch",
    "planning.scheme": "đề án",
    "planning.legaldocument": "văn bản",
    "places.orgunit": "đơn vị",
    "accounts.user": "tài khoản",
}
_STATES = {state.value: str(state.label) for table in _TABLES for state in table.states}
_VERDICTS = {verdict.value: str(verdict.label) for verdict in Verdict}
GROUPS = (
    ("lead", "Tin báo"),
    ("nomination", "Hồ sơ"),
    ("complaint", "Phản ánh"),
    ("registry", "Điển hình"),
    ("story", "Câu chuyện"),
    ("publication", "Bài đăng"),
    ("delivery", "Lượt gửi"),
    ("adoption", "Làm theo"),
    ("assignment", "Nhiệm vụ"),
    ("accounts", "Tài khoản"),
)


def said(kind: str) -> str:
    """The kind in words; an unknown kind is shown as it is stored."""
    return LABELS.get(kind, kind)


def about(event: AuditEvent) -> str:
    """The record an event is about, in words: "hồ sơ 7"."""
    return f"{_RECORDS.get(event.subject_type, event.subject_type)} {event.subject_id}"


def changed(changes: dict[str, Any]) -> list[tuple[str, str]]:
    """Name and new value of what changed, short enough for one line each."""
    return [(FIELDS.get(name, name), _shown(name, value)[:300]) for name, value in changes.items()]


def _shown(name: str, value: Any) -> str:
    is_step = name in ("state", "verdict") and isinstance(value, list) and len(value) == 2
    if not is_step:
        return str(value)
    words = _VERDICTS if name == "verdict" else _STATES
    return " → ".join(words.get(str(each), str(each)) for each in value)


def visible_to(user: User) -> QuerySet[AuditEvent]:
    """Events of the units in which `user` may read the audit; those without a unit only from
    the top: whoever answers for the whole province sees them."""
    units = user.units_where("audit.read")
    wanted = Q(unit_id__in=units.values("pk"))
    if units.filter(pk__in=OrgUnit.objects.filter(depth=1)).exists():
        wanted |= Q(unit_id__isnull=True)
    return AuditEvent.objects.filter(wanted).order_by("-sequence")
