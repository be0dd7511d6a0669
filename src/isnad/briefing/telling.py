"""Telling: reports and claims in sentences, with the notes on which they stand."""

import re
from collections.abc import Iterable, Sequence

from isnad.briefing.lines import Line, Note, Piece
from isnad.briefing.material import Material
from isnad.briefing.words import Pieces, Words
from isnad.case import Claimed, Link, Reported
from isnad.languages.amounts import amount
from isnad.languages.bilingual import called, kind
from isnad.languages.wordings import noun_of
from isnad.model import Changed, Document

_MADE = ("per-", "org-", "loc-")  # ids that documents made of names
_NAME = 60  # letters of a source as an article writes it
_WORDS, _LONGEST = 5, 240  # words of a quote that says something alone; letters of one that is shown
_TITLE = 120
_OUTLET = 40  # letters of a title that stands for an outlet that nobody names
_NOTES = 8  # of one line
_SPEAKERS = 3  # of one origin
_BLANKS = re.compile(r"\s+")


class Teller:
    """Makes lines, and numbers the notes in the order in which lines first want them."""

    def __init__(self, material: Material, words: Words) -> None:
        self.material, self.words = material, words
        self._numbers: dict[str, int] = {}
        self._noted: list[tuple[Claimed, Reported]] = []

    # ---- lines and notes

    def line(self, pieces: Pieces, claimed: Claimed, reports: Iterable[Reported], level: int = 0) -> Line:
        """Return a line that stands on some reports of a claim."""
        told = list(reports)
        return Line(
            pieces=capital(pieces) if self.words.lang == "en" else pieces,
            notes=tuple(sorted({self._number(claimed, one) for one in told[:_NOTES]})),
            unreviewed=not all(map(self.material.is_sure, told)),
            level=level,
        )

    def _number(self, claimed: Claimed, told: Reported) -> int:
        if told.report.id not in self._numbers:
            self._numbers[told.report.id] = len(self._numbers) + 1
            self._noted.append((claimed, told))
        return self._numbers[told.report.id]

    def notes(self) -> tuple[Note, ...]:
        """Return the notes of all lines that were made."""
        return tuple(self._note(number, *noted) for number, noted in enumerate(self._noted, 1))

    def _note(self, number: int, claimed: Claimed, told: Reported) -> Note:
        at = told.at
        return Note(
            number=number,
            voice=self.voice(told),
            before=told.sentence[: at.start],
            quote=told.quote,
            after=told.sentence[at.end :],
            place=self.words("note_place", document=Piece(told.document, "name"), start=told.report.start, end=told.report.end),
            url=self.material.found(told.document_id).document.url,
            translations=tuple(self._translations(claimed, told)),
            unreviewed=not self.material.is_sure(told),
        )

    def _translations(self, claimed: Claimed, told: Reported) -> Iterable[Pieces]:
        reviewers = list(dict.fromkeys(one.judgement.by for shown in self.material.shown for one in shown.whole.judged))
        for one in claimed.judged:
            if one.state == "applies" and one.judgement.kind == "translate" and told.report.id in one.reports[0]:
                who = self.words("reviewer", n=reviewers.index(one.judgement.by) + 1)
                yield self.words("translation", who=who, text=Piece(one.judgement.value or "", "name"))

    # ---- names

    def name(self, link: Link) -> Pieces:
        """Return what a party is called in the language of the briefing."""
        if link.id.startswith("unnamed"):
            return self.words("unnamed")  # its id has only a folded word
        if known := called(link.id):
            return (Piece((self.words.lang == "ar" and known[0]) or known[1], "name"),)
        return (Piece(link.name or link.id, "name"),)

    def speaker(self, told: Reported, link: Link) -> Pieces:
        """Return who says a report; where no name is known, or only a country's, as the article writes it."""
        words = self._as_written(told, link)
        if link.id.startswith("unnamed"):
            return self.words("unnamed_as", who=Piece(words, "name")) if words else self.name(link)
        folded = link.id.startswith(_MADE) and link.name == " ".join(link.id.split("-")[1:])
        country = kind(link.id) == "countries" and self.words.lang == "ar"
        if not words or not (folded or country):
            return self.name(link)
        return (
            Piece(words, "quote" if words.partition(" ")[0].endswith("ون") else "name"),
        )  # its case is that of its place there

    def _as_written(self, told: Reported, link: Link) -> str:
        found = self.material.found(told.document_id)
        if told.report.statement is None:
            return ""
        statement = found.statements[told.report.statement]
        if statement.source is None or statement.source_id != link.id:
            return ""
        words = flat(statement.source.quote(found.text))
        return words if len(words) <= _NAME else ""

    def outlet(self, told: Reported | Document) -> Pieces:
        """Return who prints an article; where nobody knows, the article by its title or name."""
        if told.publisher:
            return (Piece(told.publisher, "name"),)
        document = told if isinstance(told, Document) else self.material.found(told.document_id).document
        return (Piece(cut(title(document), _OUTLET), "quote" if document.title else "name"),)

    def outlets(self, reports: Iterable[Reported]) -> list[Pieces]:
        """Return the outlets of some reports, each once."""
        return list(dict.fromkeys(map(self.outlet, reports)))

    # ---- one report

    def voice(self, told: Reported) -> Pieces:
        """Return who says a report, through whom, in which outlet, on which day."""
        day = self.words.day(told.published)
        if not told.chain:
            return self.words("own_day", voice=self.words("voice_own", who=self.outlet(told)), day=day)
        speaker, outlet = self.speaker(told, told.chain[0]), self.outlet(told)
        voice = self.words(f"voice_{told.stance or 'assert'}", who=speaker)
        passers = [self.name(link) for link in told.chain[1:] if link.name != told.publisher]
        if passers:
            voice = self.words("via", voice=voice, who=self.words.names(passers))
        if speaker == outlet and not passers:
            return self.words("own_day", voice=voice, day=day)
        return self.words("in_outlet", voice=voice, outlet=outlet, day=day)

    def says(self, told: Reported, known: Piece | None = None) -> Pieces:
        """Return a report as a sentence: who says it, and the words, but for those that are ``known`` already."""
        if known and readable(told) in known.text:
            return self.words("spoken_alone", voice=self.voice(told))
        return self.words("says", voice=self.voice(told), quote=Piece(readable(told), "quote"))

    def slot(self, told: Reported, slot: Changed) -> str:
        """Return what a report says in a slot, in words: that in which others differ."""
        report = told.report
        if slot == "polarity":
            return self.words.plain("side_denied" if report.polarity == "-" else "side_told")
        if slot == "time":
            return self.words.day(report.time)
        if slot == "count":
            return self._counts(told)
        if slot == "words":
            return f"«{told.quote}»"
        ids = {"place": (report.place,) if report.place else (), "actor": report.actors, "recipient": report.recipients}[slot]
        return "".join(piece.text for piece in self.words.names([self.name(Link(id, None)) for id in ids]))

    def _counts(self, told: Reported) -> str:
        found = []
        for unit, bounds in sorted(told.report.values.items()):
            noun = noun_of(unit) if unit else None
            if words := amount(*bounds, noun, alone=True):
                found.append(self.words.say(words))
            elif noun:
                found.append(noun.ar[1] if self.words.lang == "ar" else noun.en[1])
        return ("، " if self.words.lang == "ar" else ", ").join(found)

    # ---- a claim

    def gloss(self, claimed: Claimed) -> Piece:
        """Return the line of a claim; where it is but a word or two of a text, these amid their sentence."""
        text = self.words.say(claimed.claim.gloss)
        begin, end = ("«", "»") if self.words.lang == "ar" else ("“\u2068", "\u2069”")
        for told in claimed.reports:
            quote = f"{begin}{flat(told.quote)}{end}"
            if len(told.quote.split()) < _WORDS and quote in text:
                return Piece(text.replace(quote, f"{begin}{readable(told)}{end}"), "strong")
        return Piece(text, "strong")

    def rests(self, claimed: Claimed) -> Pieces:
        """Return on whose word a claim stands, and in which articles, outlets, days."""
        words, claim = self.words, claimed.claim
        parts: list[Pieces] = []
        if claim.origins:
            count = words.count("origins_in", claim.most)
            if claim.least != claim.most:
                least = words.count("origins_in", claim.least) if words.lang == "ar" and claim.least < 3 else claim.least
                count = words.plain("range", least=least, most=count)
            names = [self._origin(claimed, index) for index in range(len(claim.origins))]
            parts.append(words("rests", origins=count, names=words.names(names)))
        if claim.own:
            own = words.names(self.outlets(claimed.reports[index] for index in claim.own))
            parts.append(words("own_too" if claim.origins else "own", names=own))
        parts.append(self._told(claimed))
        return tuple(piece for index, part in enumerate(parts) for piece in ((Piece(" "),) if index else ()) + part)

    def _origin(self, claimed: Claimed, index: int) -> Pieces:
        """Return an origin by those who speak for it, as the articles name them: «وزارة الداخلية / الوزير»."""
        reports = [claimed.reports[place] for place in claimed.claim.origins[index].reports]
        speakers = list(dict.fromkeys(self.speaker(told, told.chain[0]) for told in reports if told.chain))
        shown = speakers[:_SPEAKERS]
        return tuple(piece for at, one in enumerate(shown) for piece in ((Piece(" / "),) if at else ()) + one)

    def _told(self, claimed: Claimed) -> Pieces:
        words = self.words
        if claimed.documents == 1:
            told = claimed.reports[0]
            return words("told_once", name=self.outlet(told), day=words.day(told.published))
        outlets = self.outlets(claimed.reports)
        tell = words.count("tell", claimed.documents)
        days = words.days({told.document_id: told.published for told in claimed.reports}.values())
        if not all(told.publisher for told in claimed.reports):
            return words("told_in", tell=tell, names=words.names(outlets), days=days)
        count = words.count("outlets_in", len(outlets))
        return words("told", tell=tell, outlets=count, names=words.names(outlets), days=days)


def capital(pieces: Pieces) -> Pieces:
    """Return pieces with a capital letter at their beginning."""
    first, *rest = pieces
    return (Piece(first.text[:1].upper() + first.text[1:], first.kind), *rest) if first.kind in ("text", "strong") else pieces


def best(claimed: Claimed, reports: Sequence[Reported]) -> Reported:
    """Return the report whose words say most alone: of a named source, as a whole sentence, the earliest of those."""
    return max(reports, key=lambda told: (_is_named(told), min(len(told.quote.split()), _WORDS), -claimed.reports.index(told)))


def _is_named(told: Reported) -> bool:
    return bool(told.chain) and not told.chain[0].id.startswith("unnamed")


def readable(told: Reported) -> str:
    """Return the words of a report; where they say nothing alone, the sentence, cut around them where it is long."""
    quote = flat(told.quote).removesuffix(".")
    if len(quote.split()) >= _WORDS:
        return cut(quote, _LONGEST)
    sentence = flat(told.sentence).removesuffix(".")
    if len(sentence) <= _LONGEST:
        return sentence
    before, after = flat(told.sentence[: told.at.start]), flat(told.sentence[told.at.end :])
    room = (_LONGEST - len(quote)) // 2
    head = before if len(before) <= room else "…" + before[-room:].partition(" ")[2]
    return " ".join(filter(None, (head, quote, cut(after, room))))


def cut(text: str, longest: int) -> str:
    """Return a text of at most so many letters, cut behind a word."""
    if len(text) <= longest:
        return text
    return (text[:longest].rpartition(" ")[0] or text[:longest]).rstrip("،,;؛:.") + "…"


def flat(text: str) -> str:
    """Return a text on one line."""
    return _BLANKS.sub(" ", text).strip()


def title(document: Document) -> str:
    """Return the title of an article, its name where it has none."""
    return cut(flat(document.title.quote(document.text)), _TITLE) if document.title else document.name
