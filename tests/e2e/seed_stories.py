"""Run in a process of its own after `seed`: people at several stages, by the actions of tests.world.

`world` makes a little of everything, any other word a single story that is let out.
Prints JSON: where things stand.
"""

import json
import sys
from types import SimpleNamespace
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402  # needs Django set up
from django.utils import timezone  # noqa: E402

from lantoa.accounts.models import User  # noqa: E402  # needs Django set up
from lantoa.core import clock  # noqa: E402
from lantoa.core.actors import SYSTEM  # noqa: E402
from lantoa.discovery import actions as discovery  # noqa: E402
from lantoa.discovery.outliers.sheets import sheet_of  # noqa: E402
from lantoa.nominations import actions as nominations  # noqa: E402
from lantoa.places.models import AdminUnit, OrgUnit  # noqa: E402
from lantoa.planning import actions as planning  # noqa: E402
from lantoa.planning.models import Plan  # noqa: E402
from lantoa.registry import actions as registry  # noqa: E402
from lantoa.registry.actions import CriterionDraft  # noqa: E402
from lantoa.registry.models import Sector  # noqa: E402
from lantoa.stories import actions as stories  # noqa: E402
from tests import world  # noqa: E402
from tests.conftest import CAST  # noqa: E402

WORLD = {"name": "Cao Thị Bảng", "title": "Tấm bảng đầu mương", "slug": "tam-bang-dau-muong"}

NAMES = {
    "world": WORLD,
    "kept": {"name": "Đinh Thị Giữ", "title": "Quyển vở giữ trên máy", "slug": "quyen-vo-giu"},
    "read": {"name": "Lâm Văn Nghe", "title": "Câu chuyện đọc lên", "slug": "cau-chuyen-doc"},
}


def main(how_much: str) -> dict[str, Any]:
    at = clock.now()
    cast = SimpleNamespace(
        **{name: User.objects.get(email=f"{name}@khanhhoa.example") for name in CAST}
    )
    province = SimpleNamespace(
        place=AdminUnit.objects.get(code="22561", valid_to=None),
        neighbour_place=AdminUnit.objects.get(code="22528", valid_to=None),
        root=OrgUnit.objects.get(key="ubnd-tinh"),
        unit=OrgUnit.objects.get(key="ubnd-22561"),
        neighbour_unit=OrgUnit.objects.get(key="ubnd-22528"),
        sector=Sector.objects.get(slug="bien-va-muoi"),
    )
    names = NAMES.get(how_much, {})
    story = world.story(province, cast, at=at, **names)
    stories.approve(story=story, by=cast.second_editor, at=at)
    made = {"slug": story.slug, "title": story.title, "code": story.exemplar.code}
    if how_much == "world":
        made["lead_code"] = more(province, cast, story, at)
    return made


def more(province: SimpleNamespace, cast: SimpleNamespace, story: Any, at: Any) -> str:
    """Work at every stage, so that no screen is empty and every form is offered somewhere."""
    card = world.practice(province, cast, story.exemplar, at=at)
    world.effective(province, cast, card, at=at)
    world.adoption(province, cast, card, adopter="Xóm muối Hòn Khói", at=at)
    receipt = world.lead(province, cast, name="Lê Văn Kể", at=at)
    world.nomination(province, cast, name="Phan Thị Đang Xác Minh", at=at)
    world.verified(province, cast, name="Trần Chờ Thẩm Định", at=at)
    world.appraised(province, cast, name="Hồ Chờ Quyết Định", at=at)
    world.exemplar(province, cast, name="Mai Chưa Xin Phép", at=at)
    planning.assign(
        plan=Plan.objects.get(slug="ke-hoach-1068"),
        number="1",
        group="Phát hiện",
        content="Rà soát gương người tốt ở thôn, tổ dân phố",
        unit=province.unit,
        supporting=[],
        deadline=at.date(),
        product="Danh sách gương của từng thôn, tổ",
        position=1,
        by=cast.province_officer,
        at=at,
    )
    world.complaint(story, at=at)
    checked(province, cast, story, at)
    world.gathering(province, cast)
    world.movement(province, cast)
    world.unit_list(province, cast, at=at)
    old = "Họ và tên,Thành tích\nNguyễn Hữu Ước,Hiến đất làm đường qua thôn\n".encode()
    discovery.keep_old_file(
        upload=SimpleUploadedFile("khen-thuong-2019.csv", old),
        unit=province.unit,
        by=cast.officer,
        at=at,
    )
    return str(receipt.code)


def checked(province: SimpleNamespace, cast: SimpleNamespace, story: Any, at: Any) -> None:
    """Criteria, a panel, a notice of public comment, a request, a pair and a table of figures."""
    lines = [CriterionDraft("Làm đều từ hai năm trở lên", "must", asks_number=True)]
    other = Sector.objects.exclude(pk=province.sector.pk).first()
    criteria = registry.draft_criteria(
        unit=province.root, sector=other, title="Một lĩnh vực khác", criteria=lines,
        by=cast.province_officer, at=at,
    )  # fmt: skip
    registry.enact_criteria(criteria_set=criteria, valid_from=at.date(), by=cast.approver, at=at)
    for unit, by in ((province.root, cast.province_officer), (province.unit, cast.officer)):
        nominations.make_panel(unit=unit, title="Hội đồng", meets_at=at, venue="UBND", by=by, at=at)
    file = world.verified(province, cast, name="Võ Thị Lấy Ý Kiến", at=at)
    comment = nominations.plan_comment(
        nomination=file, standing="exemplar", shown_name=file.full_name, summary="Ghi lịch nước.",
        basis="consent", basis_note="Tủ hồ sơ số 2", starts_on=timezone.localdate(at),
        by=cast.officer, at=at,
    )  # fmt: skip
    nominations.open_comment(comment=comment, by=cast.officer, at=at)
    nominations.ask(
        exemplar=story.exemplar, kind="correct", identified="counter", text="Trong bài ghi sinh năm 1968; căn cước ghi 1969.",
        identity_note="Căn cước, đúng người", by=cast.officer, at=at,
    )  # fmt: skip
    for _ in range(2):
        world.lead(province, cast, name="Nguyễn Thị Hai Lần", at=at)
    discovery.find_duplicates(by=SYSTEM, at=at)
    discovery.enter_indicators(
        name="Hộ thoát nghèo", columns=sheet_of("Xã,Tỷ lệ\nA,1\nB,2\n".encode(), "a.csv"),
        unit=province.root, by=cast.province_officer, at=at,
    )  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
