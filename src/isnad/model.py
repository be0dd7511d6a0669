"""The types that the layers hand to each other: a page, a document, what was found in it.

All are frozen. Every offset is a Unicode code point into ``Document.text``, end exclusive, so that
``text[start:end]`` is the quoted surface (`shared/gold/GUIDE.md` says what each layer must contain).
"""

from hashlib import sha256
from typing import Literal

from msgspec import Struct

EntityType = Literal["PER", "ORG", "GPE", "LOC", "NORP", "MATERIEL", "AGREEMENT", "EVENT"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuantityKind = Literal["exact", "approx", "min", "max", "range", "vague"]
Stance = Literal["assert", "confirm", "deny", "estimate", "expect", "commit", "demand", "praise", "criticise"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Factuality = Literal["actual", "planned", "possible", "denied"]
Flag = Literal["truncated", "machine_translated", "undated", "opinion", "private"]
Polarity = Literal["+", "-"]
Slot = Literal["count", "time", "place", "actor", "recipient", "polarity"]
Changed = Literal["count", "time", "place", "actor", "recipient", "polarity", "words"]
JudgementKind = Literal["same", "different", "accept", "reject", "correct", "add", "translate", "note", "withdraw"]
Relation = Literal["contradiction", "update", "scope", "rounding"]


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that depend on every part and on where one part ends."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Span(Struct, frozen=True):
    """A stretch of a document's text."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        """Return the words on which the span stands."""
        return text[self.start : self.end]


class Page(Struct, frozen=True, kw_only=True):
    """What a reader made of some bytes: the text it extracted and what the page says of itself.

    ``name`` is the file's name as read, relative to the folder that was asked for. ``published`` is an
    ISO 8601 date or date-time, None where nobody gives it; ``modified`` likewise. ``raw`` are the bytes as they were read.
    ``agency`` is whose dispatch the page says it prints. ``private``: mail, or a chat that is not public.
    """

    name: str
    text: str
    raw: bytes = b""
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None
    modified: str | None = None
    section: str | None = None
    agency: str | None = None
    private: bool = False


class Bounds(Struct, frozen=True):
    """The earliest and the latest day (ISO 8601) on which a document can have appeared, and why."""

    earliest: str | None
    latest: str | None
    reason: str


class Document(Struct, frozen=True, kw_only=True):
    """One article: its unchanged text, and which parts of it are the article.

    ``lang`` is an ISO 639-1 code or "und". ``published`` is as in :class:`Page`; where it is None,
    ``bounds`` says what the content lets us know. ``boilerplate`` are the spans of site furniture, in order.
    ``modified``, ``section``, ``agency`` and ``private`` are as the page has them.
    """

    name: str
    text: str
    sha256: str
    lang: str
    published: str | None = None
    bounds: Bounds | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    title: Span | None = None
    boilerplate: tuple[Span, ...] = ()
    flags: tuple[Flag, ...] = ()
    modified: str | None = None
    section: str | None = None
    agency: str | None = None
    private: bool = False

    @property
    def id(self) -> str:
        """The document's identity: its name and the bytes that were read."""
        return digest(self.name, self.sha256)


class Entity(Span, frozen=True):
    """A mention of a named thing. ``id`` is the same for every mention of the thing (ISO code of a country)."""

    type: EntityType
    id: str
    name: str
    rule: str


class Time(Span, frozen=True):
    """A time expression: its TIMEX3 type and value, and the first and last day that it can mean.

    ``value`` is resolved against the publication date (ISO-TimeML, TIMEX3); what cannot be resolved keeps
    its open form (``XXXX-04``). ``earliest`` and ``latest`` are ISO dates, None where that side is open.
    """

    type: TimeType
    value: str
    earliest: str | None
    latest: str | None
    rule: str


class Quantity(Span, frozen=True):
    """A number that counts or measures: inclusive bounds (None: open), and the span of the counted noun."""

    low: float | None
    high: float | None
    kind: QuantityKind
    unit: Span | None
    rule: str


class Statement(Struct, frozen=True, kw_only=True):
    """One link of a chain: somebody other than the article's author answers for some words of it.

    ``source`` is None where no word names it; ``source_id`` begins with "unnamed" where nobody is named. ``candidates`` are the
    sources between which the text leaves open who speaks. ``chain`` are the ids from the one who said it to the last who
    passes it on, without the publisher. ``unverified``: the article says that it could not be verified.
    """

    source: Span | None
    source_id: str
    cue: Span
    content: Span
    stance: Stance
    chain: tuple[str, ...]
    rule: str
    candidates: tuple[str, ...] = ()
    unverified: bool = False


class Event(Struct, frozen=True, kw_only=True):
    """Who did what to whom: a PLOVER type and mode, and the finer ``key`` of the frame that found it.

    ``actors`` and ``recipients`` are ids. ``object`` is the class of what passes hands. ``time`` is a TIMEX3 value and
    ``location`` the id of a place of the same clause, None where the text gives none. ``casualties`` are inclusive bounds by
    what befell the victims, (None, None) without a number. ``statement`` is the index of the statement under which it is told.
    ``words`` are the spans that filled the roles; ``understood`` the rules by which a role ("actor", "recipient") has those whom
    its words do not name (section "understood" of ``wordings.txt``). ``same`` is the index of the first event of the document
    that tells the same deed.
    """

    trigger: Span
    key: str
    type: str
    mode: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    object: str | None
    time: str | None
    location: str | None
    factuality: Factuality
    casualties: dict[str, tuple[float | None, float | None]]
    statement: int | None
    words: tuple[tuple[str, Span], ...]
    same: int
    rule: str
    understood: dict[str, str] = {}


class Annotations(Struct, frozen=True, kw_only=True):
    """All that was found in one document, each layer in the order of the text.

    ``pack`` is the fingerprint of the language pack and the user's names it was read with; None where no
    pack knows the language, and then nothing was looked for. ``agency`` is the id of the agency that the dateline or a credit
    at the foot names.
    """

    document: Document
    pack: str | None
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    agency: str | None = None

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text


class Wording(Struct, frozen=True):
    """A sentence for a person, in the two languages of the interface."""

    ar: str
    en: str


class Report(Span, frozen=True, kw_only=True):
    """One document's telling of one event or state, under its chain: a span of the document whose id is ``document``.

    ``event`` and ``statement`` are the indices of the annotations on which it stands, None without one. ``key``, ``type``,
    ``actors``, ``recipients``, ``object``, ``understood`` and ``factuality`` are as in :class:`Event`, empty for a state.
    ``values`` are inclusive bounds by what they count ("killed", "killed:مدنيا", or the noun as written), ``about`` the
    approximate ones.
    ``once``: the deed happens once, so that two dates of it cannot both be right. ``time`` is a TIMEX3 value with its first
    and last day, ``place`` an id. ``unproven``: no proof was found, which conflicts with nothing.

    ``origin`` are the sources furthest back that the text lets us see, empty where the article speaks on its own word;
    ``chain`` leads outwards from them, and ``voice`` is the government or organisation for which the origin speaks.
    ``stems`` are those of its span, ``context`` those of its sentence, ``named`` the ids of all that its clause names, ``deed``
    the stem of the word that tells it, "" for a state. ``topics`` are what its document is about: the names and stems that
    it holds most of; ``lead``: it stands where an article says what is new. ``published`` is the document's day.
    """

    id: str
    document: str
    event: int | None
    statement: int | None
    key: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    object: str | None
    values: dict[str, tuple[float | None, float | None]]
    about: tuple[str, ...]
    once: bool
    time: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    factuality: Factuality
    polarity: Polarity
    unproven: bool
    chain: tuple[str, ...]
    origin: tuple[str, ...]
    voice: str | None
    stems: tuple[str, ...]
    context: tuple[str, ...]
    named: tuple[str, ...]
    deed: str
    topics: tuple[str, ...]
    lead: bool
    published: str | None
    understood: dict[str, str] = {}


class Origin(Struct, frozen=True):
    """The first link of chains that a text lets us see: its id, its reports (indices), and why ids were folded into it."""

    id: str
    reports: tuple[int, ...]
    folded: tuple[Wording, ...] = ()


class Conflict(Struct, frozen=True):
    """Two reports of a claim (indices) that differ in a slot, what their difference is, and why.

    ``judged``: a person confirmed it. A contradiction that nobody has judged is only a possible one.
    """

    slot: Slot
    between: tuple[int, int]
    relation: Relation
    why: Wording
    judged: bool = False


class Revision(Struct, frozen=True):
    """One source (``by``) that changed its word, between two reports of a claim (indices): "denied" to "confirmed", a count.

    ``edited``: an outlet, by its name, changed its own article; the first report stands only in an earlier version of it. The
    slot is "words" where it says the same in other words.
    """

    slot: Changed
    old: str
    new: str
    by: str
    between: tuple[int, int]
    edited: bool = False


class Claim(Struct, frozen=True, kw_only=True):
    """All reports, in all documents, of one thing. ``id`` is that of its earliest report, which comes first.

    ``own`` are the reports (indices) that outlets tell on their own word. ``conflicts`` holds every pair that differs; only
    contradictions are conflicts for a reader. ``least`` and ``most`` bound the number of distinct origins: sources without
    a name may be one or several. ``later`` are the documents (ids) of its reports that have a later version, with the id of
    that which stands: what such a document tells counts no longer, but that its outlet changed it.
    """

    id: str
    gloss: Wording
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]
    least: int
    most: int
    own: tuple[int, ...]
    conflicts: tuple[Conflict, ...]
    revisions: tuple[Revision, ...]
    standing: tuple[Wording, ...]
    later: dict[str, str] = {}

    @property
    def told_in(self) -> frozenset[str]:
        """The documents (ids) that tell it as they stand now; where none does any longer, those that told it once."""
        found = frozenset(report.document for report in self.reports)
        return found - self.later.keys() or frozenset(self.later[id] for id in found)


class Copy(Struct, frozen=True):
    """Words that two documents share: the ids of the documents, and the passages of each, in pairs and in order.

    ``share`` is how much of the shorter article is shared, from 0 to 1.
    """

    documents: tuple[str, str]
    passages: tuple[tuple[Span, Span], ...]
    share: float


class Judgement(Struct, frozen=True, kw_only=True):
    """A person's decision: what about which reports or annotations, by whom, when (ISO 8601, UTC), and why.

    ``subjects`` are the spans it stands on, each with the SHA-256 of its document's text, so that it outlives the rules;
    ``marks`` tell the reports there apart, by the ids and claim keys that they had. ``value`` is what a correction, a translation
    or a note says, or the id of the judgement that is withdrawn. ``accept`` and ``reject`` are of one report, or of the conflict
    between two.
    """

    id: str
    kind: JudgementKind
    subjects: tuple[tuple[str, int, int], ...]
    slot: str | None
    value: str | None
    by: str
    at: str
    why: str
    marks: tuple[tuple[str, str], ...] = ()


def annotation_id(document: Document, layer: str, *slots: object) -> str:
    """Return the id of an annotation: its document, layer, spans and slots; never its rule or place in a list."""
    return digest(document.id, layer, *map(str, slots))
