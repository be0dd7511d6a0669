"""Drawings in drawings: what a page of a PDF draws by name may draw others, and 1 kB of such names costs hours to unfold."""

import io
import re
from collections import Counter
from typing import Any

from isnad.reading.fault import Unreadable

_FORM = re.compile(rb"/(?:F|#46)(?:o|#6f)(?:r|#72)(?:m|#6d)\b", re.IGNORECASE)  # the heads of streams are never packed
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
_DEEPEST = 100  # drawings in one another
_MOST = 10_000  # drawings on a page, those in others counted as often as they come


def refuse_unfolding(raw: bytes) -> None:
    """Raise Unreadable where a page of a PDF draws itself, or unfolds to more drawings than any page has.

    A file that the second reader cannot open is let through: what is wrong with it is told by the first.
    """
    if not _FORM.search(raw):
        return
    import pypdf

    known: dict[object, int] = {}
    try:
        pages = list(pypdf.PdfReader(io.BytesIO(raw)).pages)
        drawn = [_drawn(_written(page.get_contents()), page.get("/Resources"), known, ()) for page in pages]
    except Unreadable:
        raise
    except Exception:  # it raises anything on what others render
        return
    if max(drawn, default=0) > _MOST:
        raise Unreadable(f"The PDF is broken: a page of it unfolds to more than {_MOST} drawings, as attacks do.")


def _drawn(content: bytes, resources: Any, known: dict[object, int], above: tuple[object, ...]) -> int:
    """Return how many drawings a content unfolds to; ``known`` are those that were counted, ``above`` those that it stands in."""
    named = _resolved(_resolved(resources, {}).get("/XObject"), {})
    total = 0
    for name, times in Counter(_DRAWN.findall(content)).items():
        key = "/" + _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), name).decode("utf-8", "replace")
        place = named.raw_get(key) if key in named else None
        place = getattr(place, "idnum", place)
        form = _resolved(named.get(key), {})
        if form.get("/Subtype") != "/Form":
            continue
        if place in above or len(above) > _DEEPEST:
            raise Unreadable("The PDF is broken: a drawing in it draws itself, or others in others without end.")
        if place not in known:
            known[place] = 1 + _drawn(_written(form), form.get("/Resources", resources), known, (*above, place))
        total += times * known[place]
    return total


def _resolved(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value.get_object() or otherwise


def _written(stream: Any) -> bytes:
    return bytes(stream.get_data()) if stream is not None else b""
