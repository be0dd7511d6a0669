"""Texts: the articles against which a packet is held, from a folder, a file, a case or an address on the web."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec import Struct

from isnad.case import Case
from isnad.exports.material import address, basename, printable
from isnad.model import Page
from isnad.reading import Unreadable, read
from isnad.reading.fetching import Fetcher
from isnad.storage.file import is_address

_MOST = 50_000_000  # bytes of a page
_CASE = b"SQLite format 3\0"


class Article(Struct, frozen=True):
    """What a packet tells of an article."""

    id: str
    name: str
    url: str | None
    text_sha256: str
    text: str | None = None


class Text(NamedTuple):
    """An article as it is now."""

    name: str
    url: str | None
    text: str
    sha256: str


class Texts:
    """Articles as they are now, found by what a packet tells of them. ``only`` is the address for which alone they speak."""

    def __init__(self, found: Sequence[Text], only: str | None = None) -> None:
        self.found, self.only = found, only

    @classmethod
    def of(cls, against: str | Path, addresses: Sequence[str]) -> "Texts":
        """Read what a packet is held against; ``addresses`` are those of its articles. Raises ValueError for nothing."""
        where = str(against)
        if where.lower().startswith(("http://", "https://")):
            url = address(where)
            if url is None or url not in addresses:
                raise ValueError(
                    f"no article of the packet is from {where}; they are from {', '.join(addresses) or 'no address'}"
                )
            return cls(_fetched(url), url)
        if is_address(where):
            return cls(list(_cased(where)))
        path = Path(against)
        if not path.exists():
            raise ValueError(f"there is no folder or file {path}")
        found = list(_cased(path) if _is_case(path) else _read(path))
        if not found:
            raise ValueError(f"{path}: no article can be read there")
        return cls(found)

    def covers(self, article: Article) -> bool:
        """Whether an article is among those that are to be looked at."""
        return self.only is None or article.url == self.only

    def text(self, article: Article) -> Text | str:
        """Return an article as it is now, by its text, else its address, else its name; or why there is none, in words."""
        if same := [text for text in self.found if text.sha256 == article.text_sha256]:
            return same[0]
        for near in (
            [text for text in self.found if article.url and text.url == article.url],
            [text for text in self.found if text.name == article.name],
        ):
            if len(near) == 1:
                return near[0]
            if near:
                return f"{len(near)} articles there may be it, and none has its text"
        return "no article there has its text, its address or its name"


def _text(name: str, url: str | None, text: str) -> Text:
    text = printable(text)
    return Text(printable(basename(name)), address(url), text, sha256(text.encode()).hexdigest())


def _is_case(path: Path) -> bool:
    if path.is_dir():
        return False
    with path.open("rb") as file:
        return file.read(len(_CASE)) == _CASE


def _cased(path: Path | str) -> Iterator[Text]:
    with Case.open(path, create=False) as case:
        for document in case.documents():
            yield _text(document.name, document.url, document.text)


def _read(path: Path) -> Iterator[Text]:
    for page in read(path):
        if isinstance(page, Page):
            yield _text(page.name, page.url, page.text)


def _fetched(url: str) -> list[Text]:
    """Return the page at an address. Raises ValueError where it cannot be had."""
    try:
        answer = Fetcher(_MOST).get(url)  # a packet is the word of others: its address may lead into a private network
    except Unreadable as error:
        raise ValueError(f"{url} cannot be fetched: {error}") from error
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    with TemporaryDirectory() as folder:
        path = Path(folder, "page.txt" if kind == "text/plain" else "page.html")
        path.write_bytes(answer.body)
        return [_text(text.name, url, text.text) for text in _read(path)]
