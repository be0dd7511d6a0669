"""The map: how precisely a place is known, which borders are disputed, and what a case may put on it."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from litestar.testing import TestClient

from isnad import Case
from isnad.case import Link, Placed
from isnad.cli import cli
from isnad.web import application, atlas
from isnad.web.atlas import Atlas, AtlasError
from isnad.web.guard import Guard
from isnad.web.pictures.map import spot
from isnad.web.shelf import Shelf

HOST = "testserver.local"
TEXT = """أعلنت وزارة الصحة أن 12 شخصا قتلوا في دمشق أمس.

وقالت وزارة الداخلية إن 7 أشخاص قتلوا في الأردن أمس.

وذكرت وزارة الدفاع أن 5 جنود قتلوا في الأنبار أمس.
"""


@pytest.fixture
def placed(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.txt", published="2026-03-02", publisher="<b>")
    return tmp_path / "c.isnad"


@pytest.fixture
def client(placed: Path) -> Iterator[TestClient[Guard]]:
    shelf = Shelf(placed)
    with TestClient(application(shelf, [HOST])) as client:
        yield client
    shelf.close()


def test_a_country_is_shaded_a_city_dotted_a_region_ringed(client: TestClient[Guard]) -> None:
    html = client.get("/map?lang=en").text
    titles = {unescape(title) for title in re.findall(r'class="(?:spot|land told)[^>]*><title>([^<]+)', html)}
    assert titles == {"Damascus: 1 article", "Jordan: 1 article", "Anbar: 1 article"}
    assert re.search(r'class="spot city"[^>]*><title>Damascus', html)
    assert re.search(r'class="spot region"[^>]*><title>Anbar', html)
    assert re.search(r'class="land told told3"[^>]*><title>Jordan', html)
    assert not re.search(r'class="spot[^>]*><title>Jordan', html)
    rows = client.get("/map.csv").content.decode("utf-8-sig").splitlines()
    assert {row.split(",")[2] for row in rows[1:]} == {"city", "country", "region"}
    assert "JO,الأردن,country,,,1,1" in rows  # no point stands for a country


def test_a_place_opens_its_claims(client: TestClient[Guard]) -> None:
    html = client.get("/map?place=damascus-sy&lang=en").text
    assert html.count('class="claim-row"') == 1 and 'id="place"' in html
    assert 'id="place"' not in client.get("/map?place=nowhere").text
    assert client.get("/map.json").json()[0]["claims"]


def test_a_map_is_not_mirrored(client: TestClient[Guard]) -> None:
    dots = [re.findall(r'class="spot city" x="([0-9.]+)"', client.get(f"/map?lang={lang}").text) for lang in ("ar", "en")]
    assert dots[0] == dots[1] and dots[0]


def test_what_the_map_does_not_know_is_told_in_the_table() -> None:
    known = {
        id: spot(Placed(place=Link(id, None), claims=("x",), documents=1)).precision
        for id in ("cairo-eg", "EG", "loc-x", "donbas")
    }
    assert known == {"cairo-eg": "city", "EG": "country", "loc-x": "unknown", "donbas": "region"}


def test_no_country_is_cut_by_the_line_of_dates() -> None:
    for shape in atlas.shapes():
        for ring in shape.rings:
            assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise(ring)), shape.id
    assert {shape.country for shape in atlas.shapes()} >= {"PS", "EH", "XK", "SS", "BH", "QA", "SY", "TW"}


def test_the_list_of_disputed_borders_can_be_replaced(tmp_path: Path) -> None:
    assert any(border.disputed for border in Atlas().borders)
    mine = tmp_path / "mine.txt"
    mine.write_text("FR DE 7 48.5 9 50 # a part\nline 1 2, 3 4\n", encoding="utf-8")
    disputed = [border.line for border in Atlas(mine).borders if border.disputed]
    assert [(1.0, 2.0), (3.0, 4.0)] in disputed and len(disputed) > 1
    mine.write_text("FR\n", encoding="utf-8")
    with pytest.raises(AtlasError, match=r"mine\.txt, line 1: «FR» is no border"):
        Atlas(mine)


def test_places_are_a_command(placed: Path) -> None:
    heads, *rows = CliRunner().invoke(cli, ["places", str(placed), "--plain"]).output.splitlines()
    assert heads.split("\t") == ["place", "id", "claims", "documents"]
    assert {row.split("\t")[1] for row in rows} == {"damascus-sy", "JO", "anbar"}
