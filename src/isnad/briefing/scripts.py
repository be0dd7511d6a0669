"""Which way words run: names and quotes of another script stand isolated in a line."""

import re

from isnad.briefing.lines import Lang, Piece

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile("[A-Za-z]")
ISOLATES = re.compile("[\u2066-\u2069]")


def is_foreign(text: str, lang: Lang) -> bool:
    """Whether a text is of the other script than the briefing."""
    return bool(_ARABIC.search(text)) if lang == "en" else not _ARABIC.search(text) and bool(_LATIN.search(text))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a text that has a direction runs from right to left."""
    arabic, latin = _ARABIC.search(text), _LATIN.search(text)
    return arabic is not None and (latin is None or arabic.start() < latin.start())


def marks(lang: Lang) -> tuple[str, str]:
    """Return the quotation marks of a language."""
    return ("«", "»") if lang == "ar" else ("“", "”")


def isolated(piece: Piece, lang: Lang) -> str:
    """Return the words of a piece, in quotation marks where it is a quote, isolated where they are of the other script."""
    text = piece.text if piece.kind == "strong" else ISOLATES.sub("", piece.text)
    text = f"\u2068{text}\u2069" if piece.kind in ("name", "quote") and is_foreign(text, lang) else text
    begin, end = marks(lang) if piece.kind == "quote" else ("", "")
    return f"{begin}{text}{end}"
