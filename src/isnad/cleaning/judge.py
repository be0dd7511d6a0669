"""The verdict on each line: furniture or article, by its sign, by its neighbours, and by where it stands."""

import re

from isnad.cleaning.headline import Headline, shared, vocabulary_of
from isnad.cleaning.lexicon import lexicon
from isnad.cleaning.lines import Line, cut
from isnad.cleaning.signs import Sign
from isnad.languages.phrases import key
from isnad.model import Page

_NAME_WORDS = 5
_TAG_WORDS = 8
_LINKS = 3
_DATELINE = re.compile(r"[-–—/(،,]")
# A row of tags has none of these; hardly a sentence is without.
_FUNCTION_WORDS = frozenset(
    {"من", "في", "علي", "الي", "عن", "ان", "لا", "لم", "لن", "ما", "هو", "هي", "هذا", "هذه", "ذلك", "الذي", "التي"}
    | {"قد", "كان", "كل", "مع", "او", "بعد"}
)


class Judge:
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
        self.title = key(lines[headline.line].text[: headline.length]) if headline else None
        self.vocabulary = vocabulary_of(lines, signs)
        self.state: str | None = None

    def verdicts(self) -> list[bool]:
        """Return for each line whether it is furniture."""
        marked: list[bool] = []
        for i in range(len(self.lines)):
            marked.append(self._verdict(i, bool(marked and marked[-1])))
        self._mark_links(marked)
        return marked

    def _verdict(self, i: int, after_marked: bool) -> bool:
        line, sign = self.lines[i], self.signs[i]
        if self._is_headline(i):
            self.state = None
            return False
        if i >= self.closed:
            return sign is None or sign.kind != "keep"
        if line.key == self.title and self.headline and i > self.headline.line:
            return True
        if sign and (sign.kind == "keep" or self._is_dateline(i, line, sign)):
            self.state = None
            return i < self.first and self._is_outlet(i, line)
        if sign and sign.kind != "place" and self._counts(i, sign, after_marked):
            self.state = sign.kind if sign.reach != "line" or self._links_follow(i, sign) else None
            return True
        return self._unsigned(i, line, after_marked)

    def _is_headline(self, i: int) -> bool:
        return self.headline is not None and self.headline.line == i

    def _is_dateline(self, i: int, line: Line, sign: Sign) -> bool:
        """Whether a line above the prose names the place of the report, with or without a date."""
        if i >= self.first or self.state:
            return False
        opens = lexicon().opens("place", line.words) is not None
        return sign.kind == "place" or (opens and sign.kind == "stamp" and self.headline is not None)

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
        return i > self.last and (line.key in self.named or self._are_tags(line))

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

    def _are_tags(self, line: Line) -> bool:
        """Whether a line below the article repeats words of it, and has none of those that make a sentence."""
        if not 3 <= len(line) <= _TAG_WORDS or line.stops or ":" in line.text:
            return False
        return shared(line, self.vocabulary) == 1.0 and _FUNCTION_WORDS.isdisjoint(word.form for word in line.words)

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
