"""Web archives (.warc, .wet, packed with gzip or zstd): streamed, a record is a page, named by its address."""

import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from isnad.model import Page
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.naming import believed
from isnad.reading.source import Source

_KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt"}
_LONGEST_HEADER = 1 << 16
_PIECE = 1 << 20
_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_END = b"\r\n\r\n"  # of each record
_ANSWER = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"


def read_warc(source: Source) -> Iterator[Page | Fault]:
    """Yield the pages of a web archive of any size, and a Fault for each that is none; the limit is bytes a record.

    Of answers only those with success (200) that are pages, PDFs or plain text are read; pictures, scripts and data are
    passed over. The date of a crawl is none of publication, and is not taken. Raises Unreadable.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
    number, last, told = 0, 0, False
    with source.open() as handle:
        try:
            for record in ArchiveIterator(handle, parse_http=False, max_header_len=_LONGEST_HEADER, fsspec_args=False):
                last, told = record.stream_pos, False
                if record.record_type in wanted:
                    number += 1
                    for item in _whole_or_fault(record, source, f"{source.name}#{number}"):
                        told = isinstance(item, Fault)
                        yield item
        except (OSError, ValueError) as error:
            why = str(error)[:160].rstrip(".")
            if not number:
                raise Unreadable(f"It is no web archive (WARC), or broken where it begins: {why}.") from error
            raise Unreadable(f"The archive is broken behind record {number}, and read no further: {why}.") from error
        if not number:
            raise Unreadable("The archive holds no record that could be a page.")
        if not told and not _is_whole(handle, last):
            yield Fault(source.name, "The archive ends before it is complete: its last records are cut off, or missing.")


def _is_whole(handle: BinaryIO, last: int) -> bool:
    """Whether an archive ends as its last record, which begins at ``last``, has to. Of zstd the iterator itself tells."""
    handle.seek(0)
    head = handle.read(len(_ZSTD))
    if head == _ZSTD:
        return True
    if not head.startswith(_GZIP):
        handle.seek(-len(_END), io.SEEK_END)
        return handle.read() == _END
    handle.seek(last)
    handle.seek(last if handle.read(len(_GZIP)) == _GZIP else 0)  # records that are packed together have no place of their own
    tail = b""
    for piece in _unpacked(handle):
        tail = (tail + piece)[-len(_END) :]
    return tail == _END


def _unpacked(handle: BinaryIO) -> Iterator[bytes]:
    """Yield what the rest of a file of gzip unpacks to, a piece at a time, and something else where it is cut off."""
    stream = zlib.decompressobj(wbits=31)
    while packed := handle.read(_PIECE):
        while packed:
            stream = zlib.decompressobj(wbits=31) if stream.eof else stream
            yield stream.decompress(packed, _PIECE)
            packed = stream.unused_data if stream.eof else stream.unconsumed_tail
    yield stream.flush()
    if not stream.eof:
        yield b"cut off"


def _whole_or_fault(record: Any, source: Source, place: str) -> Iterator[Page | Fault]:
    """Yield what a record is; one that is packed or cut into chunks wrongly is a Fault, and those behind it are read."""
    try:
        yield from _record(record, source, place)
    except (OSError, ValueError) as error:
        yield Fault(_named(record, place), f"The record is broken: {str(error)[:160].rstrip('.')}.")


def _named(record: Any, place: str) -> str:
    """Return where a broken record stands in which archive, and of which address it is."""
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    return f"{place} ({address})" if address else place


def _record(record: Any, source: Source, place: str) -> Iterator[Page | Fault]:
    from isnad.reading.readers import read_source

    block = record.reader.read(source.limit + _LONGEST_HEADER)
    promised = int(record.content_length)
    answer = _answer(block) if record.is_http else None
    http = answer.http_headers if answer else None
    told = answer.http_content_type if answer else record.headers.get("Content-Type")
    kind = _KINDS.get((told or "").partition(";")[0].strip().lower())
    if answer and (http is None or not http.status_code):
        yield Fault(place, "The record is broken: it holds no answer of a server.")
        return
    if kind is None or (http is not None and http.status_code != 200):
        return
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    name = address or place
    raw = answer.reader.read(source.limit + 1) if answer else block
    if len(raw) > source.limit or (promised > len(block) and len(block) > source.limit):
        yield Fault(_named(record, place), f"The record is too large: the limit is {source.limit / 1e6:.1f} MB.")
        return
    if len(block) < promised or (http is not None and len(raw) < _promised(http)):
        yield Fault(_named(record, place), "The record ends before it is complete.")
        return
    inner = Source(name=name, limit=source.limit, held=raw, depth=source.depth + 1)
    for page in read_source(inner, kind):
        if isinstance(page, Page) and address:
            page = msgspec.structs.replace(page, url=believed(page.url, address))
        yield page


def _answer(block: bytes) -> Any:
    """Return a record of an answer of which the body is unpacked as it is read.

    It is one of its own: where its body is broken, the archive goes on behind the record that it is of. Raises OSError.
    """
    from fastwarc.warc import WarcRecord

    answer = WarcRecord.from_bytes(_ANSWER % len(block) + block + _END)
    answer.parse_http(auto_decode="all")
    return answer


def _promised(http: Any) -> int:
    """Return how many bytes an answer must have, 0 where that cannot be told of bytes that came packed."""
    told = http.get("Content-Length") or ""
    packed = http.get("Content-Encoding") or http.get("Transfer-Encoding")
    return int(told) if told.isdecimal() and not packed else 0
