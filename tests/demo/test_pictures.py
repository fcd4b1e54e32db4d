"""The demonstration drawings: valid, repeatable, varied, small."""

import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from lantoa.demo.pictures import SCENES, alt, as_png, draw
from lantoa.demo.pictures.brand import favicon, icon


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_the_same_valid_drawing_twice(scene: str) -> None:
    for seed in range(4):
        svg = draw(scene, seed=seed)
        assert svg == draw(scene, seed=seed)
        root = ElementTree.fromstring(svg)  # noqa: S314  our own text
        assert root.get("viewBox") == "0 0 900 600"
        assert (root.get("width"), root.get("height")) == ("1200", "800")


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_stands_alone(scene: str) -> None:
    svg = draw(scene)
    assert "var(" not in svg
    assert "href" not in svg
    assert "nan" not in svg
    used = set(re.findall(r"url\(#([^)]+)\)", svg))
    assert used == set(re.findall(r'\bid="([^"]+)"', svg))


@pytest.mark.parametrize("scene", SCENES)
def test_seeds_give_different_drawings(scene: str) -> None:
    assert len({draw(scene, seed=seed) for seed in range(5)}) == 5


def test_every_scene_has_its_own_words() -> None:
    texts = [alt(scene) for scene in SCENES]
    assert len(set(texts)) == len(SCENES)
    assert all(text.startswith("Tranh: ") and '"' not in text for text in texts)


def test_an_unknown_scene_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("nowhere")


@pytest.mark.parametrize("scene", ["onion_field", "classroom"])
def test_a_picture_file_has_its_size_and_is_small(scene: str) -> None:
    data = as_png(draw(scene))
    assert data == as_png(draw(scene))
    assert len(data) < 120_000
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == "PNG"
        assert picture.size == (1200, 800)


def test_a_picture_file_needs_a_stated_size() -> None:
    with pytest.raises(ValueError, match="width"):
        as_png('<svg xmlns="http://www.w3.org/2000/svg"/>')


def test_the_mark_has_nine_cells_and_icons_are_square() -> None:
    assert favicon().count("<rect") == 9
    ElementTree.fromstring(favicon())  # noqa: S314  our own text
    with Image.open(io.BytesIO(icon(192))) as picture:
        assert picture.size == (192, 192)
