"""The agency whose dispatch a document prints: named in its dateline or credited on a line of its own."""

import re
from collections.abc import Sequence

from isnad.annotation.statements.introduced import settings
from isnad.model import Entity

_PLACE = r"[^\n.!?؟:«»\"]{0,40}"  # what stands before it in a dateline: «القاهرة، 3 أيار (…) –»
_DATELINE = (re.compile(_PLACE + r"[(\-–—/]?\s*"), re.compile(r"\s*\)?\s*[-–—:]"))
_CREDIT = (re.compile(r"\W*(?:المصدر|مصدر الخبر|نقلاً عن)\s*[:/]?\W*"), re.compile(r"[^\n]{0,30}(?:\n|$)"))
_ALONE = (re.compile(r"\W*"), re.compile(r"\W*(?:\n|$)"))


def agency(text: str, entities: Sequence[Entity]) -> str | None:
    """Return the id of the agency in the dateline or the credit of a text, None where it has none.

    A dateline opens a line («عمّان (رويترز) – قال …»); a credit is a line («المصدر: رويترز», «رويترز»).
    """
    for entity in entities:
        if entity.type == "ORG" and settings(entity.id).get("role") == "agency":
            before = text[text.rfind("\n", 0, entity.start) + 1 : entity.start]
            for opening, closing in (_DATELINE, _CREDIT, _ALONE):
                if opening.fullmatch(before) and closing.match(text, entity.end):
                    return entity.id
    return None
