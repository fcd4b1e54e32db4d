"""Two records of one person, found as a pair; and everything there is, to compare before and after."""

from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.core import serializers

from lantoa.core.actors import SYSTEM
from lantoa.discovery import actions
from lantoa.discovery.comparable import MODELS, ordered
from lantoa.discovery.models import DuplicatePair
from tests import world
from tests.conftest import AT

ANSWER = "Việc này đã có người kể trước. Cảm ơn bạn."
#: What a merger leaves behind for ever: its own trace, and the search's list of things to do.
_TRACES = {"registry.merger", "nominations.joining", "search.change"}
_APPS = (
    "registry", "nominations", "publishing", "stories", "replication", "discovery", "search",
    "places",
)  # fmt: skip


def key_of(record: Any) -> tuple[str, int]:
    """How a pair names a record."""
    kind = next(str(kind) for kind, model in MODELS.items() if type(record) is model)
    return kind, record.pk


def pair_of(one: Any, other: Any, **search: Any) -> DuplicatePair:
    """Search everything, as at night; the pair of these two."""
    actions.find_duplicates(by=SYSTEM, at=search.get("at", AT))
    left, right = ordered(key_of(one), key_of(other))
    return DuplicatePair.objects.get(
        left_kind=left[0], left_id=left[1], right_kind=right[0], right_id=right[1]
    )


def two_exemplars(province: SimpleNamespace, cast: SimpleNamespace) -> tuple[Any, Any]:
    """The same person recognised twice; only the second agreed to nothing yet."""
    return world.consented(province, cast), world.exemplar(province, cast)


def everything() -> dict[str, str]:
    """Every row of ours, by model, without what a merger leaves behind."""
    return {
        model._meta.label_lower: serializers.serialize("json", model.objects.order_by("pk"))
        for name in _APPS
        for model in apps.get_app_config(name).get_models()
        if model._meta.label_lower not in _TRACES
    }
