"""Furniture: which lines of a text are not the article, by what they show and by where they stand.

The order of a page is: menus, the headline, who and when, prose, credits, and the site again. A line that shows
nothing of itself is judged by its neighbours, and in doubt it is the article's.
"""

import re
from typing import NamedTuple

from isnad.cleaning.headline import Headline, find_headline, shared, vocabulary_of
from isnad.cleaning.lines import Line, arabic, cut
from isnad.cleaning.signs import Sign, read_sign
from isnad.cleaning.stamps import glued_stamps
from isnad.cleaning.tables import empty_tables
from isnad.model import Page, Span

# After a mark that closes the article, at most this much prose may follow, against what stood before.
_LEFT_OVER = 0.34
_LEFT_WORDS = 40
_NAME_WORDS = 5
_LINKS = 3
_APPENDED = re.compile(
    r"(?<=[.!؟?»”])\s*(?:[اإأ]قر[أا]\s+(?:أيض|المزيد\s*:)|(?:شاهد|طالع)\s+أيض|تابعونا على |للمزيد\s*:)[^.]{0,200}$"
)
_DATELINE = re.compile(r"[-–—/(،,]")


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
        return tuple(sorted([*found, open_span] if open_span else found, key=lambda span: span.start))


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
    prose = [i for i, line in enumerate(lines) if line.long and not signs[i] and not _is(headline, i)]
    closed = _closed(lines, signs, prose)
    prose = [i for i in prose if i < closed] or prose
    prose = prose[_decks(signs, prose) :]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), len(lines))
    judge = _Judge(lines, signs, headline, first, last, closed, in_arabic, page)
    marked = judge.verdicts()
    return Layout(lines, signs, headline, first, last, marked, _parts(lines, marked, headline))


def _is(headline: Headline | None, i: int) -> bool:
    return headline is not None and headline.line == i


def _decks(signs: list[Sign | None], prose: list[int]) -> int:
    """Return 1 where the first sentence is a deck: who wrote and when stand between it and the next one."""
    between = signs[prose[0] + 1 : prose[1]] if len(prose) > 1 else []
    return int(any(sign and sign.sure and sign.kind in ("stamp", "author") for sign in between))


def _closed(lines: list[Line], signs: list[Sign | None], prose: list[int]) -> int:
    """Return the line from which on nothing is the article: a comment form, a footer, a paywall after the prose."""
    total = sum(len(lines[i]) for i in prose)
    before, at = 0, 0
    for i, sign in enumerate(signs):
        while at < len(prose) and prose[at] < i:
            before += len(lines[prose[at]])
            at += 1
        most = max(_LEFT_OVER * before, min(_LEFT_WORDS, before))
        if sign and sign.reach == "end" and sign.sure and before and total - before <= most:
            return i
    return len(lines)


class _Judge:
    """Decides line by line; ``state`` is the kind of furniture whose list the lines are in."""

    def __init__(
        self,
        lines: list[Line],
        signs: list[Sign | None],
        headline: Headline | None,
        first: int,
        last: int,
        closed: int,
        in_arabic: bool,
        page: Page,
    ) -> None:
        self.lines, self.signs, self.headline = lines, signs, headline
        self.first, self.last, self.closed, self.in_arabic = first, last, closed, in_arabic
        self.named = {line.key for name in (page.publisher, page.byline) if name for line in cut(name)}
        self.title = lines[headline.line].key if headline else None
        self.vocabulary = vocabulary_of(lines, signs)
        self.state: str | None = None

    def verdicts(self) -> list[bool]:
        marked: list[bool] = []
        for i in range(len(self.lines)):
            marked.append(self._verdict(i, bool(marked and marked[-1])))
        self._mark_links(marked)
        return marked

    def _verdict(self, i: int, after_marked: bool) -> bool:
        line, sign = self.lines[i], self.signs[i]
        if _is(self.headline, i):
            self.state = None
            return False
        if i >= self.closed:
            return sign is None or sign.kind != "keep"
        if line.key == self.title and self.headline and i > self.headline.line:
            return True
        if sign and sign.kind in ("keep", "place") and (sign.kind == "keep" or i < self.first):
            self.state = None
            return i < self.first and self._is_outlet(i, line)
        if sign and sign.kind != "place" and self._counts(i, sign, after_marked):
            self.state = sign.kind if sign.reach != "line" or self._links_follow(i, sign) else None
            return True
        return self._unsigned(i, line, after_marked)

    def _is_outlet(self, i: int, line: Line) -> bool:
        """Whether what would be a credit or a dateline is a menu above the headline, or a heading of the stamp."""
        above = self.headline is not None and i < self.headline.line
        return above or (len(line) == 1 and line.key == "المصدر")

    def _counts(self, i: int, sign: Sign, after_marked: bool) -> bool:
        """Whether a sign is believed where it stands: a sure one everywhere, others outside the prose."""
        if sign.kind == "menu" and self.headline and self.headline.line < i < self.first:
            return not _DATELINE.search(self.lines[i].text)
        if sign.sure or i < self.first or i > self.last:
            return True
        following = self.signs[i + 1] if i + 1 < len(self.signs) else None
        return after_marked or bool(following and following.sure and following.kind not in ("keep", "place", "clock"))

    def _links_follow(self, i: int, sign: Sign) -> bool:
        """Whether at the foot of the page what follows a line of the site is the site's as well."""
        return i > self.last and sign.kind not in ("stamp", "clock", "credit", "author", "more")

    def _unsigned(self, i: int, line: Line, after_marked: bool) -> bool:
        if self.state and not line.long:
            return not self._heads_prose(i, after_marked)
        self.state = None
        if line.long:
            return False
        if self.headline and i < self.headline.line:
            return shared(line, self.vocabulary) < 0.4 or len(line) < 5
        if self.in_arabic and line.foreign and not self.first <= i <= self.last:
            return True
        if i < self.first:
            return self._is_name(i, line)
        return i > self.last and line.key in self.named

    def _heads_prose(self, i: int, after_marked: bool) -> bool:
        """Whether a short line in a list of links is rather the subheading of the prose that follows it."""
        follows = i + 1 < len(self.lines) and i + 1 <= self.last and self.lines[i + 1].long and not self.signs[i + 1]
        return follows and after_marked and self.lines[i].blank_before and len(self.lines[i]) <= _NAME_WORDS

    def _is_name(self, i: int, line: Line) -> bool:
        """Whether a line between headline and prose names the author or the outlet: beside a stamp and the like."""
        if line.key in self.named:
            return True
        if len(line) > _NAME_WORDS or line.stops or _DATELINE.search(line.text):
            return False
        beside = [self.signs[j] for j in (i - 1, i + 1) if 0 <= j < self.first]
        return any(sign and sign.kind in ("stamp", "author", "tools", "share", "opinion") for sign in beside)

    def _mark_links(self, marked: list[bool]) -> None:
        """Mark three or more lines below the article that are tags, or no sentences and share no words with it."""
        run: list[int] = []
        for i in range(self.last + 1, len(self.lines) + 1):
            line = self.lines[i] if i < len(self.lines) else None
            if line and not marked[i] and self._is_link(i, line):
                run.append(i)
                continue
            if len(run) >= _LINKS and not self.lines[run[0] - 1].text.endswith(":"):
                for j in run:
                    marked[j] = True
            run = []

    def _is_link(self, i: int, line: Line) -> bool:
        sign = self.signs[i]
        if line.stops or (sign and sign.kind != "place"):
            return False
        return len(line) < 4 or shared(line, self.vocabulary) < 0.35


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
