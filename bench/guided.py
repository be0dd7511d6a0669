"""Fuzzing that follows the code: libFuzzer by atheris mutates what reaches new branches of Isnad.

    uv run --group fuzz python bench/guided.py readers|folding|layers|queries [SECONDS] [FOLDER]

Inputs that reach something new are kept in FOLDER (build/fuzz/TARGET) and begun with the next time. Whatever raises what it may
not, quotes what is not there, takes more than twenty seconds or two gigabytes is written beside them, as `crash-…`,
`timeout-…` or `oom-…`, and makes the exit code other than 0; put it into a test.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))
with atheris.instrument_imports(include=["isnad"]):
    from isnad import Case, annotate, clean
    from isnad.connection import reports
    from isnad.languages.folding import Folded, fold
    from isnad.model import Page
    from isnad.reading.fault import Fault
    from isnad.reading.readers import ending, read_source
    from isnad.reading.source import Source

from tests import formats
from tests.test_fuzz import spans

_LONGEST = {"readers": 100_000, "folding": 400, "layers": 1_200, "queries": 200}  # bytes of an input
_NAMES = sorted(formats.MAKERS)


def readers(raw: bytes) -> None:
    """Read bytes in the format that the first of them says: there is nothing but pages and faults."""
    name = _NAMES[raw[0] % len(_NAMES)] if raw else _NAMES[0]
    for item in read_source(Source(name=name, limit=1_000_000, held=raw[1:]), ending(name) or ""):
        assert isinstance(item, Page | Fault), item
        if isinstance(item, Page):
            clean(item)


def folding(raw: bytes) -> None:
    """Fold a text: every folded letter has its place in the text, in order."""
    text = _text(raw)
    folded, before = Folded(text), 0
    assert folded.text == fold(text)
    for at in range(len(folded.text)):
        span = folded.span(at, at + 1)
        assert before <= span.start < span.end <= len(text)
        assert folded.text[at] in fold(span.quote(text)[:1])
        before = span.start


def layers(raw: bytes) -> None:
    """Annotate a text and make its reports: every span lies in it."""
    document = clean(Page(name="a.txt", text=_text(raw), published="2025-07-13", lang="ar"))
    found = annotate(document)
    for layer in (found.document, found):
        for span in spans(layer):
            assert 0 <= span.start < span.end <= len(document.text), span
    for report in reports(found):
        assert report.quote(document.text).strip(), report


def queries(raw: bytes) -> None:
    """Search the case, and ask it: every hit quotes its words."""
    for hit in CASE.search(_text(raw)):
        for span in hit.spans:
            assert span.quote(hit.document.text), span
    CASE.ask(_text(raw), limit=3)


def _text(raw: bytes) -> str:
    """Return the text of some bytes; a byte that is no letter becomes a lone surrogate."""
    return raw.decode("utf-8", "surrogateescape")


TARGETS: dict[str, Callable[[bytes], None]] = {"readers": readers, "folding": folding, "layers": layers, "queries": queries}


def seeds(target: str) -> list[bytes]:
    """Return what a target begins with: an article in every format, or the sentences of one."""
    title, paragraphs = formats.article()
    if target == "readers":
        return [bytes([number]) + formats.MAKERS[name](title, paragraphs) for number, name in enumerate(_NAMES)]
    queries = ['"القوات الكورية" OR روسيا -موسكو كوري*', "١٢ يوليو", "«سنرد»"]
    return [text.encode() for text in (title, *paragraphs, *queries)]


def main(target: str, seconds: int, folder: Path) -> None:
    """Fuzz one target for some seconds."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (corpus / f"seed-{number}").write_bytes(seed[: _LONGEST[target]])
    limits = ("-timeout=20", "-rss_limit_mb=2048", f"-max_total_time={seconds}", f"-max_len={_LONGEST[target]}")
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={folder}/", "-print_final_stats=1", str(corpus)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    TARGET = sys.argv[1]
    FOLDER = Path(sys.argv[3] if len(sys.argv) > 3 else f"build/fuzz/{TARGET}")
    annotate("قالت وزارة الدفاع الروسية إن 12 جنديا قتلوا.")  # the word lists, before any time is measured
    FOLDER.mkdir(parents=True, exist_ok=True)
    if TARGET == "queries":
        (FOLDER / "case.isnad").unlink(missing_ok=True)
        CASE = Case.open(FOLDER / "case.isnad")
        CASE.read(formats.ARTICLE.parent)
    main(TARGET, int(sys.argv[2]) if len(sys.argv) > 2 else 60, FOLDER)
