"""What connection loses: claims made of the gold's own annotations, beside those made of Isnad's.

Reads each development story that has claims, feeds `connect` once with what Isnad finds and once with what the gold has (its
entities, times, numbers, statements and events; a key of its own for each type and object, for the gold has none), and scores
both by `../shared/gold/score`. What the second lacks is lost in connection, what the first lacks besides, in annotation.
"""

import json
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import msgspec

from isnad import annotate, clean, read
from isnad.annotation import calendar
from isnad.connection import connect
from isnad.model import Annotations, Claim, Document, Entity, Event, Page, Quantity, Report, Span, Statement, Time, Wording

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
LAYERS = {
    "claims: same-claim links": "same-claim links",
    "claims: conflicts": "conflicts",
    "claims: revisions": "revisions",
    "claims: number of independent origins": "number of origins",
}


def main() -> None:
    score = SourceFileLoader("score", str(SHARED / "gold" / "score")).load_module()
    stories = [(SHARED / "gold" / "north-korea-russia", SHARED / "seeds"), (SHARED / "gold" / "pipeline",) * 2]
    stories += [
        (path.parent, path.parent) for path in sorted((ROOT / "tests" / "stories" / "development").glob("*/*.claims.json"))
    ]
    totals = {source: score.Tally() for source in ("Isnad's", "the gold's")}
    for gold, texts in stories:
        pages = [page for page in read(texts) if isinstance(page, Page) and page.name.endswith(".txt")]
        documents = {page.name: clean(page) for page in pages}
        golden = {
            name: score.load_gold(gold / name.replace(".txt", ".gold.json"), document.text)
            for name, document in documents.items()
            if (gold / name.replace(".txt", ".gold.json")).exists()
        }
        found = {
            "Isnad's": [annotate(document) for document in documents.values()],
            "the gold's": [told(score, golden[name], document) for name, document in documents.items() if name in golden],
        }
        story = next(gold.glob("*.claims.json"))
        names = {document.id: name for name, document in documents.items()}
        for source, annotations in found.items():
            claims = [line(claim, names) for claim in connect(annotations, lambda _: Wording("", ""))]
            score.score_claims(
                json.loads(story.read_text(encoding="utf-8")),
                {name: document.text for name, document in documents.items()},
                claims,
                governments(list(golden.values())),
                totals[source],
            )
    for source, tally in totals.items():
        print(f"claims of {source} annotations")
        for layer, precision, recall, f1, gold_size, size in tally.rows():
            print(
                f"  {LAYERS[layer]:20} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  of {gold_size}, found {size}"
            )


def governments(golden: list[dict[str, Any]]) -> Any:
    known = {id: country for document in golden for id, country in document["government"].items()}
    return lambda id: known.get(id, id)


def told(score: ModuleType, gold: dict[str, Any], document: Document) -> Annotations:
    """Return the annotations of a gold file."""
    text = document.text
    statements = [statement(score, text, item) for item in gold["statements"]]
    return Annotations(
        document=document,
        pack=None,
        entities=tuple(
            sorted(
                (Entity(e["start"], e["end"], e["type"], e["id"], text[e["start"] : e["end"]], "gold") for e in gold["entities"]),
                key=lambda entity: entity.start,
            )
        ),
        times=tuple(time(item) for item in gold["times"]),
        quantities=tuple(quantity(text, item) for item in gold["quantities"]),
        statements=tuple(statements),
        events=tuple(event(item, statements) for item in gold["events"]),
    )


def time(item: dict[str, Any]) -> Time:
    earliest, latest = calendar.bounds(item["value"]) if item["type"] in ("DATE", "TIME") else (None, None)
    return Time(item["start"], item["end"], item["type"], item["value"], earliest, latest, "gold")


def quantity(text: str, item: dict[str, Any]) -> Quantity:
    unit = item.get("unit") or ""
    at = text.find(unit, max(0, item["start"] - 40)) if unit else -1
    near = Span(at, at + len(unit)) if 0 <= at <= item["end"] + 40 else None
    return Quantity(item["start"], item["end"], item["low"], item["high"], item["kind"], near, "gold")


def statement(score: ModuleType, text: str, item: dict[str, Any]) -> Statement:
    return Statement(
        source=None,
        source_id=item["source_id"],
        cue=Span(*score.find(text, item["cue"], item.get("n", 1))),
        content=Span(*item["content"]),
        stance=item["stance"],
        chain=tuple(item.get("chain", ())),
        rule="gold",
    )


def event(item: dict[str, Any], statements: list[Statement]) -> Event:
    """Return an event of the gold, under the closest statement in whose content it stands."""
    around = [
        (s.content.end - s.content.start, n) for n, s in enumerate(statements) if s.content.start <= item["start"] < s.content.end
    ]
    return Event(
        trigger=Span(item["start"], item["end"]),
        key=f"{item['type']} {item.get('object') or ''}".strip().lower(),
        type=item["type"],
        mode="",
        actors=tuple(item["actors"]),
        recipients=tuple(item["recipients"]),
        object=item.get("object"),
        time=item.get("time"),
        location=item.get("location"),
        factuality=item["factuality"],
        casualties={name: cast(Any, tuple(bounds)) for name, bounds in (item.get("casualties") or {}).items()},
        statement=min(around)[1] if around else None,
        words=(),
        same=0,
        rule="gold",
    )


def line(claim: Claim, names: dict[str, str]) -> dict[str, Any]:
    def report(one: Report) -> dict[str, Any]:
        return {"doc": names[one.document], "start": one.start, "end": one.end}

    return {
        "reports": list(map(report, claim.reports)),
        "conflicts": [msgspec.to_builtins(found) for found in claim.conflicts if found.relation == "contradiction"],
        "revisions": [
            {"slot": found.slot, "by": found.by, "docs": [names[claim.reports[i].document] for i in found.between]}
            for found in claim.revisions
        ],
        "origins": [origin.id for origin in claim.origins],
    }


if __name__ == "__main__":
    main()
