"""Run against a loaded demo: one exemplar held, one story withdrawn. Prints where things stand."""

import json

import django

django.setup()

from lantoa.core import clock  # noqa: E402  # needs Django set up
from lantoa.core.actors import SYSTEM  # noqa: E402
from lantoa.planning import queries as planning  # noqa: E402
from lantoa.publishing import actions as publishing  # noqa: E402
from lantoa.publishing import queries  # noqa: E402
from lantoa.registry import queries as registry  # noqa: E402


def main() -> dict[str, str]:
    """The newest story with a practice is shown, the two oldest are taken from their readers."""
    at = clock.now()
    practices = {each.exemplar_id: each for each in registry.public_practices(clock.today())}
    *rest, held, withdrawn = queries.public()
    shown = next(each for each in rest if each.exemplar_id in practices)
    publishing.hold(publication=held, by=SYSTEM, at=at)
    publishing.withdraw(publication=withdrawn, by=SYSTEM, at=at)
    return {
        "story": f"/guong/{shown.slug}/",
        "card": f"/nhung/{shown.slug}/",
        "exemplar": f"/dien-hinh/{shown.exemplar.code}/",
        "practice": f"/mo-hinh/{practices[shown.exemplar_id].slug}/",
        "gathering": f"/lich/{queries.gatherings()[0].slug}/",
        "movement": f"/phong-trao/{planning.movements()[0].slug}/",
        "document": f"/van-ban/{planning.documents()[0].slug}/",
        "held": f"/guong/{held.slug}/",
        "withdrawn": f"/guong/{withdrawn.slug}/",
    }


if __name__ == "__main__":
    print(json.dumps(main()))
