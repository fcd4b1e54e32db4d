"""Choices of the registry."""

from django.db import models


class ExemplarKind(models.TextChoices):
    PERSON = "person", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể"
    HOUSEHOLD = "household", "Hộ gia đình"


class Standing(models.TextChoices):
    """How far recognition went: a new factor, or an exemplar."""

    EMERGING = "emerging", "Nhân tố mới"
    EXEMPLAR = "exemplar", "Điển hình tiên tiến"
    REVOKED = "revoked", "Đã thu hồi"


class ConsentForm(models.TextChoices):
    PAPER = "paper", "Phiếu giấy có chữ ký"
    VOICE = "voice", "Ghi âm"
    DIGITAL = "digital", "Ký trên máy"  # drawn on the screen of a phone, kept as a picture


class ConsentGiver(models.TextChoices):
    SELF = "self", "Chính người được kể"
    GUARDIAN = "guardian", "Cha, mẹ hoặc người giám hộ"
    REPRESENTATIVE = "representative", "Người đại diện tập thể"
    RELATIVE = "relative", "Người thân của người đã mất"


class Verdict(models.TextChoices):
    OPEN = "open", "Chưa xem"
    TRUE = "true", "Đúng"
    PARTLY = "partly", "Đúng một phần"
    UNCLEAR = "unclear", "Chưa rõ"
    FALSE = "false", "Sai"
