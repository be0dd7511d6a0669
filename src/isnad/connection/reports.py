"""Reports: what one document tells, place by place, under the chain by which it tells it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from msgspec.structs import replace

from isnad.connection.content import is_deed, stem, stems
from isnad.connection.denials import denials, denier
from isnad.connection.governments import governments
from isnad.connection.overlaps import Overlaps, cut
from isnad.connection.tolls import (
    KINDS,
    befalls,
    calls_false,
    denies,
    is_anaphor,
    is_called_false,
    is_called_untrue,
    is_denial,
    is_denied,
    is_hearsay_called_false,
    is_limit,
    is_none,
    points_back,
    speaks_of_several,
    toll,
)
from isnad.connection.topics import topics
from isnad.languages import frames
from isnad.languages.folding import fold
from isnad.model import Annotations, Event, Factuality, Quantity, Report, Span, Statement, Time, digest

SENTENCE = re.compile(r"[.!؟?…]+(?=[\s»”\"]|$)|\n")
# Where a clause ends: but not at the comma of a number («1,74»), and also where a content goes on with another «وأن».
_CLAUSE = re.compile(r"(?<!\d)[،,]|[،,](?!\d)|[؛;:()«»“”\"]|\s(?=وب?[اأإ]ن[ّه]?(?:ها|هم|هما)?\s)|" + SENTENCE.pattern)
_AND = re.compile(r"\s(?=وب?[اأإ]ن[ّه]?(?:ها|هم|هما)?\s)")  # where a content goes on with another of its own
_PART = re.compile(r"\s*(?:منهم|منها|من بينهم|من\s+(?:ال|أصل|جملة|بين|مجموع))")  # behind a number that is one of a greater one
_FACTUALITY: dict[str, Factuality] = {"deny": "denied", "commit": "planned", "expect": "possible"}
_UNPROVEN = frozenset(map(stem, map(fold, ("دليل", "أدلة", "إثبات", "برهان"))))
_OPENING = '«“"'
_PARTICLE = 6  # code points before a word of saying in which a particle would deny it
_PERCENT = re.compile(r"[%٪]|(?:في|ب)\s*ال?م[ئا]|^ال?م(?:ئة|ائة|ية)\b")
_SPELLINGS = {"أورو": "يورو", "اورو": "يورو"}  # of one unit
_ELLIPSIS = 250  # code points over which a number without a noun takes up that of the number before it
_READABLE = 4  # words of a quote that can stand alone
_YEARS = range(1900, 2101)
_MOST_PERCENT = 100
_WORDS = 2  # stems besides its names that a bare clause must hold to be a report of its own
_SAID = 3  # stems that a clause without a name or a number must hold
_LABEL = 4  # stems that a name for another's word has at most
_CHARGES = ("ACCUSE", "REQUEST")  # events of charges and claims: what they say, not that they are made, is what is denied
_DEATHS = ("die", "kill")
_MISSING, _KILLED = "missing", "killed"
_MOST_DENIED = 4  # deeds that one denial can be of
_POINTED = 12  # code points from a word of denial to the noun that points back: «تنكر هذه [المطالبات]»
_BACK = 300  # code points over which it does
_LONGEST = 2000  # code points of a sentence: one that never ends is cut
_LONGEST_CLAUSE = 600
_NEAR = 120  # code points from a deed within which the words that deny it stand: seven at most
_COUNTED = 32  # numbers of one clause that are told each on its own: of a table without lines the first
_LEAD = 120  # code points that the first paragraph has at least


def reports(found: Annotations) -> tuple[Report, ...]:
    """Return the reports of a document, in the order of its text: its events, what is said without one, and bare states.

    What several say together («كلتا الدولتين تنكر ذلك») is a report of each.
    """
    teller = _Teller(found)
    told = {report.id: report for report in teller.reports()}  # one deed told twice by the same words is one report
    told |= {other.id: other for report in tuple(told.values()) for other in teller.joint(report)}
    return tuple(sorted(told.values(), key=lambda report: (report.start, report.end, report.id)))


def readable(text: str, span: Span) -> str:
    """Return the words of a span; those of its whole clause where they are too few to be understood alone."""
    words = span.quote(text)
    if len(words.split()) >= _READABLE:
        return words
    around = [clause for _, clause in _clauses(text).over(span.start, span.end)]
    return Span(min(s.start for s in (*around, span)), max(s.end for s in (*around, span))).quote(text)


@lru_cache(maxsize=64)
def _clauses(text: str) -> Overlaps[Span]:
    return Overlaps(_spans(_bounds(_CLAUSE, text), text))


class _Teller:
    def __init__(self, found: Annotations) -> None:
        self.found, self.text = found, found.text
        self.sentences = cut(_bounds(SENTENCE, self.text), self.text, _LONGEST)
        self.clauses = cut(_bounds(_CLAUSE, self.text), self.text, _LONGEST_CLAUSE)
        self.clause_spans = Overlaps(_spans(self.clauses, self.text))
        self.entities, self.times = Overlaps(found.entities), Overlaps(found.times)
        self.quantities = Overlaps(found.quantities)
        self.cues = Overlaps(statement.cue for statement in found.statements)
        self.sources = Overlaps(statement.source for statement in found.statements if statement.source)
        self.contents = Overlaps(statement.content for statement in found.statements)
        self.triggers = Overlaps(event.trigger for event in found.events)
        self.together: defaultdict[tuple[Span, Span], list[int]] = defaultdict(list)
        for number, statement in enumerate(found.statements):
            self.together[statement.cue, statement.content].append(number)
        self.furniture = Overlaps(found.document.boilerplate)
        self._by_value: defaultdict[str | None, list[Time]] = defaultdict(list)
        for time in sorted(found.times, key=lambda time: time.start):
            self._by_value[time.value].append(time)
        self.stems = lru_cache(maxsize=256)(stems)  # many reports stand in one sentence
        self.denies, self.befalls = (lru_cache(maxsize=256)(one) for one in (denies, befalls))  # and many numbers in one clause
        self.governments = governments(found)
        self.units = self._units()
        self.topics = topics(found)
        self.lead = _lead(found)
        self.denials = denials(found)
        denied = Overlaps(event.trigger for event in found.events if event.factuality == "denied")
        self.telling = [
            s
            for number, s in enumerate(found.statements)
            if number not in self.denials
            and not any((denied if s.stance == "deny" else self.triggers).starting(s.content.start, s.content.end))
        ]

    def reports(self) -> Iterator[Report]:
        told = [self._of_event(number, event) for number, event in enumerate(self.found.events)]
        told += [report for s in self.telling for report in self._of_statement(s)]
        others = Overlaps(told)
        told += [self._denial(number, span, others) for number, span in self.denials.items()]
        told += self._states(Overlaps(told))
        told += self._counts(told)
        ordered = sorted(told, key=lambda report: (report.start, report.end))
        last: list[tuple[int, Report]] = []  # what was told before, each with the furthest end so far
        for report in ordered:
            yield from self._with_antecedents(report, last) if self._points_back(report) else [report]
            last.append((max(report.end, last[-1][0] if last else 0), report))

    def joint(self, report: Report) -> Iterator[Report]:
        """Yield what a report is on the word of those who say it together with its source."""
        said = None if report.statement is None else self.found.statements[report.statement]
        for number in self.together[said.cue, said.content] if said else ():
            if number != report.statement and (chain := self._chain(self.found.statements[number])):
                origin = _origin(chain)
                yield replace(
                    report,
                    id=digest(report.id, *origin),
                    statement=number,
                    chain=chain,
                    origin=origin,
                    voice=self.governments.get(origin[0], origin[0]),
                )

    # ---- the three kinds

    def _of_event(self, number: int, event: Event) -> Report:
        sentence = self._around(self.sentences, event.trigger.start)
        spans = [event.trigger, *(span for _, span in event.words if sentence.start <= span.start < sentence.end)]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        values = _lost(self._values(span)) if event.key in _DEATHS else self._values(span)
        at, factuality = event.statement, event.factuality
        if at is None:
            at = self._statement_at(event.trigger)
        if at is None and factuality == "planned":  # «تعهدت مصر بإرسال …»: the word by which it is promised is the deed's too
            at = next((number for number, cue in self.cues.over(event.trigger.start, event.trigger.end)), None)
        if (denial := self._denied_as_noun(event)) is not None:
            at, factuality = denial, "denied"
        elif at in self.denials:  # who denies it does not tell it
            at = self._statement_at(event.trigger)
            factuality = "actual" if factuality == "denied" else factuality
        elif (
            is_denied(before := self._before(event.trigger))
            or is_none(before)
            or is_called_untrue(self._behind(event.trigger, sentence))
        ):
            factuality = "denied"
        elif at is not None and factuality == "possible" and self.found.statements[at].stance == "estimate" and values:
            factuality = "actual"  # who estimates how many died tells no less that they did
        return self._report(
            span,
            sentence,
            event=number,
            statement=at,
            said=None if at is None else self.found.statements[at],
            slots=(event.key, event.type, event.actors, event.recipients, event.object),
            values=values,
            time=self._time_of(event, sentence),
            place=self._place_of(event),
            factuality=factuality,
            deed=event.trigger.quote(self.text),
            understood=event.understood,
        )

    def _denied_as_noun(self, event: Event) -> int | None:
        """Return the denial (number) of which an event is but the noun that points back: «تنكر هذه المطالبات»."""
        if event.type not in _CHARGES or not is_anaphor(event.trigger.quote(self.text)):
            return None
        at = event.trigger.start
        over = (*self.contents.over(at, event.trigger.end), *self.cues.over(max(0, at - _POINTED), at))
        return next((number for number, _ in over if number in self.denials), None)

    def _of_statement(self, statement: Statement) -> Iterator[Report]:
        """Yield what a statement without an event says: each of its clauses that tells something, else the whole of it.

        Of a denial whose events are not what it denies, only its first clause: «نفت أن تكون جمّدت حصتها، قبل أن تعلن تعليقها».
        """
        if self._has_event(statement.content):
            first = next(self._inside(statement.content), statement.content)
            yield self._state(first, first)
            return
        for part in self._parts(statement.content):
            clauses = [span for span in self._inside(part) if self._tells(span, self.cues.starting(span.start, span.end))]
            for span in clauses if len(clauses) > 1 else [part]:
                yield self._state(span, span)

    def _parts(self, content: Span) -> Iterator[Span]:
        """Yield the contents that one word of saying holds together: «إن … وإن …»."""
        words = content.quote(self.text)
        bounds = [0, *(match.end() for match in _AND.finditer(words))]
        for start, end in zip(bounds, (*bounds[1:], len(words)), strict=True):
            part = words[start:end].strip()
            if len(stems(part)) >= _WORDS or len(bounds) == 1:
                at = content.start + words.index(part, start)
                yield Span(at, at + len(part))

    def _inside(self, content: Span) -> Iterator[Span]:
        for _, span in self.clause_spans.over(content.start, content.end):
            yield Span(max(span.start, content.start), min(span.end, content.end))

    def _tells(self, span: Span, framing: Sequence[Span]) -> bool:
        """Whether a clause names or counts something, and says something of it: a verb, or what is made of one, or a number.

        ``framing`` are words that say nothing of it.
        """
        named = self._layers(span)
        counted = any(self.quantities.over(span.start, span.end))
        said = stems(_without(self.text, span, [*named, *framing]))
        deeds = sum(map(is_deed, said))
        return (bool(named) or counted) and len(said) >= _WORDS and (counted or deeds > 0)

    def _layers(self, span: Span) -> list[Span]:
        """Return the names and times that lie over a span."""
        return [item for layer in (self.entities, self.times) for _, item in layer.over(span.start, span.end)]

    def _states(self, taken: Overlaps[Report]) -> Iterator[Report]:
        """Yield the clauses of the article that name or count something, and stand in no report yet."""
        for span in _spans(self.clauses, self.text):
            if any(taken.over(span.start, span.end)) or any(self.furniture.over(span.start, span.end)):
                continue
            framing = self._framing(span)
            if self._tells(span, framing) or self._says(span, framing):
                yield self._state(span, span)

    def _says(self, span: Span, framing: Sequence[Span]) -> bool:
        """Whether a clause that names nothing says enough to be known again: a deed, and with whom or what."""
        said = stems(_without(self.text, span, [*self._layers(span), *framing]))
        return len(said) >= _SAID and any(map(is_deed, said))

    def _framing(self, span: Span) -> list[Span]:
        """Return the words of a span that say who says something: «وأوضح مسؤول كبير في الخزانة» tells nothing else."""
        return [words for layer in (self.cues, self.sources) for _, words in layer.over(span.start, span.end)]

    def _counts(self, told: Sequence[Report]) -> Iterator[Report]:
        """Yield the numbers, each with its noun, that no event tells, where they do not stand alone in what is told."""
        reports = Overlaps(told)
        lone = lru_cache(maxsize=None)(self._is_lone)
        counted: Counter[Span] = Counter()
        for quantity in self.found.quantities:
            unit = quantity.unit
            span = Span(min(quantity.start, unit.start), max(quantity.end, unit.end)) if unit else quantity
            around = [report for _, report in reports.over(span.start, span.end)]
            alone = any(lone(report.start, report.end) for report in around)
            furniture = any(self.furniture.over(span.start, span.end))
            if not (alone or furniture or any(report.event is not None for report in around)):
                clause = self._around(self.clauses, span.start)
                counted[clause] += 1
                if counted[clause] <= _COUNTED:
                    yield self._state(Span(span.start, span.end), clause)

    def _is_lone(self, start: int, end: int) -> bool:
        """Whether there is one number in a stretch of text, and no other."""
        return len(list(islice(self.quantities.over(start, end), 2))) == 1

    def _denial(self, number: int, words: Span, told: Overlaps[Report]) -> Report:
        """Return the report of a denial of what another tells: its own words, and the deed that it denies."""
        statement = self.found.statements[number]
        values, time = self._values(statement.content), self._only_time(statement.content)
        denial = self._report(words, words, statement=number, said=statement, values=values, time=time, factuality="denied")
        over = told.over(statement.content.start, statement.content.end)
        _, meant = min(over, key=lambda one: (one[1].type in _CHARGES, one[0]), default=(0, None))  # not the charge: what it says
        if meant is not None:
            return _denying(denial, meant)
        content = stems(statement.content.quote(self.text))
        around = self.stems(self._around(self.sentences, statement.content.start).quote(self.text))
        return replace(denial, stems=(*denial.stems, *content), context=(*denial.context, *around))

    def _points_back(self, report: Report) -> bool:
        """Whether a denial does not say what it denies: «نفت ذلك», «وهو ما دحضته», «سارعت إلى نفي الخبر»."""
        if report.polarity == "+":
            return False
        if report.event is not None or report.key:  # «فنّد الوزير الاتهامات» denies that of which others accuse him
            return report.type in _CHARGES and is_anaphor(report.quote(self.text))
        if is_called_false(report.quote(self.text)) or is_hearsay_called_false(report.quote(self.text)):
            return True
        return points_back(report.quote(self.text), " ".join(item.quote(self.text) for item in self._layers(report)))

    def _with_antecedents(self, report: Report, before: Sequence[tuple[int, Report]]) -> list[Report]:
        """Give a denial that points back the deed and the words of what was told last before it.

        One that speaks of several («نفت هذه الاتهامات») is a denial of each deed that was told there, with the same words.
        """
        found: dict[tuple[str, str | None], Report] = {}
        said = None if report.statement is None else self.found.statements[report.statement]
        words = [report.quote(self.text), said.content.quote(self.text) if said and report.statement in self.denials else ""]
        most = _MOST_DENIED if any(map(speaks_of_several, words)) else 1
        for furthest, told in reversed(before):
            if told.polarity == "+" and 0 <= report.start - told.end <= _BACK and (told.key or not found):
                found.setdefault((told.key, told.object), told)
            if len(found) == most or report.start - furthest > _BACK:
                break
        return [_denying(report, told) for told in found.values()] or [report]

    def _state(self, span: Span, around: Span) -> Report:
        number = self._statement_at(span)
        said = None if number is None else self.found.statements[number]
        return self._report(
            span,
            around,
            statement=number,
            said=said,
            values=self._values(span),
            time=self._only_time(around),
            factuality=self._factuality(said, around),
        )

    def _before(self, trigger: Span) -> str:
        """Return the words of its clause before a trigger, those near it."""
        return self.text[max(self._around(self.clauses, trigger.start).start, trigger.start - _NEAR) : trigger.start]

    def _behind(self, trigger: Span, sentence: Span) -> str:
        """Return the words behind a trigger to the next comma, those near it."""
        return re.split(r"[،,؛;:]", self.text[trigger.end : min(sentence.end, trigger.end + _NEAR)])[0]

    def _factuality(self, said: Statement | None, clause: Span) -> Factuality:
        """Return how a clause without an event is told: by the stance of its source, by a word of denial of its own."""
        words = clause.quote(self.text)
        stance = _FACTUALITY.get(said.stance, "actual") if said else "actual"
        if said and is_denial(self.text[max(0, said.cue.start - _PARTICLE) : said.cue.end]):
            stance = "denied"  # «استبعد أن يكون», but not «لم يستبعد»
        if said and stance == "denied" and not is_denial(said.cue.quote(self.text)):
            stance = "actual"  # «قال إنه لم …»: a denial by its words, of which another clause may have none
        labels = is_called_false(words) and (said.stance == "criticise" or self._is_label(clause)) if said else False
        if stance == "denied" or labels or (said and calls_false(words)) or self.denies(words, said is not None):
            return "denied"
        return stance

    def _is_label(self, clause: Span) -> bool:
        """Whether words tell nothing but what somebody calls another's word: «كذبة للاستهلاك الداخلي»."""
        return len(stems(clause.quote(self.text))) <= _LABEL

    # ---- their slots

    def _report(
        self,
        span: Span,
        sentence: Span,
        *,
        values: dict[str, tuple[float | None, float | None]],
        time: Time | None,
        factuality: Factuality,
        event: int | None = None,
        statement: int | None = None,
        said: Statement | None = None,
        slots: tuple[str, str, tuple[str, ...], tuple[str, ...], str | None] = ("", "", (), (), None),
        place: str | None = None,
        deed: str = "",
        understood: Mapping[str, str] = {},
    ) -> Report:
        document = self.found.document
        key, type, actors, recipients, object = slots
        denied = factuality == "denied"
        content = stems(span.quote(self.text))
        chain = self._chain(said) if said else self._denier(sentence, span) if denied else ()
        origin = _origin(chain)
        return Report(
            start=span.start,
            end=span.end,
            id=digest(document.id, "report", str(span.start), str(span.end), key, *actors, "->", *recipients, object or ""),
            document=document.id,
            event=event,
            statement=statement,
            key=key,
            type=type,
            actors=actors,
            recipients=recipients,
            object=object,
            values=values,
            about=self._approximate(span),
            once=key in frames.once(),
            time=time.value if time else None,
            earliest=time.earliest if time else None,
            latest=time.latest if time else None,
            place=place,
            factuality=factuality,
            polarity="-" if denied else "+",
            unproven=denied and bool(_UNPROVEN & {*content}),
            chain=chain,
            origin=origin,
            voice=self.governments.get(origin[0], origin[0]) if origin else None,
            stems=content,
            context=self.stems(self._around(self.sentences, span.start).quote(self.text)),
            named=self._named(sentence),
            deed=next(iter(stems(deed)), ""),
            topics=self.topics,
            lead=span.start < self.lead,
            published=document.published[:10] if document.published else None,
            understood=dict(understood),
        )

    def _denier(self, around: Span, span: Span) -> tuple[str, ...]:
        """Return as a chain who denies a span that is the content of nobody's word, where he is named beside it."""
        found = denier(self.text, self._around(self.sentences, around.start), span, self.entities)
        return (found,) if found else ()

    def _chain(self, said: Statement) -> tuple[str, ...]:
        """Return the chain of a statement without those who pass it on only to deny it."""
        over = (number for number, _ in self.contents.over(said.content.start, said.content.end) if number in self.denials)
        outer = {denial.source_id for number in over if (denial := self.found.statements[number]) is not said}
        at = next((at for at, id in enumerate(said.chain) if id in outer), None)
        return said.chain[:at] if at else said.chain

    def _named(self, span: Span) -> tuple[str, ...]:
        return tuple(sorted({entity.id for _, entity in self.entities.over(span.start, span.end)}))

    def _values(self, span: Span) -> dict[str, tuple[float | None, float | None]]:
        """Return the numbers of a span by what they count; of several of one noun the first."""
        found: dict[str, tuple[float | None, float | None]] = {}
        for at, quantity in self.quantities.over(span.start, span.end):
            share = self.units[at] == "%"  # always one of something
            if share or not _PART.match(self.text, quantity.end):
                part = share and self._is_part(quantity)
                found.setdefault(self.units[at], _hundredfold(quantity) if part else (quantity.low, quantity.high))
        return found

    def _is_part(self, quantity: Quantity) -> bool:
        """Whether a number is a part told in words, which is a share as one in percent is: «خُمس», «تسعة من كل عشرة»."""
        bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
        return all(0 < bound < 1 for bound in bounds) and not any(map(str.isdecimal, quantity.quote(self.text)))

    def _approximate(self, span: Span) -> tuple[str, ...]:
        over = self.quantities.over(span.start, span.end)
        return tuple(sorted({self.units[at] for at, quantity in over if quantity.kind == "approx"}))

    def _units(self) -> list[str]:
        """Return what each number counts; one without a noun counts what the number before it counts («65 مليوناً»)."""
        found: list[str] = []
        for at, quantity in enumerate(self.found.quantities):
            unit = self._unit(quantity)
            before = self.found.quantities[at - 1] if at else None
            close = before is not None and quantity.start - before.end <= _ELLIPSIS
            told = before is not None and self._is_told_again(before, quantity) and found[-1].partition(":")[0] in KINDS
            inherits = quantity.low not in _YEARS and not self._is_epithet(quantity)
            if not unit and (close or told) and inherits and not (found[-1] == "%" and _is_great(quantity)):
                unit = found[-1]
            found.append(unit)
        return found

    def _is_epithet(self, quantity: Quantity) -> bool:
        """Whether a number stands behind its noun, of which no unit was found: «ورقة واحدة», «جبل السبع»."""
        words = fold(quantity.quote(self.text))
        return quantity.low == quantity.high == 1 or words.startswith("ال")

    def _is_told_again(self, toll: Quantity, quantity: Quantity) -> bool:
        """Whether a number without a noun stands not far behind a toll, in its paragraph: «148 وفاة. أما السلطات فتقول 97»."""
        return quantity.start - toll.end <= _BACK and "\n" not in self.text[toll.end : quantity.start]

    def _unit(self, quantity: Quantity) -> str:
        """Return what a number counts: what befell them where it is a toll, else the noun, "%" of shares."""
        unit = quantity.unit.quote(self.text) if quantity.unit else ""
        unit = "" if unit.startswith("وال") else unit  # «يودي بحياة 12 والبحث مستمر» counts no search
        clause = self._around(self.clauses, quantity.start)
        first = clause.start
        if first and self.text[first - 1] in _OPENING:  # a quotation goes on with the sentence: «عدد الضحايا «لا يقل عن تسعة»»
            first = self._around(self.clauses, first - 1).start
        last = max(clause.end, quantity.end)
        told = self.befalls(self.text[first:last])
        before, behind = (self.text[first : quantity.start], self.text[quantity.end : last]) if told else ("", "")
        if befell := toll(unit, before, behind):
            return befell
        if _PERCENT.search(quantity.quote(self.text)) or _PERCENT.match(unit) or self._is_part(quantity):
            return "%"
        noun = next(iter(unit.split()), "")
        if is_limit(noun):
            return ""  # «4 آلاف فقط» counts what was counted before
        return _SPELLINGS.get(noun, noun)

    def _place_of(self, event: Event) -> str | None:
        """Return where a deed was done; what is done once, only in its own clause: «وُقعت في مايو، وأُقرت في جوبا»."""
        clause = self._around(self.clauses, event.trigger.start)
        own = event.key not in frames.once() or event.location in self._named(clause)
        return event.location if own else None

    def _time_of(self, event: Event, sentence: Span) -> Time | None:
        same = [time for _, time in self.times.over(sentence.start, sentence.end) if time.value == event.time]
        at = bisect_left(self._by_value[event.time], event.trigger.start, key=lambda time: time.start)
        near = same or self._by_value[event.time][max(0, at - 1) : at + 1]
        return min(near, key=lambda time: abs(time.start - event.trigger.start), default=None)

    def _only_time(self, span: Span) -> Time | None:
        inside = [time for _, time in self.times.over(span.start, span.end) if time.type in ("DATE", "TIME")]
        return inside[0] if len(inside) == 1 else None

    def _statement_at(self, span: Span) -> int | None:
        """Return the closest statement in whose content a span begins."""
        around = [
            (content.end - content.start, number)
            for number, content in self.contents.over(span.start, span.start + 1)
            if number not in self.denials
        ]
        return min(around)[1] if around else self._statement_in(span)

    def _statement_in(self, span: Span) -> int | None:
        """Return the statement whose content is the greater part of a span, or whose word of saying and content stand in it."""
        over = [(content, number) for number, content in self.contents.over(span.start, span.end) if number not in self.denials]
        for content, number in over:
            shared = min(content.end, span.end) - max(content.start, span.start)
            if 2 * shared > span.end - span.start or span.start <= self.found.statements[number].cue.start < content.start:
                return number
        return None

    def _has_event(self, span: Span) -> bool:
        return bool(self.triggers.starting(span.start, span.end))

    def _around(self, bounds: Sequence[int], at: int) -> Span:
        index = bisect_right(bounds, at)
        return Span(bounds[index - 1] if index else 0, bounds[index] if index < len(bounds) else len(self.text))


def _lost(values: dict[str, tuple[float | None, float | None]]) -> dict[str, tuple[float | None, float | None]]:
    """Return the numbers of a death, in which those who were lost are not missing: «فقد الجيش سبعة جنود»."""
    return {
        _KILLED + unit.removeprefix(_MISSING) if unit.startswith(_MISSING) else unit: bounds for unit, bounds in values.items()
    }


def _denying(denial: Report, meant: Report) -> Report:
    """Give a denial the deed and the words of what it denies."""
    deed = (meant.key, *meant.actors, "->", *meant.recipients, meant.object or "")
    return replace(
        denial,
        id=digest(denial.document, "report", str(denial.start), str(denial.end), *deed),
        key=meant.key,
        type=meant.type,
        actors=meant.actors,
        recipients=meant.recipients,
        understood=meant.understood,
        object=meant.object,
        stems=(*denial.stems, *meant.stems),
        context=(*denial.context, *meant.context),
        named=tuple(sorted({*denial.named, *meant.named})),
        deed=meant.deed,
    )


def _lead(found: Annotations) -> int:
    """Return where the lead of an article ends: behind its headline and its first long line."""
    title = found.document.title
    at = title.end if title else 0
    for match in re.finditer(r"[^\n]+", found.text[at:]):
        if len(match.group()) >= _LEAD:
            return at + match.end()
    return at


def _origin(chain: Sequence[str]) -> tuple[str, ...]:
    """Return the source furthest back: the first link, or, where that one has no name, the first that passes it on."""
    named = [id for id in chain if not id.startswith("unnamed")]
    return tuple(named[:1] or chain[:1])


def _bounds(ends: re.Pattern[str], text: str) -> list[int]:
    """Return where the pieces of a text begin."""
    return [0, *(match.end() for match in ends.finditer(text))]


def _spans(bounds: Sequence[int], text: str) -> Iterator[Span]:
    for start, end in zip(bounds, (*bounds[1:], len(text)), strict=True):
        inner = text[start:end].strip(' \t\r\n\xa0،؛,;:()«»“”".!؟?…')
        if inner:
            at = text.index(inner, start)
            yield Span(at, at + len(inner))


def _hundredfold(part: Quantity) -> tuple[float | None, float | None]:
    low, high = (None if bound is None else round(100 * bound, 6) for bound in (part.low, part.high))
    return low, high


def _is_great(quantity: Quantity) -> bool:
    return max(quantity.low or 0, quantity.high or 0) > _MOST_PERCENT


def _without(text: str, span: Span, names: Sequence[Span]) -> str:
    """Return the words of a span that stand in none of some names."""
    kept, at = [], span.start
    for name in sorted(names, key=lambda name: name.start):
        if at <= name.start < span.end:
            kept.append(text[at : name.start])
            at = max(at, name.end)
    return " ".join((*kept, text[at : span.end]))
