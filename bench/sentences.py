"""Long sentences as papers print them, with the deeds that each tells: which are told, by whom, to whom, and which are invented.

The lines have the form of ``tests/data/deeds.txt``. Those of ``sentences-development.txt`` (transfers, war and diplomacy, home
affairs) were read for what is told amiss; those of ``sentences-test.txt`` never: only totals were looked at. Both were written by
people who knew the guide and none of the rules. ``--errors`` prints what is told amiss of the first.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from isnad import annotate

HERE = Path(__file__).parent


class Deed(NamedTuple):
    """A deed as a line has it: its type, who did it to whom (ids joined by commas), its factuality, and what befell how many."""

    type: str
    actors: str
    recipients: str
    factuality: str
    casualties: tuple[str, ...]


LAYERS: dict[str, Callable[[Deed], tuple[str, ...] | None]] = {
    "type": lambda deed: (deed.type,),
    "type and actor": lambda deed: (deed.type, deed.actors) if deed.actors else None,
    "type and recipient": lambda deed: (deed.type, deed.recipients) if deed.recipients else None,
    "who, what, whom": lambda deed: deed[:3],
    "type and factuality": lambda deed: (deed.type, deed.factuality),
    "who gives whom": lambda deed: deed[1:3] if deed.type == "AID" and deed.actors and deed.recipients else None,
    "casualties": lambda deed: (deed.type, *deed.casualties) if deed.casualties else None,
}
"""What is compared of the deeds of a sentence; None leaves a deed aside."""


def lines(name: str) -> Iterator[tuple[str, list[Deed]]]:
    """Yield the sentences of a list with the deeds that they tell."""
    for line in (HERE / f"sentences-{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, deeds = line.rpartition("|")
            yield text.strip(), [_written(deed) for deed in deeds.split(";") if deed.strip()]


def _written(deed: str) -> Deed:
    type, parties, *rest = deed.split()
    actors, _, recipients = parties.partition(">")
    factuality = next((word for word in rest if word in ("planned", "possible", "denied")), "actual")
    return Deed(type, actors, recipients, factuality, tuple(sorted(word for word in rest if "=" in word)))


def told(text: str) -> list[Deed]:
    """Return the deeds that Isnad reads in a sentence."""
    return [
        Deed(
            event.type,
            ",".join(sorted(event.actors)),
            ",".join(sorted(event.recipients)),
            event.factuality,
            tuple(sorted(f"{name}={int(low)}" for name, (low, _) in event.casualties.items() if low)),
        )
        for event in annotate(text, published="2025-07-13").events
    ]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--errors", action="store_true", help="print what is told amiss of the development sentences")
    errors = ask.parse_args().errors
    for name in ("development", "test"):
        right: Counter[str] = Counter()
        wanted: Counter[str] = Counter()
        found: Counter[str] = Counter()
        sentences = list(lines(name))
        for text, deeds in sentences:
            read = told(text)
            if errors and name == "development" and Counter(read) != Counter(deeds):
                print(text, *(f"  - {deed}" for deed in deeds if deed not in read), sep="\n")
                print(*(f"  + {deed}" for deed in read if deed not in deeds), sep="\n")
            for layer, of in LAYERS.items():
                gold, ours = (Counter(key for deed in side if (key := of(deed)) is not None) for side in (deeds, read))
                right[layer] += (gold & ours).total()
                wanted[layer] += gold.total()
                found[layer] += ours.total()
        print(f"{name}: {len(sentences)} sentences        F1  precision  recall   gold  found")
        for layer in LAYERS:
            hits, least, most = right[layer], wanted[layer], found[layer]
            print(f"  {layer:24} {2 * hits / (least + most):8.3f} {hits / most:10.3f} {hits / least:7.3f} {least:6} {most:6}")


if __name__ == "__main__":
    main()
