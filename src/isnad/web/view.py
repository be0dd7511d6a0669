"""One request as its page sees it: the case, the language, and addresses that keep the state of the page."""

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import get_args
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request, Response
from litestar.datastructures import State
from markupsafe import Markup

from isnad import annotate
from isnad.case import Claimed, Flow, Judged, Link, Reported, Said, Story, Summary, Told
from isnad.languages.wordings import understood
from isnad.model import Conflict, Document, Event, Judgement, Origin, Span, Wording
from isnad.passages import passages
from isnad.web import texts
from isnad.web.addresses import address, part
from isnad.web.atlas import shapes
from isnad.web.entries import countries, listed_roles
from isnad.web.interface import Interface, Lang
from isnad.web.shelf import Shelf

KEPT = ("lang", "theme", "story", "since", "by")  # what every address of a page carries on
_WORDS, _LONGEST_TITLE = 4, 84  # words of a quote that says something by itself; letters of one that is shown in its sentence
_ENDS = "\n.!?؟…؛»”\"'"  # behind which a sentence begins
_THINGS = 3  # of a flow that has no class
_LONGEST_NAME = 40  # letters of a source without a name
_DATE = re.compile(r"\b[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9-])")
_BOUND = re.compile(r"([≥≤]) ?([0-9][0-9,.]*)")
CORRECTED = ("count", "date", "source", "stance", "actor", "recipient", "place", "factuality")  # slots that a reader can mend
SECTIONS = ("claims", "docs", "actors", "flows", "map", "review")


class View:
    """What a page is made from. ``t`` are the words of the interface."""

    def __init__(self, shelf: Shelf, path: str, query: dict[str, str], lang: Lang) -> None:
        self.shelf = shelf
        self.path = path
        self.query = query
        self.t = Interface(lang)
        self.theme = query.get("theme") if query.get("theme") in ("dark", "light") else None

    @property
    def story(self) -> Story | None:
        """The story that the address names; None where it names none. Raises CaseError where the case has no such story."""
        return self.shelf.story(self.query["story"]) if self.query.get("story") else None

    @property
    def within(self) -> str | None:
        """The id of that story: what a page shows is narrowed to it."""
        return self.story.id if self.story else None

    def stories(self) -> list[Story]:
        """Return the stories of several documents, among which a reader chooses."""
        return [one for one in self.shelf.stories() or () if len(one.documents) > 1]

    def story_title(self, story: Story) -> str:
        """Return what a story is called: what is most told in it; one of a single document by the title of that."""
        entry = self.shelf.entry(story.id)
        return (
            texts.paired(self.t.say(story.gloss))
            if story.gloss and len(story.documents) > 1
            else entry.title
            if entry
            else story.id
        )

    def url(self, path: str, **query: object) -> str:
        """Return the address of a page, with the language and theme of this one."""
        kept = {name: self.query[name] for name in KEPT if name in self.query}
        return address(
            path, kept | {"lang": self.t.lang} | {name: str(value) for name, value in query.items() if value is not None}
        )

    def here(self, **changes: object) -> str:
        """Return the address of this page with some of its state changed; None removes it."""
        state = self.query | {name: "" if value is None else str(value) for name, value in changes.items()}
        return address(self._written_path, state)

    def twin(self, form: str) -> str:
        """Return the address of this page as data."""
        return address(f"{self._written_path.rstrip('/') or '/case'}.{form}", self.query)

    def claim_url(self, id: str) -> str:
        """Return the address of a claim."""
        return self.url(f"/claims/{part(id)}")

    def doc_url(self, id: str, span: Span | None = None) -> str:
        """Return the address of a document, at some of its words."""
        where = self.url(f"/docs/{part(id)}", span=f"{span.start}-{span.end}" if span else None)
        return f"{where}#span" if span else where

    def actor_url(self, id: str) -> str | None:
        """Return the address of a party, None where nobody is named."""
        return None if id.startswith("unnamed") else self.url(f"/actors/{part(id)}")

    def name(self, link: Link) -> str:
        """Return what a party is called in the language of the interface."""
        if link.id.startswith("unnamed"):
            return self.unnamed(link)
        return self.name_of(link.id) if self.shelf.names(link.id) else link.name or link.id

    def name_of(self, id: str) -> str:
        """Return what the party with an id is called, the id itself where the case does not name it."""
        known = self.shelf.names(id)
        return (known.ar if self.t.lang == "ar" else known.en) if known else id

    def understood(self, event: Event) -> list[tuple[str, str, Wording]]:
        """Return each role of an event whose parties no words name: the role, who they are, and by which rule."""
        ids = {"actor": event.actors, "recipient": event.recipients}
        joint = "، " if self.t.lang == "ar" else ", "
        return [(role, joint.join(map(self.name_of, ids[role])), words) for role, words in understood(event.understood).items()]

    def outlet(self, told: Reported | Said | Told | Document) -> str:
        """Return who prints what is told; where nobody knows, the document by its title or name."""
        if told.publisher:
            return told.publisher
        entry = self.shelf.entry(told.id if isinstance(told, Document) else told.document_id)
        return entry.outlet if entry else ""

    def title(self, claimed: Claimed | Summary) -> str:
        """Return what a claim is called; where that is no more than a word or two of a text, these amid their sentence."""
        gloss = self.t.say(claimed.claim.gloss)
        begin, end = ("«", "»") if self.t.lang == "ar" else ("“\u2068", "\u2069”")
        if isinstance(claimed, Summary):
            _, quotes, quoted = gloss.partition(begin)
            if not (quotes and len(quoted.partition(end)[0].split()) < _WORDS) and len(gloss.split()) > 1:
                return texts.paired(gloss)
            claimed = self.shelf.claim(claimed.claim.id)
        for told in claimed.reports:
            quote = " ".join(told.quote.split())
            if len(quote.split()) < _WORDS and f"{begin}{quote}{end}" in gloss:
                return texts.paired(gloss.replace(f"{begin}{quote}{end}", f"{begin}{self._amid(told)}{end}"))
        return texts.paired(f"{gloss}: {begin}{self._amid(claimed.reports[0])}{end}" if len(gloss.split()) == 1 else gloss)

    @staticmethod
    def _amid(told: Reported) -> str:
        return texts.amid(told.sentence, told.at, _LONGEST_TITLE)

    def clashes(self, claimed: Claimed) -> list[Conflict]:
        """Return the conflicts of a claim for a reader."""
        return self.shelf.clashes(claimed)

    @staticmethod
    def clashing(summary: Summary) -> int:
        """Return how many conflicts a claim has for a reader: one for each reason."""
        found = (one for one in summary.claim.conflicts if one.relation == "contradiction")
        return len({(one.slot, one.why.en) for one in found})

    def settled(self, claimed: Claimed, conflict: Conflict) -> bool:
        """Whether people have judged that reports are in conflict for this reason; until then it is a possible one."""
        alike = (one for one in claimed.claim.conflicts if one.judged and one.slot == conflict.slot)
        return any(one.why == conflict.why for one in alike)

    def why_of(self, why: Wording) -> str:
        """Return why two reports disagree, its dates and bounds in words."""
        said = _BOUND.sub(
            lambda match: _plain(self.t("value_min" if match[1] == "≥" else "value_max", n=match[2])), self.t.say(why)
        )
        return _DATE.sub(lambda match: self.t.time(match[0]).striptags(), said)

    def done(self) -> tuple[str, str] | None:
        """Return the id and kind of the judgement made last (``?done=``), None where there is none that still applies."""
        asked = self.query.get("done")
        if not asked:
            return None
        made = (one for one in self.shelf.case.judgements() if one.judgement.id == asked and one.state == "applies")
        return next(((one.judgement.id, _kind(one)) for one in made), None)

    def judged(self, claimed: Claimed | None, report: str) -> list[tuple[str, Judgement]]:
        """Return the judgements that apply to a report of a claim, each with its kind."""
        about = [one for one in claimed.judged if one.state == "applies"] if claimed else []
        return [(_kind(one), one.judgement) for one in about if any(report in ids for ids in one.reports)]

    def standing(self, claimed: Claimed | Summary) -> list[str]:
        """Return how a claim stands; that it has conflicts is told apart, with their number."""
        told = str(self.t("possible_conflict"))
        return [said for wording in claimed.claim.standing if (said := self.t.say(wording)).lower() != told.lower()]

    def speaker(self, reported: Reported, link: Link) -> str:
        """Return what a link of a report's chain is called; one that the case does not name as the document writes it."""
        report = reported.report
        if report.statement is None or self.shelf.names(link.id):
            return self.name(link)
        found = self.shelf.annotations(reported.document_id)
        said = found.statements[report.statement]
        if said.source is None or said.source_id != link.id:
            return self.name(link)
        words = texts.cut(said.source.quote(found.text), _LONGEST_NAME)
        return self.unnamed(Link(link.id, words)) if link.id.startswith("unnamed") else words

    def folded(self, claimed: Claimed, origin: Origin) -> list[str]:
        """Return what counts as one origin: who its chains begin with; where that is one, those who print it."""
        told = [claimed.reports[at] for at in origin.reports]
        names = list(dict.fromkeys(self.speaker(one, one.chain[0]) for one in told if one.chain))
        outlets = ("، " if self.t.lang == "ar" else ", ").join(dict.fromkeys(map(self.outlet, told)))
        return names if len(names) != 1 else [f"{names[0]} ({outlets})"]

    def language(self, document: str) -> Markup:
        """Return the attributes that say in which language the words of a document (its id) are, and from where they run."""
        entry = self.shelf.entry(document)
        lang = entry.lang if entry else "und"
        return Markup('lang="{}" dir="{}"').format(lang, texts.language_direction(lang))

    def passage(self, told: Told) -> list[texts.Piece]:
        """Return the sentence in which an event is told, its word marked as "quote"."""
        text, at = self.shelf.annotations(told.document_id).text, told.event.trigger
        (around,) = passages(text, [at], 1)
        before, after = text[: around.start].rstrip(" "), text[around.end - 1 : around.end + 1]
        begun = not before or before[-1] in _ENDS
        ended = after[0] in _ENDS or after[1:] in ("", "\n", "؛")
        cut = texts.Piece("…", frozenset())
        found = texts.pieces(text, [("quote", at)], around.start, around.end)
        return [*([] if begun else [cut]), *found, *([] if ended else [cut])]

    @staticmethod
    def things(flow: Flow) -> list[str]:
        """Return what passes hands in the words of its texts, where these are of no class that has a name."""
        told = (words for one in flow.reports for role, words in one.words if role == "object")
        return list(dict.fromkeys(told))[:_THINGS] if flow.item == "other" else []

    def flags(self, document: str) -> tuple[str, ...]:
        """Return the flags of a document (its id): of one that is translated, quotations are in the words of its outlet."""
        entry = self.shelf.entry(document)
        return entry.flags if entry else ()

    def unnamed(self, link: Link) -> str:
        """Return how a source without a name is spoken of, as plain text that runs as the interface does."""
        words = link.name or link.id.removeprefix("unnamed").lstrip("-:").replace("-", " ")
        told = Markup(self.t("unnamed_as", who=f"\u2068{words}\u2069") if words else self.t("unnamed")).striptags()
        return f"{texts.MARKS[self.t.dir]}{told}"

    def render(self, template: str, **context: object) -> Response[str]:
        """Return a page."""
        page = _environment().get_template(template).render(view=self, t=self.t, texts=texts, **context)
        return Response(
            page, media_type="text/html; charset=utf-8", headers={"cache-control": "no-store", "vary": "accept-language"}
        )

    @property
    def _written_path(self) -> str:
        return quote(self.path, safe="/~")


def view(request: "Request[object, object, State]") -> View:
    """Return the view of a request (a dependency of every page, which is made from here on)."""
    query = {name: values[-1] for name, values in request.query_params.dict().items()}
    asked = query.get("lang")
    lang: Lang = "en" if asked == "en" or (asked != "ar" and _prefers_english(request)) else "ar"
    shelf: Shelf = request.app.state.shelf
    shelf.hold()
    return View(shelf, request.scope["path"], query, lang)


def _prefers_english(request: "Request[object, object, State]") -> bool:
    accepted = request.headers.get("accept-language", "").lower()
    order = [tag.split(";")[0].strip()[:2] for tag in accepted.split(",")]
    return next((tag for tag in order if tag in get_args(Lang)), "ar") == "en"


def asset(name: str) -> str:
    """Return the address of a file that pages load; it changes when the file does, so that browsers may keep it."""
    return f"/static/{name}?v={_digest(name)}"


def _kind(made: Judged) -> str:
    """Return the kind of a judgement as its word is found: that of a report and of a conflict have the same name."""
    kind = made.judgement.kind
    return f"{kind}_one" if kind in ("accept", "reject") and len(made.judgement.subjects) == 1 else kind


def _plain(words: Markup) -> str:
    return words.striptags()


def warm() -> None:
    """Load what pages need once, so that the first reader does not wait for it: templates, names, what reads a sentence."""
    for name in _environment().list_templates():
        _environment().get_template(name)
    for counted in ("killed", "-"):  # a noun that is listed, and one that is not
        Interface("ar").counted(counted)
    countries()
    listed_roles()
    shapes()
    annotate("قال الوزير إن شخصا قتل.")


@cache
def _digest(name: str) -> str:
    return sha256(files("isnad.web").joinpath("static", name).read_bytes()).hexdigest()[:10]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("isnad.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {"asset": asset, "sections": SECTIONS, "corrected": CORRECTED, "kept_state": KEPT}
    return environment
