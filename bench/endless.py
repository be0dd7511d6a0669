"""One line, or one value, of a gigabyte in every format that can have one: `python bench/endless.py [MEGABYTES] [NAME…]`.

Each is read by a process of its own; told are what came of it, how long it took, and how much memory.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import IO, cast

FORMATS = {
    "a.txt": b"",
    "a.html": b"",
    "messages.html": b'<div class="message default"><div class="body"><div class="text">',
    "a.csv": b"text\n",
    "a.jsonl": b'{"text": "',
    "a.json": b'{"messages": [{"text": "',
    "feed.json": b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"content_text": "',
    "a.mbox": b"From a@b 1\nSubject: x\n\n",
    "a.eml": b"Subject: x\n\n",
    "a.rss": b"<rss><channel><item><title>",
    "header.warc": b"WARC/1.0\r\nWARC-Type: response\r\nX: ",
    "body.warc": b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 1000000000\r\n\r\n",
    "a.pdf": b"%PDF-1.7\n",
}
PACKED = ("a.txt.gz", "a.csv.gz", "a.jsonl.gz", "a.mbox.gz", "a.rss.gz", "body.warc.gz")
MEMBERS = {
    "a.zip": "a.txt",
    "stored.zip": "a.txt",
    "a.docx": "word/document.xml",
    "a.odt": "content.xml",
    "a.epub": "META-INF/container.xml",
}
_PIECE = 1_000_000


def write(path: Path, megabytes: int) -> None:
    """Write a file of one such value, by its name."""
    with ExitStack() as stack:
        if path.suffix == ".parquet":
            from pyarrow import parquet, table

            value = table({"text": ["x" * _PIECE * megabytes]})
            parquet.write_table(value, path, compression="zstd", use_dictionary=False, write_statistics=False)
            return
        if member := MEMBERS.get(path.name):
            packing = zipfile.ZIP_STORED if path.name.startswith("stored") else zipfile.ZIP_DEFLATED
            archive = stack.enter_context(zipfile.ZipFile(path, "w", packing))
            handle = stack.enter_context(archive.open(member, "w", force_zip64=True))
        elif path.suffix == ".gz":
            packed = stack.enter_context(gzip.open(path, "wb", compresslevel=1))
            handle = cast("IO[bytes]", packed)
        else:
            handle = stack.enter_context(path.open("wb"))
        handle.write(FORMATS.get(path.name.removesuffix(".gz"), b""))
        for _ in range(megabytes):
            handle.write(b"x" * _PIECE)


def main(megabytes: int, wanted: list[str]) -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name in wanted or (*FORMATS, *PACKED, *MEMBERS, "a.parquet"):
            path, case = Path(scratch, name), Path(scratch, f"{name}.isnad")
            writing = get_context("spawn").Process(target=write, args=(path, megabytes))  # its memory is not to be counted
            writing.start()
            writing.join()
            began = time.perf_counter()
            command = [sys.executable, "-m", "isnad", "read", str(path), "--case", str(case), "--json"]
            child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            told = json.loads(child.stdout.read() if child.stdout else b"")
            _, status, used = os.wait4(child.pid, 0)
            reasons = [fault["reason"] for fault in told["faults"]]
            failed += os.waitstatus_to_exitcode(status) != 1 or len(reasons) != 1
            print(f"{name}: {time.perf_counter() - began:.1f} s, {used.ru_maxrss / 1024:.0f} MB, {' '.join(reasons)}", flush=True)
            path.unlink()
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, sys.argv[2:]))
