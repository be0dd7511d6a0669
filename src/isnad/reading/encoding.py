"""Bytes to text: UTF-8, UTF-16, windows-1256 and ISO-8859-6, told apart by what the text would say.

Strict UTF-8 comes first, for nothing else looks like it. Single-byte encodings decode almost anything, so a
guess counts only where it makes words of the languages that use the Arabic script.
"""

import codecs
import re

from isnad.reading.fault import Unreadable

_SAMPLE = 1 << 16
_SINGLE_BYTE = ("cp1256", "iso8859_6")
_ARABIC_LETTER = re.compile(r"[\u0621-\u064a\u066e-\u06d3]")
_WORD = re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Words without which hardly a line of Arabic, Persian or Urdu news is written, and the Arabic article.
_FREQUENT = frozenset(
    [
        "من",
        "في",
        "على",
        "إلى",
        "الى",
        "أن",
        "ان",
        "عن",
        "مع",
        "التي",
        "الذي",
        "هذا",
        "هذه",
        "بعد",
        "قبل",
        "بين",
        "كان",
        "لا",
        "ما",
        "لم",
        "قد",
        "ذلك",
        "كما",
        "أو",
        "و",
        "به",
        "در",
        "از",
        "که",
        "این",
        "را",
        "است",
        "کے",
        "کی",
        "میں",
        "ہے",
        "سے",
        "کا",
        "اور",
    ]
)
# UTF-8 read as windows-1256 is made of these two letters and signs: «ط§ظ„ط¹ط±ط¨ظٹط©».
_MOJIBAKE = re.compile(r"[طظ]")
_PLAUSIBLE = 0.08


def decode(raw: bytes, declared: str | None = None, *, forgiving: bool = False) -> str:
    """Return the text of ``raw``; ``declared`` is the encoding that a page names, a hint.

    A byte order mark of UTF-8 stays as U+FEFF, so that offsets are those of a plain UTF-8 decoding. With
    ``forgiving``, a few broken bytes in a page that is otherwise UTF-8 become U+FFFD. Raises Unreadable.
    """
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise Unreadable("The file is empty.")
    if wide := utf_16(raw):
        return _strict(raw, wide)
    _refuse_binary(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    if forgiving and (mended := _mended(raw)):
        return mended
    guess = _single_byte(raw, declared)
    if guess is None:
        raise Unreadable(
            f"The encoding is not known: byte {broken} is not UTF-8, and read as windows-1256 or ISO-8859-6 "
            "the text makes no Arabic words."
        )
    return guess


def utf_16(raw: bytes) -> str | None:
    """Return the UTF-16 that the byte order mark or the alternating bytes of Arabic and ASCII show, or the UTF-32 of its mark."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"  # its mark begins with that of UTF-16, as which every other letter would be NUL
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = raw[: _SAMPLE & ~1]
    if len(raw) % 2 or len(raw) < 4:
        return None
    for name, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        arabic_or_ascii = sum(map(high.count, (0, 6)))
        if arabic_or_ascii >= 0.9 * len(high) and low.count(0) < 0.1 * len(low):
            return name
    return None


def _strict(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"The file begins as {encoding[:6].upper()} but is broken at byte {error.start}.") from error
    if not text.strip():
        raise Unreadable("The file is empty.")
    if "\0" in text:
        raise Unreadable("The file is not text: it holds binary data.")
    return text


def _refuse_binary(raw: bytes) -> None:
    sample = raw[:_SAMPLE]
    controls = len(_CONTROL.findall(sample.decode("latin-1")))
    if b"\0" in raw or controls > 0.02 * len(sample):
        raise Unreadable("The file is not text: it holds binary data.")


def _mended(raw: bytes) -> str | None:
    text = raw.decode("utf-8", "replace")
    return None if is_broken(text) else text


def is_broken(text: str) -> bool:
    """Whether more than a few letters of a text could not be decoded, and are U+FFFD now."""
    broken = text.count("\ufffd")
    return broken * 500 > len(text) and not broken <= 2 < len(text) / 100


def _single_byte(raw: bytes, declared: str | None) -> str | None:
    """Return the reading that makes most Arabic words, the declared one where it is plain Latin text."""
    candidates = dict.fromkeys([*_ranked(raw), *_SINGLE_BYTE])
    texts = {name: text for name in candidates if (text := _attempt(raw, name)) is not None}
    best = max(texts, key=lambda name: plausibility(texts[name]), default=None)
    if best and plausibility(texts[best]) >= _PLAUSIBLE:
        return texts[best]
    latin = _attempt(raw, declared or "")
    return latin if latin and not _ARABIC_LETTER.search(latin) and not _CONTROL.search(latin) else None


def _ranked(raw: bytes) -> list[str]:
    """Return the single-byte encodings that charset-normalizer holds possible, the likeliest first."""
    from charset_normalizer import from_bytes  # slow to import, and most files are UTF-8

    matches = from_bytes(raw[:_SAMPLE], cp_isolation=list(_SINGLE_BYTE), enable_fallback=False)
    return [match.encoding for match in matches]


def _attempt(raw: bytes, encoding: str) -> str | None:
    try:
        if codecs.lookup(encoding).name in ("utf-8", "utf-16", "utf-7", "utf-32"):
            return None
        return raw.decode(encoding)
    except (LookupError, ValueError):  # ValueError: UnicodeDecodeError, and a name with a NUL in it
        return None


def plausibility(text: str) -> float:
    """Return the share of Arabic-script words that are frequent or carry the article; 0 for scrambled text."""
    sample = text[:_SAMPLE]
    letters = _ARABIC_LETTER.findall(sample)
    if not letters or len(_MOJIBAKE.findall(sample)) > 0.3 * len(letters):
        return 0.0
    words = [word for word in _WORD.findall(sample) if _ARABIC_LETTER.match(word)]
    known = sum(word in _FREQUENT or (len(word) > 3 and word.startswith("ال")) for word in words)
    return known / len(words) if words else 0.0
