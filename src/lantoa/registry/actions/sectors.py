"""The sectors every installation starts with; a province may add its own."""

from datetime import datetime

from django.db import transaction

from lantoa.core import events
from lantoa.core.actors import Actor
from lantoa.registry.models import Sector
from lantoa.vietnamese import sort_key

SECTORS = {
    "nong-nghiep": "Nông nghiệp, nông thôn",
    "bien-va-muoi": "Biển và muối",
    "giao-duc": "Giáo dục, khuyến học",
    "y-te": "Y tế, chăm sóc sức khỏe",
    "quoc-phong-an-ninh": "Quốc phòng, an ninh",
    "van-hoa-dan-toc": "Văn hóa, dân tộc",
    "moi-truong": "Môi trường",
    "an-sinh": "An sinh, giúp nhau",
    "kinh-te-tap-the": "Kinh tế tập thể, doanh nghiệp nhỏ",
    "chuyen-doi-so": "Chuyển đổi số, cải cách hành chính",
}


@transaction.atomic
def load_sectors(*, by: Actor, at: datetime) -> None:
    """Add the sectors that are not there yet."""
    for slug, name in SECTORS.items():
        sector, is_new = Sector.objects.get_or_create(
            slug=slug, defaults={"name": name, "sort_key": sort_key(name)}
        )
        if is_new:
            events.record("registry.sector_added", sector, by=by, at=at, changes={"name": name})
