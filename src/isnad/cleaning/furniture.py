"""Furniture: which lines of a text are not the article, by what they show and by where they stand.

The order of a page is: menus, the headline, who and when, prose, credits, and the site again. A line that shows
nothing of itself is judged by its neighbours, and in doubt it is the article's.
"""

import re
from typing import NamedTuple

from isnad.cleaning.headline import Headline, find_headline
from isnad.cleaning.judge import Judge
from isnad.cleaning.lines import Line, arabic, cut
from isnad.cleaning.signs import Sign, read_sign
from isnad.cleaning.stamps import glued_stamps
from isnad.cleaning.tables import empty_tables
from isnad.model import Page, Span

# After a mark that closes the article, at most this much prose may follow, against what stood before.
_LEFT_OVER = 0.34
_LEFT_WORDS = 40
_FORMS = ("comment", "footer", "subscribe", "cookie")
_APPENDED = re.compile(
    r"(?<=[.!؟?»”])\s*(?:[اإأ]قر[أا]\s+(?:أيض|المزيد\s*:)|(?:شاهد|طالع)\s+أيض|تابعونا على |للمزيد\s*:)[^.]{0,200}$"
)


class Layout(NamedTuple):
    """The lines of a text with what they show, where the headline is, and which lines are furniture.

    ``first`` and ``last`` are the first line of prose and the last one; both are the number of lines where there
    is none. ``parts`` are stretches of furniture within lines of the article.
    """

    lines: list[Line]
    signs: list[Sign | None]
    headline: Headline | None
    first: int
    last: int
    marked: list[bool]
    parts: list[Span]

    @property
    def title(self) -> Span | None:
        """Where the headline stands in the text."""
        if self.headline is None:
            return None
        start = self.lines[self.headline.line].start
        return Span(start, start + self.headline.length)

    def spans(self) -> tuple[Span, ...]:
        """Return the furniture as spans, in order; neighbouring lines are one."""
        found = list(self.parts)
        open_span: Span | None = None
        for line, marked in zip(self.lines, self.marked, strict=True):
            if marked:
                open_span = Span(open_span.start if open_span else line.start, line.end)
            elif open_span:
                found.append(open_span)
                open_span = None
        return _merged([*found, open_span] if open_span else found)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)


def find_furniture(page: Page) -> Layout:
    """Return the layout of a page's text. Linear in the text."""
    lines = cut(page.text)
    signs = [read_sign(line) for line in lines]
    headline = find_headline(lines, signs, page.title)
    if headline:
        signs[headline.line] = None
    in_arabic = arabic(page.text)
    for i in empty_tables(lines, in_arabic):
        signs[i] = Sign("table", "line", True)
    prose = [i for i, line in enumerate(lines) if line.long and not signs[i] and not (headline and headline.line == i)]
    closed = _closed(lines, signs, prose)
    prose = [i for i in prose if i < closed] or prose
    prose = prose[_decks(signs, prose) :]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), len(lines))
    marked = Judge(lines, signs, headline, first, last, closed, in_arabic, page).verdicts()
    return Layout(lines, signs, headline, first, last, marked, _parts(lines, marked, headline))


def _decks(signs: list[Sign | None], prose: list[int]) -> int:
    """Return 1 where the first sentence is a deck: who wrote and when stand between it and the next one."""
    between = signs[prose[0] + 1 : prose[1]] if len(prose) > 1 else []
    return int(any(sign and sign.sure and sign.kind in ("stamp", "author") for sign in between))


def _closed(lines: list[Line], signs: list[Sign | None], prose: list[int]) -> int:
    """Return the line from which on nothing is the article: a comment form, a footer, a paywall after the prose."""
    total = sum(len(lines[i]) for i in prose)
    # One word («تعليق») may be a subheading of the article; a form has more than one line.
    last_form = max((i for i, sign in enumerate(signs) if sign and sign.kind in _FORMS), default=0)
    before, at = 0, 0
    for i, sign in enumerate(signs):
        while at < len(prose) and prose[at] < i:
            before += len(lines[prose[at]])
            at += 1
        if not (sign and sign.reach == "end" and sign.sure and before):
            continue
        left, most = total - before, max(_LEFT_OVER * before, min(_LEFT_WORDS, before))
        if left == 0 or (left <= most and (sign.kind == "paywall" or i < last_form)):
            return i
    return len(lines)


def _parts(lines: list[Line], marked: list[bool], headline: Headline | None) -> list[Span]:
    """Return the furniture within lines of the article: glued stamps, appended links, the site after the headline."""
    found: list[Span] = []
    for i, (line, whole) in enumerate(zip(lines, marked, strict=True)):
        if whole:
            continue
        if headline and headline.line == i and headline.length < len(line.text):
            found.append(Span(line.start + headline.length, line.end))
            continue
        found += [stamp.span for stamp in glued_stamps(line)]
        tail = max(0, len(line.text) - 300)
        if appended := _APPENDED.search(line.text, tail):
            found.append(Span(line.start + appended.start(), line.end))
    return found
