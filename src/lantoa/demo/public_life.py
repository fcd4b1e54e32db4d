"""The demo's movement, gatherings and who answers for its site."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from lantoa.core.actors import SYSTEM
from lantoa.demo.content_files import Row, rows
from lantoa.demo.files_of_people import PeopleLoader
from lantoa.places import actions as places
from lantoa.places import queries as places_queries
from lantoa.places.models import OrgUnit
from lantoa.planning import actions as planning
from lantoa.publishing import actions as publishing
from lantoa.publishing.models import Gathering, Publication

#: How long before it a gathering is announced.
_AHEAD = 20


def load_site_contact(at: datetime) -> None:
    """Sample facts, marked as such on every page."""
    places.describe_site(
        governing_body="Ủy ban nhân dân tỉnh Khánh Hòa",
        standing_body="Sở Nội vụ",
        responsible="ông Đinh Gia Thuần, Trưởng ban Biên tập",
        address="số 1 đường Mẫu, phường Nha Trang, tỉnh Khánh Hòa",
        phone="0258 000 0000",
        hours="từ 7 giờ đến 21 giờ mỗi ngày, có người nghe tiếng Chăm và tiếng Raglai",
        email="bientap@lantoa.example",
        licence="số 00/GP-TTĐT",
        is_sample=True,
        by=SYSTEM,
        at=at,
    )


def load_movement(people: PeopleLoader) -> None:
    """A movement called for at the beginning of the demo's year, in force now."""
    officer = people.cast.by_role["province_officer"]
    began = people.now.date() - timedelta(days=160)
    document = planning.enact_document(
        number="41/KH-UBND",
        kind="Kế hoạch",
        issuer="Ủy ban nhân dân tỉnh Khánh Hòa",
        issued_on=began,
        effective_on=began,
        abstract="Phát động phong trào thi đua “Mỗi xã, phường một cách làm được nơi khác làm theo” "
        "(văn bản minh họa của tỉnh mẫu)",
        by=officer,
        at=people.day(159),
    )
    planning.launch_movement(
        slug="moi-xa-mot-cach-lam",
        title="Mỗi xã, phường một cách làm được nơi khác làm theo",
        slogan="Không cần việc lớn: một việc làm được, kể rõ từng bước, một nơi khác làm theo.",
        summary="Mỗi xã, phường, đặc khu tìm trong dân ít nhất một cách làm đã có kết quả, viết lại "
        "từng bước, chi phí, chỗ dễ vấp, rồi giúp ít nhất một nơi khác làm thử.\n\n"
        "Tính thành tích bằng nơi làm theo có kết quả được xác nhận, không tính bằng số báo cáo. "
        "Nơi đã thử mà phải dừng, nói rõ vì sao, cũng được ghi nhận.",
        document=document,
        unit=places_queries.root(),
        period_start=began,
        period_end=people.now.date() + timedelta(days=205),
        by=officer,
        at=people.day(158),
    )


def load_gatherings(people: PeopleLoader) -> None:
    """Past, cancelled and coming ones, around the demo's day."""
    for row in rows("gathering"):
        gathering = _arrange(people, row)
        editor = people.cast.by_role["editor"]
        after = min(people.now, gathering.ends_at + timedelta(hours=20))
        if row["state"] == "held":
            publishing.conclude_gathering(
                gathering=gathering, note=row["note"], by=editor, at=after
            )
        if row["state"] == "cancelled":
            eve = gathering.starts_at - timedelta(hours=18)
            publishing.cancel_gathering(gathering=gathering, note=row["note"], by=editor, at=eve)


def _arrange(people: PeopleLoader, row: Row) -> Gathering:
    hour, minute = (int(part) for part in row["at"].split(":"))
    day = timezone.localdate(people.now) + timedelta(days=row["starts_in"])
    starts_at = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    facts: dict[str, Any] = {
        name: row[name] for name in ("title", "kind", "abstract", "audience", "venue")
    }
    return publishing.arrange_gathering(
        **facts,
        place=people.places[row["commune"]],
        unit=OrgUnit.objects.get(key=row["unit"]),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=row["hours"]),
        exemplars=[people.exemplars[key] for key in row["exemplars"]],
        publications=list(Publication.objects.filter(slug__in=row["stories"])),
        by=people.cast.by_role["editor"],
        at=min(people.now, starts_at) - timedelta(days=_AHEAD),
    )
