"""Lifecycles of a lead and of a nomination."""

from django.db import models

from lantoa.core.workflow import Transition, Workflow
from lantoa.nominations import rules


class LeadChannel(models.TextChoices):
    WEB = "web", "Biểu mẫu trên cổng"
    API = "api", "Phần mềm khác gửi tới"
    COUNTER = "counter", "Đến tận nơi kể"
    PHONE = "phone", "Điện thoại"
    PAPER = "paper", "Thư, phiếu giấy"
    LIST = "list", "Danh sách đơn vị"
    DATA = "data", "Số liệu thống kê"


class LeadState(models.TextChoices):
    RECEIVED = "received", "Đã nhận"
    SCREENING = "screening", "Đang xem"
    ACCEPTED = "accepted", "Đã lập hồ sơ"
    JOINED = "joined", "Đã gộp vào hồ sơ có trước"
    DECLINED = "declined", "Không tiếp tục"


class NominationState(models.TextChoices):
    OPENED = "opened", "Mới lập"
    VERIFYING = "verifying", "Đang xác minh"
    VERIFIED = "verified", "Đã xác minh"
    APPRAISED = "appraised", "Đã thẩm định"
    RECOGNISED = "recognised", "Đã công nhận"
    DECLINED = "declined", "Không tiếp tục"


class ComplaintReason(models.TextChoices):
    FACT = "fact", "Có điều không đúng sự thật"
    PERSON = "person", "Sai tên, sai nơi, sai chức danh"
    PICTURE = "picture", "Ảnh hoặc tranh không đúng"
    CONSENT = "consent", "Tôi là người trong bài, muốn sửa hoặc rút"
    MISUSE = "misuse", "Bài bị dùng vào việc không tốt"
    OTHER = "other", "Điều khác"


class ComplaintState(models.TextChoices):
    RECEIVED = "received", "Chờ trả lời"
    ANSWERED = "answered", "Đã trả lời"


LEAD = Workflow(
    "lead",
    LeadState,
    LeadState.RECEIVED,
    (
        Transition("screen", ("received",), "screening", "lead.triage", "Nhận xem"),
        Transition("accept", ("received", "screening"), "accepted", "lead.triage", "Lập hồ sơ"),
        Transition("join", ("received", "screening"), "joined", "lead.triage", "Gộp"),
        Transition("decline", ("received", "screening"), "declined", "lead.triage", "Khép lại"),
    ),
)

NOMINATION = Workflow(
    "nomination",
    NominationState,
    NominationState.OPENED,
    (
        Transition(
            "start",
            ("opened",),
            "verifying",
            "nomination.open",
            "Giao xác minh",
            (rules.has_claims, rules.has_verifier),
        ),
        Transition(
            "conclude",
            ("verifying",),
            "verified",
            "nomination.verify",
            "Đủ căn cứ, chuyển thẩm định",
            (rules.every_claim_judged, rules.true_claims_supported, rules.something_is_true),
        ),
        Transition(
            "appraise", ("verified",), "appraised", "nomination.appraise", "Trình phê duyệt"
        ),
        Transition(
            "recognise",
            ("appraised",),
            "recognised",
            "nomination.recognise",
            "Công nhận",
            (rules.approver_is_another, rules.appraisal_recommends),
        ),
        Transition(
            "send_back",
            ("verified", "appraised"),
            "verifying",
            "nomination.open",
            "Trả lại xác minh",
        ),
        Transition(
            "decline",
            ("opened", "verifying", "verified", "appraised"),
            "declined",
            "nomination.decline",
            "Khép hồ sơ",
        ),
    ),
)

COMPLAINT = Workflow(
    "complaint",
    ComplaintState,
    ComplaintState.RECEIVED,
    (Transition("answer", ("received",), "answered", "complaint.answer", "Trả lời"),),
)
