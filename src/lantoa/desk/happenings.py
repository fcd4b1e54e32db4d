"""Audit events in words that a person reads."""

from typing import Any

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core.models import AuditEvent
from lantoa.discovery.states import INDICATORS, LIST, OLD_FILE, PAIR
from lantoa.nominations.states import (
    COMPLAINT,
    LEAD,
    NOMINATION,
    OPINION,
    PANEL,
    PUBLIC_COMMENT,
    RIGHTS,
)
from lantoa.places.models import OrgUnit
from lantoa.planning.states import ASSIGNMENT
from lantoa.publishing.states import DELIVERY, GATHERING, PUBLICATION
from lantoa.registry.states import CRITERIA_SET, Verdict
from lantoa.replication.states import ADOPTION

_TABLES = (
    INDICATORS, LEAD, NOMINATION, COMPLAINT, PAIR, PANEL, PUBLIC_COMMENT, OPINION, CRITERIA_SET,
    PUBLICATION, DELIVERY, ADOPTION, ASSIGNMENT, GATHERING, LIST, OLD_FILE, RIGHTS,
)  # fmt: skip
_WHAT = {
    "lead": "Tin báo",
    "nomination": "Hồ sơ",
    "complaint": "Phản ánh",
    "pair": "Cặp trùng",
    "panel": "Hội đồng",
    "comment": "Lấy ý kiến",
    "opinion": "Ý kiến",
    "criteria": "Tiêu chí",
    "publication": "Bài đăng",
    "delivery": "Lượt gửi",
    "adoption": "Nơi làm theo",
    "assignment": "Nhiệm vụ",
    "gathering": "Buổi gặp",
    "list": "Danh sách",
    "rights": "Quyền",
    "indicators": "Bảng số liệu",
    "old_file": "Tệp cũ",
}
#: Kinds that no lifecycle names.
_SAID = {
    "lead.submitted": "Tin báo: nhận lời kể",
    "old_file.kept": "Tệp cũ: gửi lên",
    "old_file.sent": "Tệp cũ: chuyển thành tin báo",
    "old_file.records_erased": "Tệp cũ: xóa dòng theo yêu cầu",
    "old_file.original_seen": "Tệp cũ: mở bản gốc",
    "old_file.original_dropped": "Tệp cũ: bỏ bản gốc",
    "complaint.submitted": "Phản ánh: nhận",
    "list.sent": "Danh sách: gửi tệp",
    "list.row_corrected": "Danh sách: sửa một dòng",
    "list.rows_erased": "Danh sách: xóa dòng theo yêu cầu",
    "list.original_seen": "Danh sách: mở bản gốc",
    "list.original_dropped": "Danh sách: bỏ bản gốc",
    "nomination.opened": "Hồ sơ: lập",
    "nomination.described": "Hồ sơ: sửa thông tin",
    "nomination.claim_added": "Hồ sơ: thêm một điều cần xác minh",
    "nomination.claim_removed": "Hồ sơ: bỏ một điều",
    "nomination.evidence_added": "Hồ sơ: thêm căn cứ",
    "nomination.judged": "Hồ sơ: kết luận một điều",
    "nomination.flagged": "Hồ sơ: máy đọc, tìm chỗ cần để ý",
    "nomination.flag_answered": "Hồ sơ: trả lời một chỗ cần để ý",
    "nomination.criterion_answered": "Hồ sơ: trả lời một tiêu chí",
    "nomination.confirmation_added": "Hồ sơ: ghi lời một người biết việc",
    "nomination.visited": "Hồ sơ: ghi một lần đến tận nơi",
    "nomination.rule_set": "Đơn vị: đặt quy định xét chọn",
    "complaint.escalated": "Phản ánh: quá hạn, báo lên cấp trên",
    "criteria.drafted": "Tiêu chí: soạn",
    "criteria.written": "Tiêu chí: sửa bản soạn",
    "criteria.dropped": "Tiêu chí: bỏ bản soạn",
    "panel.made": "Hội đồng: lập phiên họp",
    "panel.member_seated": "Hội đồng: thêm thành viên",
    "panel.member_unseated": "Hội đồng: bỏ tên thành viên",
    "panel.case_put": "Hội đồng: đưa hồ sơ ra",
    "panel.conflict_declared": "Hội đồng: tránh bỏ phiếu",
    "panel.attendance": "Hội đồng: ghi có mặt, vắng mặt",
    "panel.ballot_cast": "Hội đồng: bỏ phiếu",
    "panel.counted": "Hội đồng: đếm phiếu",
    "comment.planned": "Lấy ý kiến: lập thông báo",
    "opinion.given": "Ý kiến: nhận",
    "calendar.day_set": "Lịch: ghi ngày nghỉ, làm bù",
    "calendar.day_forgotten": "Lịch: bỏ ngày đã ghi",
    "registry.recognised": "Điển hình: được công nhận",
    "registry.consent_recorded": "Điển hình: ghi sự đồng ý",
    "registry.consent_withdrawn": "Điển hình: rút sự đồng ý",
    "registry.practice_written": "Điển hình: viết thẻ cách làm",
    "registry.hold_placed": "Điển hình: tạm dừng",
    "registry.hold_lifted": "Điển hình: bỏ tạm dừng",
    "registry.revoked": "Điển hình: thu hồi công nhận",
    "registry.contact_set": "Điển hình: đổi cách liên lạc",
    "registry.merged": "Điển hình: gộp hai hồ sơ làm một",
    "registry.split": "Điển hình: tách hai hồ sơ đã gộp",
    "registry.took_in": "Điển hình: nhận thêm lời kể, hồ sơ của cùng một người",
    "registry.gave_back": "Điển hình: trả lại lời kể, hồ sơ đã nhận",
    "nomination.took_in": "Hồ sơ: nhận thêm lời kể, hồ sơ của cùng một người",
    "nomination.gave_back": "Hồ sơ: trả lại lời kể, hồ sơ đã nhận",
    "lead.took_in": "Tin báo: nhận thêm lời kể về cùng một người",
    "lead.gave_back": "Tin báo: trả lại lời kể đã nhận",
    "duplicates.search_asked": "Rà trùng: yêu cầu",
    "duplicates.searched": "Rà trùng: xong",
    "registry.contact_seen": "Điển hình: xem cách liên lạc",
    "registry.life_described": "Điển hình: sửa tuổi, tình trạng",
    "registry.rule_written": "Quy định dữ liệu: ghi dòng mới",
    "registry.text_written": "Mẫu phiếu đồng ý: ghi mẫu mới",
    "registry.erased": "Điển hình: xóa dữ liệu theo yêu cầu",
    "lead.contact_seen": "Tin báo: xem cách liên lạc của người kể",
    "lead.contact_shown": "Tin báo: người giữ mã xem tên, cách liên lạc của mình",
    "lead.contact_erased": "Tin báo: người kể xóa tên, cách liên lạc của mình",
    "complaint.contact_shown": "Phản ánh: người giữ mã xem tên, cách liên lạc của mình",
    "complaint.contact_erased": "Phản ánh: người phản ánh xóa tên, cách liên lạc của mình",
    "opinion.contact_shown": "Ý kiến: người giữ mã xem tên, cách liên lạc của mình",
    "opinion.contact_erased": "Ý kiến: người góp ý xóa tên, cách liên lạc của mình",
    "complaint.contact_seen": "Phản ánh: xem cách liên lạc",
    "complaint.erased": "Phản ánh: xóa theo yêu cầu",
    "rights.asked": "Quyền: nhận yêu cầu",
    "rights.code_asked": "Quyền: có người xin mã qua thư",
    "rights.code_drawn": "Quyền: gửi mã tới thư đã lưu",
    "rights.identified": "Quyền: nhận ra bằng mã",
    "rights.names_let_go": "Quyền: soát xong danh sách, tệp cũ sau khi xóa",
    "rights.copy_handed": "Quyền: lập bản sao dữ liệu để trao",
    "audit.values_forgotten": "Nhật ký: quên điều đã xóa theo yêu cầu",
    "story.erased": "Câu chuyện: xóa theo yêu cầu",
    "publication.erased": "Bài đăng: xóa theo yêu cầu",
    "publication.pictures_left_out": "Bài đăng: bỏ ảnh, giữ bài, theo ý người được kể",
    "publication.widened": "Bài đăng: thêm kênh vừa được đồng ý",
    "story.drafted": "Câu chuyện: lập bản nháp",
    "story.written": "Câu chuyện: viết, sửa",
    "story.submitted": "Câu chuyện: gửi duyệt",
    "story.approved": "Câu chuyện: duyệt đăng",
    "story.unpublished": "Câu chuyện: gỡ",
    "publication.published": "Bài đăng: lên cổng",
    "publication.revised": "Bài đăng: đăng bản mới",
    "publication.kept_back": "Bài đăng: chưa lên cổng được",
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
    "indicators.entered": "Bảng số liệu: nạp",
    "indicators.told": "Bảng số liệu: lập tin báo về một nơi",
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
    "reasons": "lý do",
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
    "kept": "giữ lại",
    "gone": "gộp vào",
    "identified": "nhận ra bằng",
    "finish_due_on": "hạn làm xong",
    "is_extended": "đã gia hạn",
    "birth_year": "năm sinh",
    "is_deceased": "đã mất",
    "is_small_child": "chưa đủ 7 tuổi",
    "is_minor": "chưa đủ 16 tuổi",
    "member": "thành viên",
    "ground": "vì",
    "by_paper": "phiếu giấy",
    "is_absent": "vắng",
    "has_passed": "đạt",
    "valid_from": "áp dụng từ",
    "criterion": "tiêu chí",
}
_RECORDS = {
    "nominations.lead": "tin báo",
    "nominations.nomination": "hồ sơ",
    "discovery.listupload": "danh sách",
    "discovery.oldfile": "tệp cũ",
    "nominations.complaint": "phản ánh",
    "nominations.panel": "phiên họp",
    "nominations.publiccomment": "thông báo lấy ý kiến",
    "nominations.opinion": "ý kiến",
    "nominations.reviewrule": "quy định",
    "registry.criteriaset": "bộ tiêu chí",
    "core.calendarday": "ngày nghỉ",
    "registry.exemplar": "điển hình",
    "discovery.duplicatepair": "cặp trùng",
    "nominations.rightsrequest": "yêu cầu",
    "nominations.rightscode": "mã",
    "stories.story": "câu chuyện",
    "publishing.publication": "bài đăng",
    "publishing.delivery": "lượt gửi",
    "publishing.channeltarget": "kênh",
    "replication.adoption": "nơi làm theo",
    "planning.assignment": "nhiệm vụ",
    "planning.plan": "kế hoạch",
    "planning.scheme": "đề án",
    "planning.legaldocument": "văn bản",
    "discovery.indicatortable": "bảng số liệu",
    "discovery.indicatorfinding": "nơi trong bảng số liệu",
    "places.orgunit": "đơn vị",
    "accounts.user": "tài khoản",
}
_STATES = {state.value: str(state.label) for table in _TABLES for state in table.states}
_VERDICTS = {verdict.value: str(verdict.label) for verdict in Verdict}
GROUPS = (
    ("lead", "Tin báo"),
    ("list", "Danh sách"),
    ("nomination", "Hồ sơ"),
    ("complaint", "Phản ánh"),
    ("pair", "Cặp trùng"),
    ("rights", "Quyền"),
    ("panel", "Hội đồng"),
    ("comment", "Lấy ý kiến"),
    ("criteria", "Tiêu chí"),
    ("indicators", "Số liệu"),
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
