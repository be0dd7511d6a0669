"""Drills: tagged sentences put together from patterns, with which the tagger learns how news says who does what to whom.

A text of forty thousand words has each verb in a few of its places; ``ar/drills.txt`` has the places, the verbs, and who may act.
"""

import random
import re
from collections.abc import Iterator

from isnad.languages import pack, tagged
from isnad.languages.tagged import Token

_PLACE = re.compile(r"(?P<owned>\S+=)?\{(?P<name>\w+)\}(?P<tag>/\w)?")
_FORMS = ("vm", "vf", "pm", "pf", "noun")


def sentences() -> Iterator[list[Token]]:
    """Yield the sentences, each pattern for each verb, the same ones each time. Raises ValueError that names the fault."""
    chance = random.Random(1)
    records = list(pack.read("drills"))
    lists = {record.fields[1]: [text for text, _ in record.surfaces] for record in records if record.fields[0] == "list"}
    patterns = [
        text for record in records if record.fields[0] == "pattern" for text, _ in record.surfaces * int(record.fields[1])
    ]
    for record in records:
        if record.fields[0] == "verb":
            forms = {name: [form] for name, form in zip(_FORMS, record.fields[1:], strict=True)}
            rests = [text for text, _ in record.surfaces]
            for pattern in patterns:
                yield list(tagged.parse(_filled(pattern, forms | lists | {"rest": rests}, chance)))


def _filled(pattern: str, words: dict[str, list[str]], chance: random.Random) -> str:
    """Return a pattern with words drawn for its names; a noun and what it is of («noun/N={other}») are one phrase."""

    def drawn(found: re.Match[str]) -> str:
        text = _filled(chance.choice(words[found["name"]]), words, chance) + (found["tag"] or "")
        if not found["owned"]:
            return text
        return f"[{_filled(found['owned'][:-1], words, chance)} {text.replace('[', '').replace(']', '')}]"

    return _PLACE.sub(drawn, pattern)
