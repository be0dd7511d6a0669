"""brat standoff (brat.nlplab.org/standoff.html): one text and one file of annotations an article, to be corrected and read back.

A report is a text-bound annotation whose type is its PLOVER type; its stance and factuality are attributes, and so is whether a
person accepted it. The note on it holds its id: where the note is gone, it counts as new.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, get_args

import msgspec

from isnad.exports.archive import pack
from isnad.exports.marks import STATE, UNTOLD, Mark, Marked, marked
from isnad.exports.material import Material
from isnad.model import EventType, Factuality, Stance

INDEX = "isnad.json"
_NOTE = "isnad "
_BREAK = re.compile(r"[\r\n]+")
_SPANS = re.compile(r"(?P<type>\S+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)")


def write(material: Material, target: IO[bytes]) -> None:
    """Write a folder for brat as a zip: texts, annotations, the configuration, and what was written, to compare with."""
    files: dict[str, bytes] = {"annotation.conf": _configuration().encode()}
    index: list[Marked] = []
    for source, one in marked(material):
        files[f"{source.id}.txt"] = source.text.encode()
        files[f"{source.id}.ann"] = "".join(f"{line}\n" for line in _lines(one, source.text)).encode()
        index.append(one)
    files[INDEX] = msgspec.json.format(msgspec.json.encode(index), indent=1) + b"\n"
    pack(target, files)


def _configuration() -> str:
    types = "\n".join((*get_args(EventType), STATE))
    told, how = "|".join((*get_args(Stance), UNTOLD)), "|".join(get_args(Factuality))
    return (
        f"[entities]\n{types}\n\n[relations]\n\n[events]\n\n[attributes]\n"
        f"Stance\tArg:<ENTITY>, Value:{told}\nFactuality\tArg:<ENTITY>, Value:{how}\nAccepted\tArg:<ENTITY>\n"
    )


def _lines(one: Marked, text: str) -> Iterator[str]:
    for number, mark in enumerate(one.marks, 1):
        spans = list(_pieces(mark, text))
        words = " ".join(text[start:end] for start, end in spans)
        yield f"T{number}\t{mark.label} {';'.join(f'{start} {end}' for start, end in spans)}\t{words}"
        yield f"A{number * 3 - 2}\tStance T{number} {mark.stance}"
        yield f"A{number * 3 - 1}\tFactuality T{number} {mark.factuality}"
        if mark.accepted:
            yield f"A{number * 3}\tAccepted T{number}"
        yield f"#{number}\tAnnotatorNotes T{number}\t{_NOTE}{mark.id}"


def _pieces(mark: Mark, text: str) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a span that stand on one line each: brat knows none that crosses lines."""
    start = mark.start
    for found in _BREAK.finditer(text, mark.start, mark.end):
        if start < found.start():
            yield start, found.start()
        start = found.end()
    if start < mark.end:
        yield start, mark.end


# ---- back


def read(path: Path) -> list[tuple[Marked, Marked]]:
    """Return each article as it was written and as it was corrected, from a folder or a zip. Raises ValueError."""
    files = _files(path)
    if INDEX not in files:
        raise ValueError(f"{path}: {INDEX} is missing, without which nobody knows what was corrected")
    try:
        written = msgspec.json.decode(files[INDEX], type=list[Marked])
    except msgspec.MsgspecError as error:
        raise ValueError(f"{INDEX}: {error}") from error
    found = []
    for one in written:
        name = f"{one.document}.ann"
        if name in files:
            try:
                found.append((one, Marked(one.document, one.text_sha256, tuple(_marks(files[name].decode())))))
            except (ValueError, UnicodeDecodeError) as error:
                raise ValueError(f"{name}: {error}") from error
    return found


def _files(path: Path) -> Mapping[str, bytes]:
    """Return the files of a folder or zip by their names, whatever folder of it they are in."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in sorted(path.rglob("*")) if file.suffix in (".ann", ".json")}
    try:
        with zipfile.ZipFile(path) as archive:
            return {entry.filename.rpartition("/")[2]: archive.read(entry) for entry in archive.infolist()}
    except zipfile.BadZipFile as error:
        raise ValueError(f"{path} is neither a folder nor a zip") from error


def _marks(annotations: str) -> Iterator[Mark]:
    """Yield the marks of one file. Raises ValueError for a line that is none of brat's."""
    bound: dict[str, tuple[str, int, int]] = {}
    said: dict[str, dict[str, str]] = {}
    for number, line in enumerate(annotations.splitlines(), 1):
        id, *fields = line.split("\t")
        if line.startswith("T"):
            match = _SPANS.fullmatch(fields[0]) if fields else None
            if match is None:
                raise ValueError(f"line {number} is no annotation of brat: {line[:60]!r}")
            ends = [int(end) for end in re.split("[ ;]", match["spans"])]
            bound[id] = match["type"], min(ends), max(ends)
        elif line.startswith(("A", "M")) and fields:
            name, about, *value = fields[0].split(" ")
            said.setdefault(about, {})[name] = value[0] if value else "yes"
        elif line.startswith("#") and len(fields) > 1 and fields[1].startswith(_NOTE):
            said.setdefault(fields[0].split(" ")[-1], {})["id"] = fields[1].removeprefix(_NOTE).strip()
    for id, (label, start, end) in bound.items():
        told = said.get(id, {})
        yield Mark(
            id=told.get("id"),
            start=start,
            end=end,
            label=label,
            stance=told.get("Stance", UNTOLD),
            factuality=told.get("Factuality", "actual"),
            accepted="Accepted" in told,
        )
