"""PDF: of each page the better of two extractions, by how many of its words are known; lines put in reading order and joined."""

import io
import logging
import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from isnad.languages.folding import fold
from isnad.model import Page
from isnad.reading.composing import compose, unwrap
from isnad.reading.drawing import refuse_unfolding
from isnad.reading.fault import Unreadable
from isnad.reading.source import Source
from isnad.reading.visual import Glyph, lines_of, logical, plain

_MOST_PAGES = 2_000
_MOST_LETTERS = 200_000  # of a page
_GAPS = (0.14, 0.1, 0.18, 0.25)  # of a letter's height; how narrow a space is, differs from font to font
_GOOD = 0.9  # of the words known: another way would hardly do better
_NO_LETTERS = ("Cc", "Co", "Cn")
_MOST_NO_LETTERS = 0.03
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_WIDEST = 300  # letters of a line; a page has lines whatever their length
_EDGE = 2  # lines at the top and the foot of a page among which running heads stand
_OFTEN = 0.5  # of the pages
_FEWEST = 3  # pages, below which nothing is called running


def read_pdf(source: Source) -> Iterator[Page]:
    """Yield the page that a PDF is: all of its pages, one after another. Raises Unreadable."""
    raw = source.load()
    if not raw:
        raise Unreadable("The file is empty.")
    if b"%PDF-" not in raw[:1024]:
        raise Unreadable("It is no PDF.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs what we tell as faults
        refuse_unfolding(raw)
        pages, title, byline = _extracted(raw)
    lines = _without_running([page.splitlines() for page in pages])
    paragraphs = unwrap([line for page in lines for line in page], _WIDEST)
    text = compose(title if title and _shown(title, paragraphs) else None, paragraphs)
    if not any(map(str.isalpha, text)):
        raise Unreadable("The PDF holds no text; it may be a scan.")
    if sum(unicodedata.category(char) in _NO_LETTERS for char in text) > _MOST_NO_LETTERS * len(text) + text.count("\n"):
        raise Unreadable("The PDF does not say which letters its signs are; it can only be read by eye.")
    yield Page(name=source.name, text=text, raw=raw, title=title, byline=byline)


def _extracted(raw: bytes) -> tuple[list[str], str | None, str | None]:
    """Return the text of each page, the title and the author. Raises Unreadable."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        reason = "It is encrypted" if "password" in str(error).lower() else f"The PDF is broken: {error}"
        raise Unreadable(f"{reason.rstrip('.')}.") from error
    try:
        if len(document) > _MOST_PAGES:
            raise Unreadable(f"The PDF has more than {_MOST_PAGES} pages.")
        other = _second(raw)
        pages = [_better(document, number, other) for number in range(len(document))]
        told = document.get_metadata_dict()
    finally:
        document.close()
    return pages, _line(told.get("Title")), _line(told.get("Author"))


def _line(written: str | None) -> str | None:
    return " ".join(plain(written or "").split()) or None


def _better(document: Any, number: int, other: Callable[[int], str]) -> str:
    """Return a page by where its letters stand, as the extractor orders them, or as the other does: which makes most words."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
    except PdfiumError:
        return max(_orders(other(number)), key=known)
    text_page = page.get_textpage()
    try:
        glyphs = list(_glyphs(text_page))
        ways = ["\n".join(lines_of(glyphs, gap)) for gap in _GAPS]
        if max(map(known, ways)) < _GOOD:
            ways += _orders(text_page.get_text_bounded().replace("\r\n", "\n"))
    finally:
        text_page.close()
        page.close()
    if max(map(known, ways)) < _GOOD:
        ways += _orders(other(number))
    return max(ways, key=known)


def _glyphs(text_page: Any) -> Iterator[Glyph]:
    from ctypes import byref, c_double

    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    for at in range(min(text_page.count_chars(), _MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if code < 32 or 0xD800 <= code < 0xE000 or raw.FPDFText_IsGenerated(text_page, at) == 1:
            continue
        raw.FPDFText_GetLooseCharBox(text_page, at, byref(box))
        raw.FPDFText_GetCharOrigin(text_page, at, byref(x), byref(y))
        height = raw.FPDFText_GetFontSize(text_page, at)
        if code != 32 or box.right > box.left:  # a space without a width is none that was printed
            yield Glyph(chr(code), box.left, box.right, y.value, height if height > 0 else 1.0)


def _second(raw: bytes) -> Callable[[int], str]:
    """Return the other extractor: it gives the text of a page by its number, nothing where it fails.

    It opens the file when it is first asked, which most files never need.
    """
    opened: list[Any] = []

    def text(number: int) -> str:
        import pypdf

        try:
            if not opened:
                opened.append(pypdf.PdfReader(io.BytesIO(raw)))
            return str(opened[0].pages[number].extract_text())
        except Exception:  # it raises anything on what others render
            return ""

    return text


def _orders(text: str) -> tuple[str, str]:
    """Return a page as it was extracted, and with each line turned from the order of the eye to that of the tongue."""
    written = plain(text)
    return written, "\n".join(logical(line) for line in written.splitlines())


def known(text: str) -> float:
    """Return the share of the letters in a text that stand in words of the word list, less what begins with a stop."""
    words = _WORD.findall(fold(text))
    held = sum(len(word) for word in words if len(word) > 1 and _is_known(word))
    return held / max(1, sum(map(len, words))) * (1 - _turned(text))


def _turned(text: str) -> float:
    """Return the share of lines that begin with a stop: their words come in the order of the eye."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return sum(line[0] in ".،؛:!؟" for line in lines) / max(1, len(lines))


def _is_known(word: str) -> bool:
    listed = _listed()
    return word in listed or (word[0] in "وفبلك" and word[1:] in listed)


@cache
def _listed() -> frozenset[str]:
    from wordfreq import get_frequency_dict

    return frozenset(fold(word) for lang in ("ar", "en") for word in get_frequency_dict(lang, "small"))


def _without_running(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without heads and feet that run through them, and without the numbers of the pages."""
    kept = [[line for line in page if line.strip()] for page in pages]
    if len(kept) < _FEWEST:
        return [page[:-1] if page and page[-1].strip().isdecimal() else page for page in kept]
    seen = Counter(key for page in kept for key in {_key(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    running = {key for key, count in seen.items() if count >= max(_FEWEST, _OFTEN * len(kept))}
    return [
        [line for at, line in enumerate(page) if _EDGE <= at < len(page) - _EDGE or _key(line) not in running] for page in kept
    ]


def _key(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))


def _shown(title: str, paragraphs: list[str]) -> bool:
    return any(paragraph.split() == title.split() for paragraph in paragraphs[:3])
