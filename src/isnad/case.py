"""A case: the documents of an investigation in one file, read, searched and asked. Here the parts are put together."""

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self, Unpack, cast, get_args

import msgspec
from msgspec import Struct

from isnad.connection.rulings import Judged
from isnad.languages import pack
from isnad.languages.names import UserNames
from isnad.model import Annotations, Document, EntityType, EventType, Factuality, Judgement, JudgementKind, Page, Stance, digest
from isnad.results import Article, Claims, Documents, Entities, Events, Flows, Hits, Moments, Statements
from isnad.storage import CaseError, CaseFile, documents, fetched, judgements, open_file
from isnad.storage.answers import Answer, Found, answer
from isnad.storage.check import Check, Finding, check, compared, mend
from isnad.storage.claims import Asked, Cause, Claimed, Reported, claim, claims
from isnad.storage.copies import Passage, Shared, copies
from isnad.storage.documents import Counts, Outlet, Reading
from isnad.storage.events import Amount, Told, event, events
from isnad.storage.fetched import Fetched
from isnad.storage.flows import Flow, flows
from isnad.storage.ledger import Entry
from isnad.storage.mentions import Named, entities
from isnad.storage.parties import Link
from isnad.storage.places import Placed, places
from isnad.storage.pseudonyms import pseudonym
from isnad.storage.removals import Removal, removals, remove
from isnad.storage.reports import connect, is_settled
from isnad.storage.review import Agreement, Drawn, Queued, Review, queue, review, sample
from isnad.storage.search import Hit, search
from isnad.storage.statements import Said, statements
from isnad.storage.stories import Story, stories, story, within
from isnad.storage.summaries import Parts, Summary, parts, summaries, summary
from isnad.storage.timeline import Moment, timeline
from isnad.storage.totals import Totals, totals
from isnad.storage.versions import Version, is_back, versions
from isnad.storage.voices import About, Voice, heard, spoken

if TYPE_CHECKING:  # the readers are imported when something is read: a search shall not wait for them
    from isnad.clusters import Engine
    from isnad.reading import Fault
    from isnad.workers import Made

__all__ = [
    "About",
    "Agreement",
    "Amount",
    "Answer",
    "Article",
    "Case",
    "CaseError",
    "Cause",
    "Check",
    "Claimed",
    "Claims",
    "Documents",
    "Drawn",
    "Entities",
    "Entry",
    "Events",
    "Finding",
    "Flow",
    "Flows",
    "Found",
    "Hit",
    "Hits",
    "Judged",
    "Link",
    "Moment",
    "Moments",
    "Named",
    "Outlet",
    "Parts",
    "Passage",
    "Placed",
    "Progress",
    "Queued",
    "ReadReport",
    "Reading",
    "Removal",
    "Reported",
    "Review",
    "Said",
    "Shared",
    "Statements",
    "Story",
    "Summary",
    "Told",
    "Totals",
    "Version",
    "Voice",
    "summary",
]
Outcome = Literal["new", "unchanged", "updated", "refreshed"]
_LAYERS = ("entities", "times", "quantities", "statements", "events")  # what a report counts


class Progress(NamedTuple):
    """How far a reading has come: articles and faults, of ``total`` (None where unknown); the last one's name."""

    done: int
    total: int | None
    name: str


class ReadReport(Struct, frozen=True, kw_only=True):
    """What a reading did, in documents, and what stands in those that it met; ``characters`` of those it annotated.

    ``updated`` documents are told otherwise by their page or manifest than before (a date, a publisher);
    ``refreshed`` ones were the same, but read with other word lists or names. ``not_annotated`` are in languages
    without a pack.
    """

    new: int
    unchanged: int
    updated: int
    refreshed: int
    not_annotated: int
    languages: dict[str, int]
    entities: int
    times: int
    quantities: int
    statements: int
    events: int
    characters: int
    seconds: float
    faults: tuple["Fault", ...] = ()

    @property
    def documents(self) -> int:
        """How many documents were met."""
        return self.new + self.unchanged + self.updated + self.refreshed


class _Tally:
    """The counts of a reading under way: a million documents leave only their number behind."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self.outcomes: Counter[Outcome] = Counter()
        self.languages: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.faults: list[Fault] = []

    def add(self, outcome: Outcome, document: Document, counts: Counts) -> None:
        self.outcomes[outcome] += 1
        self.languages[document.lang] += 1
        self.found.update({layer: getattr(counts, layer) for layer in _LAYERS})
        self.found["not_annotated"] += counts.pack is None
        self.found["characters"] += len(document.text) if outcome != "unchanged" else 0

    def failed(self, errors: Mapping[str, Exception]) -> None:
        """Add the articles, by name, that are kept and yet could not be connected."""
        from isnad.reading import Fault

        for name, error in errors.items():
            reason = f"It is kept, but Isnad failed to connect it ({type(error).__name__}: {error}). Please report this."
            self.faults.append(Fault(name, reason))

    def report(self) -> ReadReport:
        found = (*_LAYERS, "not_annotated", "characters")
        return ReadReport(
            **{outcome: self.outcomes[outcome] for outcome in get_args(Outcome)},
            **{key: self.found[key] for key in found},
            languages=dict(self.languages.most_common()),
            seconds=time.perf_counter() - self.began,
            faults=tuple(self.faults),
        )


class Case:
    """A case file, open. Use it as a context manager, or close it; what was read is kept document by document."""

    def __init__(self, file: CaseFile) -> None:
        self._file = file

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, migrate: bool = True) -> Self:
        """Open a case, a file or an address (postgresql://…); make it where it is not there and ``create`` is set.

        An older case is brought to the present form; without ``migrate`` an older file is left as it is, and then only
        :meth:`backup` works. Raises CaseError.
        """
        return cls(open_file(path, create=create, migrate=migrate))

    @property
    def name(self) -> str:
        """What the case is called: its file without the folders, its database on a server."""
        return self._file.short

    @property
    def address(self) -> str:
        """Where the case is: its file, or its address on a server without the password."""
        return self._file.name

    @property
    def state(self) -> tuple[int, int]:
        """Two numbers of which one is another once anybody has written to the case."""
        return self._file.state()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        """Return the case itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def read(
        self,
        *sources: str | Path,
        names: UserNames | None = None,
        published: str | None = None,
        publisher: str | None = None,
        columns: Mapping[str, str] | None = None,
        progress: Callable[[Progress], None] | None = None,
        jobs: int = 1,
        on: "str | Engine | None" = None,
        work: str | Path | None = None,
    ) -> ReadReport:
        """Read files, folders, globs and addresses into the case, and tell what came of it.

        ``names`` are the user's own; ``published`` (ISO 8601), ``publisher`` and ``columns`` are as in :func:`isnad.read`. Each
        document is kept before the next is read. What cannot be read is told in the report; the rest is read.
        ``jobs`` processes clean and annotate; whatever their number, the case holds the same. So it does with ``on``, an engine
        that also reads and connects: «ray», «ray://host:port», «processes:4». Its machines see the sources, and the folder
        ``work``, where they hand over what they made, at the same paths; without one, there is one beside the case for a while.
        Raises CaseError where the file cannot be written, ValueError where ``published`` is no date or ``on`` no engine.
        """
        if on is not None:
            return self._read_on(on, work, sources, names or UserNames(), published, publisher, columns, progress)
        from isnad.reading import read

        pages = read(*sources, published=published, publisher=publisher, columns=columns)
        total = _count(sources) if progress else None
        return self.read_pages(pages, names=names, progress=progress, total=total, jobs=jobs)

    def read_pages(
        self,
        pages: "Iterable[Page | Fault]",
        *,
        names: UserNames | None = None,
        progress: Callable[[Progress], None] | None = None,
        total: int | None = None,
        jobs: int = 1,
    ) -> ReadReport:
        """Read pages that a reader made, as :meth:`read` does; ``total`` is how many there are, where that is known."""
        tally = _Tally()
        with closing(self._made(pages, names or UserNames(), jobs)) as made:
            self._take_all(made, names or UserNames(), tally, progress, total)
        tally.failed(connect(self._file))
        return tally.report()

    def _read_on(
        self,
        on: "str | Engine",
        work: str | Path | None,
        sources: tuple[str | Path, ...],
        names: UserNames,
        published: str | None,
        publisher: str | None,
        columns: Mapping[str, str] | None,
        progress: Callable[[Progress], None] | None,
    ) -> ReadReport:
        from isnad.clusters import Linking, annotated, engine, place
        from isnad.reading import parts
        from isnad.storage import bulk
        from isnad.workers import made

        tally = _Tally()
        files = parts(*sources, published=published, publisher=publisher, columns=columns)
        with place(self._file.path, work) as folder, engine(on) if isinstance(on, str) else on as running:
            found = ((self._own(page), get) for page, get in annotated(running, files, folder, names))
            pages = ((page, get or partial(made, cast(Page, page), lambda _: None, names)) for page, get in found)
            self._take_all(pages, names, tally, progress, None)
            tally.failed(bulk.connect(self._file, Linking(running, folder)))
        return tally.report()

    def _own(self, page: "Page | Fault") -> "Page | Fault":
        return self._prepared(page) if isinstance(page, Page) else page

    def _take_all(
        self,
        made: Iterable[tuple["Page | Fault", Callable[[], "Made"]]],
        names: UserNames,
        tally: _Tally,
        progress: Callable[[Progress], None] | None,
        total: int | None,
    ) -> None:
        for done, (page, work) in enumerate(made, 1):
            if isinstance(page, Page):
                self._take(page, names, tally, work)
            else:
                tally.faults.append(page)
            if progress:
                progress(Progress(done, total, page.name))

    def versions(self, reference: str) -> list[Version]:
        """Return what one file or address said at several times, in the order of reading, and what each version changed.

        ``reference`` is a name, an address, or as in :meth:`document`. Raises CaseError where none is meant.
        """
        return versions(self._file, reference)

    def fetched(self, address: str) -> Fetched | None:
        """Return how an address was last asked for when feeds were watched, None where it never was."""
        return fetched.fetched(self._file, address)

    def keep_fetched(self, address: str, known: Fetched) -> None:
        """Keep how an address was asked for."""
        fetched.keep(self._file, address, known)

    def refresh(self, names: UserNames | None = None, progress: Callable[[Progress], None] | None = None) -> ReadReport:
        """Annotate anew the documents that were read with other word lists, or other names of the user, than now."""
        from isnad.annotation import annotate

        names = names or UserNames()
        stale = documents.stale(self._file, _fingerprint(names))
        tally = _Tally()
        for done, row in enumerate(stale, 1):
            if (document := documents.by_row(self._file, row)) is None:
                continue
            found = annotate(document, names=names)
            documents.save_annotations(self._file, row, found, _fingerprint(names))
            tally.add("refreshed", document, documents.counts(found))
            if progress:
                progress(Progress(done, len(stale), document.name))
        tally.failed(connect(self._file))
        report = tally.report()
        return msgspec.structs.replace(report, unchanged=self.totals().documents - report.refreshed)

    def remove(self, reference: str, *, why: str, by: str) -> Removal:
        """Take one document, meant as in :meth:`document`, out of the case, and log who did so and why.

        What is left is as if it had never been read. Reading it again brings it back. Raises CaseError, and ValueError where
        nobody or no reason is named.
        """
        _signed(by, why)
        removal = remove(self._file, reference, by=by, at=_now(), why=why)
        connect(self._file)
        return removal

    def removals(self) -> list[Removal]:
        """Return which documents were taken out of the case, by whom and why, the first first."""
        return removals(self._file)

    def documents(self, *, offset: int = 0, limit: int | None = None) -> Iterator[Document]:
        """Yield the documents, ordered by their names, then ids: all, or at most ``limit`` behind the first ``offset``."""
        end = None if limit is None else offset + limit
        for row in islice(documents.rows(self._file), offset, end):
            if document := documents.by_row(self._file, row):
                yield document

    def latest(self, limit: int | None = None, offset: int = 0, story: str | None = None) -> list[Document]:
        """Return documents, those published last first; of all, or of one story."""
        return list(documents.latest(self._file, limit, offset, within(self._file, self._meant(story))))

    def document(self, reference: str) -> Document:
        """Return one document by its id or name, or a part of either that no other has («003»).

        Raises CaseError that names the candidates where it is none or several; so do the three below.
        """
        return self.annotations(reference).document

    def annotations(self, reference: str) -> Annotations:
        """Return what was found in one document."""
        return documents.annotations(self._file, documents.resolve(self._file, reference))

    def outlets(self, without: Iterable[str] = ()) -> list[Outlet]:
        """Return who printed the documents, but for some (ids), first whose documents are most."""
        return documents.outlets(self._file, without)

    def changes(self) -> int:
        """Return a number that is another one once another program has written to the case."""
        return self._file.state()[1]

    def withheld(self) -> frozenset[str]:
        """Return the ids of the documents that are marked private: nothing of them leaves the case unless it is named."""
        return documents.private(self._file)

    def show(self, reference: str, layers: Iterable[str] = _LAYERS) -> Article:
        """Return one document as a notebook shows it: its text, with these layers of what was found in it highlighted."""
        return Article(self.annotations(reference), tuple(layers))

    def reading(self, reference: str) -> Reading:
        """Return when, and with which word lists, one document was read."""
        return documents.reading(self._file, documents.resolve(self._file, reference))

    def original(self, reference: str) -> bytes | None:
        """Return the bytes from which one document was read, None where they were not given."""
        return documents.original(self._file, documents.resolve(self._file, reference))

    def locate(self, reference: str, start: int, end: int) -> dict[str, Any]:
        """Return where a stretch of a document stands in the page that it was read from, as the target of a web annotation.

        It has a W3C TextQuoteSelector, and a TextPositionSelector where the page's body has the words. Raises CaseError, and
        ValueError where the document has no such letters.
        """
        from isnad.reading.selectors import select

        row = documents.resolve(self._file, reference)
        document = documents.annotations(self._file, row).document
        found = select(documents.original(self._file, row) or b"", document.text, start, end)
        return found.annotation(document.url or document.name)

    def search(self, query: str, limit: int | None = 20, story: str | None = None) -> Hits:
        """Return the documents in which a query matches, the best first, with the spans of every match.

        All words must occur, in any order, with or without particles and article. `"words in order"`, `OR` between
        two, `-` before what must not occur, `*` behind the beginning of a word. Nothing that is typed is an error.
        """
        return Hits(search(self._file, query, limit, self._meant(story)))

    def entities(
        self,
        type: EntityType | None = None,
        limit: int | None = None,
        offset: int = 0,
        id: str | None = None,
        story: str | None = None,
    ) -> Entities:
        """Return who and what is named in the case, the most often named first; with ``id`` one thing, by each of its types."""
        return Entities(entities(self._file, type, limit, offset, id, self._meant(story)))

    def heard(self, limit: int | None = None, story: str | None = None) -> list[Voice]:
        """Return who speaks by name, those heard most often first."""
        return heard(self._file, limit, self._meant(story))

    def spoken(self, story: str | None = None, *, without: Iterable[str] = ()) -> list[About]:
        """Return who speaks about whom, but in some documents (ids): what most documents tell first."""
        self._settle()
        return spoken(self._file, story, frozenset(without))

    def statements(
        self,
        source: str | None = None,
        stance: Stance | None = None,
        unnamed: bool = False,
        limit: int | None = None,
        story: str | None = None,
    ) -> Statements:
        """Return who says what, ordered by the names of the documents, then by the place in the text.

        ``source`` is an id, or words that all occur in what a source is called: in the statement, elsewhere in the
        case, or in its id. ``unnamed`` leaves only the sources that nobody names.
        """
        return Statements(statements(self._file, source, stance, unnamed, limit, self._meant(story)))

    def events(
        self,
        *,
        type: EventType | None = None,
        mode: str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        since: str | None = None,
        until: str | None = None,
        factuality: Factuality | None = None,
        repeats: bool = False,
        story: str | None = None,
        limit: int | None = None,
    ) -> Events:
        """Return who did what to whom, ordered by the names of the documents, then by the place in the text.

        ``actor`` and ``recipient`` are ids, or words that all occur in what a party is called: in the event, elsewhere in
        the case, or in its id. ``since`` and ``until`` are days, months or years, both inclusive. Of those that tell one
        deed in a document only the first comes, with ``repeats`` all. Raises ValueError where a date is none.
        """
        found = events(
            self._file,
            type=type,
            mode=mode,
            actor=actor,
            recipient=recipient,
            since=since,
            until=until,
            factuality=factuality,
            repeats=repeats,
            story=self._meant(story),
            limit=limit,
        )
        return Events(found)

    def event(self, reference: str) -> Told:
        """Return one event by its document and its number in it («003:4»). Raises CaseError where there is none."""
        return event(self._file, reference)

    def flows(self, story: str | None = None) -> Flows:
        """Return who gives what to whom: first where both are known, and of those first what most documents tell."""
        return Flows(flows(self._file, self._meant(story)))

    def claims(
        self,
        *,
        actor: str | None = None,
        topic: str | None = None,
        conflicts: bool = False,
        changed_since: str | None = None,
        min_origins: int = 0,
        min_documents: int = 0,
        document: str | None = None,
        story: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Claims:
        """Return what is told in the case, each thing once with all its reports: first what most documents tell.

        ``actor`` is an id, or words that occur in what somebody in it is called; ``topic`` an object class ("troops"), a claim
        key ("sign") or a PLOVER type. ``conflicts``: only those with contradictions. ``changed_since`` (ISO 8601, UTC): only
        those of which a report was read, or judged, since; :meth:`Claimed.causes` says which. ``document``: only those that it
        tells. ``story``: only those that documents of it tell, meant as in :meth:`story`. Raises ValueError where a date is none.
        """
        self._settle()
        found = claims(
            self._file,
            actor=actor,
            topic=topic,
            conflicts=conflicts,
            changed_since=changed_since,
            min_origins=min_origins,
            min_documents=min_documents,
            document=document,
            story=story,
            limit=limit,
            offset=offset,
        )
        return Claims(found)

    def summaries(self, **asked: Unpack[Asked]) -> list[Summary]:
        """Return claims in short, by the options and in the order of :meth:`claims`: as fast as a list of them is read."""
        self._settle()
        return summaries(self._file, **asked)

    def parts(self, reference: str) -> Parts:
        """Return which claims one document tells, in which of its words, and who else tells most of them."""
        self._settle()
        return parts(self._file, reference)

    def claim(self, reference: str) -> Claimed:
        """Return one claim by its id or that of one of its reports, or the beginning of either. Raises CaseError."""
        self._settle()
        return claim(self._file, reference)

    def stories(self) -> list[Story]:
        """Return the stories of the case: its documents as they belong together, the largest first. They are made once for each
        state of the case.
        """
        self._settle()
        return stories(self._file)

    def story(self, reference: str) -> Story:
        """Return one story by its id, or by any of its documents, meant as in :meth:`document`.

        Raises CaseError where there is none, or where a document stands in several, which it names.
        """
        self._settle()
        return story(self._file, reference)

    def ask(self, sentence: str, names: UserNames | None = None, limit: int | None = None) -> Answer:
        """Return what the case tells of an Arabic sentence: its claims, the nearest first. The sentence is not kept."""
        from isnad.annotation import annotate
        from isnad.connection import reports

        self._settle()
        return answer(self._file, sentence, reports(annotate(sentence, names=names or UserNames())), limit)

    def judge(
        self, kind: JudgementKind, *subjects: str, by: str, why: str, slot: str | None = None, value: str | None = None
    ) -> Judged:
        """Add a person's judgement to the log, and bring the claims up to it.

        ``same`` and ``different``: two reports do or do not tell the same thing. ``accept`` and ``reject``: a report is or is
        not right as it was read, or, of two reports, their conflict is or is none. ``correct``: ``slot`` of a report is
        ``value``. ``add``: a document says something in these words, or at this span ("120-158"), that was missed.
        ``translate`` and ``note``: ``value`` in a person's words. ``withdraw``: an earlier judgement, by its id. Reports are
        meant by their ids or the beginnings of them; a claim's id means its earliest report. Raises CaseError, and ValueError
        where the judgement makes no sense.
        """
        _signed(by, why)
        self._settle()
        made = judgements.decide(self._file, kind, subjects, slot=slot, value=value, by=by, at=_moment(), why=why)
        judgements.keep(self._file, [made])
        connect(self._file)
        return judgements.judged(self._file, made.id)

    def judgements(self) -> list[Judged]:
        """Return every judgement ever made in the case, by time, and what became of it: none is ever dropped."""
        self._settle()
        return list(judgements.ruled(self._file).judged)

    def export_judgements(self) -> Iterator[Judgement]:
        """Yield the log of judgements, as :meth:`import_judgements` takes it."""
        yield from judgements.log(self._file)

    def import_judgements(self, log: Iterable[Judgement]) -> int:
        """Add the judgements of another copy of the case to the log; return how many were new.

        Contrary ones of two people are both kept, and neither applies. Raises ValueError where one has been altered.
        """
        made = list(log)
        for judgement in made:
            judgements.check(judgement)
        new = judgements.keep(self._file, made)
        connect(self._file)
        return new

    def queue(self, limit: int | None = None, story: str | None = None) -> list[Queued]:
        """Return what waits for a person's judgement: contrary judgements, then conflicts, then uncertain pairs.

        Of conflicts of a claim that are alike the first stands for all. Uncertain are pairs that all but make a claim, or hardly
        do; they are looked for where most documents tell a claim.
        """
        self._settle()
        return queue(self._file, limit, story)

    def sample(self, count: int, seed: int = 1) -> list[Drawn]:
        """Return pairs of reports that Isnad, without any judgement, takes for the same thing, drawn at random.

        The same seed draws the same pairs from the same case, whatever was judged in between.
        """
        self._settle()
        return sample(self._file, count, seed)

    def review(self, drawn: Iterable[Drawn], by: str) -> Review:
        """Return what a person's judgements of a sample say of its precision, and how far others judged it alike."""
        return review(self._file, drawn, by)

    def timeline(
        self, *, actor: str | None = None, topic: str | None = None, story: str | None = None, limit: int | None = None
    ) -> Moments:
        """Return what happened when: the claims at the times that their texts give them, else at their first publication.

        ``actor``, ``topic``, ``story`` and ``limit`` are as in :meth:`claims`. A claim that is told of several times stands at
        each of them.
        """
        return Moments(timeline(self.claims(actor=actor, topic=topic, story=story, limit=limit)))

    def places(self, story: str | None = None) -> list[Placed]:
        """Return where the claims happen, first the places of which most documents tell."""
        self._settle()
        return places(self._file, story)

    def copies(self, document: str | None = None) -> list[Shared]:
        """Return which documents share passages, word for word: first the pairs that share most; of one ``document`` or all."""
        self._settle()
        return copies(self._file, document)

    def totals(self, story: str | None = None, *, without: Iterable[str] = ()) -> Totals:
        """Return how much is in the case, or in a story of it, but for some documents (ids)."""
        self._settle()
        return totals(self._file, story, without)

    def export_annotations(self, *, private: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
        """Yield each document, then each claim, as the objects of the annotation guide: documents by name, claims by id.

        Of a private document, and of claims that one tells, nothing is yielded but where ``private`` names it, as in
        :meth:`document`.
        """
        from isnad.storage.export import claim_line, document_line

        named = {documents.resolve(self._file, reference) for reference in private}
        withheld: set[str] = set()
        for row in documents.rows(self._file):
            found = documents.annotations(self._file, row)
            if found.document.private and row not in named:
                withheld.add(found.document.id)
            else:
                yield document_line(found)
        for claimed in sorted(self.claims(), key=lambda claimed: claimed.claim.id):
            if withheld.isdisjoint(report.document for report in claimed.claim.reports):
                yield claim_line(claimed)

    def check(self, *, repair: bool = False, names: UserNames | None = None) -> Check:
        """Return what is wrong with the case: bytes and texts against their SHA-256, spans, quotes, index, claims, judgements.

        With ``repair`` all that follows from sound texts is made anew where it is wrong, with the user's ``names``. Bytes and
        texts that are no longer what was read are told and left: reading the article again mends them. Raises CaseError.
        """
        found = check(self._file)
        if not (repair and found.findings):
            return found
        from isnad.annotation import annotate

        names = names or UserNames()
        mend(self._file, found, lambda document: annotate(document, names=names), _fingerprint(names))
        connect(self._file)
        return compared(found, check(self._file))

    def backup(self, path: str | Path) -> str:
        """Copy the case, also while others read and write it, into a new file or to an address; return what that is called.

        It is there only when the copy is complete. Raises CaseError where it is there already, or the disk is full.
        """
        from isnad.storage.moving import copy

        return copy(self._file, path)

    def _meant(self, story: str | None) -> str | None:
        """Return the story that is asked for, after what stories are made of is up to date."""
        if story is not None:
            self._settle()
        return story

    def _settle(self) -> None:
        """Connect what a reading left unconnected: one that was broken off, or one by an older Isnad."""
        if not is_settled(self._file):
            connect(self._file)

    def _made(
        self, pages: Iterable["Page | Fault"], names: UserNames, jobs: int
    ) -> Generator[tuple["Page | Fault", Callable[[], "Made"]]]:
        """Yield each page or fault with a function that gives the page cleaned and annotated, here or by other processes."""
        from isnad.cleaning import sha256_of
        from isnad.workers import Workers, made

        def known(page: Page) -> Document | None:
            stored = documents.find(self._file, digest(page.name, sha256_of(page)))
            return stored.document if stored is not None and stored.reading.fingerprint == _fingerprint(names) else None

        own = map(self._own, pages)
        if jobs == 1:
            for page in own:
                yield page, partial(made, cast(Page, page), known, names)
            return
        with Workers(jobs, names) as workers:
            yield from workers.make(own, known)

    def _prepared(self, page: Page) -> Page:
        """Return a page as it is kept: of letters alone, and by a name of its own who writes in private."""
        from isnad.reading.letters import lettered

        if page.private and page.byline:
            page = msgspec.structs.replace(page, byline=pseudonym(self._file, page.byline))
        return lettered(page)

    def _take(self, page: Page, names: UserNames, tally: _Tally, work: Callable[[], "Made"]) -> None:
        from isnad.reading import Fault
        from isnad.workers import DiedError

        try:
            self._keep(page, names, tally, work())
        except CaseError:
            raise
        except DiedError as error:
            tally.faults.append(Fault(page.name, str(error)))
        except Exception as error:  # one article on which a rule fails must not cost the others
            reason = f"Isnad failed on it ({type(error).__name__}: {error}). Please report this."
            tally.faults.append(Fault(page.name, reason))

    def _keep(self, page: Page, names: UserNames, tally: _Tally, made: "Made") -> None:
        from isnad.annotation import annotate

        document, fingerprint = made.document, _fingerprint(names)
        if known := documents.same_words(self._file, document.name, document.text):
            document = msgspec.structs.replace(document, sha256=known)  # a page has other advertisements, and is the same article
        stored = documents.find(self._file, document.id)
        same = stored is not None and stored.document == document
        if stored and same and stored.reading.fingerprint == fingerprint:
            back = is_back(self._file, stored.row)  # its outlet took back what it had changed
            if back:
                documents.save(self._file, documents.annotations(self._file, stored.row), page.raw, Reading(_now(), fingerprint))
            tally.add("updated" if back else "unchanged", document, stored.counts)
            return
        found = annotate(document, names=names) if made.found is None else msgspec.structs.replace(made.found, document=document)
        if stored and same:
            documents.save_annotations(self._file, stored.row, found, fingerprint)
        else:
            documents.save(self._file, found, page.raw, Reading(_now(), fingerprint))
        outcome: Outcome = "refreshed" if same else "updated" if stored else "new"
        tally.add(outcome, document, documents.counts(found))


def _fingerprint(names: UserNames) -> str:
    return pack.fingerprint() + names.fingerprint


def _signed(by: str, why: str) -> None:
    """Raise ValueError where a person's act does not say whose it is, and why."""
    if not by.strip() or not why.strip():
        raise ValueError(f"{'who does so' if why.strip() else 'a reason'} is missing")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _moment() -> str:
    """Return the time so finely that two judgements of one person have an order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _count(sources: tuple[str | Path, ...]) -> int | None:
    """Return how many articles and faults the sources will give, None where one holds several."""
    from isnad.reading.files import count

    return count(sources)
