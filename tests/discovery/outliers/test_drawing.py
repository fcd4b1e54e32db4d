"""Names on the drawing: beside their marks, inside, never one over another."""

import pytest

from lantoa.discovery.outliers.drawing import WIDTH, Plot, plot


def drawn(*flagged: tuple[str, float, float]) -> Plot:
    """A drawing of a plain cloud and of units worth a visit (name, expected, value)."""
    rows = [(f"Xã {n}", 20.0 + 2 * n, 20.0 + 2 * n, False) for n in range(30)]
    rows += [(name, expected, value, True) for name, expected, value in flagged]
    found = plot(
        [
            {
                "unit": name, "expected": expected, "value": value, "low": value - 5,
                "high": value + 5, "is_flagged": is_flagged,
            }
            for name, expected, value, is_flagged in rows
        ],
        [],
    )  # fmt: skip
    assert found is not None
    return found


def test_a_name_stands_beside_its_mark() -> None:
    found = drawn(("Xã Bác Ái", 25.0, 95.0))
    (name,) = found.names
    (mark,) = [mark for mark in found.marks if mark.is_flagged]
    assert (name.text, name.anchor) == ("Xã Bác Ái", "start")
    assert mark.x < name.x < mark.x + 20
    assert abs(name.y - mark.y) < 10


def test_at_the_right_end_it_stands_at_the_left() -> None:
    (name,) = drawn(("Phường Đông Ninh Hòa", 78.0, 99.0)).names
    assert name.anchor == "end"
    assert name.x < WIDTH


@pytest.mark.parametrize("count", [2, 3, 12])
def test_names_of_near_units_are_not_written_over_each_other(count: int) -> None:
    found = drawn(*((f"Trường Tiểu học số {n}", 40.0 + n, 95.0 + n / 10) for n in range(count)))
    boxes = []
    for name in found.names:
        wide = 7.0 * len(name.text)
        start = name.x if name.anchor == "start" else name.x - wide
        assert found.left <= start
        assert start + wide <= found.right
        boxes.append((start, start + wide, name.y))
    assert 1 <= len(boxes) <= 8
    for i, (start, end, y) in enumerate(boxes):
        for other_start, other_end, other_y in boxes[:i]:
            assert end <= other_start or start >= other_end or abs(y - other_y) >= 13


def test_a_long_name_is_cut() -> None:
    (name,) = drawn(("Trường Phổ thông dân tộc bán trú Trung học cơ sở Phước Bình", 45, 95)).names
    assert name.text.endswith("…")
    assert len(name.text) <= 24
