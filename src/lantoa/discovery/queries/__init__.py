"""Reads worth a name."""

from lantoa.discovery.queries.similar import Similar, chosen, similar_people

__all__ = ["Similar", "chosen", "similar_people"]
