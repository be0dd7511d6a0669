"""The case behind the pages: what costs more than a look-up is kept until the case file changes."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from isnad.case import (
    About,
    Case,
    CaseError,
    Claimed,
    Flow,
    Hit,
    Judged,
    Link,
    Moment,
    Named,
    Parts,
    Placed,
    Progress,
    Queued,
    Said,
    Shared,
    Story,
    Summary,
    Told,
    Totals,
    Voice,
)
from isnad.languages import pack
from isnad.languages.names import gazetteer
from isnad.model import Annotations, Conflict, Document, EntityType, JudgementKind, Slot
from isnad.web.atlas import Atlas
from isnad.web.texts import cut

T = TypeVar("T")
_LONGEST = 48  # letters of a title that stands for its publisher
SEEN: dict[Slot, int] = {"time": 0, "count": 0, "place": 1, "actor": 1, "recipient": 1, "polarity": 2}  # the soonest seen first
_LARGE = 200  # documents; what asks for all of them takes a second then
_MOST = 400  # answers that are kept, of which a few are long
FIRST = 40  # questions of the queue that are looked for at first
_TIMED = 60  # claims of which the line of time is made: those that most documents tell
_JUDGED = (
    "claim",
    "summaries",
    "clashes",
    "queue",
    "timeline",
    "against",
    "places",
    "parts",
    "spoken",
    "stor",
)  # what judgements touch


class Entry(NamedTuple):
    """A document as a list shows it."""

    id: str
    name: str
    title: str
    publisher: str | None
    published: str | None
    lang: str
    flags: tuple[str, ...]

    @property
    def outlet(self) -> str:
        """Who prints it; where nobody knows, the document by its title or name."""
        return self.publisher or cut(self.title, _LONGEST)


class Names(NamedTuple):
    """What a party is called: as its documents most often write it, and as the word lists do."""

    ar: str
    en: str


class Against(NamedTuple):
    """Another source that does not agree with one: in which claim, over which slot, and why."""

    other: Link
    claimed: Claimed
    conflict: Conflict


class Upload:
    """Files that are being read into the case: how far it has come, and what could not be read."""

    def __init__(self) -> None:
        self.done = 0
        self.total: int | None = None
        self.name = ""
        self.new = 0
        self.faults: list[tuple[str, str]] = []
        self.finished = False

    def come(self, progress: Progress) -> None:
        """Keep how far it has come."""
        self.done, self.total, self.name = progress


class Shelf:
    """An open case, and what was worked out from it. ``sample`` says that it is the story that ships with Isnad.

    ``disputed`` is a list of disputed borders in the place of the one that ships with it (:class:`isnad.web.atlas.Atlas`).
    """

    def __init__(self, path: Path | str, sample: bool = False, disputed: Path | None = None) -> None:
        self.case = Case.open(path, create=False)
        self.borders = Atlas(disputed)
        self.path = path
        self.sample = sample
        self._kept: dict[str, tuple[object, Any]] = {}
        self._working: set[str] = set()
        self._held: object = None
        self._carried: tuple[object, dict[str, Claimed]] = None, {}
        self.upload: Upload | None = None

    def hold(self) -> None:
        """Look at the file once for all that a page asks for: a page asks a thousand times, and the disk answers slowly."""
        self._held = self._look()

    def release(self) -> None:
        """Look at the file again whenever something is asked for."""
        self._held = None

    def close(self) -> None:
        """Close the case."""
        self.case.close()

    def claims(self, **options: Any) -> list[Claimed]:
        """Return claims, first those that most documents tell; the options are those of :meth:`isnad.Case.claims`."""
        return [self._whole(one) for one in self.summaries(**options)]

    def summaries(self, **options: Any) -> list[Summary]:
        """Return claims as a list shows them; the options are those of :meth:`isnad.Case.claims`."""
        return self._keep(f"summaries {sorted(options.items())}", lambda: self.case.summaries(**options))

    def claim(self, id: str) -> Claimed:
        """Return one claim. Raises CaseError where there is none."""
        return self._keep(f"claim {id}", lambda: self.case.claim(id))

    def _whole(self, one: Summary) -> Claimed:
        """Return a claim of a list; what a judgement on other reports left as it was is not read anew."""
        key, state, carried = f"claim {one.claim.id}", self._state(), self._carried[1].get(one.claim.id)
        known = key in self._kept and self._kept[key][0] == state
        if carried and not known and self._carried[0] == state and _is_same(one, carried):
            self._kept[key] = state, carried
        return self.claim(one.claim.id)

    def clashes(self, claimed: Claimed) -> list[Conflict]:
        """Return the conflicts of a claim for a reader: reports that cannot both be right, the clearest pair for each reason."""
        return self._keep(f"clashes {claimed.claim.id}", lambda: _clashes(claimed))

    def parts(self, document: str) -> Parts:
        """Return which claims a document (its id) tells, and with whom."""
        return self._keep(f"parts {document}", lambda: self.case.parts(document))

    def judge(self, kind: JudgementKind, *subjects: str, **told: Any) -> Judged:
        """Add a judgement to the log (:meth:`isnad.Case.judge`); what no judgement touches is not worked out anew."""
        self.release()
        before = self._state()
        made = self.case.judge(kind, *subjects, **told)
        after = self._state()
        touched = {id for reports in made.reports for id in reports}
        if kind != "withdraw":
            held = (one for key, (state, one) in self._kept.items() if state == before and key.startswith("claim "))
            self._carried = (
                after,
                {one.claim.id: one for one in held if touched.isdisjoint(told.report.id for told in one.reports)},
            )
        for key, (state, found) in list(self._kept.items()):
            if state == before and not key.startswith(_JUDGED):
                self._kept[key] = (after, found)
        return made

    def stories(self) -> list[Story] | None:
        """Return the stories of the case, the largest first; None as for flows."""
        return self._keep_slow("stories", lambda case: case.stories())

    def story(self, reference: str) -> Story:
        """Return one story, by its id or by a document of it. Raises CaseError where none is meant."""
        return self._keep(f"story {reference}", lambda: self.case.story(reference))

    def totals(self, story: str | None = None) -> Totals:
        """Return how much is in the case, or in a story of it."""
        return self._keep(f"story totals {story}", lambda: self.case.totals(story))

    def search(self, query: str, limit: int, story: str | None = None) -> list[Hit]:
        """Return the documents in which a query matches, the best first."""
        return self._keep(f"{_of(story)}search {limit} {query}", lambda: self.case.search(query, limit, story))

    def said(self, source: str, limit: int, story: str | None = None) -> list[Said]:
        """Return what a source (its id) says."""
        found = self._keep(
            f"{_of(story)}said {limit} {source}", lambda: self.case.statements(source=source, limit=limit, story=story)
        )
        return [said for said in found if said.statement.source_id == source]

    def did(self, actor: str, limit: int, story: str | None = None) -> list[Told]:
        """Return the events that a party (its id) acts in."""
        found = self._keep(f"{_of(story)}did {limit} {actor}", lambda: self.case.events(actor=actor, limit=limit, story=story))
        return [told for told in found if actor in told.event.actors]

    def received(self, recipient: str, limit: int, story: str | None = None) -> list[Told]:
        """Return the events that a party (its id) is the recipient of."""
        found = self._keep(
            f"{_of(story)}received {limit} {recipient}",
            lambda: self.case.events(recipient=recipient, limit=limit, story=story),
        )
        return [told for told in found if recipient in told.event.recipients]

    def queue(self, limit: int, story: str | None = None) -> list[Queued]:
        """Return what waits for a person's judgement."""
        return self._keep(f"{_of(story)}queue {limit}", lambda: self.case.queue(limit, story))

    def prepare(self) -> None:
        """Look for the first questions of the queue beside the pages: that loads much, and takes seconds the first time."""
        Thread(target=self._work, args=(f"queue {FIRST}", self._state(), lambda case: case.queue(FIRST)), daemon=True).start()

    def annotations(self, document: str) -> Annotations:
        """Return what was found in a document (its id). Raises CaseError where there is none."""
        return self._keep(f"annotations {document}", lambda: self.case.annotations(document))

    def entries(self, story: str | None = None) -> list[Entry]:
        """Return all documents as a list shows them, the latest first."""
        return self._keep(f"{_of(story)}entries", lambda: list(map(_entry, self.case.latest(story=story))))

    def latest(self, limit: int, offset: int = 0, story: str | None = None) -> list[Entry]:
        """Return documents as a list shows them, the latest first."""
        return self._keep(
            f"{_of(story)}latest {limit} {offset}", lambda: list(map(_entry, self.case.latest(limit, offset, story)))
        )

    def entry(self, reference: str) -> Entry | None:
        """Return a document (its id or name) as a list shows it, None where there is none, or several have the name."""
        known = self._keep("entry", dict[str, Entry | None])
        if reference not in known:
            try:
                known[reference] = _entry(self.case.document(reference))
            except CaseError:
                known[reference] = None
        return known[reference]

    def entities(self, type: EntityType | None, limit: int, offset: int, story: str | None = None) -> list[Named]:
        """Return who and what is named in the case, the most often named first."""
        key = f"{_of(story)}entities {type} {limit} {offset}"
        return self._keep(key, lambda: self.case.entities(type, limit, offset, story=story))

    def entity(self, id: str) -> list[Named]:
        """Return a named thing under each of its types (a country is named as a place and as a people)."""
        known = self._keep("entity", dict[str, list[Named]])
        if id not in known:
            known[id] = self.case.entities(id=id)
        return known[id]

    def flows(self, story: str | None = None) -> list[Flow] | None:
        """Return who gives what to whom; None while that of a large case is still being put together."""
        return self._keep_slow("flows", lambda case: case.flows(story), story)

    def timeline(self, story: str | None = None) -> list[Moment] | None:
        """Return what happened when; None as for flows."""
        return self._keep_slow("timeline", lambda case: case.timeline(limit=_TIMED, story=story), story)

    def places(self, story: str | None = None) -> list[Placed] | None:
        """Return where the claims happen; None as for flows."""
        return self._keep_slow("places", lambda case: case.places(story), story)

    def copies(self, document: str) -> list[Shared]:
        """Return which documents share passages with one (its id), first those that share most."""
        return self._keep(f"copies {document}", lambda: self.case.copies(document))

    def heard(self, limit: int, story: str | None = None) -> list[Voice]:
        """Return who speaks, with the number of their statements, those heard most often first."""
        return self._keep(f"{_of(story)}heard {limit}", lambda: self.case.heard(limit, story))

    def spoken(self, story: str | None = None) -> list[About] | None:
        """Return who speaks about whom, what most documents tell first; None as for flows."""
        return self._keep_slow("spoken", lambda case: case.spoken(story), story)

    def against(self, id: str) -> list[Against]:
        """Return whom a source (its id) contradicts, each once for every slot; empty while that is put together."""
        found = self._keep_slow("against", lambda case: _against(case.claims(conflicts=True)))
        return (found or {}).get(id, [])

    def take(self, folder: TemporaryDirectory[str], publisher: str | None, published: str | None) -> Upload:
        """Read the files of a folder into the case beside the pages, and drop the folder."""
        self.upload = upload = Upload()
        Thread(target=self._read, args=(upload, folder, publisher, published), daemon=True).start()
        return upload

    def names(self, id: str) -> Names | None:
        """Return what a country is called, or another party in this case; None where it is only spoken of without a name."""
        if id in countries():
            return countries()[id]
        found = self.entity(id)
        best = next((named for named in found if named.type != "NORP"), found[0] if found else None)
        return Names(best.surfaces[0][0], best.name) if best else None

    def _keep(self, key: str, work: Callable[[], T]) -> T:
        """Return what was worked out under a key, anew where the file has changed since."""
        state = self._state()
        if key not in self._kept or self._kept[key][0] != state:
            self._kept.pop(key, None)
            self._kept[key] = (state, work())
            if len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]
        found: T = self._kept[key][1]
        return found

    def _keep_slow(self, key: str, work: Callable[[Case], T], story: str | None = None) -> T | None:
        """Return what is worked out from all documents, or those of a story: of many beside the pages, which show the old one
        until then.
        """
        key = f"{_of(story)}{key}"
        documents = len(self.story(story).documents) if story else self.totals().documents
        if documents <= _LARGE:
            return self._keep(key, lambda: work(self.case))
        state = self._state()
        kept = self._kept.get(key)
        if (kept is None or kept[0] != state) and key not in self._working:
            self._working.add(key)
            Thread(target=self._work, args=(key, state, work), daemon=True).start()
        return kept[1] if kept else None

    def _work(self, key: str, state: object, work: Callable[[Case], Any]) -> None:
        """Work something out on a connection of its own."""
        try:
            with Case.open(self.path, create=False) as case:
                self._kept[key] = (state, work(case))
        finally:
            self._working.discard(key)

    def _read(self, upload: Upload, folder: TemporaryDirectory[str], publisher: str | None, published: str | None) -> None:
        try:
            with folder, Case.open(self.path, create=False) as case:
                report = case.read(folder.name, publisher=publisher, published=published, progress=upload.come)
                upload.new = report.new + report.updated
                upload.faults = [(fault.name, fault.reason) for fault in report.faults]
        except (CaseError, OSError, ValueError) as error:
            upload.faults.append(("", str(error)))
        finally:
            upload.finished = True

    def _state(self) -> object:
        """Return a value that differs once anybody has written to the case; what was held, while a page is made."""
        return self._held or self._look()

    def _look(self) -> object:
        """Return a value that differs once anybody has written to the case."""
        return self.case.state


def _of(story: str | None) -> str:
    """Return how the key of an answer about a story begins: it changes when judgements part or join what is told."""
    return f"story {story} " if story else ""


def _is_same(one: Summary, claimed: Claimed) -> bool:
    """Whether a claim is what it was: it tells the same, in as many reports and documents."""
    counts = len(claimed.reports), claimed.documents
    return counts == (one.reports, one.documents) and replace(claimed.claim, reports=()) == one.claim


def blurred(claimed: Claimed, conflict: Conflict) -> int:
    """Return how far a conflict is from two sources with names that stand against each other in two articles: 0 is that."""
    first, second = (claimed.reports[at] for at in conflict.between)
    unnamed = [not side.chain or side.chain[0].id.startswith("unnamed") for side in (first, second)]
    return sum(unnamed) + (first.document_id == second.document_id)


def _clashes(claimed: Claimed) -> list[Conflict]:
    found: dict[tuple[str, str], Conflict] = {}
    for conflict in sorted(claimed.claim.conflicts, key=lambda conflict: blurred(claimed, conflict)):
        if conflict.relation == "contradiction":
            found.setdefault((conflict.slot, conflict.why.en), conflict)
    return sorted(found.values(), key=lambda conflict: SEEN[conflict.slot])


def _against(claims: list[Claimed]) -> dict[str, list[Against]]:
    """Return for each source with a name those who contradict it."""
    found: dict[str, dict[tuple[str, str, str], Against]] = {}
    for claimed in claims:
        for conflict in claimed.claim.conflicts:
            first, second = (claimed.reports[at].chain[:1] for at in conflict.between)
            if conflict.relation != "contradiction" or not first or not second or first[0].id == second[0].id:
                continue
            for (link,), (other,) in ((first, second), (second, first)):
                if not other.id.startswith("unnamed"):
                    key = (claimed.claim.id, other.id, conflict.slot)
                    found.setdefault(link.id, {}).setdefault(key, Against(other, claimed, conflict))
    return {id: sorted(told.values(), key=lambda one: SEEN[one.conflict.slot]) for id, told in found.items()}


@cache
def countries() -> dict[str, Names]:
    """Return what countries are called: a case may name one only by its people or its capital."""
    return {record.fields[0]: Names(record.surfaces[0].text, record.fields[1]) for record in pack.read("names/countries")}


@cache
def listed_roles() -> dict[str, str]:
    """Return the roles that the word lists give to whom they know, as they are written there, by ids."""
    names = (name for known in gazetteer().table.values() if known for name in known.names)
    return {name.id: name.settings["role"] for name in names if "role" in name.settings}


def _entry(document: Document) -> Entry:
    title = " ".join(document.title.quote(document.text).split()) if document.title else document.name
    return Entry(document.id, document.name, title, document.publisher, document.published, document.lang, document.flags)
