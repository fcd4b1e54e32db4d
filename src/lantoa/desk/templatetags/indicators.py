"""Figures of the plots and tables of indicators."""

from django import template

from lantoa.discovery.outliers.wording import number

register = template.Library()


@register.filter
def figure(value: float, is_count: bool = False) -> str:
    """A figure as Vietnamese readers write it."""
    return number(value, is_count=is_count)


@register.filter
def minus(value: float, other: float) -> float:
    """A place on the drawing, moved."""
    return round(value - other, 1)
