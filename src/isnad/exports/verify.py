"""Verification: whether a packet is as it was made, and whether its quotes still stand where they stood."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from isnad.exports.packet import DATA, FORMAT, MANIFEST
from isnad.exports.quotes import Quote, moved
from isnad.exports.texts import Article, Text, Texts

_MOST = 1 << 30  # bytes that the files of a packet may have together
# what the library raises for bytes that are no zip, or one that was cut, encrypted or packed by a method that it does not know
_DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError)
Kind = Literal["file", "packet", "quote", "article"]
_Read = TypeVar("_Read", "_Manifest", "_Data")


class Failure(Struct, frozen=True, kw_only=True):
    """Something that is not as it was.

    ``kind``: a "file" of the packet was altered, the "packet" contradicts itself, a "quote" no longer stands at its place, or an
    "article" is not where it was looked for. ``what`` names it, ``how`` says in a sentence what changed. ``report`` is the id of
    the report, and ``claim`` that of its claim, where it is about one.
    """

    kind: Kind
    what: str
    how: str
    report: str | None = None
    claim: str | None = None


class Verified(Struct, frozen=True, kw_only=True):
    """What a verification found: the packet holds where there are no ``failures``.

    ``files`` were compared with the manifest, ``quotes`` with their sentences; ``stand`` of them stand in the articles
    ``against`` which they were held, ``held`` were (None where there were no articles). ``changed`` are articles (names) of
    which the text is another than it was, though quotes of them may stand. ``sha256`` is that of the packet itself.
    """

    sha256: str
    claims: int
    files: int
    quotes: int
    against: str | None
    held: int | None
    stand: int | None
    changed: tuple[str, ...]
    failures: tuple[Failure, ...]

    @property
    def holds(self) -> bool:
        """Whether everything is as it was."""
        return not self.failures


class _Claim(Struct, frozen=True):
    id: str
    reports: tuple[Quote, ...]


class _Data(Struct, frozen=True):
    format: str
    claims: tuple[_Claim, ...]
    documents: tuple[Article, ...]

    @property
    def quotes(self) -> list[tuple[str, Quote]]:
        """Each quote, with the id of its claim."""
        return [(claim.id, quote) for claim in self.claims for quote in claim.reports]


class _File(Struct, frozen=True):
    name: str
    sha256: str


class _Manifest(Struct, frozen=True):
    format: str
    files: tuple[_File, ...]


def verify(path: str | Path, against: str | Path | None = None) -> Verified:
    """Compare a packet with its manifest, its quotes with its sentences and texts, and with articles as they are now.

    ``against`` is a folder or file of articles, a case file, or the address (http, https) of one of the packet's articles, which
    is then fetched. A quote stands only at its own place, to the code point: elsewhere it is told of, and fails. Raises OSError
    where the packet cannot be read, ValueError where it is none, or where there is nothing to hold it against.
    """
    path = Path(path)
    files = _opened(path)
    manifest, data = _decoded(files, MANIFEST, _Manifest), _decoded(files, DATA, _Data)
    articles = {article.id: article for article in data.documents}
    failures = [*_altered(files, manifest), *_contradictions(data, articles)]
    held = stand = None
    changed: set[str] = set()
    if against is not None:
        texts = Texts.of(against, [article.url for article in data.documents if article.url])
        told = [(claim, quote) for claim, quote in data.quotes if quote.document in articles]
        told = [(claim, quote) for claim, quote in told if texts.covers(articles[quote.document])]
        now = {id: texts.text(articles[id]) for id in sorted({quote.document for _, quote in told})}
        fallen = list(_fallen(told, articles, now))
        failures += fallen
        held, stand = len(told), len(told) - sum(failure.report is not None for failure in fallen)
        changed = {articles[id].name for id, text in now.items() if isinstance(text, Text) and _differs(text, articles[id])}
    return Verified(
        sha256=sha256(path.read_bytes()).hexdigest(),
        claims=len(data.claims),
        files=len(manifest.files),
        quotes=len(data.quotes),
        against=None if against is None else str(against),
        held=held,
        stand=stand,
        changed=tuple(sorted(changed)),
        failures=tuple(failures),
    )


# ---- the packet itself


def _opened(path: Path) -> dict[str, bytes]:
    """Return the files of a packet. Raises ValueError where it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _MOST:
                raise ValueError(f"{path}: its files are too large for a packet")
            if len({entry.filename for entry in entries}) < len(entries):
                raise ValueError(f"{path}: it holds two files of one name, so Isnad did not make it")
            return {entry.filename: archive.read(entry) for entry in entries}
    except _DAMAGED as error:
        raise ValueError(f"{path} is no packet, or is damaged: {str(error).rstrip('.').lower()}") from error


def _decoded(files: Mapping[str, bytes], name: str, type: type[_Read]) -> _Read:
    if name not in files:
        raise ValueError(f"this is no evidence packet: {name} is missing")
    try:
        found = msgspec.json.decode(files[name], type=type)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"{name} of the packet cannot be read: {error}") from error
    if found.format != FORMAT:
        raise ValueError(f"{name} says that it is {found.format!r}; this Isnad reads {FORMAT}")
    return found


def _altered(files: Mapping[str, bytes], manifest: _Manifest) -> Iterator[Failure]:
    """Yield the files that are not as the manifest has them."""
    listed = {file.name: file.sha256 for file in manifest.files}
    for name in sorted(files.keys() | listed.keys()):
        if name == MANIFEST:
            continue
        if name not in files:
            yield Failure(kind="file", what=name, how="it is missing from the packet.")
        elif name not in listed:
            yield Failure(kind="file", what=name, how="it was put in after the packet was made.")
        elif sha256(files[name]).hexdigest() != listed[name]:
            yield Failure(kind="file", what=name, how="it was altered: its SHA-256 is not that of the manifest.")


def _contradictions(data: _Data, articles: Mapping[str, Article]) -> Iterator[Failure]:
    """Yield the quotes that do not stand in their own sentence, or in the text that the packet itself gives."""
    for article in articles.values():
        if article.text is not None and sha256(article.text.encode()).hexdigest() != article.text_sha256:
            yield Failure(kind="packet", what=article.name, how="the text given has not the SHA-256 given.")
    for claim, quote in data.quotes:
        known = articles.get(quote.document)
        how: str | None = None
        if known is None:
            how = "its article is not among those of the packet."
        elif not quote.is_whole:
            how = "the quote does not stand in its own sentence at its place."
        elif known.text is not None:
            how = moved(quote, known.text)
        if how:
            yield Failure(kind="packet", what=quote.quote, how=how, report=quote.id, claim=claim)


# ---- against articles


def _fallen(
    told: Iterable[tuple[str, Quote]], articles: Mapping[str, Article], now: Mapping[str, Text | str]
) -> Iterator[Failure]:
    """Yield the quotes that no longer stand at their places."""
    for claim, quote in told:
        text, article = now[quote.document], articles[quote.document]
        if isinstance(text, str):
            how = f"{article.name} is not there: {text}."
            yield Failure(kind="article", what=quote.quote, how=how, report=quote.id, claim=claim)
        elif fallen := moved(quote, text.text):
            yield Failure(kind="quote", what=quote.quote, how=f"{article.name}: {fallen}", report=quote.id, claim=claim)


def _differs(text: Text, article: Article) -> bool:
    return text.sha256 != article.text_sha256
