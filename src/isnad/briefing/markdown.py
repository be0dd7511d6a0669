"""A briefing as Markdown, with footnotes (`[^1]`). What stands in it of articles is no markup."""

import re

from isnad.briefing.lines import Briefing, Lang, Note, Piece
from isnad.briefing.scripts import ISOLATES, is_foreign, isolated

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$!&])")
_INDENTS = ("- ", "  - ", "    - ")


def write(briefing: Briefing) -> bytes:
    """Return the text."""
    lang = briefing.lang
    lines = [f'<div dir="{briefing.direction}" lang="{lang}">', "", f"# {_plain(briefing.title)}", ""]
    for line in briefing.lead:
        lines += [_pieces(line.pieces, lang), ""]
    for section in briefing.sections:
        lines += [f"## {_plain(section.title)}", ""]
        for line in section.lines:
            mark = f"**{_plain(briefing.mark)}** " if line.unreviewed else ""
            notes = "".join(f"[^{number}]" for number in line.notes)
            lines.append(f"{_INDENTS[line.level]}{mark}{_pieces(line.pieces, lang)}{notes}")
        lines.append("")
    for note in briefing.notes:
        lines.append(_note(note, briefing))
    return ("\n".join([*lines, "", "</div>", ""])).encode()


def _note(note: Note, briefing: Briefing) -> str:
    lang = briefing.lang
    sentence = f"{_flat(note.before)}**{_flat(note.quote).strip()}**{_flat(note.after)}"
    quote = f"\u2068{sentence}\u2069" if is_foreign(note.quote, lang) else sentence
    parts = [f"**{_plain(briefing.mark)}**" if note.unreviewed else "", f"{_pieces(note.voice, lang)}:", quote]
    parts += [_pieces(one, lang) for one in note.translations]
    parts += [f"({_pieces(note.place, lang)})", f"<{note.url}>" if note.url and _is_address(note.url) else ""]
    return f"[^{note.number}]: " + " ".join(filter(None, parts))


def _is_address(url: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>]+", url) is not None


def _pieces(pieces: tuple[Piece, ...], lang: Lang) -> str:
    return "".join(_piece(piece, lang) for piece in pieces)


def _piece(piece: Piece, lang: Lang) -> str:
    if piece.kind == "code":
        plain = " ".join(piece.text.split()).replace("`", "'")
        return f"<{piece.text}>" if _is_address(piece.text) else f"`{plain}`"
    text = _plain(isolated(piece, lang))
    return f"**{text}**" if piece.kind in ("strong", "mark") else text


def _flat(text: str) -> str:
    """Return words of an article on one line, as no markup."""
    return _plain(re.sub(r"\s+", " ", ISOLATES.sub("", text)))


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", re.sub(r"\s+", " ", text))
