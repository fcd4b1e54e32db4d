"""Writing down who agreed to what, and taking it back."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from lantoa.core import events, files
from lantoa.core.actors import Actor
from lantoa.core.workflow import Refused, lock
from lantoa.registry.models import Consent, ConsentChannel, ConsentText, Exemplar
from lantoa.registry.states import ConsentForm, ConsentGiver, ExemplarKind
from lantoa.vietnamese import nfc

_CHANNEL_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")


@transaction.atomic
def record_consent(
    *,
    exemplar: Exemplar, giver: str, giver_name: str,
    covers_name: bool, covers_image: bool, channels: Sequence[str], purpose: str,
    form: str, text_version: str, given_on: date,
    by: Actor, at: datetime,
    proof: "UploadedFile[Any] | None" = None, proof_note: str = "",
) -> Consent:  # fmt: skip
    """Keep a consent with its proof: a file, or a note of where the paper or tape lies.

    Raises Refused with every reason: no right, no proof, nothing agreed to, a day to come.
    """
    texts = [nfc(text).strip() for text in (giver_name, purpose, text_version, proof_note)]
    giver_name, purpose, text_version, proof_note = texts
    facts = {
        "giver": giver, "giver_name": giver_name, "covers_name": covers_name,
        "covers_image": covers_image, "purpose": purpose, "form": form,
        "text_version": text_version, "proof_note": proof_note, "given_on": given_on,
    }  # fmt: skip
    lock(exemplar)
    reasons = _against_giver(giver, giver_name, form) + _against_voice(exemplar, giver)
    if not by.may("consent.record", exemplar.unit):
        reasons.append("Anh, chị không có quyền ghi sự đồng ý ở đơn vị này.")
    reasons += _against_content(facts, channels, has_proof=proof is not None, at=at)
    if reasons := reasons + _against_lengths(*texts):
        raise Refused(reasons)
    consent = Consent.objects.create(
        exemplar=exemplar, **facts, proof=files.store(proof, at=at) if proof else None,
        text=ConsentText.objects.filter(version=text_version, valid_from__lte=given_on).first(),
        recorded_by_id=by.pk, recorded_at=at,
    )  # fmt: skip
    names = list(dict.fromkeys(channels))
    for name in names:
        ConsentChannel.objects.create(consent=consent, channel=name)
    told = ("giver", "covers_name", "covers_image", "given_on")
    changes = {"consent": consent, "channels": names, **{name: facts[name] for name in told}}
    events.record(
        "registry.consent_recorded", exemplar, by=by, at=at, changes=changes, unit=exemplar.unit
    )
    return consent


def _against_content(
    facts: Mapping[str, Any], channels: Sequence[str], *, has_proof: bool, at: datetime
) -> list[str]:
    reasons = []
    if not (facts["covers_name"] or facts["covers_image"]):
        reasons.append("Chọn điều đã được đồng ý: nêu tên, dùng hình ảnh hoặc cả hai.")
    if not channels or not all(_CHANNEL_NAME.fullmatch(name) for name in channels):
        reasons.append("Chọn ít nhất một kênh mà người ấy đồng ý.")
    if not facts["purpose"]:
        reasons.append("Ghi rõ đồng ý để làm gì, ví dụ kể chuyện người tốt, việc tốt.")
    if not has_proof and not facts["proof_note"]:
        reasons.append("Gửi ảnh phiếu hoặc bản ghi âm, hay ghi bằng chứng đang lưu ở đâu.")
    if facts["given_on"] > timezone.localdate(at):
        reasons.append("Ngày đồng ý không thể ở sau hôm nay.")
    return reasons


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Actor, at: datetime) -> None:
    """Take a consent back; whatever rests on it must come down. Twice is refused.

    The exemplar's row is held meanwhile, as by who publishes: of a withdrawal and a publishing
    at the same moment the withdrawal wins.
    """
    exemplar = Exemplar.objects.select_for_update().get(pk=consent.exemplar_id)
    current = Consent.objects.select_for_update().get(pk=consent.pk)
    reasons = []
    if not _may_take_back(by, exemplar):
        reasons.append("Anh, chị không có quyền ghi việc rút đồng ý ở đơn vị này.")
    if current.withdrawn_at is not None:
        reasons.append("Sự đồng ý này đã được rút trước đây.")
    if reasons:
        raise Refused(reasons)
    take_back(consent, exemplar, by=by, at=at)


@transaction.atomic
def withdraw_from_channels(
    *, consent: Consent, channels: Sequence[str], by: Actor, at: datetime
) -> Consent | None:
    """Take a consent back for some of its channels; it goes on for the others.

    What was agreed to stays on file as it was said: the consent ends, and its rest stands as a
    new one with the same proof, which is given back (None when nothing is left). Raises Refused.
    """
    exemplar = Exemplar.objects.select_for_update().get(pk=consent.exemplar_id)
    current = Consent.objects.select_for_update().get(pk=consent.pk)
    held = list(current.channels.values_list("channel", flat=True))
    reasons = []
    if not _may_take_back(by, exemplar):
        reasons.append("Anh, chị không có quyền ghi việc rút đồng ý ở đơn vị này.")
    if current.withdrawn_at is not None:
        reasons.append("Sự đồng ý này đã được rút trước đây.")
    if not channels or set(channels) - set(held):
        reasons.append("Chọn những kênh muốn rút, trong các kênh đã đồng ý.")
    if reasons:
        raise Refused(reasons)
    take_back(consent, exemplar, by=by, at=at, channels=sorted(set(channels)))
    left = [name for name in held if name not in channels]
    if not left:
        return None
    return _rest(current, exemplar, left, by=by, at=at)


@transaction.atomic
def withdraw_images(*, exemplar: Exemplar, by: Actor, at: datetime) -> list[Consent]:
    """Take back what everybody agreed to about pictures, on every channel; naming goes on.

    One of those asked is enough, and an older form that says the same must not bring the picture
    back: each consent that covers pictures ends, and its rest stands as a new one with the same
    proof. Gives these back. Raises Refused.
    """
    exemplar = Exemplar.objects.select_for_update().get(pk=exemplar.pk)
    standing = exemplar.consents.select_for_update().filter(withdrawn_at__isnull=True)
    consents = list(standing.filter(covers_image=True).order_by("pk"))
    reasons = []
    if not _may_take_back(by, exemplar):
        reasons.append("Anh, chị không có quyền ghi việc rút đồng ý ở đơn vị này.")
    if not consents:
        reasons.append("Không có sự đồng ý nào đang cho dùng hình ảnh.")
    if reasons:
        raise Refused(reasons)
    rests = []
    for consent in consents:
        channels = list(consent.channels.values_list("channel", flat=True))
        take_back(consent, exemplar, by=by, at=at, covers_image=True)
        if consent.covers_name:
            rests.append(_rest(consent, exemplar, channels, by=by, at=at, covers_image=False))
    return rests


def _rest(
    consent: Consent, exemplar: Exemplar, channels: Sequence[str], *, by: Actor, at: datetime,
    **changed: bool,
) -> Consent:  # fmt: skip
    """What is left of a consent that just ended, as a new one; `consent` is left as it is."""
    rest = Consent.objects.get(pk=consent.pk)
    rest.pk, rest._state.adding, rest.withdrawn_at = None, True, None
    for name, value in changed.items():
        setattr(rest, name, value)
    rest.save()
    ConsentChannel.objects.bulk_create(
        ConsentChannel(consent=rest, channel=name) for name in channels
    )
    changes = {
        "consent": rest, "rest_of": consent, "channels": channels, "giver": rest.giver, **changed
    }  # fmt: skip
    events.record(
        "registry.consent_recorded", exemplar, by=by, at=at, changes=changes, unit=exemplar.unit
    )
    return rest


def _may_take_back(by: Actor, exemplar: Exemplar) -> bool:
    """Officers for others; the person for themselves; the platform when all is erased."""
    return any(by.may(name, exemplar.unit) for name in ("consent.record", "consent.withdraw"))


def take_back(
    consent: Consent, exemplar: Exemplar, *, by: Actor, at: datetime, **told: Any
) -> None:
    """End a consent and record it; the caller has asked for the right and holds the row."""
    consent.withdrawn_at = at
    consent.save(update_fields=["withdrawn_at"])
    changes = {"consent": consent, "giver": consent.giver, **told}
    events.record(
        "registry.consent_withdrawn", exemplar, by=by, at=at, changes=changes, unit=exemplar.unit
    )


def _against_voice(exemplar: Exemplar, giver: str) -> list[str]:
    if exemplar.erased_at is not None:
        return ["Dữ liệu của hồ sơ này đã xóa theo yêu cầu, không ghi thêm được."]
    is_person = exemplar.kind == ExemplarKind.PERSON
    if giver == ConsentGiver.REPRESENTATIVE and is_person:
        return ["Người đại diện chỉ đồng ý thay tập thể, hộ gia đình; hỏi chính người ấy."]
    if giver == ConsentGiver.RELATIVE and not (is_person and exemplar.is_deceased):
        return [
            "Người thân chỉ đồng ý thay người đã mất. Người ấy đã mất thì ghi điều đó trước, "
            "ở mục “Tuổi và tình trạng”."
        ]
    return []


def _against_lengths(
    giver_name: str, purpose: str, text_version: str, proof_note: str
) -> list[str]:
    limits = (
        ("Họ tên người đồng ý", giver_name, 200),
        ("Mục đích", purpose, 200),
        ("Tên mẫu phiếu", text_version, 20),
        ("Nơi lưu bằng chứng", proof_note, 300),
    )
    return [
        f"{label} dài quá {most} chữ cái. Viết ngắn lại."
        for label, text, most in limits
        if len(text) > most
    ]


def _against_giver(giver: str, giver_name: str, form: str) -> list[str]:
    reasons = []
    if giver not in ConsentGiver.values:
        reasons.append("Chọn ai đồng ý: chính người được kể, người giám hộ hay người đại diện.")
    if not giver_name:
        reasons.append("Ghi họ tên người đồng ý.")
    if form not in ConsentForm.values:
        reasons.append("Chọn cách đồng ý: phiếu giấy, ghi âm hay ký trên máy.")
    return reasons
