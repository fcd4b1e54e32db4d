"""Run in a process of its own: two stories with pictures, and their holds, clocked.

`tell` makes and approves the stories, `pictures` gives their addresses once they are out, `hold`
places the holds and prints the moment (seconds since 1970) when each commit was surely done.
"""

import json
import os
import signal
import sys
import time
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import django

django.setup()

from django.db import connections  # noqa: E402  # needs Django set up
from PIL import Image  # noqa: E402

from lantoa.accounts.models import User  # noqa: E402
from lantoa.core import clock, generation  # noqa: E402
from lantoa.places.models import AdminUnit, OrgUnit  # noqa: E402
from lantoa.publishing.models import Publication  # noqa: E402
from lantoa.registry import actions as registry  # noqa: E402
from lantoa.registry.models import Sector  # noqa: E402
from lantoa.stories import actions as stories  # noqa: E402
from tests import world  # noqa: E402
from tests.conftest import CAST  # noqa: E402

NAMES = {"calm": "Cao Thị Hạbài", "killed": "Đinh Văn Ngắtđiện"}


def tell(cast: SimpleNamespace) -> list[dict[str, str]]:
    at = clock.now()
    province = SimpleNamespace(
        place=AdminUnit.objects.get(code="22561", valid_to=None),
        unit=OrgUnit.objects.get(key="ubnd-22561"),
        sector=Sector.objects.get(slug="bien-va-muoi"),
    )
    return [story(province, cast, how, name, at) for how, name in NAMES.items()]


def story(province: Any, cast: Any, how: str, name: str, at: Any) -> dict[str, str]:
    file = BytesIO()
    Image.effect_noise((1300, 900), 60).convert("RGB").save(file, "JPEG")
    file.seek(0)
    picture = stories.add_picture(
        title="Ảnh", file=file, name=f"{how}.jpg", alt_text="Đồng muối", by=cast.editor, at=at
    )
    title = f"Chuyện của {name}"
    draft = world.story(province, cast, at=at, name=name, title=title, slug=f"bai-{how}")
    world.practice(province, cast, draft.exemplar, slug=f"cach-{how}", at=at)
    stories.write(
        story=draft, title=title, lead="Bà ghi bảng.", slug=f"bai-{how}", picture=picture,
        body=[("paragraph", world.PARAGRAPHS[0])], caption="Ở đồng muối", by=cast.editor, at=at,
    )  # fmt: skip
    stories.approve(story=draft, by=cast.second_editor, at=at)
    return {"how": how, "slug": f"bai-{how}", "title": title, "name": name,
            "code": draft.exemplar.code}  # fmt: skip


def pictures(cast: SimpleNamespace) -> dict[str, str]:
    told = {how: Publication.objects.get(slug=f"bai-{how}").content for how in NAMES}
    return {how: "/tep/" + content["picture"]["file"] for how, content in told.items()}


def hold(cast: SimpleNamespace) -> dict[str, float]:
    """Hold both; the second by a process that dies between commit and signal."""
    took = {}
    for how in NAMES:
        exemplar = Publication.objects.get(slug=f"bai-{how}").exemplar
        connections.close_all()
        child = os.fork() if how == "killed" else 0
        if not child:
            if how == "killed":
                generation._tell = lambda number: os.kill(os.getpid(), signal.SIGKILL)
            registry.hold(exemplar=exemplar, reason="Có đơn", by=cast.approver, at=clock.now())
        else:
            assert os.waitpid(child, 0)[1] == signal.SIGKILL
        took[how] = time.time()
    return took


if __name__ == "__main__":
    people = SimpleNamespace(
        **{name: User.objects.get(email=f"{name}@khanhhoa.example") for name in CAST}
    )
    print(json.dumps({"tell": tell, "pictures": pictures, "hold": hold}[sys.argv[1]](people)))
