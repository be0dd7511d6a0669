"""Checking: whether all that a case keeps still says what it said, and mending what can be made anew from what is sound.

The bytes as read and the texts are what cannot be made anew: each is checked against the SHA-256 that was taken when it was
read. All else (what was found in a text, the tables to find it by, the search index, the claims) follows from them.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import blake2b, sha256
from typing import Any

import msgspec
from msgspec import Struct

from isnad.model import Annotations, Document, Judgement, Span
from isnad.storage import documents, judgements
from isnad.storage.file import CaseError, CaseFile

_PAGE = 500  # claims looked at together


class Finding(Struct, frozen=True, kw_only=True):
    """Something wrong: in which ``part`` of the file, ``where`` in it, and what; ``document`` is the row that it concerns.

    ``part`` is "file", "original", "text", "annotations", "index", "claims" or "judgements". ``mended`` after a repair.
    """

    part: str
    where: str
    what: str
    document: int | None = None
    mended: bool = False


class Check(Struct, frozen=True, kw_only=True):
    """What a check looked at, in numbers, and what it found wrong."""

    documents: int
    originals: int
    spans: int
    words: int
    claims: int
    judgements: int
    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """What is wrong and was not mended."""
        return tuple(finding for finding in self.findings if not finding.mended)


class _Checker:
    """One walk through a case: what it finds, and how much it looked at."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.counts = dict.fromkeys(("documents", "originals", "spans", "words", "claims", "judgements"), 0)

    def wrong(self, part: str, where: str, what: str, document: int | None = None) -> None:
        self.findings.append(Finding(part=part, where=where, what=what, document=document))

    def attempt(self, part: str, where: str, what: Callable[[], None], document: int | None = None) -> None:
        """Do one piece of the walk; that it cannot be done is a finding, and the walk goes on."""
        try:
            what()
        except (CaseError, msgspec.DecodeError, UnicodeDecodeError, zlib.error, ValueError, LookupError) as error:
            said = str(error).removeprefix(f"{self.file.name} ")
            self.wrong(part, where, f"It cannot be read: {said}", document)

    def walk(self) -> Check:
        self.attempt("file", self.file.short, self._damages)
        self.attempt("original", "originals", self._originals)
        expected: dict[int, int] = {}
        self.attempt("text", "documents", partial(self._documents, expected))
        self.attempt("index", "search", partial(self._index, expected))
        self.attempt("claims", "claims", self._claims)
        self.attempt("judgements", "judgements", self._judgements)
        return Check(**self.counts, findings=tuple(self.findings))

    def _damages(self) -> None:
        for where, what in self.file.damages():
            self.wrong("file", where, what)

    def _originals(self) -> None:
        for (key,) in self.file.rows("SELECT sha256 FROM originals ORDER BY sha256"):
            self.attempt("original", key, partial(self._original, key))

    def _original(self, key: str) -> None:
        self.counts["originals"] += 1
        packed, size, address = self.file.row("SELECT bytes, size, address FROM originals WHERE sha256 = ?", key)
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(packed, size + 1)  # no more than there may be, whatever stands there
        if len(raw) != size or sha256(raw).hexdigest() != key:
            self.wrong("original", address, f"The bytes are not those that were read: their SHA-256 is not {key}.")

    def _documents(self, expected: dict[int, int]) -> None:
        for row, name in self.file.rows("SELECT row, name FROM documents ORDER BY name, id"):
            self.counts["documents"] += 1
            self.attempt("text", name, partial(self._document, row, name, expected), row)

    def _document(self, row: int, name: str, expected: dict[int, int]) -> None:
        from isnad.storage.search import index_words

        document = documents.by_row(self.file, row)
        if document is None:
            return  # another program has taken it out in the meantime
        known = self.file.row("SELECT sha256 FROM texts WHERE document = ?", row)
        if known is None or sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest() != known[0]:
            self.wrong("text", name, "The text is not the one that was read: its SHA-256 is another one.", row)
        if self.file.row("SELECT id FROM documents WHERE row = ?", row) != (document.id,):
            self.wrong("text", name, "Its id is not that of its name and its bytes.", row)
        words = Counter(index_words(document).split())
        expected[row] = sum(map(_mark, words.items()))
        self.counts["words"] += words.total()
        self.attempt("annotations", name, partial(self._annotations, row, name, document), row)

    def _annotations(self, row: int, name: str, document: Document) -> None:
        if self.file.row("SELECT 1 FROM annotations WHERE document = ?", row) is None:
            self.wrong("annotations", name, "What was found in it is not kept.", row)
            return
        found = documents.annotations(self.file, row)
        size, wrong = len(document.text), 0
        for span in _spans(found):
            self.counts["spans"] += 1
            wrong += not 0 <= span.start < span.end <= size
        if wrong:
            self.wrong("annotations", name, f"{wrong} spans do not lie in the text.", row)
            return
        current = documents.stands(self.file, row)
        for table, every in documents.flat(found).items():
            kept = every if current else []
            if set(self.file.rows(f"SELECT * FROM {table} WHERE document = ?", row)) != {(row, *one) for one in kept}:
                self.wrong("annotations", name, f"The table «{table}» does not say of it what stands in its text.", row)

    def _index(self, expected: dict[int, int]) -> None:
        """Compare the sums of the words and how often each is there, as the index and the texts give them."""
        found: dict[int, int] = {}
        for row, term, times in self.file.indexed():
            found[row] = found.get(row, 0) + _mark((term, times))
        for row, words in expected.items():
            if found.get(row, 0) != words:
                (name,) = self.file.row("SELECT name FROM documents WHERE row = ?", row) or ("?",)
                self.wrong("index", name, "The search index has other words than its text.", row)

    def _claims(self) -> None:
        from isnad.storage.claims import claims

        sql = "SELECT id, document FROM reports WHERE claim <> '' AND claim NOT IN (SELECT id FROM claims)"
        for id, row in self.file.rows(sql):
            self.wrong("claims", id, "The report stands in a claim that is not there.", row)
        while found := claims(self.file, limit=_PAGE, offset=self.counts["claims"]):
            self.counts["claims"] += len(found)
            for told in found:
                if told.claim.id != told.reports[0].report.id:
                    self.wrong("claims", told.claim.id, "Its id is not that of its earliest report.")
                for report in told.reports:
                    if not (report.quote and len(report.quote) == report.report.end - report.report.start):
                        self.wrong("claims", told.claim.id, f"A report of {report.document} quotes what is not in its text.")

    def _judgements(self) -> None:
        for (body,) in self.file.rows("SELECT body FROM judgements ORDER BY seq"):
            self.attempt("judgements", "the log", partial(self._judgement, body))

    def _judgement(self, body: bytes) -> None:
        self.counts["judgements"] += 1
        made = msgspec.msgpack.decode(body, type=Judgement)
        try:
            judgements.check(made)
        except ValueError as error:
            self.wrong("judgements", made.id, f"{error}.")


def check(file: CaseFile) -> Check:
    """Return what is wrong with a case. Nothing is changed, and nothing is held that grows faster than the list of documents."""
    return _Checker(file).walk()


def mend(file: CaseFile, found: Check, annotate: Callable[[Document], Annotations], fingerprint: str) -> None:
    """Make anew what can be made anew from texts that are sound: what was found in them, and the search index.

    ``annotate`` finds anew what stands in a text, with the words of the ``fingerprint``. Afterwards the case has to be connected.
    """
    wrong = {finding.part for finding in found.findings}
    lost = {finding.document for finding in found.findings if finding.part == "text"}
    if "file" in wrong:
        file.reindex()
    for row in sorted({f.document for f in found.findings if f.part == "annotations" and f.document} - lost):
        if document := documents.by_row(file, row):
            documents.save_annotations(file, row, annotate(document), fingerprint)
    if "claims" in wrong:
        file.run("UPDATE connected SET rules = ''")  # all is connected anew
    if "index" in wrong:
        _index_anew(file)


def compared(before: Check, after: Check) -> Check:
    """Return the check after a repair, with what the one before found and this one no longer does as mended."""
    left = {(finding.part, finding.where, finding.what) for finding in after.findings}
    gone = (finding for finding in before.findings if (finding.part, finding.where, finding.what) not in left)
    mended = tuple(msgspec.structs.replace(finding, mended=True) for finding in gone)
    return msgspec.structs.replace(after, findings=(*mended, *after.findings))


def _index_anew(file: CaseFile) -> None:
    """Empty the search index and fill it from the texts."""
    from isnad.storage.search import index_words

    with file.transaction():
        file.empty_index()
        for row in documents.rows(file):
            try:
                document = documents.by_row(file, row)
            except (CaseError, msgspec.DecodeError, UnicodeDecodeError, zlib.error):
                continue  # told already: this text is lost
            if document:
                file.index(row, index_words(document))


def _mark(word: tuple[str, int]) -> int:
    """Return a number for a word and how often it is there: sums of them are alike where the words are."""
    term, times = word
    return int.from_bytes(blake2b(f"{times} {term}".encode(), digest_size=8).digest(), "big")


def _spans(value: Any) -> Iterator[Span]:
    """Yield every span in annotations, however deep."""
    if isinstance(value, Span):
        yield value
    if isinstance(value, Struct):
        value = [getattr(value, field) for field in value.__struct_fields__]
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from _spans(part)
