"""The demo's criteria, a meeting of the council, and a file about which the public is asked."""

from datetime import timedelta
from typing import Any

from lantoa.core.actors import PUBLIC
from lantoa.demo.files_of_people import PeopleLoader
from lantoa.nominations import actions as nominations
from lantoa.nominations.models import Nomination, Panel
from lantoa.nominations.states import NominationState
from lantoa.places import queries as places
from lantoa.registry import actions as registry
from lantoa.registry.actions import CriterionDraft

#: Files handed to a verifier since so many days are judged by these.
SINCE_DAYS = 60
_ALL = (
    CriterionDraft("Việc có thật, làm từ một năm trở lên", asks_number=True),
    CriterionDraft("Ít nhất hai người ngoài gia đình xác nhận"),
    CriterionDraft("Làm thêm ngoài nhiệm vụ được giao, hoặc tốt hơn hẳn mức thường"),
    CriterionDraft("Nơi khác làm theo được", "should"),
)
_SEA = (
    CriterionDraft("Có số liệu trước và sau khi làm, ghi trong sổ", asks_number=True),
    CriterionDraft("Không gây hại cho nước, bãi, rạn"),
    CriterionDraft("Ít nhất hai nhà cùng nghề xác nhận"),
    CriterionDraft("Đã có nhà khác làm theo", "should"),
)
_OPINIONS = (
    ("for", "Tôi ở cùng thôn, thấy việc này từ đầu. Nên công nhận, bà con đều biết.",
     "Cảm ơn bạn. Chúng tôi đã ghi lời của bạn vào hồ sơ."),
    ("other", "Nên nhắc thêm những người cùng làm, một mình thì không xong việc này được.", ""),
)  # fmt: skip


def load_criteria(people: PeopleLoader) -> None:
    """The province's criteria for all sectors and for sea and salt, and what it asks besides."""
    root, at = places.root(), people.day(SINCE_DAYS + 10)
    first = people.day(SINCE_DAYS).date()
    officer, approver = people.cast.by_role["province_officer"], people.cast.by_role["approver"]
    sea = people.sectors["bien-va-muoi"]
    for sector, title, lines in (
        (None, "Tiêu chí điển hình tiên tiến của tỉnh", _ALL),
        (sea, "Tiêu chí điển hình nghề biển, nghề muối", _SEA),
    ):
        made = registry.draft_criteria(
            unit=root, sector=sector, title=title, criteria=lines, by=officer, at=at,
            legal_ground="Quy chế xét chọn điển hình tiên tiến của tỉnh (minh họa)",
        )  # fmt: skip
        registry.enact_criteria(criteria_set=made, valid_from=first, by=approver, at=at)


def load_panel_and_comment(people: PeopleLoader) -> None:
    """Of the files that wait for a decision the first went before the council, about the second
    the public is asked.
    """
    waiting = Nomination.objects.filter(state=NominationState.APPRAISED).order_by("pk")
    files = list(waiting.select_related("unit", "lead")[:2])
    if len(files) == 2:
        _meet(people, files[0])
        _ask(people, files[1])


def _meet(people: PeopleLoader, file: Nomination) -> None:
    cast, at = people.cast.by_role, people.day(1)
    by: dict[str, Any] = {"by": cast["province_officer"], "at": at}
    panel: Panel = nominations.make_panel(
        unit=places.root(), title="Hội đồng Thi đua - Khen thưởng tỉnh", meets_at=at,
        venue="Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh", **by,
    )  # fmt: skip
    for name, role in (
        ("leader", "chair"), ("editor", "secretary"), ("second_editor", "member"),
        ("province_confirmer", "member"),
    ):  # fmt: skip
        nominations.seat_member(panel=panel, user=cast[name], role=role, **by)
    guest = nominations.seat_member(
        panel=panel, name="Cụ Đỗ Văn Hoạch", organisation="Hội Người cao tuổi tỉnh", role="member",
        **by,
    )  # fmt: skip
    case = nominations.put_case(panel=panel, nomination=file, **by)
    nominations.begin_voting(panel=panel, **by)
    nominations.mark_absent(member=guest, is_absent=True, **by)
    for member in panel.members.select_related("user"):
        nominations.cast_ballot(
            case=case, member=member, choice="yes", at=at, by=member.user or cast["province_officer"],
            proof_note="" if member.user else "Bì thư số 1, tủ văn thư",
        )  # fmt: skip
    nominations.conclude_panel(panel=panel, **by)


def _ask(people: PeopleLoader, file: Nomination) -> None:
    at, officer = people.now - timedelta(days=3), people.cast.officer(file.unit)
    newest = file.appraisals.order_by("-at").first()
    comment = nominations.plan_comment(
        nomination=file, standing=newest.standing if newest else "emerging",
        shown_name=file.full_name, summary=file.summary or f"{file.deed}.", basis="consent",
        basis_note="Phiếu đồng ý lưu tại bộ phận văn thư", guardian_note="",
        starts_on=at.date(), by=officer, at=at,
    )  # fmt: skip
    nominations.open_comment(comment=comment, by=officer, at=at)
    for number, (stance, text, answer) in enumerate(_OPINIONS, 1):
        receipt = nominations.give_opinion(
            comment=comment, channel="web", stance=stance, text=text, by=PUBLIC,
            at=at + timedelta(hours=5 * number),
            contact=nominations.ContactDetails(name=f"Người góp ý {number}"),
        )  # fmt: skip
        if answer:
            nominations.answer_opinion(
                opinion=receipt.opinion, answer=answer, by=officer, at=people.now
            )
