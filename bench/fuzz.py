"""Damages one article in every format at random, and reads it: `python bench/fuzz.py [SECONDS] [SEED]`.

A reader may give pages or faults. What stops a reader in any other way, or takes it longer than five seconds of the processor,
is written beside its file into build/fuzz and makes the exit code 1. «unforeseen» are faults that no sentence of the reader
tells. Without a seed each run has another, which it prints.
"""

import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests import formats

from isnad.model import Page
from isnad.reading.fault import Fault
from isnad.reading.readers import ending, read_source
from isnad.reading.source import Source

SLOW = 5.0


def damaged(raw: bytes, chance: random.Random) -> bytes:
    made = bytearray(raw)
    for _ in range(chance.choice((1, 2, 5, 20, 100))):
        at, kind = chance.randrange(len(made) + 1), chance.random()
        if kind < 0.5 and at < len(made):
            made[at] = chance.randrange(256)
        elif kind < 0.7:
            del made[at : at + chance.randrange(1, 50)]
        elif kind < 0.97:
            made[at:at] = made[at : at + chance.randrange(1, 200)]
        else:
            del made[at:]
    return bytes(made)


def main(seconds: float, seed: int) -> int:
    chance = random.Random(seed)
    made = {name: maker(*formats.article()) for name, maker in formats.MAKERS.items()}
    kept = Path("build/fuzz")
    outcomes: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        name = chance.choice(list(made))
        raw = damaged(made[name], chance)
        began = time.process_time()
        try:
            items = list(read_source(Source(name=name, limit=1_000_000, held=raw), ending(name) or ""))
            wrong = [item for item in items if not isinstance(item, Page | Fault)]
            trouble = "slow" if time.process_time() - began > SLOW else f"yields {wrong[0]!r}" if wrong else ""
        except BaseException:
            items, trouble = [], traceback.format_exc()
        outcomes["inputs"] += 1
        outcomes["pages"] += sum(isinstance(item, Page) for item in items)
        outcomes["faults"] += sum(isinstance(item, Fault) for item in items)
        outcomes["unforeseen"] += sum("beyond its reader" in item.reason for item in items if isinstance(item, Fault))
        if trouble:
            outcomes["trouble"] += 1
            kept.mkdir(parents=True, exist_ok=True)
            (kept / f"{outcomes['trouble']}-{name}").write_bytes(raw)
            (kept / f"{outcomes['trouble']}-{name}.why").write_text(trouble, encoding="utf-8")
    print(", ".join(f"{count} {what}" for what, count in outcomes.items()), f"(seed {seed})")
    return int(outcomes["trouble"] > 0)


if __name__ == "__main__":
    SEED = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60, SEED))
