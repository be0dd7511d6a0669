"""The documentation: the site builds, its links stand, its terminals show what is printed, every public name and command has a place."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import isnad
import python_api
from build_site import DOCS, build, entries
from console import ANY, differences, program, shown, stands
from isnad.cli import COMMANDS
from rendering import render, terminal

RUN = [
    "tutorial.md",
    *(f"guides/{name}.md" for name in ("conflicts", "feed", "judging", "packet", "pandas", "assistant", "names", "language")),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "site"
    build(out)
    return out


def test_every_page_of_docs_has_its_place_in_the_navigation() -> None:
    there = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} | {"api.md"}
    assert there <= {entry.source for entry in entries()}


def test_links_lead_to_files_that_are_there(site: Path) -> None:
    for page in site.rglob("*.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        for node in tree.css("a[href], img[src], link[href]"):
            way = node.attributes.get("href") or node.attributes.get("src") or ""
            if not re.match(r"[a-z]+:|#", way):
                assert (page.parent / way.partition("#")[0]).exists(), f"{page.name}: {way}"


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.touch()
    found = render("# One\n[a](gone.md) [b](page.md#two) [c](#one)", page, "page.html", {page: "page.html"}, tmp_path)
    assert found.broken == ["gone.md"]
    assert ("page.html", "two") in found.links
    assert [heading.anchor for heading in found.headings] == ["one"]


def test_the_site_asks_for_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        asked = [node.attributes.get("src") or node.attributes.get("href") for node in tree.css("script[src], img, link, iframe")]
        assert not any(re.match(r"(?:https?:)?//", way or "") for way in asked), page.name
    for sheet in ("style.css", "base.css", "fonts.css"):
        assert not re.search(r"https?:|@import", (site / sheet).read_text(encoding="utf-8"))
    fonts = set(re.findall(r'url\("(fonts/plex[^"]+)"\)', (site / "fonts.css").read_text(encoding="utf-8")))
    assert len(fonts) == 4 and all((site / font).exists() for font in fonts)


def test_arabic_pages_read_from_the_right(site: Path) -> None:
    page = LexborHTMLParser((site / "tutorial.ar.html").read_text(encoding="utf-8"))
    [root] = page.css("html")
    assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl")
    assert {node.attributes["dir"] for node in page.css(".terminal")} == {"ltr"}
    assert page.css("h1")[0].text().startswith("الدليل")


@pytest.mark.parametrize("name", RUN)
def test_what_a_page_shows_is_what_is_printed(name: str, tmp_path: Path) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    wrong = [f"$ {one.command}\n{printed}" for one, printed in differences(text, tmp_path)]
    assert not wrong, f"docs/{name}: python docs/website/console.py docs/{name} writes what is printed now\n" + "\n".join(wrong)
    assert program(text, tmp_path) == ""


def test_the_arabic_tutorial_runs_the_same_commands() -> None:
    english, arabic = (shown((DOCS / name).read_text(encoding="utf-8")) for name in ("tutorial.md", "tutorial.ar.md"))
    assert len(english) > 12
    assert arabic == english


def test_every_page_with_a_terminal_is_run() -> None:
    with_terminals = {
        path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if "```console" in path.read_text(encoding="utf-8")
    }
    assert with_terminals == {*RUN, "tutorial.ar.md"}


def test_every_public_name_is_in_the_reference() -> None:
    page = python_api.markdown()
    for module in (isnad, *python_api.MODULES):
        for name in python_api.names(module):
            thing = getattr(module, name)
            if isinstance(thing, type) or callable(thing):
                assert thing.__doc__ or not isinstance(thing, type), name
                if getattr(thing, "__module__", "").startswith("isnad"):
                    assert re.search(rf"^### [\w.]+\.{name}$", page, re.MULTILINE), name
    for name in vars(isnad.Case):
        if not name.startswith("_"):
            assert f"\n#### .{name}\n" in page, name
    assert not re.search(r"\n#### [^\n]+\n\n(?:```python\n[^`]*```\n\n)?\n", page), "a method without a docstring"


def test_every_command_is_in_a_page_that_people_wrote() -> None:
    written = " ".join(path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md") if path.name != "commands.md")
    assert not [name for name in COMMANDS if not re.search(rf"isnad {name}\b", written)]


def test_stands_for_anything() -> None:
    assert stands(f"a\n{ANY}\nd {ANY} f", "a\nb\nc\nd e f")
    assert stands(f"a\n{ANY}", "a")
    assert not stands(f"a\n{ANY}\nd", "a\nb")
    assert not stands("a", "a\nb")
    assert stands("", "")
    assert not stands("", "a")


def test_a_terminal_shows_tables_as_tables_and_each_line_in_its_direction() -> None:
    html = terminal("$ isnad x\nname\tgloss\nكلمة\t\u2068كلمة\u2069 <gives>\nسطر\n")
    tree = LexborHTMLParser(html)
    assert [cell.attributes["dir"] for cell in tree.css("td")] == ["ltr", "ltr", "auto", "ltr"]
    assert "<gives>" not in html
    assert tree.css("pre.told bdi")[0].text() == "سطر\n"
