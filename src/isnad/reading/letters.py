"""What of a page is no letter: control characters, lone surrogates and noncharacters end here, and reach no case and no export.

They say nothing to a reader, and to whom it is handed on they are no text: XML may not hold them, PostgreSQL no NUL, a terminal
obeys them.
"""

import re

import msgspec

from isnad.model import Page

_BREAKS = "\v\f\x85"  # end a line, as a form feed does
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_NO_LETTER = re.compile(f"[{_CONTROLS}\ud800-\udfff{_NONCHARACTERS}{_BREAKS}]")
_NO_SIGN = re.compile(f"[{_CONTROLS}\ud800-\udfff{_NONCHARACTERS}{_BREAKS}\t\n\r\u2028\u2029]")
_BYTES = range(0xDC80, 0xDD00)  # what Python makes of the bytes of a file's name that are not UTF-8


def lettered(page: Page) -> Page:
    """Return a page of letters alone. In its text each code point stays one, so that offsets are those of what was read."""
    kept = {field: value for field in page.__struct_fields__ if isinstance(value := getattr(page, field), str)}
    made = {field: named(value) if field in ("name", "url") else _line(value) for field, value in kept.items()}
    made["text"] = plain(page.text)
    changed = {field: value for field, value in made.items() if value != kept[field]}
    return msgspec.structs.replace(page, **changed) if changed else page


def plain(text: str) -> str:
    """Return a text of the same length: what ends a line is a line feed, what is no letter U+FFFD."""
    return _NO_LETTER.sub(lambda found: "\n" if found.group() in _BREAKS else "\ufffd", text)


def named(name: str) -> str:
    """Return a name as it can be written, and two that differ as two: what is no letter is told as an address tells it, «%1B»."""
    return _NO_SIGN.sub(_told, name)


def _line(text: str) -> str:
    return _NO_SIGN.sub(lambda found: " " if found.group().isspace() else "\ufffd", text)


def _told(found: re.Match[str]) -> str:
    number = ord(found.group())
    raw = bytes([number - 0xDC00]) if number in _BYTES else found.group().encode("utf-8", "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in raw)
