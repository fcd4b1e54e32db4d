"""`lantoa prepare`: what every installation needs before anybody signs in. Run by `up`."""

from typing import Any

from django.core.management.base import BaseCommand

from lantoa.core import clock
from lantoa.core.actors import SYSTEM
from lantoa.places import actions as places
from lantoa.planning import actions as planning
from lantoa.publishing import actions as publishing
from lantoa.registry import actions as registry
from lantoa.search import actions as search
from lantoa.stories import actions as stories


class Command(BaseCommand):
    help = (
        "Nạp địa bàn, đề án 1526, kế hoạch 1068, lĩnh vực, kênh và quy trình duyệt (nếu chưa có)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        places.load_khanh_hoa(by=SYSTEM, at=at)
        places.load_former_communes(by=SYSTEM, at=at)
        registry.load_sectors(by=SYSTEM, at=at)
        stories.prepare_editing(by=SYSTEM, at=at)
        publishing.ensure_targets(by=SYSTEM, at=at)
        planning.load_plan_1068(by=SYSTEM, at=at)
        search.load_abbreviations()
        search.ensure_places()
