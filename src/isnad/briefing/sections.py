"""The sections of a briefing: what is settled, disputed, denied, announced; what changed; flows, time, sources, questions."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from isnad.briefing.lines import Line, Piece, Section
from isnad.briefing.material import Material, Shown
from isnad.briefing.telling import Teller, best, capital, flat, readable, title
from isnad.briefing.words import Pieces, Words
from isnad.case import Claimed, Link, Reported, Told
from isnad.languages.wordings import things
from isnad.model import Conflict, Revision, Slot, Wording
from isnad.storage.timeline import timeline

_SLOTS: tuple[Slot, ...] = ("polarity", "count", "time", "place", "actor", "recipient")


_WHOLE = ("timeline", "articles")
_MOMENTS = 2  # times as many claims stand on the line of time as in another section: those that most articles tell


class Side(NamedTuple):
    """What some reports of a claim say in a slot in which others say something else."""

    label: str
    reports: list[Reported]


class Sections:
    """Makes the sections. ``most`` entries stand in each, None for all."""

    def __init__(self, material: Material, teller: Teller, words: Words, most: int | None) -> None:
        self.material, self.teller, self.words, self.most = material, teller, words, most

    def all(self) -> tuple[Section, ...]:
        """Return the sections in the order in which an editor reads them."""
        makers: tuple[tuple[str, Callable[[], Iterator[list[Line]]]], ...] = (
            ("undisputed", self._undisputed),
            ("disputed", self._disputed),
            ("denied", self._denied),
            ("announced", self._announced),
            ("changed", self._changed),
            ("flows", self._flows),
            ("timeline", self._timeline),
            ("open", self._open),
            ("sources", self._sources),
            ("articles", self._articles),
        )
        return tuple(self._section(key, list(make())) for key, make in makers)

    def _section(self, key: str, entries: list[list[Line]]) -> Section:
        shown = entries if self.most is None or key in _WHOLE else entries[: self.most]
        lines = [line for entry in shown for line in entry]
        if len(shown) < len(entries):
            lines.append(Line(pieces=self.words("more", lines=self.words.count("lines", len(entries) - len(shown)))))
        return Section(key=key, title=self.words.plain(key), lines=tuple(lines) or (Line(pieces=self.words("none")),))

    # ---- claims by how they stand

    def _undisputed(self) -> Iterator[list[Line]]:
        for shown in self.material.shown:
            if _manner(shown) == "undisputed":
                yield self._entry(shown)

    def _denied(self) -> Iterator[list[Line]]:
        for shown in self.material.shown:
            if _manner(shown) == "denied":
                yield self._entry(shown)

    def _announced(self) -> Iterator[list[Line]]:
        for shown in self.material.shown:
            if _manner(shown) == "announced":
                yield self._entry(shown)

    def _entry(self, shown: Shown) -> list[Line]:
        teller, claimed = self.teller, shown.told
        lead = best(claimed, claimed.reports)
        lines = [
            teller.line((teller.gloss(claimed), Piece(".")), claimed, claimed.reports),
            teller.line(teller.rests(claimed), claimed, claimed.reports, 1),
            teller.line(teller.says(lead, teller.gloss(claimed)), claimed, [lead], 1),
        ]
        return [*lines, *self._untold(shown)]

    def _untold(self, shown: Shown) -> Iterator[Line]:
        """Yield how many reports of a claim nobody has accepted, and whether they contradict what is told."""
        untold = len(shown.whole.reports) - len(shown.told.reports)
        if untold:
            yield Line(pieces=self.words("also", reports=self.words.count("more_reports", untold)), level=1)
        if shown.hidden:
            yield Line(pieces=self.words("left_out"), level=1)

    def _disputed(self) -> Iterator[list[Line]]:
        for shown in self.material.shown:
            if _manner(shown) == "disputed":
                yield [*self._sides_of(shown.told), *self._untold(shown)]

    def _sides_of(self, claimed: Claimed) -> Iterator[Line]:
        teller = self.teller
        yield teller.line((teller.gloss(claimed), Piece(".")), claimed, claimed.reports)
        yield teller.line(teller.rests(claimed), claimed, claimed.reports, 1)
        for slot in _SLOTS:
            sides = self.sides(claimed, slot)
            if not sides:
                continue
            told = [one for side in sides for one in side.reports]
            yield teller.line(self._difference(claimed, slot), claimed, told, 1)
            for side in sides:
                yield self._side(claimed, side)

    def _difference(self, claimed: Claimed, slot: Slot) -> Pieces:
        """Return in what the sides of a claim differ, and whether a person judged that they do."""
        here = [conflict for conflict in clashes(claimed) if conflict.slot == slot]
        if not here:
            return self.words("told_and_denied")
        what = self.words("conflict" if any(conflict.judged for conflict in here) else "possible_conflict")
        return self.words(f"differ_{slot}", what=what)

    def _side(self, claimed: Claimed, side: Side) -> Line:
        teller, words = self.teller, self.words
        lead = best(claimed, side.reports)
        pieces = words("side", label=Piece(side.label, "strong"), voice=teller.voice(lead), quote=Piece(readable(lead), "quote"))
        others = len(side.reports) - 1
        if others:
            pieces += words("alike", reports=words.count("other_reports_in", others))
        return teller.line(pieces, claimed, [lead, *(told for told in side.reports if told is not lead)], 2)

    def sides(self, claimed: Claimed, slot: Slot) -> list[Side]:
        """Return who stands against whom in a slot: the reports of its contradictions, by what they say."""
        found: dict[str, list[Reported]] = {}
        indices = sorted({index for conflict in clashes(claimed) if conflict.slot == slot for index in conflict.between})
        for index in indices:
            found.setdefault(self.teller.slot(claimed.reports[index], slot), []).append(claimed.reports[index])
        if slot == "polarity" and len(found) < 2:
            found = {}
            if len({told.report.polarity for told in claimed.reports}) > 1:
                for told in claimed.reports:
                    found.setdefault(self.teller.slot(told, slot), []).append(told)
        return [Side(label, reports) for label, reports in found.items()]

    # ---- what changed

    def _changed(self) -> Iterator[list[Line]]:
        for shown in self.material.shown:
            for change in shown.told.claim.revisions:
                yield [*self._change(shown.told, change)]

    def _change(self, claimed: Claimed, change: Revision) -> Iterator[Line]:
        teller, words = self.teller, self.words
        before, after = (claimed.reports[index] for index in change.between)
        who = teller.name(claimed.parties.get(change.by, Link(change.by, None)))
        old, new = (self._state(told, change, said) for told, said in ((before, change.old), (after, change.new)))
        yield teller.line(words("change", who=who, old=old, new=new), claimed, [before, after])
        yield teller.line((*words("in_claim", claim=teller.gloss(claimed)), Piece(".")), claimed, claimed.reports, 1)
        for told in (before, after):
            yield teller.line(teller.says(told), claimed, [told], 2)

    def _state(self, told: Reported, change: Revision, said: str) -> Pieces:
        what = self.words.plain(f"said_{said}") if change.slot == "polarity" else self.teller.slot(told, change.slot)
        return self.words("change_old", what=what, day=self.words.day(told.published))

    # ---- flows and time

    def _flows(self) -> Iterator[list[Line]]:
        homes = {
            f"{told.document_id}:{told.report.event}": (shown.told, told)
            for shown in self.material.shown
            for told in shown.told.reports
            if told.report.event is not None
        }
        for flow in self.material.case.flows():
            passed = [told for told in flow.reports if told.id in homes]
            if passed and flow.giver and flow.receiver:
                yield [self._flow(flow.giver, flow.receiver, flow.item, passed, [homes[told.id] for told in passed])]

    def _flow(self, giver: Link, receiver: Link, item: str, passed: list[Told], homes: list[tuple[Claimed, Reported]]) -> Line:
        teller, words = self.teller, self.words
        thing = things().get(item)
        named = words.plain("item_other") if item == "other" or thing is None else words.say(Wording(thing.genitive, thing.en))
        what: Pieces = (Piece(named),)
        if passed[0].event.type in ("SANCTION", "RETREAT", "COERCE"):
            what = words(f"flow_{passed[0].event.type}", item=what)
        flow = words("flow", giver=teller.name(giver), item=what, receiver=teller.name(receiver))
        objects = [some for told in passed for role, some in told.words if role == "object"]
        told_so = [amount.words for told in passed for amount in told.amounts] or objects
        if told_so:
            quotes = [(Piece(flat(some), "quote"),) for some in dict.fromkeys(told_so)]
            flow = words("amounts", flow=flow, amounts=words.names(quotes))
        pieces = words(
            "flow_how",
            flow=flow,
            how=capital(
                words.names([words(f"how_{manner}") for manner in dict.fromkeys(told.event.factuality for told in passed)])
            ),
            day=words.days(told.day for told in passed),
            tell=words.count("tell", len({told.document_id for told in passed})),
        )
        return teller.line(pieces, homes[0][0], [told for _, told in homes])

    def _timeline(self) -> Iterator[list[Line]]:
        teller, words = self.teller, self.words
        first = self.material.shown if self.most is None else self.material.shown[: self.most * _MOMENTS]
        for moment in timeline(shown.told for shown in first):
            if moment.when is None:
                continue
            day = words.day(moment.when)
            when: Pieces = (Piece(day),) if moment.own else words("only_published", day=day)
            pieces = words("moment", when=when, claim=teller.gloss(moment.claimed))
            yield [teller.line(pieces, moment.claimed, [moment.claimed.reports[index] for index in moment.reports])]

    # ---- who says it, where

    def _sources(self) -> Iterator[list[Line]]:
        found: dict[Pieces, list[tuple[Claimed, Reported]]] = {}
        for shown in self.material.shown:
            for told in shown.told.reports:
                if told.chain:
                    found.setdefault(self.teller.speaker(told, told.chain[0]), []).append((shown.told, told))
        for who, spoken in sorted(found.items(), key=lambda item: -len(item[1])):
            claims = {claimed.claim.id for claimed, _ in spoken}
            pieces = self.words(
                "speaks",
                who=who,
                reports=self.words.count("reports", len(spoken)),
                claims=self.words.count("claims_in", len(claims)),
            )
            yield [self.teller.line(pieces, spoken[0][0], [one for _, one in spoken])]

    def _articles(self) -> Iterator[list[Line]]:
        words = self.words
        homes: dict[str, list[tuple[Claimed, Reported]]] = {}
        for shown in self.material.shown:
            for told in shown.told.reports:
                homes.setdefault(told.document_id, []).append((shown.told, told))
        documents = [self.material.found(id).document for id in homes]
        for document in sorted(documents, key=lambda document: (document.published or "", document.name)):
            name = Piece(title(document), "quote")
            pieces = words("article", title=name, outlet=self.teller.outlet(document), day=words.day(document.published))
            flags = [words(f"flag_{flag}") for flag in document.flags]
            if flags:
                pieces = (*words("article_flags", article=pieces[:-1], flags=words.names(flags)), Piece("."))
            if document.url:
                pieces += (Piece(" "), Piece(document.url, "code"))
            here = homes[document.id]
            yield [self.teller.line(pieces, here[0][0], [one for _, one in here])]

    # ---- what is open

    def _open(self) -> Iterator[list[Line]]:
        teller, words = self.teller, self.words
        end = Piece("؟" if words.lang == "ar" else "?")
        for shown in self.material.shown:
            claimed, gloss, manner = shown.told, (teller.gloss(shown.told),), _manner(shown)
            for slot in _SLOTS if manner == "disputed" else ():
                sides = self.sides(claimed, slot)
                judged = [conflict.judged for conflict in clashes(claimed) if conflict.slot == slot]
                if judged and not any(judged):
                    told = [one for side in sides for one in side.reports]
                    either = words.plain("or").join(side.label for side in sides)
                    asked = words(f"ask_{slot}", claim=gloss, sides=either)
                    yield [teller.line((*asked, Piece(".") if slot == "polarity" else end), claimed, told)]
            if manner == "announced" and all(_is_plan(told) for told in claimed.reports):
                yield [teller.line((*words("ask_done", claim=gloss), Piece(".")), claimed, claimed.reports)]
            origins = claimed.claim.origins
            if len(origins) == 1 and origins[0].id.startswith("unnamed") and not claimed.claim.own:
                yield [teller.line((*words("ask_who", claim=gloss), Piece(".")), claimed, claimed.reports)]


def clashes(claimed: Claimed) -> list[Conflict]:
    """Return the conflicts of a claim for a reader."""
    return [conflict for conflict in claimed.claim.conflicts if conflict.relation == "contradiction"]


def _is_plan(told: Reported) -> bool:
    return told.report.factuality == "planned" and told.report.event is not None


def _manner(shown: Shown) -> str:
    """Return under which section a claim stands; what reports contradict that are not told is disputed all the same."""
    reports = [told.report for told in shown.told.reports]
    affirmed = [report for report in reports if report.polarity == "+"]
    if shown.hidden or clashes(shown.told) or 0 < len(affirmed) < len(reports):
        return "disputed"
    if not affirmed:
        return "denied"
    return "announced" if all(report.factuality in ("planned", "possible") for report in affirmed) else "undisputed"
