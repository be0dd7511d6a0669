"""The shapes of the answers. Words of articles stand only under ``quote``, ``sentence``, ``text``, ``title``: they are data.

A list is a page: ``total`` or ``more`` says whether there is another, ``next_offset`` where it begins, None at the end.
"""

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12


class Party(TypedDict):
    """Somebody who speaks, acts or receives; ``named`` is false for a source whom no text names."""

    id: str
    name: str | None
    english: str | None
    named: bool


class Citation(TypedDict):
    """Words as they stand in a document: ``text[start:start + len(quote)] == quote``, in code points.

    ``address`` opens them again with ``open_document``; ``url`` is where the article was published. ``cut_at`` is the end of
    the whole where only its beginning is quoted.
    """

    quote: str
    start: int
    end: int
    cut_at: int | None
    document: str
    name: str
    address: str
    url: str | None
    publisher: str | None
    published: str | None
    flags: list[str]


class Passage(TypedDict):
    """Words of the document that stands beside it, as in :class:`Citation`."""

    quote: str
    start: int
    end: int
    address: str


class ReportShape(TypedDict):
    """One telling of a claim, in one document: who says it down which chain (empty: the outlet itself), how, and its words.

    ``understood`` says who acts or receives in the gloss though no words of this telling name him, by which rule: a guess.
    ``earlier_version``: its article was changed since, and tells it no longer, or otherwise.
    """

    id: str
    chain: list[Party]
    stance: str | None
    told_as: str
    denied: bool
    values: dict[str, list[float | None]]
    time: str | None
    accepted: bool
    understood: dict[str, str]
    earlier_version: bool
    citation: Citation
    sentence: Passage


class OriginShape(TypedDict):
    """On whose word reports (ids) stand, and why several sources count as one."""

    party: Party
    reports: list[str]
    counted_as_one_because: list[str]


class ConflictShape(TypedDict):
    """Two reports (ids) that cannot both be right. Unless a person judged it, it is only a possible conflict."""

    slot: str
    reports: list[str]
    why: str
    judged: bool


class RevisionShape(TypedDict):
    """A source that changed its word from one report (id) to another."""

    slot: str
    by: Party
    old: str
    new: str
    reports: list[str]


class ClaimShape(TypedDict):
    """A claim in a list. ``gloss`` is a machine's line, to find the claim by: cite the words of reports, never the gloss."""

    id: str
    gloss_ar: str
    gloss_en: str
    standing: list[str]
    documents: int
    reports: int
    origins_at_least: int
    origins_at_most: int
    outlets_on_own_word: int
    possible_conflicts: int
    accepted_reports: int
    first: ReportShape


class ClaimPage(TypedDict):
    """A page of claims."""

    claims: list[ClaimShape]
    next_offset: int | None


class ClaimFull(TypedDict):
    """A claim with a page of its reports; conflicts of other kinds than contradictions are left out."""

    claim: ClaimShape
    reports: list[ReportShape]
    next_offset: int | None
    origins: list[OriginShape]
    conflicts: list[ConflictShape]
    revisions: list[RevisionShape]
    conflicts_in_all: int
    judgements: list[str]


class AnswerShape(TypedDict):
    """What the case tells of a sentence; no claims means that none is near, not that it is false."""

    understood: list[str]
    claims: list[ClaimShape]
    documents_in_case: int


class DocumentShape(TypedDict):
    """A document in a list."""

    id: str
    name: str
    address: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str
    flags: list[str]
    characters: int


class DocumentPage(TypedDict):
    """A page of documents."""

    documents: list[DocumentShape]
    total: int
    next_offset: int | None


class TextWindow(TypedDict):
    """A stretch of a document's text, from code point ``start``; ``more_from`` is where the next begins, None at the end."""

    document: DocumentShape
    text: str
    start: int
    end: int
    more_from: int | None


class HitShape(TypedDict):
    """A document found, and the first of the words that were sought, with some words around them."""

    document: DocumentShape
    matches: list[Passage]
    matches_in_all: int


class HitPage(TypedDict):
    """Documents found, the best first."""

    found: list[HitShape]
    next_offset: int | None


class ActorShape(TypedDict):
    """Who or what is named, how often, in how many documents, in which spellings (some)."""

    id: str
    name: str
    english: str | None
    type: str
    mentions: int
    documents: int
    spellings: list[str]


class ActorPage(TypedDict):
    """A page of those who are named, the most often named first."""

    actors: list[ActorShape]
    next_offset: int | None


class SaidShape(TypedDict):
    """A statement: the stance, and the words that were said."""

    stance: str
    chain: list[Party]
    unverified: bool
    citation: Citation


class ActorFull(TypedDict):
    """A party: what it says (a page), and the first claims that name it."""

    actors: list[ActorShape]
    statements: list[SaidShape]
    next_offset: int | None
    claims: list[ClaimShape]


class Places(TypedDict):
    """Where some words stand in the documents, word for word; ``stands`` is false where they stand nowhere that was looked."""

    stands: bool
    citations: list[Citation]
    looked_in: int
    advice: str


class Summary(TypedDict):
    """What is in the case. ``outlets`` are the first forty, with their documents."""

    documents: int
    private_documents_left_out: int
    claims: int
    claims_with_possible_conflicts: int
    published_first: str | None
    published_last: str | None
    outlets: dict[str, int]
    how_to_cite: str
