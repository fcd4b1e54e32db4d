"""Looks at `settings.LANTOA_CHANNELS` when the platform starts."""

from typing import Any

from django.core.checks import Error

from lantoa.publishing import queries

_NEEDED = ("refuses", "render", "deliver", "withdraw", "reach", "assemble")


def channels_are_sound(app_configs: Any, **options: Any) -> list[Error]:
    """Every channel can be found, has a name of its own and answers the whole contract."""
    queries.channels.cache_clear()
    try:
        found = queries.channels()
    except Exception as error:  # whatever a foreign module raises on import
        return [Error(f"LANTOA_CHANNELS: {error}", id="publishing.E001")]
    problems = []
    for name, channel in found.items():
        missing = [part for part in _NEEDED if not callable(getattr(channel, part, None))]
        if missing:
            problems.append(Error(f"channel {name} lacks {missing}", id="publishing.E002"))
    paths = [path for channel in found.values() for path in channel.paths]
    if len(set(paths)) != len(paths):
        problems.append(Error(f"two channels answer one path: {paths}", id="publishing.E003"))
    return problems
