"""The case behind the pages: what costs more than a look-up is kept until the case file changes."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, TypeVar

from msgspec.structs import replace

from isnad.case import (
    About,
    Answer,
    Case,
    CaseError,
    Claimed,
    Flow,
    Hit,
    Judged,
    Moment,
    Named,
    Parts,
    Placed,
    Queued,
    Said,
    Shared,
    Story,
    Summary,
    Told,
    Totals,
    Version,
    Voice,
)
from isnad.model import Annotations, Conflict, EntityType, JudgementKind
from isnad.narrowing import named, totals
from isnad.web import clashes, entries
from isnad.web.atlas import Atlas
from isnad.web.clashes import Against
from isnad.web.entries import Entry, Names, countries
from isnad.web.kept import Kept
from isnad.web.uploads import Upload

T = TypeVar("T")
_LARGE = 200  # documents; what asks for all of them takes a second then
FIRST = 10  # questions of the queue that are looked for at first
_TIMED = 60  # claims of which the line of time is made: those that most documents tell
# Answers that a judgement touches, by how their keys begin.
_JUDGED = ("claim", "summaries", "clashes", "queue", "timeline", "against", "places", "parts", "spoken", "stor", "ask", "twin")


class Shelf(Kept):
    """An open case, and what was worked out from it. ``sample`` says that it is the story that ships with Isnad.

    ``disputed`` is a list of disputed borders in the place of the one that ships with it (:class:`isnad.web.atlas.Atlas`).
    """

    def __init__(self, path: Path | str, sample: bool = False, disputed: Path | None = None) -> None:
        super().__init__(path)
        self.borders = Atlas(disputed)
        self.sample = sample
        self._carried: tuple[object, dict[str, Claimed]] = None, {}
        self.upload: Upload | None = None

    def close(self) -> None:
        """Close the case."""
        self.case.close()

    def claims(self, **options: Any) -> list[Claimed]:
        """Return claims, first those that most documents tell; the options are those of :meth:`isnad.Case.claims`."""
        return [self._whole(one) for one in self.summaries(**options)]

    def summaries(self, **options: Any) -> list[Summary]:
        """Return claims as a list shows them; the options are those of :meth:`isnad.Case.claims`. Raises CaseError."""
        try:
            return self._summaries(options)
        except ValueError as error:  # an address that asks for what was read since a day that is none
            raise CaseError(str(error)) from error

    def _summaries(self, options: dict[str, Any]) -> list[Summary]:
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
        return self._keep(f"clashes {claimed.claim.id}", lambda: clashes.clashes(claimed))

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

    def stories(self, now: bool = False) -> list[Story] | None:
        """Return the stories of the case, the largest first; None as for flows."""
        return self._keep_slow("stories", lambda case: case.stories(), now=now)

    def story(self, reference: str) -> Story:
        """Return one story, by its id or by a document of it. Raises CaseError where none is meant."""
        return self._keep(f"story {reference}", lambda: self.case.story(reference))

    def totals(self, story: str | None = None) -> Totals:
        """Return how much is in the case, or in a story of it."""
        return self._keep(f"story totals {story}", lambda: self.case.totals(story))

    def totals_without(self, private: frozenset[str], story: str | None = None) -> Totals:
        """Return how much is in the case, or in a story of it, without some documents (ids)."""
        return self._keep(f"story totals public {story}", lambda: totals(self.case, private, story))

    def search(self, query: str, limit: int, story: str | None = None) -> list[Hit]:
        """Return the documents in which a query matches, the best first."""
        return self._keep(f"{_of(story)}search {limit} {query}", lambda: self.case.search(query, limit, story))

    def ask(self, sentence: str, limit: int | None) -> Answer:
        """Return what the case tells of a sentence: its claims, the nearest first."""
        return self._keep(f"ask {limit} {sentence}", lambda: self.case.ask(sentence, limit=limit))

    def withheld(self) -> frozenset[str]:
        """Return the ids of the documents that are marked private."""
        return self._keep("withheld", self.case.withheld)

    def closed(self) -> str:
        """Return why the pages may not be shown on other machines, "" where nothing is in the way."""
        number = len(self.withheld())
        if not number:
            return ""
        what = f"{number} private {'document' if number == 1 else 'documents'} (letters, chats)"
        how = f"isnad serve {self.case.name} --host … --private"
        return f"{self.case.name} holds {what}, which its pages show. «{how}» shows them on other machines too."

    def twin(self, path: str, asked: object, work: Callable[[], T]) -> T:
        """Return a list as data. Of each path the one that was asked for last is kept: it may be as long as the case."""
        known = self._keep(f"twin {path}", dict[object, T])
        if asked not in known:
            known.clear()
            known[asked] = work()
        return known[asked]

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

    def versions(self, document: str) -> list[Version]:
        """Return the versions of a document (its id), the last of which stands: itself alone, where it has no other."""
        return self._keep(f"versions {document}", lambda: self.case.versions(document))

    def entries(self, story: str | None = None) -> list[Entry]:
        """Return all documents as a list shows them, the latest first."""
        return self._keep(f"{_of(story)}entries", lambda: list(map(entries.entry, self.case.latest(story=story))))

    def latest(self, limit: int, offset: int = 0, story: str | None = None) -> list[Entry]:
        """Return documents as a list shows them, the latest first."""
        return self._keep(
            f"{_of(story)}latest {limit} {offset}", lambda: list(map(entries.entry, self.case.latest(limit, offset, story)))
        )

    def entry(self, reference: str) -> Entry | None:
        """Return a document (its id or name) as a list shows it, None where there is none, or several have the name."""
        known = self._keep("entry", dict[str, Entry | None])
        if reference not in known:
            try:
                known[reference] = entries.entry(self.case.document(reference))
            except CaseError:
                known[reference] = None
        return known[reference]

    def entities(self, type: EntityType | None, limit: int | None, offset: int, story: str | None = None) -> list[Named]:
        """Return who and what is named in the case, the most often named first."""
        key = f"{_of(story)}entities {type} {limit} {offset}"
        return self._keep(key, lambda: self.case.entities(type, limit, offset, story=story))

    def named_without(self, private: frozenset[str], type: EntityType | None, story: Story | None) -> list[Named]:
        """Return who and what is named in the case, or in a story of it, without some documents (ids): every document is read."""
        key = f"{_of(story.id if story else None)}entities public {type}"
        return self._keep(key, lambda: named(self.case, private, type, story.documents if story else None))

    def entity(self, id: str) -> list[Named]:
        """Return a named thing under each of its types (a country is named as a place and as a people)."""
        known = self._keep("entity", dict[str, list[Named]])
        if id not in known:
            known[id] = self.case.entities(id=id)
        return known[id]

    def flows(self, story: str | None = None, now: bool = False) -> list[Flow] | None:
        """Return who gives what to whom; None while that of a large case is still being put together, but with ``now``."""
        return self._keep_slow("flows", lambda case: case.flows(story), story, now)

    def timeline(self, story: str | None = None) -> list[Moment] | None:
        """Return what happened when; None as for flows."""
        return self._keep_slow("timeline", lambda case: case.timeline(limit=_TIMED, story=story), story)

    def places(self, story: str | None = None, now: bool = False) -> list[Placed] | None:
        """Return where the claims happen; None as for flows."""
        return self._keep_slow("places", lambda case: case.places(story), story, now)

    def copies(self, document: str) -> list[Shared]:
        """Return which documents share passages with one (its id), first those that share most."""
        return self._keep(f"copies {document}", lambda: self.case.copies(document))

    def heard(self, limit: int, story: str | None = None) -> list[Voice]:
        """Return who speaks, with the number of their statements, those heard most often first."""
        return self._keep(f"{_of(story)}heard {limit}", lambda: self.case.heard(limit, story))

    def spoken(self, story: str | None = None) -> list[About] | None:
        """Return who speaks about whom, what most documents tell first; None as for flows."""
        return self._keep_slow("spoken", lambda case: case.spoken(story), story)

    def spoken_without(self, private: frozenset[str], story: str | None = None) -> list[About]:
        """Return who speaks about whom, but in some documents (ids)."""
        return self._keep(f"{_of(story)}spoken public", lambda: self.case.spoken(story, without=private))

    def against(self, id: str) -> list[Against]:
        """Return whom a source (its id) contradicts, each once for every slot; empty while that is put together."""
        found = self._keep_slow("against", lambda case: clashes.against(case.claims(conflicts=True)))
        return (found or {}).get(id, [])

    def take(self, folder: TemporaryDirectory[str], publisher: str | None, published: str | None) -> Upload:
        """Read the files of a folder into the case beside the pages, and drop the folder."""
        self.upload = upload = Upload()
        Thread(target=upload.read, args=(self.path, folder, publisher, published), daemon=True).start()
        return upload

    def names(self, id: str) -> Names | None:
        """Return what a country is called, or another party in this case; None where it is only spoken of without a name."""
        if id in countries():
            return countries()[id]
        found = self.entity(id)
        best = next((named for named in found if named.type != "NORP"), found[0] if found else None)
        return entries.called(best) if best else None

    def _keep_slow(self, key: str, work: Callable[[Case], T], story: str | None = None, now: bool = False) -> T | None:
        """Return what is worked out from all documents, or those of a story: of many beside the pages, which show the old one
        until then and say so (``late``). With ``now`` it is waited for.
        """
        key = f"{_of(story)}{key}"
        documents = len(self.story(story).documents) if story else self.totals().documents
        if now or documents <= _LARGE:
            return self._keep(key, lambda: work(self.case))
        return self._keep_beside(key, work)


def _of(story: str | None) -> str:
    """Return how the key of an answer about a story begins: it changes when judgements part or join what is told."""
    return f"story {story} " if story else ""


def _is_same(one: Summary, claimed: Claimed) -> bool:
    """Whether a claim is what it was: it tells the same, in as many reports and documents."""
    counts = len(claimed.reports), claimed.documents
    return counts == (one.reports, one.documents) and replace(claimed.claim, reports=()) == one.claim
