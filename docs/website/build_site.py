"""The documentation as a site: `python docs/website/build_site.py build/site`. It needs no network, and the site none either.

Pages are the Markdown files of ``docs`` in the order of ``nav.toml``, and a few of the root; two pages are made here: the
reference of the Python API from the docstrings, and that of the commands from ``--help``. A link to a file of Markdown
becomes one to its page; a block ``console`` is shown as a terminal, in which lines with tabs are a table.
"""

import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import python_api
from isnad.cli.reference import markdown as commands
from isnad.release import __version__
from rendering import Heading, Rendered, render

HERE = Path(__file__).parent
DOCS = HERE.parent
ROOT = DOCS.parent
FONTS = ROOT / "src" / "isnad" / "web" / "static" / "fonts"
MADE = {"commands.md": commands, "api.md": python_api.markdown}


class Entry(NamedTuple):
    """A page: its source relative to ``docs``, its place in the site, its title and section in the navigation, its language."""

    source: str
    target: str
    title: str
    lang: str
    section: str


def entries() -> list[Entry]:
    """Return the pages in the order of the navigation."""
    nav = tomllib.loads((HERE / "nav.toml").read_text(encoding="utf-8"))
    return [
        Entry(source, target(source), title, "ar" if source.endswith(".ar.md") else "en", section["title"])
        for section in nav["section"]
        for source, title in section["pages"].items()
    ]


def target(source: str) -> str:
    """Return where a page lies in the site: ``guides/packet.html``; ``../CHANGELOG.md`` as ``changelog.html``."""
    name = source.removeprefix("../").lower() if source.startswith("../") else source
    return name.removesuffix(".md") + ".html"


def text_of(entry: Entry) -> str:
    """Return the Markdown of a page, made anew where it is made."""
    made = MADE.get(entry.source)
    return made() if made else (DOCS / entry.source).read_text(encoding="utf-8")


def build(out: Path) -> list[Path]:
    """Write the site into a folder, emptied before, and return its pages. Raises ValueError where a link leads nowhere."""
    pages = entries()
    known = {(DOCS / page.source).resolve(): page.target for page in pages}
    if out.exists():
        shutil.rmtree(out)
    shutil.copytree(DOCS / "images", out / "images")
    shutil.copytree(FONTS, out / "fonts", ignore=shutil.ignore_patterns("naskh*"))
    shutil.copy(HERE / "style.css", out)
    for name in ("fonts.css", "base.css", "icon.svg"):
        shutil.copy(FONTS.parent / name, out)
    layout = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template("page.html")
    rendered = {page: render(text_of(page), (DOCS / page.source).resolve(), page.target, known, DOCS) for page in pages}
    if broken := [f"{page.source}: {link}" for page, found in rendered.items() for link in _broken(page, found, rendered)]:
        raise ValueError("Links that lead nowhere:\n  " + "\n  ".join(broken))
    written = []
    for at, page in enumerate(pages):
        path = out / page.target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(layout.render(**_shown(at, pages, rendered[page])), encoding="utf-8")
        written.append(path)
    return written


def _broken(page: Entry, found: Rendered, rendered: dict[Entry, Rendered]) -> Iterator[str]:
    """Yield the links of a page that name no file, or no heading of the page to which they lead."""
    yield from found.broken
    anchors = {other.target: {heading.anchor for heading in there.headings} for other, there in rendered.items()}
    for place, anchor in found.links:
        if anchor and anchor not in anchors.get(place or page.target, ()):
            yield f"#{anchor}"


def _shown(at: int, pages: list[Entry], found: Rendered) -> dict[str, Any]:
    """Return what the layout shows of a page."""
    page = pages[at]
    sections: dict[str, list[Entry]] = {}
    for other in pages:
        sections.setdefault(other.section, []).append(other)
    return {
        "page": page,
        "title": next((heading.text for heading in found.headings if heading.level == 1), page.title),
        "body": found.html,
        "headings": [heading for heading in found.headings if heading.level in (2, 3)] if _many(found.headings) else [],
        "sections": sections,
        "root": "../" * page.target.count("/"),
        "before": pages[at - 1] if at else None,
        "after": pages[at + 1] if at + 1 < len(pages) else None,
        "version": __version__,
    }


def _many(headings: list[Heading]) -> bool:
    return sum(heading.level == 2 for heading in headings) > 1


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "site")
    try:
        made = build(folder)
    except ValueError as error:
        sys.exit(str(error))
    print(f"{len(made)} pages: {(folder / 'index.html').resolve()}")
