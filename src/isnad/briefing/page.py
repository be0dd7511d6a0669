"""A briefing as one page of HTML: no scripts, nothing loaded, for reading and for paper."""

from html import escape
from importlib.resources import files

from isnad.briefing.lines import Briefing, Lang, Line, Note, Piece
from isnad.briefing.scripts import ISOLATES, is_foreign, is_right_to_left, marks

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LEVELS = ("entry", "more", "side")


def write(briefing: Briefing) -> bytes:
    """Return the page."""
    style = files("isnad.briefing").joinpath("page.css").read_text(encoding="utf-8")
    body = [f"<h1>{escape(briefing.title)}</h1>", '<div class="lead">']
    body += [f'<p class="{_LEVELS[line.level]}">{_pieces(line.pieces, briefing.lang)}</p>' for line in briefing.lead]
    body.append("</div>")
    for section in briefing.sections:
        body += [f'<section id="{section.key}">', f"<h2>{escape(section.title)}</h2>"]
        body += [_line(line, briefing) for line in section.lines]
        body.append("</section>")
    if briefing.notes:
        body += ['<section id="notes">', f"<h2>{escape(briefing.notes_title)}</h2>", "<ol>"]
        body += [_note(note, briefing) for note in briefing.notes]
        body += ["</ol>", "</section>"]
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(briefing.title)}</title>'
        f"<style>{style}</style>"
    )
    lang, direction = briefing.lang, briefing.direction
    page = f'<!doctype html>\n<html lang="{lang}" dir="{direction}">\n<head>{head}</head>\n<body>\n<main>\n'
    return (page + "\n".join(body) + "\n</main>\n</body>\n</html>\n").encode()


def _line(line: Line, briefing: Briefing) -> str:
    mark = f"{_mark(briefing.mark)} " if line.unreviewed else ""
    notes = "".join(f'<sup><a href="#note-{number}">{number}</a></sup>' for number in line.notes)
    return f'<p class="{_LEVELS[line.level]}">{mark}{_pieces(line.pieces, briefing.lang)}{notes}</p>'


def _mark(text: str) -> str:
    return f'<span class="mark">{escape(text)}</span>'


def _note(note: Note, briefing: Briefing) -> str:
    lang = briefing.lang
    sentence = f"{escape(note.before)}<mark>{escape(note.quote)}</mark>{escape(note.after)}"
    direction = "rtl" if is_right_to_left(note.before + note.quote + note.after) else "ltr"
    parts = [f"{_mark(briefing.mark)} " if note.unreviewed else "", _pieces(note.voice, lang)]
    parts.append(f'<blockquote lang="{"ar" if direction == "rtl" else "en"}" dir="{direction}">{sentence}</blockquote>')
    parts += [f'<p class="translation">{_pieces(one, lang)}</p>' for one in note.translations]
    parts.append(f'<p class="place">{_pieces(note.place, lang)}')
    if note.url:
        parts.append(f" {_link(note.url)}")
    return f'<li id="note-{note.number}">{"".join(parts)}</p></li>'


def _link(url: str) -> str:
    """Return an address, to be followed only where it is one of the web: an article may give any."""
    shown = f'<bdi dir="ltr" class="url">{escape(url)}</bdi>'
    return f'<a href="{escape(url)}" rel="noreferrer">{shown}</a>' if url.startswith(("https://", "http://")) else shown


def _pieces(pieces: tuple[Piece, ...], lang: Lang) -> str:
    return "".join(_piece(piece, lang) for piece in pieces)


def _piece(piece: Piece, lang: Lang) -> str:
    text = escape(piece.text if piece.kind == "strong" else ISOLATES.sub("", piece.text))
    other = f' lang="{"ar" if lang == "en" else "en"}"' if is_foreign(piece.text, lang) else ""
    if piece.kind == "quote":
        begin, end = marks(lang)
        return f'{begin}<bdi class="quote"{other}>{text}</bdi>{end}'
    if piece.kind == "code":
        return _link(piece.text) if "://" in piece.text else f'<code dir="ltr">{text}</code>'
    return {"name": f"<bdi{other}>{text}</bdi>", "strong": f"<strong>{text}</strong>", "mark": _mark(piece.text)}.get(
        piece.kind, text
    )
