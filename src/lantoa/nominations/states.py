"""Lifecycles of a lead, a nomination, a panel, a public comment, an opinion, a complaint."""

from django.db import models

from lantoa.core.workflow import Transition, Workflow
from lantoa.nominations import rules


class LeadChannel(models.TextChoices):
    WEB = "web", "Biểu mẫu trên cổng"
    API = "api", "Phần mềm khác gửi tới"
    COUNTER = "counter", "Đến tận nơi kể"
    PHONE = "phone", "Điện thoại"
    PAPER = "paper", "Thư, phiếu giấy"
    MEETING = "meeting", "Cuộc họp"
    PRESS = "press", "Bài báo, văn bản"
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
    MERGED = "merged", "Đã gộp vào hồ sơ khác"
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


def _apart(source: str, *before: LeadState | NominationState) -> tuple[Transition, ...]:
    """Undoing a merger: back to the step at which it found the record (`mergers.separate`)."""
    return tuple(
        Transition(
            f"back_to_{state}",
            (source,),
            state,
            "duplicate.judge",
            f"Tách ra, trở lại “{state.label}”",
            (rules.was_merged,),
        )
        for state in before
    )


class RightsKind(models.TextChoices):
    """What a person may ask for about themselves (Law 91/2025/QH15, Article 4)."""

    WITHDRAW = "withdraw", "Rút lại sự đồng ý"
    CORRECT = "correct", "Sửa điều chưa đúng"
    ACCESS = "access", "Xem dữ liệu về mình"
    EXPORT = "export", "Nhận bản sao dữ liệu"
    RESTRICT = "restrict", "Hạn chế hoặc phản đối việc dùng dữ liệu"
    ERASE = "erase", "Xóa dữ liệu về mình"


class RightsState(models.TextChoices):
    RECEIVED = "received", "Chờ trả lời"
    ACCEPTED = "accepted", "Đã nhận làm"
    DONE = "done", "Đã làm xong"
    REFUSED = "refused", "Không làm được"


class Identified(models.TextChoices):
    EMAIL = "email", "Mã gửi tới thư điện tử đã lưu"
    COUNTER = "counter", "Đến tận nơi, cán bộ xem giấy tờ"


class ConfirmedHow(models.TextChoices):
    MET = "met", "Gặp tận nơi"
    PHONE = "phone", "Gọi điện thoại"
    PAPER = "paper", "Giấy xác nhận"


class CriterionVerdict(models.TextChoices):
    YES = "yes", "Đạt"
    PARTLY = "partly", "Đạt một phần"
    NO = "no", "Chưa đạt"


class FlagKind(models.TextChoices):
    NUMBER = "number", "Con số chưa rõ lấy từ đâu"
    SUPERLATIVE = "superlative", "Nói hơn hết mà không so với ai"
    EXAGGERATION = "exaggeration", "Lời quá mức"
    CONTRADICTION = "contradiction", "Hai chỗ nói khác nhau"
    AGE = "age", "Tuổi và năm sinh không khớp"
    DATE = "date", "Ngày tháng không hợp lý"
    SAME_TEXT = "same_text", "Giống lời trong hồ sơ khác"


class FlagAnswer(models.TextChoices):
    ACCEPTED = "accepted", "Đúng, đã sửa hoặc sẽ không dùng"
    EXPLAINED = "explained", "Có lý do, giữ nguyên"


class PanelState(models.TextChoices):
    PREPARING = "preparing", "Đang chuẩn bị"
    VOTING = "voting", "Đang bỏ phiếu"
    CONCLUDED = "concluded", "Đã có kết quả"
    CANCELLED = "cancelled", "Không họp"


class PanelRole(models.TextChoices):
    CHAIR = "chair", "Chủ tọa"
    SECRETARY = "secretary", "Thư ký"
    MEMBER = "member", "Thành viên"


class ConflictGround(models.TextChoices):
    RELATIVE = "relative", "Người thân"
    SAME_UNIT = "same_unit", "Cùng đơn vị"
    CO_AUTHOR = "co_author", "Cùng tác giả, cùng làm"
    NOMINATOR = "nominator", "Người giới thiệu, người lập hồ sơ"
    OTHER = "other", "Lý do khác"


class BallotChoice(models.TextChoices):
    YES = "yes", "Đồng ý"
    NO = "no", "Không đồng ý"
    BLANK = "blank", "Phiếu trắng"


class DayKind(models.TextChoices):
    WORKING = "working", "ngày làm việc"
    CALENDAR = "calendar", "ngày"


class CommentState(models.TextChoices):
    PLANNED = "planned", "Chưa tới ngày"
    OPEN = "open", "Đang lấy ý kiến"
    EXTENDED = "extended", "Đang lấy ý kiến, đã gia hạn"
    CLOSED = "closed", "Đã kết thúc"
    WITHDRAWN = "withdrawn", "Đã rút thông báo"


class CommentBasis(models.TextChoices):
    CONSENT = "consent", "Người được xét đã đồng ý công khai"
    DUTY = "duty", "Thực hiện quy định của pháp luật"


class OpinionChannel(models.TextChoices):
    WEB = "web", "Biểu mẫu trên cổng"
    EMAIL = "email", "Thư điện tử"
    PHONE = "phone", "Điện thoại"
    PAPER = "paper", "Thư giấy, đến tận nơi"


class Stance(models.TextChoices):
    FOR = "for", "Đồng tình"
    AGAINST = "against", "Không đồng tình"
    OTHER = "other", "Góp ý khác"


class OpinionState(models.TextChoices):
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
        *_apart("joined", LeadState.RECEIVED, LeadState.SCREENING),
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
            (
                rules.every_claim_judged,
                rules.true_claims_supported,
                rules.something_is_true,
                rules.criteria_answered,
                rules.flags_answered,
            ),
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
            (
                rules.approver_is_another,
                rules.appraisal_recommends,
                rules.must_criteria_met,
                rules.panel_agreed,
                rules.public_was_asked,
            ),
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
        Transition(
            "merge",
            ("opened", "verifying", "verified", "appraised"),
            "merged",
            "duplicate.judge",
            "Gộp vào hồ sơ khác",
        ),
        *_apart(
            "merged",
            NominationState.OPENED,
            NominationState.VERIFYING,
            NominationState.VERIFIED,
            NominationState.APPRAISED,
        ),
    ),
)

COMPLAINT = Workflow(
    "complaint",
    ComplaintState,
    ComplaintState.RECEIVED,
    (Transition("answer", ("received",), "answered", "complaint.answer", "Trả lời"),),
)

RIGHTS = Workflow(
    "rights",
    RightsState,
    RightsState.RECEIVED,
    (
        Transition("accept", ("received",), "accepted", "rights.answer", "Nhận làm và trả lời"),
        Transition("refuse", ("received",), "refused", "rights.answer", "Trả lời không làm được"),
        Transition(
            "extend",
            ("accepted",),
            "accepted",
            "rights.answer",
            "Gia hạn một lần",
            (rules.not_extended_yet,),
        ),
        Transition(
            "finish",
            ("accepted",),
            "done",
            "rights.answer",
            "Đã làm xong",
            (rules.erased_before_done,),
        ),
        Transition(
            "erase",
            ("accepted",),
            "done",
            "exemplar.erase",
            "Xóa dữ liệu",
            (rules.asks_to_erase, rules.eraser_is_another),
        ),
    ),
)


PANEL = Workflow(
    "panel",
    PanelState,
    PanelState.PREPARING,
    (
        Transition(
            "begin",
            ("preparing",),
            "voting",
            "panel.manage",
            "Bắt đầu bỏ phiếu",
            (rules.panel_is_complete, rules.cases_wait_for_a_vote),
        ),
        Transition(
            "conclude",
            ("voting",),
            "concluded",
            "panel.manage",
            "Chốt kết quả",
            (rules.quorum_is_there, rules.present_have_voted),
        ),
        Transition("cancel", ("preparing", "voting"), "cancelled", "panel.manage", "Hủy phiên họp"),
    ),
)

PUBLIC_COMMENT = Workflow(
    "comment",
    CommentState,
    CommentState.PLANNED,
    (
        Transition(
            "open",
            ("planned",),
            "open",
            "comment.manage",
            "Đăng thông báo",
            (rules.notice_day_has_come, rules.may_be_shown, rules.file_waits_for_comment),
        ),
        Transition(
            "extend",
            ("open", "extended"),
            "extended",
            "comment.manage",
            "Gia hạn",
            (rules.file_waits_for_comment,),
        ),
        Transition(
            "close",
            ("open", "extended"),
            "closed",
            "comment.manage",
            "Kết thúc",
            (rules.period_is_over, rules.opinions_answered),
        ),
        Transition(
            "withdraw",
            ("planned", "open", "extended"),
            "withdrawn",
            "comment.manage",
            "Rút thông báo",
        ),
    ),
)

OPINION = Workflow(
    "opinion",
    OpinionState,
    OpinionState.RECEIVED,
    (Transition("answer", ("received",), "answered", "comment.answer", "Trả lời"),),
)
