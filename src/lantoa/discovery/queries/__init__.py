"""Reads worth a name."""

from lantoa.discovery.queries.known import known_places
from lantoa.discovery.queries.similar import Similar, chosen, similar_people

__all__ = ["Similar", "chosen", "known_places", "similar_people"]
