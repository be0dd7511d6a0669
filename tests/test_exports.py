"""Exports: each form as its specification has it, with nothing in it that may not leave, and corrections back from two tools."""

import csv
import io
import json
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import isnad
from isnad import Case
from isnad.case import CaseError
from isnad.cli import cli
from isnad.cli.export import _FORMS
from isnad.exports import FORMATS, Options, export, read_corrections, take
from isnad.exports.columns import TABLES
from isnad.exports.tables import safe
from isnad.model import EventType

_PLOVER = {
    "id",
    "has_event",
    "date",
    "time",
    "enddate",
    "endtime",
    "actor",
    "recipient",
    "event",
    "event_loc",
    "event_text",
    "quad_code",
    "event_scale",
    "mode",
    "context",
    "link",
    "text",
    "text_info",
    "cite_info",
    "coder",
    "coded_date",
    "coded_time",
    "comment",
}
EVERYTHING = Options(unreviewed=True, full_text=True)
BAD = "</script><img src=x onerror=alert(1)>\"'\u202e&amp;\ttab\nline"
HOSTILE = {
    "id": "=cmd|' /C calc'!A0.txt",
    "title": f"=HYPERLINK(1) {BAD} مقتل 12 شخصا",
    "publisher": "+SUM(A1:A9)",
    "byline": "@import",
    "url": "javascript:alert(1)",
    "published": "2026-03-02",
    "text": f"قال وزير الداخلية «-12 شخصا» إن 12 شخصا قتلوا في انهيار الجسر {BAD} 🌉.\n\n"
    "وأرسلت فرنسا مساعدات إلى مصر في القاهرة يوم 3 مارس 2026.\n\nوقتل 5 جنود روس\nفي الهجوم على كييف. 🌉 ثم قتل 3 مدنيين.",
}


@pytest.fixture(scope="module")
def stored(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story and a hostile article, with one report that somebody accepted."""
    folder = tmp_path_factory.mktemp("exports")
    path = Path(shutil.copy(sample, folder / "case.isnad"))
    (folder / "in").mkdir()
    (folder / "in" / "a.jsonl").write_text(json.dumps(HOSTILE, ensure_ascii=False), encoding="utf-8")
    with Case.open(path) as case:
        case.read(folder / "in")
        case.judge("accept", toll(case), by="Mona Haddad", why="compared with the page")
        case.judge("note", toll(case), value="rating: نصف صحيح", by="Mona Haddad", why="see the note")
    return path


@pytest.fixture
def case(stored: Path, tmp_path: Path) -> Iterator[Case]:
    with Case.open(shutil.copy(stored, tmp_path / "copy.isnad")) as case:
        yield case


def toll(case: Case) -> str:
    return next(one.claim.id for one in case.claims() if "12 people killed" in one.claim.gloss.en)


def written(case: Case, form: str, options: Options = EVERYTHING) -> bytes:
    target = io.BytesIO()
    export(case, form, target, options)
    return target.getvalue()


def lines(data: bytes) -> list[Any]:
    return [json.loads(line) for line in data.decode().splitlines()]


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def all_text(form: str, data: bytes) -> str:
    """Return all that a form says, whatever it is packed in."""
    if form in ("xlsx", "dataset", "brat"):
        return "\n".join(part.decode() for part in unzipped(data).values())
    return data.decode("utf-8", "replace")


# ---- every form


def test_every_form_has_its_name_on_the_command_line() -> None:
    assert set(_FORMS) == {"annotations", *FORMATS}
    page = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    for form in _FORMS:
        assert f"`{form}`" in page, f"docs/exports.md does not tell of {form}"


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_case_gives_the_same_bytes(case: Case, form: str) -> None:
    assert written(case, form) == written(case, form)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_private_leaves(case: Case, form: str, stored: Path) -> None:
    told = all_text(form, written(case, form))
    for private in (str(stored.parent), str(Path(isnad.__file__).parent), str(Path.home()), "Mona", "javascript:"):
        assert private not in told


@pytest.mark.parametrize("form", [form for form, known in FORMATS.items() if not known.whole])
def test_whole_articles_only_when_asked_for(case: Case, form: str) -> None:
    told = all_text(form, written(case, form, Options(unreviewed=True)))
    for document in case.documents():
        paragraph = max(document.text.splitlines(), key=len)
        assert document.text not in told
        assert json.dumps(document.text, ensure_ascii=False)[1:-1] not in told
        assert paragraph


@pytest.mark.parametrize("form", [form for form, known in FORMATS.items() if known.whole])
def test_forms_of_whole_articles_want_to_be_told_so(case: Case, form: str) -> None:
    with pytest.raises(ValueError, match="--full-text"):
        written(case, form, Options())


@pytest.mark.parametrize("form", [form for form, known in FORMATS.items() if known.publication])
def test_what_is_published_was_accepted(case: Case, form: str) -> None:
    sure, every = written(case, form, Options()).decode(), written(case, form, Options(unreviewed=True)).decode()
    assert "unreviewed" not in sure
    assert toll(case) in sure
    assert every.count("unreviewed") > sure.count("accepted")
    other = next(one.claim.id for one in case.claims() if one.claim.id != toll(case))
    assert other in every
    assert other not in sure


def test_nothing_to_publish_is_told(sample: Path, tmp_path: Path) -> None:
    with Case.open(shutil.copy(sample, tmp_path / "c.isnad")) as case, pytest.raises(CaseError, match="Nobody has accepted"):
        written(case, "schemaorg", Options())


def test_an_empty_case(tmp_path: Path) -> None:
    with Case.open(tmp_path / "c.isnad") as case:
        for form, known in FORMATS.items():
            if not known.publication:
                written(case, form)


# ---- tables


def test_csv_is_read_by_spreadsheets_as_words(case: Case) -> None:
    data = written(case, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert {len(row) for row in rows} == {len(head)}
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    assert any("'+SUM(A1:A9)" in row for row in rows)
    quotes = {told.quote for claimed in case.claims() for told in claimed.reports}
    assert {row[head.index("quote")] for row in rows} == {str(safe(quote)) for quote in quotes}


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", " =1", "\u200f=1", "\u2068=1", "＝1", "\ufeff@a"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert str(safe(cell)).startswith("'")
    assert safe("12") == "12"
    assert safe(-12) == -12


def test_xlsx_is_read_from_the_right_and_holds_no_formula(case: Case) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(written(case, "xlsx")))
    assert book.sheetnames == [table.name for table in TABLES]
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    publishers = {row[6].value for row in book["reports"].iter_rows(min_row=2)}
    assert "+SUM(A1:A9)" in publishers  # as it stands: a cell of words needs no apostrophe


def test_a_cell_longer_than_a_cell_can_be_is_cut_with_a_sign() -> None:
    from isnad.exports.tables import _fitting

    assert _fitting("ا" * 40_000).endswith("[…]")
    assert len(_fitting("🌉" * 30_000).encode("utf-16-le")) // 2 <= 32_767


def test_parquet_is_read_by_its_library(case: Case) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(written(case, "parquet")))
    reports = next(table for table in TABLES if table.name == "reports")
    assert table.column_names == [column.name for column in reports.columns]
    assert table.num_rows == sum(len(claimed.reports) for claimed in case.claims())
    assert table.schema.field("start").type == "int64"
    assert b"quote" in table.schema.field("quote").metadata[b"description"] or table.schema.field("quote").metadata
    texts = {document.id: document.text for document in case.documents()}
    for row in table.to_pylist():
        assert texts[row["document_id"]][row["start"] : row["end"]] == row["quote"]


def test_a_missing_library_is_told(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ValueError, match="pip install"):
        written(case, "parquet")


def test_a_data_set_has_a_codebook_of_every_column(case: Case) -> None:
    held = unzipped(written(case, "dataset"))
    package = json.loads(held["datapackage.json"])
    book = held["codebook.md"].decode()
    for resource in package["resources"]:
        head, *rows = csv.reader(io.StringIO(held[resource["path"]].decode("utf-8-sig"), newline=""))
        assert head == [field["name"] for field in resource["schema"]["fields"]]
        assert all(f"| {name} |" in book for name in head)
        kinds = [field["type"] for field in resource["schema"]["fields"]]
        for row in rows:
            for cell, kind in zip(row, kinds, strict=True):
                if cell and kind in ("integer", "number"):
                    float(cell)


def test_a_data_set_gives_low_and_high_by_origin(case: Case) -> None:
    held = unzipped(written(case, "dataset"))
    rows = [row for row in csv.DictReader(io.StringIO(held["origins.csv"].decode("utf-8-sig"))) if row["claim_id"] == toll(case)]
    told = case.claim(toll(case))
    for origin in told.claim.origins:
        lows = [told.reports[i].report.values["killed"][0] for i in origin.reports if "killed" in told.reports[i].report.values]
        row = next((row for row in rows if row["origin_id"] == origin.id and row["counted"] == "killed"), None)
        if lows and None not in lows:
            assert row is not None
            assert float(row["low"]) == min(low for low in lows if low is not None)
    claims = {row["claim_id"]: row for row in csv.DictReader(io.StringIO(held["claims.csv"].decode("utf-8-sig")))}
    assert claims[toll(case)]["origins_low"] == str(told.claim.least)
    assert claims[toll(case)]["origins_high"] == str(told.claim.most)


def test_a_data_set_is_a_valid_data_package(case: Case, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    for name, data in unzipped(written(case, "dataset")).items():
        (tmp_path / name).write_bytes(data)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.to_summary()


# ---- JSON


def test_json_lines_quote_exactly(case: Case) -> None:
    first, *told = lines(written(case, "jsonl"))
    assert first["made_by"]["version"] == isnad.__version__
    documents = {one["id"]: one for one in told if one["kind"] == "document"}
    claims = [one for one in told if one["kind"] == "claim"]
    assert len(claims) == len(case.claims())
    for claim in claims:
        for report in claim["reports"]:
            text = documents[report["document"]]["text"]
            assert text[report["start"] : report["end"]] == report["quote"]
            assert text[report["sentence"]["start"] :].startswith(report["sentence"]["text"])


def test_web_annotations_find_their_words_again(case: Case) -> None:
    """As the data model has it: a page of a collection, each target with both selectors, of which each finds the words alone."""
    found = json.loads(written(case, "webannotation"))
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert found["total"] == len(found["first"]["items"])
    texts = {hashed: text for text, hashed in ((d.text, _hash(d.text)) for d in case.documents())}
    for one in found["first"]["items"]:
        assert one["type"] == "Annotation"
        assert one["id"].startswith("urn:")
        quote, position = one["target"]["selector"]
        text = texts[one["target"]["source"]["isnad:text-sha256"]]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
        assert {body["language"] for body in one["body"] if body["purpose"] == "describing"} == {"ar", "en"}


def _hash(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # of rdflib, in its own parser
def test_web_annotations_are_linked_data(case: Case) -> None:
    """Read by an RDF library, with the part of the W3C context that is used."""
    rdflib = pytest.importorskip("rdflib")
    oa = "http://www.w3.org/ns/oa#"
    context = {
        "oa": oa,
        "isnad": "urn:isnad:",
        "id": "@id",
        "type": "@type",
        "Annotation": "oa:Annotation",
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "exact": "oa:exact",
        "items": {"@id": "urn:items", "@container": "@list"},
        "first": "urn:first",
    }
    found = json.loads(written(case, "webannotation")) | {"@context": context}
    graph = rdflib.Graph().parse(data=json.dumps(found), format="json-ld")
    quotes = {str(words) for words in graph.objects(None, rdflib.URIRef(f"{oa}exact"))}
    assert quotes == {told.quote for claimed in case.claims() for told in claimed.reports}


def test_schema_org_says_only_what_schema_org_knows(case: Case) -> None:
    """Every type and property is one of the vocabulary, as an RDF library has it from schema.org."""
    sdo = pytest.importorskip("rdflib.namespace").SDO
    found = json.loads(written(case, "schemaorg"))
    assert found["@context"] == "https://schema.org"

    def check(node: object) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "@type":
                    assert value in sdo, value
                elif not key.startswith("@"):
                    assert key in sdo, key
                check(value)
        elif isinstance(node, list):
            for part in node:
                check(part)

    check(found["@graph"])
    ids = {node["@id"] for node in found["@graph"] if "@id" in node}
    for node in found["@graph"]:
        if node["@type"] == "Claim":
            assert {appearance["@id"] for appearance in node["appearance"]} <= ids


def test_a_claim_review_only_where_a_person_rated(case: Case) -> None:
    found = json.loads(written(case, "schemaorg", Options()))["@graph"]
    (review,) = [node for node in found if node["@type"] == "ClaimReview"]
    assert review["reviewRating"]["alternateName"] == "نصف صحيح"
    assert review["author"]["name"] == "R1"
    named = json.loads(written(case, "schemaorg", Options(name_reviewers=True)))["@graph"]
    assert any(node.get("author") == {"@type": "Person", "name": "Mona Haddad"} for node in named)
    note = next(one for one in case.judgements() if one.judgement.kind == "note")
    case.judge("withdraw", note.judgement.id, by="Mona Haddad", why="wrong claim")
    assert not [node for node in json.loads(written(case, "schemaorg", Options()))["@graph"] if node["@type"] == "ClaimReview"]


def test_geojson_is_valid_and_has_a_point_only_for_a_point(case: Case) -> None:
    geojson = pytest.importorskip("geojson")
    data = written(case, "geojson")
    collection = geojson.loads(data)
    assert collection.is_valid, collection.errors()
    cairo = next(one for one in json.loads(data)["features"] if one["properties"]["place"]["id"] == "cairo-eg")
    longitude, latitude = cairo["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (31, 30)
    assert cairo["properties"]["country_alpha3"] == "EGY"
    for feature in json.loads(data)["features"]:
        if feature["properties"]["place"]["id"] in ("EG", "MA", "RU"):
            assert feature["geometry"] is None  # a country is no point, and its capital is another place


# ---- FollowTheMoney


def test_followthemoney_takes_the_entities(case: Case) -> None:
    ftm = pytest.importorskip("followthemoney")
    found = lines(written(case, "ftm"))
    ids = {entity["id"] for entity in found}
    for entity in found:
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        kept = {prop: set(values) for prop, values in proxy.to_dict()["properties"].items()}
        assert kept == {prop: set(values) for prop, values in entity["properties"].items()}, "a value was refused or changed"
        ftm.model.get(entity["schema"]).validate(entity)
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in ids
                range = prop.range
                assert range is None or ftm.model.get(next(e for e in found if e["id"] == value)["schema"]).is_a(range)
    events = [entity for entity in found if entity["schema"] == "Event"]
    assert {entity["properties"]["recordId"][0] for entity in events} == {claimed.claim.id for claimed in case.claims()}


def test_followthemoney_takes_the_statements(case: Case) -> None:
    ftm = pytest.importorskip("followthemoney.statement")
    from followthemoney.statement.serialize import read_json_statements

    data = written(case, "ftm-statements")
    read = list(read_json_statements(io.BytesIO(data)))
    assert len(read) == len(data.splitlines())
    for statement, line in zip(read, lines(data), strict=True):
        assert statement.id == ftm.Statement.from_dict({**line, "id": None}).id
    by_entity: dict[str, set[tuple[str, str]]] = {}
    for statement in read:
        if statement.prop != "id":
            by_entity.setdefault(statement.entity_id, set()).add((statement.prop, statement.value))
    for entity in lines(written(case, "ftm")):
        values = {(prop, value) for prop, values in entity["properties"].items() for value in values}
        assert by_entity[entity["id"]] == values


# ---- event data


def test_plover_records_have_what_the_manual_requires(case: Case) -> None:
    found = lines(written(case, "plover"))
    assert found
    assert len({record["id"] for record in found}) == len(found)  # one a claim, however often it is told
    for record in found:
        assert set(record) <= _PLOVER
        assert all(record[field] for field in ("id", "date", "actor", "event"))
        assert record["event"] in EventType.__args__  # type: ignore[attr-defined]
        assert record["event"] not in ("COOPERATE", "AID", "SANCTION") or record["recipient"]
        assert record["has_event"] == (record["comment"] == "actual")
        assert case.claim(record["id"]).claim.id == record["id"]


def test_polecat_has_forty_columns_and_the_claims_id(case: Case) -> None:
    head, *rows = [line.split("\t") for line in written(case, "polecat").decode().split("\n")[:-1]]
    assert (len(head), head[0], head[-1]) == (40, "Event ID", "Version")
    listed = (Path(__file__).parent.parent.parent / "shared" / "reference" / "PLOVER.md").resolve()
    if listed.exists():
        told = listed.read_text(encoding="utf-8").split("in this order:")[1].rstrip(". \n").replace("\n", " ")
        assert [name.strip() for name in told.split(",")] == head
    assert rows
    assert {len(row) for row in rows} == {40}
    for row in rows:
        told_claim = dict(zip(head, row, strict=True))
        reports = [told.report for told in case.claim(told_claim["Event ID"]).reports]
        assert any(report.factuality == "actual" for report in reports)
        assert told_claim["Quad Code"] in "1234"


# ---- to be corrected, and back


def brat_folder(case: Case, folder: Path) -> dict[str, Path]:
    for name, data in unzipped(written(case, "brat")).items():
        (folder / name).write_bytes(data)
    return {case.document(path.stem).name: path for path in folder.glob("*.ann")}


def judged(case: Case, found: Path) -> list[tuple[str, str | None, str | None, bool]]:
    made = take(case, read_corrections(found), by="Karim", why="read in brat")
    return [(one.kind, one.slot, one.value, one.refused is None) for one in made]


def test_brat_standoff_quotes_its_text(case: Case, tmp_path: Path) -> None:
    for path in brat_folder(case, tmp_path).values():
        text = path.with_suffix(".txt").read_bytes().decode()
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("T"):
                _, bound, words = line.split("\t")
                spans = [tuple(map(int, span.split())) for span in bound.partition(" ")[2].split(";")]
                assert " ".join(text[start:end] for start, end in spans) == words
                assert "\n" not in words


@pytest.mark.parametrize("form", ["brat", "labelstudio"])
def test_what_nobody_corrected_comes_back_as_nothing(case: Case, tmp_path: Path, form: str) -> None:
    path = tmp_path / ("back.zip" if form == "brat" else "back.json")
    data = written(case, form)
    path.write_bytes(data if form == "brat" else _annotated(data, lambda _regions: None))
    assert read_corrections(path)
    assert take(case, read_corrections(path), by="Karim", why="nothing to say") == []


def test_corrections_come_back_from_brat(case: Case, tmp_path: Path) -> None:
    path = brat_folder(case, tmp_path)["05-minbar-alatlas.txt"]
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    written_lines = path.read_text(encoding="utf-8").splitlines()
    first = written_lines[0].split("\t")[0]
    gone = written_lines[3].partition("isnad ")[2]
    assert case.claim(gone)
    kept = [line for line in written_lines if f"{first}\t" not in line and f" {first} " not in f"{line.replace(chr(9), ' ')} "]
    second = next(line for line in kept if line.startswith("T"))
    id = next(line for line in kept if line.startswith("#")).partition("isnad ")[2]
    number = second.split("\t")[0]
    told = next(line for line in kept if line.split("\t")[1].startswith(f"Factuality {number} "))
    new = "planned" if "planned" not in told else "possible"
    kept[kept.index(told)] = told.rpartition(" ")[0] + f" {new}"
    kept.append(f"A900\tAccepted {number}")
    word = "مساء"
    start = text.index(word) if word in text else 0
    end = start + len(word) if word in text else text.index(" ")
    kept.append(f"T900\tSTATE {start} {end}\t{text[start:end]}")
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    found = take(case, read_corrections(tmp_path), by="Karim", why="read in brat")
    kinds = [(one.kind, one.slot) for one in found]
    assert ("reject", None) in kinds
    assert ("correct", "factuality") in kinds
    assert ("accept", None) in kinds
    assert ("add", None) in kinds
    assert next(one for one in found if one.kind == "reject").report == gone
    assert next(told for told in case.claim(id).reports if told.report.id == id).report.factuality == new
    assert {one.judgement.by for one in case.judgements()} == {"Mona Haddad", "Karim"}


def test_another_kind_is_refused_with_the_reason(case: Case, tmp_path: Path) -> None:
    path = brat_folder(case, tmp_path)["01-alsahil.txt"]
    text = path.read_text(encoding="utf-8")
    label = text.split("\t")[1].split(" ")[0]
    path.write_text(text.replace(label, "AID" if label != "AID" else "AGREE", 1), encoding="utf-8")
    assert judged(case, tmp_path) == [("correct", "kind", "AID" if label != "AID" else "AGREE", False)]


def test_a_text_that_changed_is_refused_as_a_whole(case: Case, tmp_path: Path) -> None:
    brat_folder(case, tmp_path)
    index = tmp_path / "isnad.json"
    index.write_text(index.read_text().replace('"text_sha256": "', '"text_sha256": "0', 1))
    with pytest.raises(ValueError, match="another text"):
        judged(case, tmp_path)
    assert len(case.judgements()) == 2


@pytest.mark.parametrize("line", ["T1", "T1\tAID x y\twords", "T1\tAID 5\twords"])
def test_a_line_that_is_not_brats_is_told(case: Case, tmp_path: Path, line: str) -> None:
    path = brat_folder(case, tmp_path)["01-alsahil.txt"]
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        read_corrections(tmp_path)


def _annotated(tasks: bytes, change: Callable[[list[dict[str, Any]]], object]) -> bytes:
    """Return tasks as Label Studio exports them when somebody took the predictions over, and changed them."""
    found = json.loads(tasks)
    for task in found:
        (prediction,) = task.pop("predictions")
        change(prediction["result"])
        task |= {"id": 7, "annotations": [{"id": 9, "completed_by": 1, "was_cancelled": False, "result": prediction["result"]}]}
    return json.dumps(found).encode()


def test_corrections_come_back_from_label_studio(case: Case, tmp_path: Path) -> None:
    def change(regions: list[dict[str, Any]]) -> None:
        text = regions[0]["value"]["text"]
        gone = regions[0]["id"]
        regions[:] = [region for region in regions if region["id"] != gone]
        place = {"start": 0, "end": len(text), "text": None}
        if regions:
            regions.append({**regions[0], "from_name": "review", "type": "choices", "value": {**place, "choices": ["accepted"]}})

    (tmp_path / "back.json").write_bytes(_annotated(written(case, "labelstudio"), change))
    found = take(case, read_corrections(tmp_path / "back.json"), by="Karim", why="read in Label Studio", dry=True)
    documents = len(list(case.documents()))
    assert [one.kind for one in found].count("reject") == documents
    assert "accept" in [one.kind for one in found]
    assert len(case.judgements()) == 2  # dry


def test_regions_that_count_utf_16_are_understood_by_their_words(case: Case, tmp_path: Path) -> None:
    """Older Label Studios count a bridge (🌉) as two."""

    def shift(regions: list[dict[str, Any]]) -> None:
        for region in regions:
            value = region["value"]
            value["start"] += shifts.get(value["start"], 0)
            value["end"] += shifts.get(value["end"], 0)

    text = next(document.text for document in case.documents() if "🌉" in document.text)
    shifts = {place: text[:place].count("🌉") for place in range(len(text) + 1)}
    tasks = [task for task in json.loads(written(case, "labelstudio")) if "🌉" in task["data"]["text"]]
    (tmp_path / "back.json").write_bytes(_annotated(json.dumps(tasks).encode(), shift))
    assert any(shifts[mark["start"]] for mark in tasks[0]["data"]["isnad"]["marks"])
    assert take(case, read_corrections(tmp_path / "back.json"), by="Karim", why="-", dry=True) == []


def test_a_region_whose_words_stand_elsewhere_is_refused(case: Case, tmp_path: Path) -> None:
    def change(regions: list[dict[str, Any]]) -> None:
        regions[0]["value"]["text"] = "كلمات أخرى"

    (tmp_path / "back.json").write_bytes(_annotated(written(case, "labelstudio"), change))
    with pytest.raises(ValueError, match="does not stand there"):
        read_corrections(tmp_path / "back.json")


def test_label_studio_takes_the_tasks(case: Case) -> None:
    sdk = pytest.importorskip("label_studio_sdk.label_interface")
    for task in json.loads(written(case, "labelstudio")):
        interface = sdk.LabelInterface(task["meta"]["labelling_configuration"])
        assert interface.validate_task({"data": task["data"]})
        assert interface.validate_prediction(task["predictions"][0], return_errors=True) == []


# ---- the commands


def test_the_commands(stored: Path, tmp_path: Path) -> None:
    run, copy = CliRunner().invoke, shutil.copy(stored, tmp_path / "c.isnad")
    for form, suffix in (("csv", "csv"), ("xlsx", "xlsx"), ("webannotation", "jsonld")):
        out = tmp_path / f"out.{suffix}"
        result = run(cli, ["export", str(copy), "--as", form, "-o", str(out)])
        assert result.exit_code == 0, result.output
        assert out.stat().st_size
    refused = run(cli, ["export", str(copy), "--as", "brat", "-o", str(tmp_path / "b.zip")])
    assert refused.exit_code == 1
    assert "--full-text" in refused.output
    assert not (tmp_path / "b.zip").exists()
    assert run(cli, ["export", str(copy), "--as", "brat", "--full-text", "-o", str(tmp_path / "b.zip")]).exit_code == 0
    assert run(cli, ["import", str(copy), str(tmp_path / "b.zip")]).exit_code == 2  # by whom, and why?
    result = run(cli, ["import", str(copy), str(tmp_path / "b.zip"), "--dry-run"])
    assert result.exit_code == 0
    assert "0 corrections" in result.output
    wrong = run(cli, ["import", str(copy), str(tmp_path / "out.csv"), "--dry-run"])
    assert wrong.exit_code == 1
    assert "Nothing was judged" in wrong.output
