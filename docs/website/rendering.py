"""A page of Markdown as HTML: links to pages, headings with anchors, terminals, and coloured code."""

import os
import re
from collections.abc import Iterable, Mapping
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

_LEXERS = {"python": "python", "toml": "toml", "json": "json", "sh": "bash"}
_ARABIC = "[\u0600-\u06ff]"
_QUOTED = re.compile(f"«[^«»]*{_ARABIC}[^«»]*»")
_PAGE_NAME = re.compile(r"(?:docs/)?[\w./-]+\.md")


class Heading(NamedTuple):
    """A heading: its level from 1, its words, and the anchor by which it is linked."""

    level: int
    text: str
    anchor: str


class Rendered(NamedTuple):
    """A page as HTML, its headings, its links (page of the site, "" for itself, and anchor), and those that name no file."""

    html: str
    headings: list[Heading]
    links: list[tuple[str, str]]
    broken: list[str]


class _Page:
    """What is known of the page that is being rendered."""

    def __init__(self, path: Path, place: str, known: Mapping[Path, str], docs: Path) -> None:
        self.path, self.place, self.known, self.docs = path, place, known, docs
        self.headings: list[Heading] = []
        self.links: list[tuple[str, str]] = []
        self.broken: list[str] = []

    def link(self, href: str) -> str:
        """Return where a link of the source leads in the site."""
        if re.match(r"[a-z]+:", href):
            return href
        file, _, anchor = href.partition("#")
        if not file:
            self.links.append(("", anchor))
            return href
        path = (self.path.parent / file).resolve()
        if path in self.known:
            self.links.append((self.known[path], anchor))
            return self._way(self.known[path]) + (f"#{anchor}" if anchor else "")
        if not path.exists():
            self.broken.append(href)
        elif path.is_relative_to(self.docs / "images"):
            return self._way(path.relative_to(self.docs).as_posix())
        return href

    def in_html(self, html: str) -> str:
        """Return HTML of the source with its links leading to pages."""
        return re.sub(r'(?<=href=")[^"]+(?=")', lambda found: self.link(found[0]), html)

    def named(self, words: str) -> str | None:
        """Return the way to a page that a text names as a file («docs/claims.md»), None where it names none, or this one."""
        if not _PAGE_NAME.fullmatch(words):
            return None
        for path in (self.docs.parent / words, self.docs / words):
            if path.resolve() in self.known and path.resolve() != self.path:
                return self._way(self.known[path.resolve()])
        return None

    def _way(self, place: str) -> str:
        return os.path.relpath(place, Path(self.place).parent).replace(os.sep, "/")


def render(text: str, path: Path, place: str, known: Mapping[Path, str], docs: Path) -> Rendered:
    """Render a page that comes from ``path`` and lies at ``place`` in the site; ``known`` has the place of every page."""
    page = _Page(path, place, known, docs)
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("text", _text)
    parser.add_render_rule("code_block", _code)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    tokens = parser.parse(text)
    _number(tokens, page)
    _lead(tokens, page)
    return Rendered(parser.renderer.render(tokens, parser.options, {}), page.headings, page.links, page.broken)


def _number(tokens: list[Token], page: _Page) -> None:
    """Give each heading the anchor that GitHub gives it."""
    seen: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))
            anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            seen[anchor] = seen.get(anchor, -1) + 1
            anchor += f"-{seen[anchor]}" if seen[anchor] else ""
            opening.attrSet("id", anchor)
            page.headings.append(Heading(int(opening.tag[1]), words, anchor))


def _lead(tokens: list[Token], page: _Page) -> None:
    """Turn links to files into links to pages, and names of pages in code into links."""
    for token in tokens:
        if token.type == "html_block":
            token.content = page.in_html(token.content)
        children: list[Token] = []
        inside = 0
        for child in token.children or ():
            inside += child.nesting if child.type.startswith("link_") else 0
            if child.type == "link_open":
                child.attrSet("href", page.link(str(child.attrGet("href"))))
            elif child.type == "image":
                source = str(child.attrGet("src"))
                child.attrSet("src", page.link(source))
                if source.endswith(".svg") and not page.broken:  # in the page itself it has the page's letters and colours
                    child = Token(
                        "html_inline",
                        "",
                        0,
                        content=f'<figure tabindex="0">{(page.path.parent / source).read_text("utf-8")}</figure>',
                    )
            elif child.type == "html_inline":
                child.content = page.in_html(child.content)
            way = page.named(child.content) if child.type == "code_inline" and not inside else None
            children += [Token("link_open", "a", 1, attrs={"href": way}), child, Token("link_close", "a", -1)] if way else [child]
        if token.children is not None:
            token.children = children


def _text(_self: Any, tokens: list[Token], at: int, _options: Any, _env: Any) -> str:
    """Return words; Arabic ones in «» stand for themselves, so that several of them keep the order of their sentence."""
    return _QUOTED.sub(lambda found: f"<bdi>{found[0]}</bdi>", escape(tokens[at].content, quote=False))


def _fence(_self: Any, tokens: list[Token], at: int, _options: Any, _env: Any) -> str:
    language = tokens[at].info.strip()
    if language == "console":
        return terminal(tokens[at].content)
    if language in _LEXERS:
        lexer = get_lexer_by_name(_LEXERS[language])
        return (
            f'<pre dir="ltr" tabindex="0"><code>{highlight(tokens[at].content, lexer, HtmlFormatter(nowrap=True))}</code></pre>\n'
        )
    return _code(_self, tokens, at, _options, _env)


def _code(_self: Any, tokens: list[Token], at: int, _options: Any, _env: Any) -> str:
    return f'<pre dir="ltr" tabindex="0"><code>{_lines(tokens[at].content.splitlines())}</code></pre>\n'


def _table_open(_self: Any, _tokens: list[Token], _at: int, _options: Any, _env: Any) -> str:
    return '<div class="scroll" tabindex="0"><table>\n'


def _table_close(_self: Any, _tokens: list[Token], _at: int, _options: Any, _env: Any) -> str:
    return "</table></div>\n"


def _lines(lines: Iterable[str]) -> str:
    """Return lines each in a direction of its own, so that Arabic ones read from the right."""
    return "".join(f'<bdi class="line">{escape(line)}\n</bdi>' for line in lines)


def terminal(text: str) -> str:
    """Return commands («$ » before them) and what they print; lines with tabs as tables."""
    shown, lines = [], text.splitlines()
    while lines:
        count = 1
        kind = _kind(lines[0])
        while count < len(lines) and _kind(lines[count]) == kind:
            count += 1
        taken, lines = lines[:count], lines[count:]
        if kind == "table":
            rows = "".join("<tr>" + "".join(map(_cell, line.split("\t"))) + "</tr>" for line in taken)
            shown.append(f'<div class="scroll" tabindex="0"><table>{rows}</table></div>')
        else:
            shown.append(f'<pre class="{kind}" dir="ltr" tabindex="0"><code>{_lines(taken)}</code></pre>')
    return f'<div class="terminal" dir="ltr">{"".join(shown)}</div>\n'


def _cell(words: str) -> str:
    """Return a cell; one with Latin words reads from the left, though it may begin with an Arabic name."""
    return f'<td dir="{"ltr" if re.search("[A-Za-z]", words) else "auto"}">{escape(words)}</td>'


def _kind(line: str) -> str:
    return "command" if line.startswith("$ ") else "table" if "\t" in line else "told"
