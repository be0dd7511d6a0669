"""How often each rule is right that gives a deed a party whom its words do not name, on the development stories.

Pairs the events of each story with those of its gold by type, in the same sentence, and counts for each rule of
`Event.understood` in how many of them the actors and the recipients are the gold's. Prints the rows of the table in
`docs/events.md`: the rule, how many actors it gave and the share that is right, the same of recipients. "named" are the
parties whose words name them.
"""

import json
from collections import Counter
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scores import SHARED, stories

from isnad import Case
from isnad.languages.wordings import section

_SCORE: Any = SourceFileLoader("score", str(SHARED / "gold" / "score")).load_module()
_ROLES = {"actor": "actors", "recipient": "recipients"}


def judged(gold: Path, texts: Path) -> Iterator[tuple[str, str, bool]]:
    """Yield the rule and the role of each party of an event of the right type, and whether it is right."""
    with TemporaryDirectory() as folder, Case.open(Path(folder) / "c.isnad") as case:
        case.read(texts)
        rows = {row["doc"]: row for row in case.export_annotations() if row["kind"] == "document"}
    paths = sorted(gold.glob("*.gold.json"))
    names = [json.loads(path.read_text(encoding="utf-8"))["doc"] for path in paths]
    wanted = [_SCORE.load_gold(path, (texts / name).read_bytes().decode()) for path, name in zip(paths, names, strict=True)]
    body = _SCORE.body_of(wanted, _SCORE.id_map(wanted, rows))
    for document in wanted:
        found, text = rows[document["doc"]]["events"], document["text"]
        for one, other in _pairs(document["events"], found, text, body):
            for role, parties in _ROLES.items():
                if found[other][parties]:
                    right = set(map(body, document["events"][one][parties])) == set(map(body, found[other][parties]))
                    yield found[other]["understood"].get(role, "named"), role, right


def _pairs(gold: list[Any], found: list[Any], text: str, body: Any) -> list[tuple[int, int]]:
    """Return which event is which of the gold: of one type, in one sentence, of several the likest."""

    def likeness(one: Any, other: Any) -> float:
        first, last = _SCORE.sentence_of(text, one["start"])
        if one["type"] != other["type"] or not first <= other["trigger"]["start"] < last:
            return 0.0
        alike = sum(set(map(body, one[parties])) == set(map(body, other[parties])) for parties in _ROLES.values())
        near: float = _SCORE.iou(_SCORE.span(one), _SCORE.span(other["trigger"]))
        return 1.0 + near + alike / 100

    pairs: list[tuple[int, int]] = _SCORE.pair_up(gold, found, likeness)
    return pairs


def main() -> None:
    """Print the table."""
    given: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    shared = [(SHARED / "gold" / "north-korea-russia", SHARED / "seeds"), (SHARED / "gold" / "pipeline",) * 2]
    for gold, texts in [*shared, *stories("development")]:
        for rule, role, is_right in judged(gold, texts):
            given[rule, role] += 1
            right[rule, role] += is_right
    for rule in ("named", *section("understood")):
        cells = (
            f"{given[rule, role]}: {right[rule, role] / given[rule, role]:.2f}" if given[rule, role] else "" for role in _ROLES
        )
        print(f"{rule:<16} | " + " | ".join(f"{cell:<10}" for cell in cells))


if __name__ == "__main__":
    main()
