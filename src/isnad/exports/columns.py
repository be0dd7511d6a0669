"""Columns: what a claim, a report, an origin, a conflict and a document are in a table, and what each column means.

The codebook of a data set is made from these lists, so a column cannot be written without being explained.
"""

from collections.abc import Iterable

from isnad.case import Claimed, Reported
from isnad.exports import lines
from isnad.exports.lines import Column, OfOrigin, Table
from isnad.exports.material import Material, conflicting, days
from isnad.exports.objects import naming, number, program
from isnad.languages.amounts import amount
from isnad.languages.wordings import noun_of

_LIST = "; "  # between the parts of one cell


# ---- what the cells say


def _name(claimed: Claimed, id: str) -> str:
    link = claimed.parties.get(id)
    return naming(link).ar if link else id


def _named(claimed: Claimed, ids: Iterable[str]) -> str:
    return _LIST.join(_name(claimed, id) for id in ids)


def _english(claimed: Claimed, ids: Iterable[str]) -> str:
    links = (claimed.parties.get(id) for id in ids)
    return _LIST.join(naming(link).en for link in links if link)


def _counts(told: Reported) -> str:
    """Return the numbers of a report in Arabic, as a person reads them."""
    written = (
        amount(*bounds, noun_of(unit) if unit else None, alone=True) for unit, bounds in sorted(told.report.values.items())
    )
    return _LIST.join(words.ar for words in written if words)


def _bounds(line: OfOrigin) -> list[tuple[float | None, float | None]]:
    return (
        [told.report.values[line.unit] for told in line.reports if line.unit in told.report.values]
        if line.unit is not None
        else []
    )


def _low(line: OfOrigin) -> float | int | None:
    """Return the lowest number that an origin gave; None where it left the lower side open."""
    lows = [low for low, _ in _bounds(line)]
    return number(min(low for low in lows if low is not None)) if lows and None not in lows else None


def _high(line: OfOrigin) -> float | int | None:
    highs = [high for _, high in _bounds(line)]
    return number(max(high for high in highs if high is not None)) if highs and None not in highs else None


def _last(line: OfOrigin) -> Reported | None:
    """Return the report in which an origin last gave a number."""
    told = [one for one in line.reports if line.unit is not None and line.unit in one.report.values and one.published]
    return max(told, key=lambda one: one.published or "", default=None)


def _latest(line: OfOrigin, side: int) -> float | int | None:
    last = _last(line)
    return number(last.report.values[line.unit or ""][side]) if last else None


def _review(material: Material, reports: Iterable[Reported]) -> str:
    marks = {material.mark(told) for told in reports}
    return marks.pop() if len(marks) == 1 else "partly"


def _glosses() -> tuple[Column, ...]:
    return (
        Column("claim_id", "string", "The claim. isnad claim CASE ID opens it.", lambda line: line.claimed.claim.id),
        Column("claim_ar", "string", "The claim in a line, in Arabic.", lambda line: line.claimed.claim.gloss.ar),
        Column("claim_en", "string", "The claim in a line, in English.", lambda line: line.claimed.claim.gloss.en),
    )


REPORTS = Table(
    "reports",
    "One place of one article that tells the claim.",
    (
        *_glosses(),
        Column("report_id", "string", "The report; opens its claim too.", lambda line: line.told.report.id),
        Column("review", "string", "accepted: a person stands for it; unreviewed.", lambda line: line.material.mark(line.told)),
        Column("published", "date", "When the article was published.", lambda line: line.told.published),
        Column("publisher", "string", "The outlet.", lambda line: line.told.publisher),
        Column("title", "string", "The article's headline.", lambda line: line.source.title),
        Column("quote", "string", "The words that tell it, as they stand.", lambda line: line.told.quote),
        Column("sentence", "string", "The sentence around the quote.", lambda line: line.told.sentence),
        Column(
            "said_by",
            "string",
            "Who says it, then who passes it on; empty on the outlet's own word.",
            lambda line: _named(line.claimed, line.told.report.chain),
        ),
        Column("said_by_en", "string", "The same in English.", lambda line: _english(line.claimed, line.told.report.chain)),
        Column(
            "chain",
            "string",
            "The same as ids, from the one who said it outwards.",
            lambda line: _LIST.join(line.told.report.chain),
        ),
        Column(
            "voice", "string", "Id of the government or body for which the first speaks.", lambda line: line.told.report.voice
        ),
        Column(
            "stance",
            "string",
            "assert, confirm, deny, estimate, expect, commit, demand, praise, criticise.",
            lambda line: line.told.stance,
        ),
        Column("factuality", "string", "Told as actual, planned, possible or denied.", lambda line: line.told.report.factuality),
        Column(
            "polarity",
            "string",
            "yes: it is told; no: it is denied.",
            lambda line: "no" if line.told.report.polarity == "-" else "yes",
        ),
        Column(
            "earlier_version",
            "boolean",
            "The article has been changed since, and tells it no longer, or otherwise.",
            lambda line: line.told.earlier,
        ),
        Column("event_type", "string", "PLOVER event type.", lambda line: line.told.report.type or None),
        Column("event_key", "string", "Isnad's finer kind of event or state.", lambda line: line.told.report.key or None),
        Column("actors", "string", "Ids of who acts.", lambda line: _LIST.join(line.told.report.actors)),
        Column("actors_ar", "string", "Who acts.", lambda line: _named(line.claimed, line.told.report.actors)),
        Column("recipients", "string", "Ids of whom it befalls.", lambda line: _LIST.join(line.told.report.recipients)),
        Column("recipients_ar", "string", "Whom it befalls.", lambda line: _named(line.claimed, line.told.report.recipients)),
        Column("object", "string", "Class of what passes hands.", lambda line: line.told.report.object),
        Column("happened", "string", "When it happened, as precise as the text (TIMEX3).", lambda line: line.told.report.time),
        Column("earliest", "date", "First day that this can mean.", lambda line: line.told.report.earliest),
        Column("latest", "date", "Last day that this can mean.", lambda line: line.told.report.latest),
        Column("said", "string", "When it was said (TIMEX3).", lambda line: line.told.said),
        Column("place", "string", "Id of the place.", lambda line: line.told.report.place),
        Column("place_ar", "string", "The place.", lambda line: _named(line.claimed, filter(None, [line.told.report.place]))),
        Column("counts_ar", "string", "Its numbers with what they count, in Arabic.", lambda line: _counts(line.told)),
        Column(
            "conflicts",
            "integer",
            "In how many contradictions it is, possible or confirmed.",
            lambda line: conflicting(line.claimed)[line.place],
        ),
        Column("document_id", "string", "The article.", lambda line: line.source.id),
        Column("document", "string", "Name of the article's file.", lambda line: line.source.name),
        Column("url", "string", "Address of the article.", lambda line: line.source.url),
        Column("start", "integer", "First code point of the quote in the text.", lambda line: line.told.report.start),
        Column("end", "integer", "Code point behind the quote.", lambda line: line.told.report.end),
        Column("text_sha256", "string", "SHA-256 of the article's text.", lambda line: line.source.text_sha256),
        Column("flags", "string", "truncated, machine_translated, undated, opinion.", lambda line: _LIST.join(line.told.flags)),
    ),
    lines.reports,
)

CLAIMS = Table(
    "claims",
    "One thing that is told in the case, by all its reports.",
    (
        *_glosses(),
        Column("review", "string", "accepted, unreviewed, or partly.", lambda line: _review(line.material, line.claimed.reports)),
        Column(
            "standing_en",
            "string",
            "Where it stands: positions, no verdict.",
            lambda line: _LIST.join(words.en for words in line.claimed.claim.standing),
        ),
        Column(
            "standing_ar",
            "string",
            "The same in Arabic.",
            lambda line: "؛ ".join(words.ar for words in line.claimed.claim.standing),
        ),
        Column("documents", "integer", "How many articles tell it.", lambda line: line.claimed.documents),
        Column("reports", "integer", "How many reports tell it.", lambda line: len(line.claimed.reports)),
        Column("origins_low", "integer", "Distinct origins in these texts, at least.", lambda line: line.claimed.claim.least),
        Column(
            "origins_high",
            "integer",
            "The same at most: sources without a name may be one or several.",
            lambda line: line.claimed.claim.most,
        ),
        Column("own_word", "integer", "Reports on the outlet's own word.", lambda line: len(line.claimed.claim.own)),
        Column(
            "denials",
            "integer",
            "Reports that deny it.",
            lambda line: sum(told.report.polarity == "-" for told in line.claimed.reports),
        ),
        Column(
            "conflicts_possible",
            "integer",
            "Pairs of reports in contradiction that nobody judged.",
            lambda line: sum(one.relation == "contradiction" and not one.judged for one in line.claimed.claim.conflicts),
        ),
        Column(
            "conflicts_confirmed",
            "integer",
            "Pairs of which a person confirmed the contradiction.",
            lambda line: sum(one.relation == "contradiction" and one.judged for one in line.claimed.claim.conflicts),
        ),
        Column("revisions", "integer", "How often a source changed its word.", lambda line: len(line.claimed.claim.revisions)),
        Column("first_published", "date", "First day on which it was published.", lambda line: days(line.claimed)[0]),
        Column("last_published", "date", "Last day on which it was published.", lambda line: days(line.claimed)[1]),
        Column("made_by", "string", "Program and version.", lambda _line: " ".join(program().values())),
    ),
    lines.claims,
)

ORIGINS = Table(
    "origins",
    "What one origin of a claim says of one number; one line for an origin that gives none.",
    (
        *_glosses(),
        Column("origin_id", "string", "The origin; empty: outlets on their own word.", lambda line: line.id),
        Column(
            "origin_ar", "string", "Who it is.", lambda line: _name(line.claimed, line.id) if line.id else "من دون نسبة إلى مصدر"
        ),
        Column(
            "origin_en",
            "string",
            "The same in English.",
            lambda line: _english(line.claimed, [line.id]) if line.id else "outlets on their own word",
        ),
        Column("review", "string", "accepted, unreviewed, or partly.", lambda line: _review(line.material, line.reports)),
        Column("reports", "integer", "How many reports rest on it.", lambda line: len(line.reports)),
        Column("documents", "integer", "In how many articles.", lambda line: len({told.document_id for told in line.reports})),
        Column(
            "denials",
            "integer",
            "How many of them deny the claim.",
            lambda line: sum(told.report.polarity == "-" for told in line.reports),
        ),
        Column("counted", "string", "What the number counts; empty where no number is told.", lambda line: line.unit),
        Column("low", "number", "The lowest number that this origin gave; empty: open below.", _low),
        Column("high", "number", "The highest; empty: open above («more than 12»).", _high),
        Column("last_low", "number", "What it gave last, by the day of publication: at least.", lambda line: _latest(line, 0)),
        Column("last_high", "number", "The same: at most.", lambda line: _latest(line, 1)),
        Column(
            "one_because",
            "string",
            "Why several sources count as one.",
            lambda line: _LIST.join(words.en for words in line.why),
        ),
    ),
    lines.origins,
)

CONFLICTS = Table(
    "conflicts",
    "Two reports of one claim that cannot both be right.",
    (
        *_glosses(),
        Column("slot", "string", "In what they differ: count, time, place, actor, recipient, polarity.", lambda line: line.slot),
        Column("report_a", "string", "One report.", lambda line: line.first.report.id),
        Column("report_b", "string", "The other.", lambda line: line.second.report.id),
        Column("quote_a", "string", "Its words.", lambda line: line.first.quote),
        Column("quote_b", "string", "The words of the other.", lambda line: line.second.quote),
        Column("why_en", "string", "The difference.", lambda line: line.why.en),
        Column("why_ar", "string", "The same in Arabic.", lambda line: line.why.ar),
        Column(
            "review", "string", "confirmed by a person, or possible.", lambda line: "confirmed" if line.judged else "possible"
        ),
    ),
    lines.conflicts,
)

DOCUMENTS = Table(
    "documents",
    "One article on which a claim of this data set stands.",
    (
        Column("document_id", "string", "The article.", lambda line: line.source.id),
        Column("document", "string", "Name of its file.", lambda line: line.source.name),
        Column("title", "string", "Its headline.", lambda line: line.source.title),
        Column("publisher", "string", "The outlet.", lambda line: line.source.publisher),
        Column("byline", "string", "Who wrote it, as the page says.", lambda line: line.source.byline),
        Column("published", "date", "When it was published.", lambda line: line.source.published),
        Column("url", "string", "Its address.", lambda line: line.source.url),
        Column("lang", "string", "Language (ISO 639-1); und: unknown.", lambda line: line.source.lang),
        Column("flags", "string", "truncated, machine_translated, undated, opinion.", lambda line: _LIST.join(line.source.flags)),
        Column("characters", "integer", "Code points of its text.", lambda line: len(line.source.text)),
        Column("text_sha256", "string", "SHA-256 of its text.", lambda line: line.source.text_sha256),
        Column("original_sha256", "string", "SHA-256 of its bytes as read.", lambda line: line.source.original_sha256),
        Column(
            "text",
            "string",
            "The whole article; only where that was asked for.",
            lambda line: line.source.text if line.material.options.full_text else None,
        ),
    ),
    lines.documents,
)

TABLES = (CLAIMS, REPORTS, ORIGINS, CONFLICTS, DOCUMENTS)
