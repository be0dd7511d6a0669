"""Fuzzing: whatever is read, annotated, sought, asked or imported, nothing crashes and every span quotes its text.

The number of examples is for everyday; ``ISNAD_FUZZ=100`` makes it a hundred times more.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient

from isnad import Case, annotate, clean, read
from isnad.case import CaseError
from isnad.cli import cli
from isnad.connection import reports
from isnad.languages.folding import Folded, fold
from isnad.model import Annotations, Page, Span
from isnad.reading import Fault
from isnad.web import application
from isnad.web.app import _PAGES
from isnad.web.guard import Guard
from isnad.web.shelf import Shelf
from tests.formats import make

_TIMES = int(os.environ.get("ISNAD_FUZZ", "1"))  # how many times as many examples as every day
_QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


def often(examples: int) -> settings:
    return settings(max_examples=examples * _TIMES, deadline=None, suppress_health_check=_QUIET, derandomize=_TIMES == 1)


# What news is made of, and what breaks things that are made for news.
_WORDS = (
    "قالت وزارة الدفاع الروسية إن 12 جنديا قتلوا قرب كورسك",
    "ونفى المتحدث باسم الحكومة ذلك",
    "بحسب مصدر لم يذكر اسمه",
    "وفقاً لوكالة رويترز",
    "أكد أن بلاده سترسل قوات إلى أوكرانيا",
    "«سنرد» قال الوزير",
    "أعلن الرئيس فلاديمير بوتين",
    "كيم جونغ أون",
    "في 12 يوليو 2025",
    "١٢/١٢/٢٠٢٥",
    "يوم الأحد الماضي",
    "بين 10 و20 ألف شخص",
    "مئة ألف ومليون",
    "ثلاثة أرباع",
    "50%",
    "رويترز -",
    "اقرأ أيضا:",
    "شارك",
    "http://a.b/?c=1",
)
_ODD = (
    *"«»“”„\"'()[]{}:;،؛.!؟?…-–—/\\|*#@%٪\n\r\t\v\f\x00\x1b\x7f\x85\u2028\u2029 \xa0",
    *"\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad\u034f",
    *"\u064b\u064e\u0651\u0670\u0610\u06d6\u08ff\u0300\u20dd",
    *"\ufdfa\ufdfd\ufefb\ufb50\ufe8d😀👩‍👩‍👧𝟙𞸀٠۹०",
    *"وفبكلسالأإآءىيةه",
    "و" * 40,
    "9" * 400,
    "1" + "0" * 30,
    "0" * 50,
    "1,2,3,4",
    "12.12.12.12",
    "1e999",
    "ـ" * 30,
    "\u064e" * 30,
)
_piece = st.one_of(st.sampled_from(_WORDS), st.sampled_from(_ODD), st.text(max_size=8))
texts = st.lists(st.tuples(_piece, st.sampled_from((" ", "", "\n", "، ", ". "))), max_size=14).map(
    lambda parts: "".join(part for pair in parts for part in pair)
)
_surrogates = st.lists(st.one_of(_piece, st.sampled_from(("\ud800", "\udfff"))), max_size=10).map("".join)


def spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    if isinstance(value, msgspec.Struct):
        value = [getattr(value, field) for field in value.__struct_fields__]
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from spans(part)


# ---- folding and the layers


@given(st.one_of(texts, _surrogates))
@often(40)
def test_folding_maps_every_code_point_back(text: str) -> None:
    folded = Folded(text)
    assert folded.text == fold(text)
    before = 0
    for at in range(len(folded.text)):
        span = folded.span(at, at + 1)
        assert before <= span.start < span.end <= len(text)
        assert folded.text[at] in fold(span.quote(text)[:1])
        before = span.start
    assert folded.start(len(folded.text)) == len(text)


@given(st.one_of(texts, texts, _surrogates), st.one_of(st.none(), st.dates().map(str)))
@often(20)
def test_every_layer_takes_any_text_and_quotes_it(text: str, published: str | None) -> None:
    document = clean(Page(name="a.txt", text=text, published=published, lang="ar"))
    found = annotate(document)
    for layer in (found.document, found):
        for span in spans(layer):
            assert 0 <= span.start < span.end <= len(text)
    ends = [0, *(edge for span in document.boilerplate for edge in (span.start, span.end))]
    assert ends == sorted(ends)
    for report in reports(found):
        assert report.quote(text).strip()
    assert msgspec.json.decode(
        msgspec.json.encode(msgspec.structs.replace(found, document=clean(Page(name="", text="")))), type=Annotations
    )


@given(texts)
@often(20)
def test_annotating_twice_gives_the_same(text: str) -> None:
    assert annotate(text, published="2025-07-13") == annotate(text, published="2025-07-13")


# ---- readers

_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)
_dates = st.sampled_from(
    ("2025-07-13", "9999-99-99", "0000-00-00", "-1", "1e400", "2025-07-13T99:99", "١٢/١٢/٢٠٢٥", "٩" * 300, "NaN")
)
_lines = st.one_of(
    st.fixed_dictionaries(
        {"text": texts},
        optional={"id": _json, "published": st.one_of(_dates, _json), "title": texts, "lang": texts, "url": texts},
    ).map(lambda row: json.dumps(row).encode()),
    _json.map(lambda value: json.dumps(value).encode()),
    st.sampled_from(
        (
            b'{"text": "\xd8\xae\xd8\xa8\xd8\xb1", "text": "b"}',
            b'{"text": NaN}',
            b'{"text": "\\ud800"}',
            b'{"text": 1e999}',
            b'{"id": 99999999999999999999999999999999999999, "text": "\xd8\xae\xd8\xa8\xd8\xb1"}',
            b'{"id": "", "name": "\\u0000\\u001b[31m", "text": "\xd8\xae"}',
            b"[" * 20_000,
            b'{"text": "' + b"\xd8" * 9 + b'"}',
            b"\xff\xfe",
        )
    ),
    st.binary(max_size=60),
)
_rows = st.lists(
    st.lists(st.one_of(texts, _dates, st.sampled_from(("a.txt", "../a.txt", "/etc/passwd", "a.txt\0"))), max_size=4), max_size=4
)
_html = st.lists(
    st.one_of(
        texts,
        st.sampled_from(
            (
                "<p>",
                "</p>",
                "<br>",
                "<div><div>",
                "<table><tr>",
                "<script>",
                "<!--",
                "]]>",
                "<meta charset=x>",
                '<meta property="article:published_time" content="9999-99-99">',
                '<script type="application/ld+json">{"datePublished": 1e999, "datePublished": [',
                "</script>",
                "<title>",
                "&#x110000;&#0;&#xd800;&nbsp;&bogus;",
                "<svg><math><template>",
                "<article dir=rtl lang=zz>",
                "<base href='javascript:x'>",
                "<a href='" + "a" * 3000 + "'>",
            )
        ),
    ),
    max_size=14,
).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))


def all_read(folder: Path) -> None:
    for page in read(folder):
        if isinstance(page, Fault):
            assert page.reason.endswith(".") and page.name
            continue
        document = clean(page)
        assert all(0 <= span.start < span.end <= len(page.text) for span in spans(document))
        assert document.published is None or document.published[:2].isdigit()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@given(
    raw=st.one_of(
        st.binary(max_size=400), texts.map(lambda text: text.encode("utf-16")), texts.map(lambda t: t.encode("cp1256", "replace"))
    )
)
@often(40)
def test_any_bytes_are_a_page_or_a_fault(folder: Path, raw: bytes) -> None:
    (folder / "text").mkdir(exist_ok=True)
    (folder / "text" / "a.txt").write_bytes(raw)
    all_read(folder / "text")


@given(raw=st.one_of(_html, st.binary(max_size=300)))
@often(40)
def test_any_html_is_a_page_or_a_fault(folder: Path, raw: bytes) -> None:
    (folder / "html").mkdir(exist_ok=True)
    (folder / "html" / "a.html").write_bytes(raw)
    all_read(folder / "html")


@given(lines=st.lists(_lines, max_size=5))
@often(40)
def test_any_json_lines_are_pages_or_faults(folder: Path, lines: list[bytes]) -> None:
    (folder / "lines").mkdir(exist_ok=True)
    (folder / "lines" / "a.jsonl").write_bytes(b"\n".join(lines))
    all_read(folder / "lines")


@given(rows=_rows, quoted=st.booleans(), raw=st.one_of(st.none(), st.binary(max_size=200)))
@often(40)
def test_any_manifest_is_rows_or_faults(folder: Path, rows: list[list[str]], quoted: bool, raw: bytes | None) -> None:
    (folder / "manifest").mkdir(exist_ok=True)
    (folder / "manifest" / "a.txt").write_text("خبر من كييف", encoding="utf-8")
    mark = '"' if quoted else ""
    written = "file,published,publisher,url\n" + "\n".join(",".join(f"{mark}{cell}{mark}" for cell in row) for row in rows)
    (folder / "manifest" / "manifest.csv").write_bytes(raw if raw is not None else written.encode("utf-8", "surrogatepass"))
    all_read(folder / "manifest")


_damages = st.lists(
    st.one_of(
        st.tuples(st.just("cut"), st.floats(0, 1), st.just(b"")),
        st.tuples(
            st.just("put"), st.floats(0, 1), st.one_of(st.binary(max_size=12), texts.map(lambda t: t.encode("utf-8", "replace")))
        ),
        st.tuples(st.just("over"), st.floats(0, 1), st.binary(min_size=1, max_size=12)),
        st.tuples(st.just("again"), st.floats(0, 1), st.just(b"")),
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def formats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article in every format that is read."""
    folder = tmp_path_factory.mktemp("formats")
    make(folder)
    return folder


@given(chosen=st.integers(0, 999), damages=_damages)
@often(120)
def test_a_damaged_file_of_any_format_is_pages_or_faults(formats: Path, folder: Path, chosen: int, damages: list[Any]) -> None:
    files = sorted(path for path in formats.rglob("*") if path.is_file())
    file = files[chosen % len(files)]
    raw = file.read_bytes()
    for kind, where, bytes_ in damages:
        at = int(where * len(raw))
        if kind == "cut":
            raw = raw[:at]
        elif kind == "again":
            raw += raw[at : at + 5_000]
        else:
            raw = raw[:at] + bytes_ + raw[at + (len(bytes_) if kind == "over" else 0) :]
    inner = folder / "damaged"
    inner.mkdir(exist_ok=True)
    (inner / file.name).write_bytes(raw)
    try:
        all_read(inner)
    finally:
        (inner / file.name).unlink()


# ---- the case: reading, asking, importing


@given(first=texts, second=st.one_of(texts, _surrogates))
@often(15)
def test_what_was_read_is_sound_whatever_it_is(folder: Path, first: str, second: str) -> None:
    path = folder / "some.isnad"
    path.unlink(missing_ok=True)
    lines = [{"id": "ا", "text": first, "published": "2025-07-13"}, {"id": "ب", "text": second, "publisher": second}]
    (folder / "some.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    with Case.open(path) as case:
        case.read(folder / "some.jsonl")
        assert not case.check().findings
        for line in case.export_annotations():
            msgspec.json.encode(line)


@given(query=st.one_of(texts, st.text(), _surrogates))
@often(20)
def test_any_sentence_can_be_asked_and_sought(sample: Path, query: str) -> None:
    with Case.open(sample) as case:
        case.search(query)
        case.ask(query, limit=3)
        case.statements(source=query, limit=3)
        case.claims(actor=query, topic=query, limit=3)
        for reference in (case.document, case.claim, case.event):
            try:
                reference(query)
            except CaseError as error:
                assert str(error).endswith(".")


_judgements = st.one_of(
    st.binary(max_size=80),
    _json.map(lambda value: json.dumps(value).encode()),
    st.fixed_dictionaries(
        {
            "id": texts,
            "kind": st.sampled_from(("same", "withdraw", "correct", "add", "nonsense")),
            "subjects": st.one_of(_json, st.just([["0" * 64, 0, 10**30]]), st.just([["x", -5, 3]])),
            "slot": st.one_of(st.none(), texts),
            "value": st.one_of(st.none(), texts),
            "by": texts,
            "at": _dates,
            "why": texts,
        }
    ).map(lambda row: json.dumps(row).encode()),
)


@given(lines=st.lists(_judgements, min_size=1, max_size=3))
@often(20)
def test_any_log_of_judgements_is_taken_or_refused_whole(sample: Path, folder: Path, lines: list[bytes]) -> None:
    log = folder / "log.jsonl"
    log.write_bytes(b"\n".join(lines))
    result = CliRunner().invoke(cli, ["judge", str(sample), "--import", str(log)])
    assert result.exit_code in (0, 1) and (result.exception is None or isinstance(result.exception, SystemExit)), result.exception
    if result.exit_code:
        assert "Nothing was added" in result.stderr
    with Case.open(sample) as case:
        assert not list(case.export_judgements())


# ---- the pages

HOST = "testserver.local"
_parameters = (
    "q",
    "page",
    "since",
    "span",
    "layers",
    "type",
    "a",
    "b",
    "by",
    "lang",
    "conflicts",
    "origins",
    "topic",
    "actor",
    "x",
    "story",
    "publisher",
    "month",
    "in",
    "theme",
    "private",
    "done",
)
_MARKUP = "<b id=struck>"  # where it comes back as it is, a page would run what an address says
_values = st.one_of(
    texts,
    st.sampled_from(
        (
            "-1",
            "0",
            "9" * 30,
            "1e9",
            "NaN",
            "2025-99-99",
            "0-0",
            "5-3",
            "-5--3",
            "120-" + "9" * 5000,
            "..",
            "/etc/passwd",
            "%00",
            "\0",
        )
    ),
    st.sampled_from(
        (
            "\r\nX-Evil: 1",
            "//evil.example",
            "/\\evil.example",
            "javascript:x",
            "'; DROP TABLE documents",
            '" OR "',
            "<script>",
            _MARKUP,
            f'">{_MARKUP}',
        )
    ),
)
_forms = st.dictionaries(
    st.sampled_from(("kind", "a", "b", "value", "by", "why", "back", "id", "text", "title", "published", "url")), _values
)
_kinds = st.sampled_from(
    ("same", "different", "accept", "reject", "correct/date", "correct/count", "add", "note", "translate", "nonsense")
)


@pytest.fixture(scope="module")
def client(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Guard]]:
    path = tmp_path_factory.mktemp("web") / "c.isnad"
    with Case.open(sample) as case:
        case.backup(path)
    shelf = Shelf(path)
    with TestClient(application(shelf, [HOST]), base_url=f"http://{HOST}", raise_server_exceptions=False) as opened:
        yield opened
    shelf.close()


def addresses() -> list[tuple[str, str]]:
    """Return every method and address of the pages; ``{}`` stands for a part that may be anything."""
    found = {(method, re.sub(r"\{[^}]*\}", "{}", path)) for page in _PAGES for path in page.paths for method in page.http_methods}
    return sorted((str(method), path) for method, path in found)


@pytest.mark.parametrize("since", ["NaN", "2025-99-99", "<script>", "9" * 30, "\u202e", "0-0", "2025-07-13T99"])
@pytest.mark.parametrize("path", ["/", "/claims", "/claims.json", "/claims.csv"])
def test_a_day_that_is_none_is_told(client: TestClient[Guard], path: str, since: str) -> None:
    answer = client.get(path, params={"since": since})
    assert answer.status_code == 404
    assert "not a date" in answer.text
    assert "<script>" not in answer.text.replace('<script src="', "")


@given(
    at=st.sampled_from(addresses()),
    part=_values,
    asked=st.dictionaries(st.sampled_from(_parameters), _values, max_size=4),
    form=_forms,
    kind=_kinds,
)
@often(150)
def test_no_address_breaks_the_pages(
    client: TestClient[Guard], at: tuple[str, str], part: str, asked: dict[str, str], form: dict[str, str], kind: str
) -> None:
    method, path = at
    sent = {key: value.encode("utf-8", "replace").decode() for key, value in (form | {"kind": kind}).items()}
    address = path.replace("{}", quote(part.encode("utf-8", "replace"), safe="")) + "?" + urlencode(asked, errors="replace")
    form_head = {"origin": f"http://{HOST}"}
    answer = (
        client.post(address, data=sent, headers=form_head, follow_redirects=False)
        if method == "POST"
        else client.request(method, address, follow_redirects=False)
    )
    assert answer.status_code < 500, (method, address, sent)
    assert "Traceback" not in answer.text and "site-packages" not in answer.text
    if "html" in answer.headers.get("content-type", ""):
        assert _MARKUP not in answer.text, (method, address)
    assert "x-evil" not in answer.headers
    assert not answer.headers.get("location", "").startswith(("//", "/\\", "http", "javascript"))
