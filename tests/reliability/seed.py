"""Run in a process of its own: stories that wait for the second editor. Prints their slugs."""

import json
import sys

import django

django.setup()

from types import SimpleNamespace  # noqa: E402  # needs Django set up

from lantoa.accounts import actions as accounts  # noqa: E402
from lantoa.core import clock  # noqa: E402
from lantoa.core.actors import SYSTEM  # noqa: E402
from lantoa.places.models import AdminUnit, OrgUnit  # noqa: E402
from lantoa.registry.models import Sector  # noqa: E402
from tests import world  # noqa: E402
from tests.conftest import CAST, PASSWORD  # noqa: E402


def main(count: int) -> None:
    at = clock.now()
    cast = SimpleNamespace()
    for name, (role, key, full_name) in CAST.items():
        user = accounts.create_user(
            full_name=full_name,
            email=f"{name}@khanhhoa.example",
            password=PASSWORD,
            by=SYSTEM,
            at=at,
        )
        accounts.grant(
            user=user,
            unit=OrgUnit.objects.get(key=key),
            role=role,
            starts_on=at.date(),
            by=SYSTEM,
            at=at,
        )
        setattr(cast, name, user)
    province = SimpleNamespace(
        place=AdminUnit.objects.get(code="22561", valid_to=None),
        unit=OrgUnit.objects.get(key="ubnd-22561"),
        sector=Sector.objects.get(slug="bien-va-muoi"),
    )
    slugs = []
    for number in range(count):
        slug = f"chuyen-{number}"
        world.story(
            province,
            cast,
            name=f"Bùi Thị Sương {number}",
            slug=slug,
            title=f"Tấm bảng thứ {number}",
            at=at,
        )
        slugs.append(slug)
    print(json.dumps(slugs))


main(int(sys.argv[1]))
