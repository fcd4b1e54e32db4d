"""Steps that take a tip to a given stage, each by the action its user would take.

Every step takes the `province` and `cast` fixtures and gives what it made. Names differ by
`name`, so that one test may hold several.
"""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from lantoa.accounts import actions as accounts
from lantoa.core.actors import PUBLIC, SYSTEM
from lantoa.discovery import actions as discovery
from lantoa.nominations import actions as nominations
from lantoa.planning import actions as planning
from lantoa.publishing import actions as publishing
from lantoa.publishing.models import Publication
from lantoa.registry import actions as registry
from lantoa.replication import actions as replication
from lantoa.stories import actions as stories
from tests.conftest import AT

NAME = "Bùi Thị Sương"
PARAGRAPHS = [
    "Bốn giờ sáng, bà Sương đã ra đồng muối. Mười hai năm nay bà ghi lịch lấy nước cho cả xóm, "
    "không nhận thù lao. Ai tới lượt mình thì nhìn tấm bảng là biết.",
    "Bảng do 47 hộ cùng góp ván mà dựng. Hợp tác xã ghi trong sổ rằng từ ngày có bảng, xóm không "
    "còn cãi nhau vì nước.",
]


def lead(
    province: SimpleNamespace,
    cast: SimpleNamespace,
    *,
    name: str = NAME,
    place: Any = None,
    at: datetime = AT,
    **more: Any,
) -> Any:
    """A citizen tells; gives the receipt (lead, code)."""
    return nominations.submit(
        who=name,
        kind="person",
        place=place or province.place,
        what=f"{name} ghi lịch lấy nước lên bảng cho cả xóm muối đã mười hai năm.",
        when_text="từ năm 2014",
        why="Xóm hết cãi nhau vì nước.",
        channel="web",
        contact=nominations.ContactDetails(
            name="Người Kể Kín Đáo", phone="0905 000 111", email="", relation="hàng xóm"
        ),
        by=PUBLIC,
        at=at,
        **more,
    )


def nomination(
    province: SimpleNamespace,
    cast: SimpleNamespace,
    *,
    name: str = NAME,
    officer: Any = None,
    verifier: Any = None,
    place: Any = None,
    at: datetime = AT,
    **facts: Any,
) -> Any:
    """The officer opens a file from the tip, with two claims, and names the verifier."""
    officer, verifier = officer or cast.officer, verifier or cast.verifier
    receipt = lead(province, cast, name=name, place=place, at=at)
    opened = nominations.accept(
        lead=receipt.lead,
        sector=province.sector,
        **{
            "full_name": name,
            "deed": "Ghi lịch lấy nước cho cả xóm muối mười hai năm",
            "birth_year": 1968,
            "gender": "f",
            "occupation": "diêm dân",
            "summary": "Bà ghi lịch lấy nước lên bảng đầu mương cho 47 hộ.",
            **facts,
        },
        by=officer,
        at=at,
    )
    nominations.add_claim(
        nomination=opened, statement="Ghi bảng mười hai năm, không nhận thù lao", by=officer, at=at
    )
    nominations.add_claim(nomination=opened, statement="47 hộ cùng dùng bảng", by=officer, at=at)
    nominations.start(
        nomination=opened,
        verifier=verifier,
        due_on=at.date() + timedelta(days=7),
        by=officer,
        at=at,
    )
    return opened


def verified(
    province: SimpleNamespace,
    cast: SimpleNamespace,
    *,
    verifier: Any = None,
    at: datetime = AT,
    **more: Any,
) -> Any:
    """The verifier finds evidence for every claim and concludes."""
    verifier = verifier or cast.verifier
    opened = nomination(province, cast, verifier=verifier, at=at, **more)
    for claim in opened.claims.all():
        nominations.add_evidence(
            claim=claim, description="Sổ trực mương của hợp tác xã", by=verifier, at=at
        )
        nominations.judge(
            claim=claim,
            verdict="true",
            confirmed_by="Ông Lương Cư, chủ nhiệm hợp tác xã",
            confirmed_on=at.date(),
            note="",
            by=verifier,
            at=at,
        )
    answer_flags(opened, verifier, at)
    nominations.conclude(nomination=opened, by=verifier, at=at)
    return opened


def answer_flags(opened: Any, verifier: Any, at: datetime = AT) -> None:
    """The verifier explains whatever looked odd in the file."""
    for flag in opened.flags.filter(answer=""):
        nominations.answer_flag(
            flag=flag, answer="explained", note="Đã hỏi lại, đúng như vậy.", by=verifier, at=at
        )


def appraised(
    province: SimpleNamespace,
    cast: SimpleNamespace,
    *,
    officer: Any = None,
    at: datetime = AT,
    **more: Any,
) -> Any:
    """The officer proposes recognition."""
    officer = officer or cast.officer
    opened = verified(province, cast, officer=officer, at=at, **more)
    nominations.appraise(
        nomination=opened,
        opinion="Đủ căn cứ, bà con đều biết.",
        recommends=True,
        standing="exemplar",
        by=officer,
        at=at,
    )
    return opened


def exemplar(
    province: SimpleNamespace, cast: SimpleNamespace, *, at: datetime = AT, **more: Any
) -> Any:
    """The approver recognises."""
    opened = appraised(province, cast, at=at, **more)
    return nominations.recognise(
        nomination=opened, decision_number="214/QĐ-UBND", by=cast.approver, at=at
    )


def consented(
    province: SimpleNamespace,
    cast: SimpleNamespace,
    *,
    officer: Any = None,
    at: datetime = AT,
    **more: Any,
) -> Any:
    """The person agreed on paper to name and picture on all three channels."""
    officer = officer or cast.officer
    made = exemplar(province, cast, officer=officer, at=at, **more)
    registry.record_consent(
        exemplar=made,
        giver="self",
        giver_name=made.full_name,
        covers_name=True,
        covers_image=True,
        channels=["website", "feeds", "print"],
        purpose="Giới thiệu gương điển hình",
        form="paper",
        text_version="1",
        given_on=min(date(2026, 6, 1), at.date()),  # never in the future
        proof_note="Tủ hồ sơ số 2",
        by=officer,
        at=at,
    )
    return made


def agree(cast: SimpleNamespace, made: Any, *, at: datetime = AT, **more: Any) -> Any:
    """One person's consent, on paper, to name and picture on all three channels."""
    values = {
        "giver": "self",
        "giver_name": "Người Đồng Ý",
        "covers_name": True,
        "covers_image": True,
        "channels": ["website", "feeds", "print"],
        "purpose": "Giới thiệu gương điển hình",
        "form": "paper",
        "text_version": "ĐY-01",
        "given_on": at.date(),
        "proof_note": "Tủ hồ sơ số 2",
    }
    return registry.record_consent(exemplar=made, **{**values, **more}, by=cast.officer, at=at)


def story(
    province: SimpleNamespace,
    cast: SimpleNamespace,
    *,
    slug: str = "lich-nuoc-xom-muoi",
    title: str = "Tấm bảng giữ yên xóm muối",
    at: datetime = AT,
    made: Any = None,
    **more: Any,
) -> Any:
    """The editor writes the story (of `made`) and sends it for a second reading."""
    made = made or consented(province, cast, at=at, **more)
    draft = stories.draft_from_exemplar(exemplar=made, by=cast.editor, at=at)
    stories.write(
        story=draft,
        title=title,
        slug=slug,
        lead="Mười hai năm bà ghi lịch lấy nước lên tấm bảng đầu mương.",
        body=[
            ("paragraph", PARAGRAPHS[0]),
            ("heading", "Một tấm bảng"),
            ("paragraph", PARAGRAPHS[1]),
        ],
        byline="Phạm Thảo Vy",
        by=cast.editor,
        at=at,
    )
    stories.submit(story=draft, by=cast.editor, at=at)
    draft.refresh_from_db()
    return draft


def published(
    province: SimpleNamespace,
    cast: SimpleNamespace,
    run_tasks: Any,
    *,
    at: datetime = AT,
    **more: Any,
) -> Publication:
    """The second editor approves; what follows is done: the story is out on all channels."""
    draft = story(province, cast, at=at, **more)
    stories.approve(story=draft, by=cast.second_editor, at=at)
    run_tasks()
    return Publication.objects.get(story=draft)


def practice(
    province: SimpleNamespace,
    cast: SimpleNamespace,
    made: Any,
    *,
    slug: str = "bang-lich-nuoc",
    at: datetime = AT,
) -> Any:
    """The officer writes the how-to card of an exemplar."""
    return registry.write_practice(
        exemplar=made,
        title="Bảng lịch lấy nước chung",
        slug=slug,
        summary="Dựng một tấm bảng, một người ghi, ba dòng luật.",
        steps=["Họp xóm chọn người ghi", "Dựng bảng đầu mương", "Ghi lịch trước con nước"],
        conditions=["Các nhà chung một mương"],
        pitfalls=["Phấn hay mất khi mưa"],
        cost="Dưới 500.000 đồng",
        cost_vnd=500_000,
        time_needed="Một buổi",
        contact="Phòng Văn hóa – Xã hội phường Đông Ninh Hòa",
        by=cast.officer,
        at=at,
    )


def adoption(
    province: SimpleNamespace,
    cast: SimpleNamespace,
    card: Any,
    *,
    adopter: str = "Tổ 5, phường Ninh Hòa",
    at: datetime = AT,
) -> Any:
    """The neighbour's officer registers that a group copies the practice."""
    return replication.register(
        practice=card,
        adopter=adopter,
        place=province.neighbour_place,
        unit=province.neighbour_unit,
        change="Ghi thêm số điện thoại người trực",
        by=cast.neighbour,
        at=at,
    )


def effective(
    province: SimpleNamespace, cast: SimpleNamespace, card: Any, *, at: datetime = AT, **more: Any
) -> Any:
    """The neighbour reports a result with evidence, the province's officer confirms."""
    adopted = adoption(province, cast, card, at=at, **more)
    replication.report_result(
        adoption=adopted,
        statement="31 hộ lấy nước theo bảng, hết tranh nhau",
        evidence_note="Biên bản họp tổ 5",
        by=cast.neighbour,
        at=at,
    )
    replication.confirm(adoption=adopted, by=cast.province_officer, at=at)
    return adopted


def editor(province: SimpleNamespace, name: str) -> Any:
    """One more editor of the province."""
    user = accounts.create_user(
        full_name=f"Biên Tập {name.title()}", email=f"{name}@khanhhoa.example",
        password="muoi-trang-hon-khoi-26", by=SYSTEM, at=AT,
    )  # fmt: skip
    accounts.grant(
        user=user, unit=province.root, role="editor", starts_on=AT.date(), by=SYSTEM, at=AT
    )
    return user


def gathering(
    province: SimpleNamespace, cast: SimpleNamespace, *, days: int = 4, by: Any = None, **facts: Any
) -> Any:
    """The commune invites to an exchange of two hours, so many days after AT, at 14:00."""
    starts_at = AT.replace(hour=7, minute=0) + timedelta(days=days)
    return publishing.arrange_gathering(
        **{
            "title": "Ngồi lại với xóm muối",
            "kind": "exchange",
            "abstract": "Nghe kể về tấm bảng ghi lịch lấy nước.",
            "audience": "Ai cũng được, không cần báo trước.",
            "venue": "Nhà văn hóa tổ 5",
            "place": province.place,
            "unit": province.unit,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=2),
            **facts,
        },
        by=by or cast.officer,
        at=AT,
    )


def movement(province: SimpleNamespace, cast: SimpleNamespace, *, days: int = 200) -> Any:
    """The province launches an emulation movement that runs for so many days from AT on."""
    document = planning.enact_document(
        number="41/KH-UBND",
        kind="Kế hoạch",
        issuer="Ủy ban nhân dân tỉnh Khánh Hòa",
        issued_on=AT.date(),
        abstract="Phát động phong trào thi đua",
        by=cast.province_officer,
        at=AT,
    )
    return planning.launch_movement(
        slug="moi-xa-mot-cach-lam",
        title="Mỗi xã một cách làm",
        slogan="Một nơi làm được, một nơi làm theo.",
        summary="Viết lại từng bước.",
        document=document,
        unit=province.root,
        period_start=AT.date(),
        period_end=AT.date() + timedelta(days=days),
        by=cast.province_officer,
        at=AT,
    )


def complaint(story: Any, *, at: datetime = AT) -> Any:
    """A reader's word that something in a published story is wrong: a `ComplaintReceipt`."""
    return nominations.complain(
        subject=f"/guong/{story.slug}/",
        title=story.title,
        unit=story.exemplar.unit,
        reason="fact",
        text="Sổ hợp tác xã ghi 45 hộ chứ không phải 47 hộ.",
        by=PUBLIC,
        at=at,
    )


def unit_list(province: SimpleNamespace, cast: SimpleNamespace, *, at: datetime = AT) -> Any:
    """A list of the commune, checked: one person to enter, one row to mend."""
    rows = f"Họ và tên;Xã, phường;Việc tốt\n{NAME};;{PARAGRAPHS[1]}\n;Chỗ Lạ;Nấu cháo\n"
    upload = discovery.send(
        name="Danh sách thôn.csv", data=rows.encode(), unit=province.unit, by=cast.officer, at=at
    )
    discovery.open_file(upload=upload, at=at)
    discovery.check_portion(upload=upload, at=at)
    return upload
