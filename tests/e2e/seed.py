"""Run in a process of its own: the accounts and roles of the cast, nothing else. Prints JSON."""

import json

import django

django.setup()

from lantoa.accounts import actions as accounts  # noqa: E402  # needs Django set up
from lantoa.core import clock  # noqa: E402
from lantoa.core.actors import SYSTEM  # noqa: E402
from lantoa.places.models import OrgUnit  # noqa: E402
from tests.conftest import CAST, PASSWORD  # noqa: E402


def main() -> dict[str, str]:
    at, made = clock.now(), {}
    for name, (role, key, full_name) in CAST.items():
        email = f"{name}@khanhhoa.example"
        user = accounts.create_user(
            full_name=full_name, email=email, password=PASSWORD, by=SYSTEM, at=at
        )
        unit = OrgUnit.objects.get(key=key)
        accounts.grant(user=user, unit=unit, role=role, starts_on=at.date(), by=SYSTEM, at=at)
        made[name] = email
    return made


if __name__ == "__main__":
    print(json.dumps(main()))
