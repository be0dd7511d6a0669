import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.languages.folding import fold
from isnad.languages.names import Name
from isnad.languages.words import words
from isnad.model import Annotations, Bounds, Document, Entity, Event, Quantity, Span, Stance, Statement, Time
from isnad.storage import CaseError, CaseFile, documents, open_file, own_names, schema
from isnad.storage.documents import Reading
from isnad.storage.events import Amount, Told, event, events
from isnad.storage.export import document_line
from isnad.storage.flows import flows
from isnad.storage.mentions import entities
from isnad.storage.packing import unpacked
from isnad.storage.parties import Link
from isnad.storage.query import parse
from isnad.storage.search import index_words, search
from isnad.storage.statements import Said, statements
from isnad.storage.terms import indexed, sought
from isnad.storage.totals import totals
from tests.conftest import Places

AT = Reading("2025-07-13T10:00:00+00:00", "words-1")


def document(text: str, name: str = "a.txt", **known: object) -> Document:
    return Document(name=name, text=text, sha256=f"{hash_of(text)}", lang="ar", **known)  # type: ignore[arg-type]


def hash_of(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def keep(file: CaseFile, kept: Document, *found: Entity) -> None:
    annotations = Annotations(document=kept, pack="p", entities=found)
    documents.save(file, annotations, kept.text.encode("utf-8", "surrogatepass"), AT)


@pytest.fixture
def file(place: Path | str) -> Iterator[CaseFile]:
    opened = open_file(place)
    yield opened
    opened.close()


def say(text: str, source: str, cue: str, content: str, id: str, stance: Stance = "assert", *passed_on: str) -> Statement:
    """Return a statement whose source ("" for none), cue and content stand in the text as given."""
    source_span, cue_span, content_span = (Span(at := text.index(words), at + len(words)) for words in (source, cue, content))
    return Statement(
        source=source_span if source else None,
        source_id=id,
        cue=cue_span,
        content=content_span,
        stance=stance,
        chain=(id, *passed_on),
        rule="r",
    )


def quotes(file: CaseFile, query: str) -> list[list[str]]:
    return [[span.quote(hit.document.text) for span in hit.spans] for hit in search(file, query)]


# ---- the file ---------------------------------------------------------------------------------


def test_a_document_comes_back_as_it_was(file: CaseFile) -> None:
    kept = document(
        "عنوان\r\nنص\ud800",
        bounds=Bounds("2025-01-01", None, "a date in the text"),
        title=Span(0, 5),
        boilerplate=(Span(7, 9),),
        flags=("undated", "opinion"),
        url="https://example.org/1",
    )
    found = Annotations(
        document=kept,
        pack="p",
        entities=(Entity(0, 3, type="ORG", id="x", name="X", rule="r"),),
        times=(Time(0, 2, type="DATE", value="2025", earliest="2025-01-01", latest="2025-12-31", rule="r"),),
        quantities=(Quantity(1, 2, low=1.5, high=None, kind="min", unit=Span(2, 3), rule="r"),),
        statements=(say(kept.text, "عنوان", "نص", "نص", "KP"),),
        agency="kcna",
    )
    documents.save(file, found, b"raw", AT)
    row = documents.resolve(file, kept.id)
    assert documents.annotations(file, row) == found
    assert documents.original(file, row) == b"raw"
    assert documents.reading(file, row) == AT
    stored = documents.find(file, kept.id)
    assert stored is not None and stored.document == kept and stored.counts == documents.counts(found)


def test_a_document_told_otherwise_takes_the_place_of_the_first(file: CaseFile) -> None:
    mention = Entity(0, 3, type="ORG", id="x", name="X", rule="r")
    keep(file, document("حزب الغد"), mention)
    keep(file, document("حزب الغد", published="2025-01-01"), mention)
    assert totals(file).documents == 1
    assert entities(file)[0].mentions == 1
    assert quotes(file, "الغد") == [["الغد"]]


@pytest.mark.parametrize("error", [RuntimeError, FileNotFoundError])
def test_a_transaction_happens_as_a_whole_or_not_at_all(file: CaseFile, error: type[Exception]) -> None:
    with pytest.raises(error), file.transaction():
        file.run("INSERT INTO originals VALUES ('x', ?, 1, 'a', 'b')", b"0")
        raise error
    assert file.rows("SELECT * FROM originals") == []


def test_a_missing_file_is_made_only_where_that_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="There is no case file"):
        open_file(tmp_path / "no.isnad", create=False)
    with pytest.raises(CaseError, match="There is no folder"):
        open_file(tmp_path / "no" / "no.isnad")
    with pytest.raises(CaseError, match="is a folder"):
        open_file(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_case(tmp_path: Path) -> None:
    (tmp_path / "c").touch()
    open_file(tmp_path / "c").close()
    open_file(tmp_path / "c", create=False).close()


def test_files_of_others_are_refused_untouched(tmp_path: Path) -> None:
    text, other = tmp_path / "text", tmp_path / "other.db"
    text.write_text("not a case, but long enough to be read")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(CaseError, match="is not a case file"):
        open_file(text)
    with pytest.raises(CaseError, match="of another program"):
        open_file(other)
    assert other.read_bytes() == before


def test_a_newer_case_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.isnad"
    opened = open_file(path)
    opened.run(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 6}")
    opened.close()
    with pytest.raises(
        CaseError, match=rf"newer Isnad \(schema {len(schema.MIGRATIONS) + 6}; this one knows {len(schema.MIGRATIONS)}\)"
    ):
        open_file(path)


def test_an_older_case_is_migrated_with_all_that_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.isnad"
    opened = open_file(path)
    keep(opened, document("نص قديم"))
    opened.close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE later (x)",)))
    opened = open_file(path)
    assert opened.row("PRAGMA user_version") == (len(schema.MIGRATIONS),)
    assert opened.rows("SELECT * FROM later") == []
    assert quotes(opened, "قديم") == [["قديم"]]


def test_a_case_of_before_its_texts_were_packed_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.isnad"
    kept = document("قال الوزير إن الاتفاق جاهز. " * 200)
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:4])
        opened = open_file(path)
        for column in ("address TEXT", "later INTEGER"):  # by which documents are kept now
            opened.run(f"ALTER TABLE documents ADD COLUMN {column}")
        keep(opened, kept, Entity(4, 10, "PER", "per-x", "الوزير", "r"))
        found = documents.annotations(opened, 1)
        opened.run("UPDATE documents SET text = ?", kept.text.encode())
        (layers,) = opened.row("SELECT layers FROM annotations")
        opened.run("UPDATE annotations SET layers = ?", unpacked(layers))
        for column in ("address", "later"):
            opened.run(f"ALTER TABLE documents DROP COLUMN {column}")
        opened.close()
    opened = open_file(path)
    assert documents.annotations(opened, 1) == found
    (size,) = opened.row("SELECT length(text) FROM documents")
    assert size < len(kept.text) / 10


def test_a_migration_that_fails_leaves_the_case_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.isnad"
    open_file(path).close()
    broken = ("CREATE TABLE later (x)", "CREATE NONSENSE")
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
        with pytest.raises(CaseError, match="gives an error"):
            open_file(path)
    opened = open_file(path)
    assert opened.row("SELECT count(*) FROM sqlite_master WHERE name = 'later'") == (0,)


def test_a_damaged_case_is_told(tmp_path: Path) -> None:
    path = tmp_path / "c.isnad"
    opened = open_file(path)
    for number in range(40):
        keep(opened, document(f"نص رقم {number} " * 50, f"{number}.txt"))
    opened.close()
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\x00\xff" * ((len(raw) - 4096) // 2)
    path.write_bytes(raw)
    with pytest.raises(CaseError, match="is damaged"):
        list(documents.rows(open_file(path)))


def test_a_locked_case_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.storage.sqlite._PATIENCE", 50)
    one, two = open_file(tmp_path / "c.isnad"), open_file(tmp_path / "c.isnad")
    with one.transaction():
        with pytest.raises(CaseError, match="being written by another program"):
            keep(two, document("نص"))
        assert documents.find(two, "x") is None  # reading goes on
    keep(two, document("نص"))


@pytest.mark.parametrize("name", ["a b#?%.isnad", "قضية.isnad"])
def test_odd_names_of_case_files(tmp_path: Path, name: str) -> None:
    open_file(tmp_path / name).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_read_only_case_can_be_read_and_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.isnad"
    opened = open_file(path)
    keep(opened, document("نص قديم"))
    opened.close()
    monkeypatch.setattr("isnad.storage.sqlite.os.access", lambda *_: False)  # root may write everything
    opened = open_file(path)
    assert quotes(opened, "قديم") == [["قديم"]]
    with pytest.raises(CaseError, match="read-only"):
        keep(opened, document("نص جديد"))


def test_a_closed_case_is_told(file: CaseFile) -> None:
    file.close()
    with pytest.raises(CaseError, match="has been closed"):
        file.rows("SELECT 1")


# ---- documents by reference -------------------------------------------------------------------


def test_references(file: CaseFile) -> None:
    for name in ("001_abc.txt", "002_abd.txt", "abc.txt"):
        keep(file, document(name, name))
    row = documents.resolve(file, "001")
    assert documents.resolve(file, documents.annotations(file, row).document.id) == row
    assert documents.resolve(file, documents.annotations(file, row).document.id[:8]) == row
    assert documents.resolve(file, "abc.txt") != row  # a whole name before a part of one
    with pytest.raises(CaseError, match=r"«00» may mean several documents: 001_abc\.txt \(\w+\), 002_abd\.txt"):
        documents.resolve(file, "00")
    for unknown in ("nothing", "", "  ", "%", "_x_", "'", "\ud800"):
        with pytest.raises(CaseError, match="No document is called"):
            documents.resolve(file, unknown)


def test_an_empty_case_says_so(file: CaseFile) -> None:
    with pytest.raises(CaseError, match="The case is empty"):
        documents.resolve(file, "x")


# ---- searching --------------------------------------------------------------------------------

SURFACES = ["قوات", "القوّات", "وقوات", "والقوات", "للقوات", "وبالقوات", "القـــوات"]


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("query", ["القوات", "قوات", "والقوات", "للقوات", "القوّات"])
def test_particles_article_and_harakat_do_not_matter(file: CaseFile, surface: str, query: str) -> None:
    keep(file, document(f"قال إن {surface} عبرت النهر"))
    assert quotes(file, query) == [[surface]]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("حر", "على البحر"),  # ب is no particle here
        ("له", "قال الله"),
        ("أن", "وصل الآن"),
        ("القوات", "قوتها"),
        ('"القوات الكورية"', "القوات كلها، والكورية خاصة"),
        ("قوات", "1000"),
        ("10", "1000"),
    ],
)
def test_other_words_are_not_found(file: CaseFile, query: str, text: str) -> None:
    keep(file, document(text))
    assert quotes(file, query) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("روسيا أوكرانيا", ["both"]),
        ("روسيا OR أوكرانيا", ["both", "russia", "ukraine"]),
        ("حرب روسيا OR أوكرانيا", ["both"]),
        ("روسيا -أوكرانيا", ["russia"]),
        ('"حرب روسيا"', ["both"]),
        ("«حرب روسيا»", ["both"]),
        ('روسيا -"حرب روسيا"', ["russia"]),
        ("رو*", ["both", "russia"]),
        ("-روسيا", []),
        ("OR روسيا OR", ["both", "russia"]),
    ],
)
def test_operators(file: CaseFile, query: str, expected: list[str]) -> None:
    for name, text in (("both", "بعد حرب روسيا مع أوكرانيا"), ("russia", "في روسيا"), ("ukraine", "إلى أوكرانيا")):
        keep(file, document(text, name))
    assert sorted(hit.document.name for hit in search(file, query)) == expected


@pytest.mark.parametrize("query", ["10000", "10,000", "10،000", "١٠٬٠٠٠"])
def test_numerals_are_found_in_every_writing(file: CaseFile, query: str) -> None:
    keep(file, document("قتل 10،000 جندي"))
    assert quotes(file, query) == [["10،000"]]


def test_furniture_is_not_searched(file: CaseFile) -> None:
    keep(file, document("اشترك الآن\nالخبر هنا", boilerplate=(Span(0, 10),)))
    assert quotes(file, "اشترك") == []
    assert quotes(file, "الخبر") == [["الخبر"]]


def test_what_stands_side_by_side_comes_first(file: CaseFile) -> None:
    keep(file, document("القوات " + "ثم كلام كثير جدا " * 3 + "الكورية", "far"))
    keep(file, document("ثم كلام كثير جدا " * 3 + "القوات الكورية", "near"))
    assert [hit.document.name for hit in search(file, "القوات الكورية")] == ["near", "far"]
    assert len(search(file, "القوات", limit=1)) == 1


@given(st.text())
@settings(max_examples=300)
def test_the_index_keeps_our_words_as_they_are(text: str) -> None:
    """FTS5's tokenizer neither splits, joins nor changes a term."""
    connection = sqlite3.connect(":memory:")
    connection.execute(schema.MIGRATIONS[0][-1])
    connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (search, row)")
    kept = index_words(document(text))
    connection.execute("INSERT INTO search (rowid, words) VALUES (1, ?)", (kept,))
    assert {term for term, *_ in connection.execute("SELECT * FROM terms")} == set(kept.split())
    connection.close()


@given(st.text(st.characters(categories=("L", "Nd", "Mn")), min_size=1))
def test_every_word_is_found_under_itself(text: str) -> None:
    for word in words(fold(text)):
        assert set(sought(word.form)) & set(indexed(word.form))


ODD = st.text(st.sampled_from(list("قوات الكورية\"«»-*OR|()^:{}'+~\\\0 \ud800😀١.,،AND NEAR")))


@pytest.fixture(scope="module")
def some(places: Places) -> Iterator[CaseFile]:
    opened = open_file(places())
    keep(opened, document("قالت القوات الكورية إن 10,000 جندي AND NEAR OR قالوا"))
    yield opened
    opened.close()


@given(query=st.one_of(st.text(), ODD))
@settings(max_examples=500)
def test_any_query_is_safe(some: CaseFile, query: str) -> None:
    for hit in search(some, query):
        assert parse(query).groups
        assert hit.spans == tuple(sorted(hit.spans, key=lambda span: span.start))
        assert all(span.quote(hit.document.text).strip() for span in hit.spans)


# ---- counting, exporting, own names -----------------------------------------------------------


def test_entities_are_counted_by_id_and_type(file: CaseFile) -> None:
    moscow = Entity(0, 5, type="GPE", id="RU", name="Moscow", rule="r")
    russia = [Entity(at, at + 5, type="GPE", id="RU", name="Russia", rule="r") for at in (8, 14)]
    keep(file, document("موسكو، روسيا، روسيا."), moscow, *russia)
    keep(file, document("موسكو", "b.txt"), moscow, Entity(0, 5, type="NORP", id="RU", name="Russian", rule="r"))
    first, second = entities(file)
    assert (first.id, first.type, first.mentions, first.documents) == ("RU", "GPE", 4, ("a.txt", "b.txt"))
    assert first.surfaces[0] == ("موسكو", 2)
    assert second.type == "NORP"
    assert entities(file, "NORP") == [second]
    assert entities(file, limit=1) == [first]
    assert entities(file, "PER") == []


KCNA = "أفادت الوكالة بأن الزعيم شدد على دعم بلاده، ونفى محللون ذلك، ويعتقد أن الحرب قريبة"


@pytest.fixture
def stated(file: CaseFile) -> CaseFile:
    """A case of two documents, the later name kept first."""
    short = "نفت روسيا الخبر"
    russia = Entity(4, 9, type="GPE", id="RU", name="Russia", rule="r")
    denial = say(short, "روسيا", "نفت", "الخبر", "RU", "deny")
    documents.save(
        file, Annotations(document=document(short, "b.txt"), pack="p", entities=(russia,), statements=(denial,)), b"", AT
    )
    names = (
        Entity(6, 13, type="ORG", id="kcna", name="KCNA", rule="r"),
        Entity(18, 24, type="PER", id="kim-jong-un", name="Kim Jong Un", rule="r"),
    )
    found = (
        say(KCNA, "الوكالة", "أفادت", "الزعيم شدد على دعم بلاده", "kcna"),
        say(KCNA, "الزعيم", "شدد", "دعم بلاده", "kim-jong-un", "assert", "kcna"),
        say(KCNA, "محللون", "نفى", "ذلك", "unnamed-محللون", "deny"),
        say(KCNA, "", "يعتقد", "الحرب قريبة", "unnamed", "estimate"),
    )
    kept = document(KCNA, "a.txt", published="2025-07-13", publisher="الساحل")
    documents.save(file, Annotations(document=kept, pack="p", entities=names, statements=found), b"", AT)
    return file


def contents(found: list[Said]) -> list[str]:
    return [said.content for said in found]


def test_statements_come_in_the_order_of_documents_and_text_with_their_words(stated: CaseFile) -> None:
    found = statements(stated)
    assert contents(found) == ["الزعيم شدد على دعم بلاده", "دعم بلاده", "ذلك", "الحرب قريبة", "الخبر"]
    second = found[1]
    assert (second.document, second.published, second.publisher) == ("a.txt", "2025-07-13", "الساحل")
    assert (second.source, second.cue, second.statement.stance) == ("الزعيم", "شدد", "assert")
    assert second.chain == (Link("kim-jong-un", "Kim Jong Un"), Link("kcna", "KCNA"))
    assert (found[3].source, found[3].chain) == (None, (Link("unnamed", None),))
    assert statements(stated, limit=2) == found[:2]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("الزعيم", ["دعم بلاده"]),
        ("زعيم", ["دعم بلاده"]),
        ("jong kim", ["دعم بلاده"]),  # what the case calls him
        ("kim-jong-un", ["دعم بلاده"]),
        ("وكالة", ["الزعيم شدد على دعم بلاده"]),
        ("RU", ["الخبر"]),
        ("موسكو kcna", []),
        ("الزعيم kcna", []),  # words of two sources
        ("محلّلون", ["ذلك"]),
        ("", []),
        ("؟!", []),
        ("' OR 1=1 --", []),
        ("%", []),
        ("\ud800", []),
    ],
)
def test_statements_by_source(stated: CaseFile, query: str, expected: list[str]) -> None:
    assert contents(statements(stated, query)) == expected


def test_statements_by_stance_and_unnamed(stated: CaseFile) -> None:
    assert contents(statements(stated, stance="deny")) == ["ذلك", "الخبر"]
    assert contents(statements(stated, unnamed=True)) == ["ذلك", "الحرب قريبة"]
    assert contents(statements(stated, unnamed=True, stance="deny")) == ["ذلك"]
    assert contents(statements(stated, "روسيا", "deny")) == ["الخبر"]
    assert statements(stated, "روسيا", unnamed=True) == []
    assert statements(stated, stance="praise") == []


def test_a_country_is_found_by_its_name_and_called_by_it_where_only_its_people_are_mentioned(file: CaseFile) -> None:
    text = "قال الجيش الروسي إن المدينة سقطت"
    russian = Entity(10, 16, type="NORP", id="RU", name="Russian", rule="r")
    said = say(text, "الجيش الروسي", "قال", "المدينة سقطت", "RU")
    documents.save(file, Annotations(document=document(text), pack="p", entities=(russian,), statements=(said,)), b"", AT)
    (found,) = statements(file, "روسيا")
    assert found.chain == (Link("RU", "Russia"),)


def test_statements_are_counted_and_go_with_their_document(stated: CaseFile) -> None:
    assert totals(stated).statements == 5
    again = document(KCNA, "a.txt", published="2025-07-14")
    documents.save(stated, Annotations(document=again, pack="p"), b"", AT)
    assert contents(statements(stated)) == ["الخبر"]
    row = documents.resolve(stated, "b.txt")
    fresh = say("نفت روسيا الخبر", "روسيا", "نفت", "روسيا الخبر", "RU", "deny")
    kept = documents.annotations(stated, row).document
    documents.save_annotations(stated, row, Annotations(document=kept, pack="p", statements=(fresh,)), "words-2")
    assert contents(statements(stated)) == ["روسيا الخبر"]
    assert (totals(stated).statements, stated.row("SELECT count(*) FROM statements")) == (1, (1,))


def test_an_empty_case_has_no_statements(file: CaseFile) -> None:
    assert statements(file) == statements(file, "كيم") == statements(file, unnamed=True, limit=3) == []


# ---- events and flows -------------------------------------------------------------------------


SENT = "أرسلت كوريا الشمالية 12 ألف جندي إلى روسيا في أكتوبر 2024، وقال الكرملين إن موسكو ستزودها بالنفط"
AGAIN = "إرسال الجنود إلى روسيا لم يحدث، ونفت روسيا أن بيونغ يانغ زودتها بقذائف، وقتل 9 أشخاص"


def tell(text: str, trigger: str, type: str, key: str, gives: str, takes: str, **more: object) -> Event:
    """Return an event whose trigger stands in the text as given; ``words`` are told as role=words."""
    at = text.index(trigger)
    filled: dict[str, str] = more.pop("filled", {})  # type: ignore[assignment]
    words = tuple((role, Span(start := text.index(words), start + len(words))) for role, words in filled.items())
    known: dict[str, object] = {
        "mode": "",
        "object": None,
        "time": None,
        "location": None,
        "factuality": "actual",
        "casualties": {},
        "statement": None,
        "same": 0,
    }
    parties = {"actors": tuple(gives.split()), "recipients": tuple(takes.split())}
    span = Span(at, at + len(trigger))
    return Event(trigger=span, key=key, type=type, rule=f"frame/{key}/verb", words=words, **parties, **(known | more))  # type: ignore[arg-type]


@pytest.fixture
def happened(file: CaseFile) -> CaseFile:
    """A case of two documents, the later name kept first, with one deed told twice in the first."""
    russia = Entity(16, 21, type="GPE", id="RU", name="Russia", rule="r")
    denial = say(AGAIN, "روسيا", "ونفت", "بيونغ يانغ زودتها بقذائف", "RU", "deny")
    later = (
        tell(AGAIN, "إرسال", "AID", "send", "", "RU", object="troops", factuality="denied", filled={"recipient": "روسيا"}),
        tell(
            AGAIN,
            "زودتها",
            "AID",
            "supply",
            "KP",
            "RU",
            object="ammunition",
            factuality="denied",
            statement=0,
            same=1,
            filled={"actor": "بيونغ يانغ"},
        ),
        tell(AGAIN, "قتل", "ASSAULT", "kill", "", "", casualties={"killed": (9.0, 9.0)}, same=2),
    )
    documents.save(
        file,
        Annotations(document=document(AGAIN, "b.txt"), pack="p", entities=(russia,), statements=(denial,), events=later),
        b"",
        AT,
    )
    names = (
        Entity(6, 20, type="GPE", id="KP", name="North Korea", rule="r"),
        Entity(38, 43, type="GPE", id="RU", name="Russia", rule="r"),
    )
    kremlin = say(SENT, "الكرملين", "قال", "موسكو ستزودها بالنفط", "RU")
    time = Time(47, 58, type="DATE", value="2024-10", earliest="2024-10-01", latest="2024-10-31", rule="t")
    men = Quantity(21, 27, low=12000.0, high=12000.0, kind="exact", unit=Span(28, 32), rule="q")
    filled = {"actor": "كوريا الشمالية", "recipient": "روسيا", "object": "12 ألف جندي"}
    sent = tell(SENT, "أرسلت", "AID", "send", "KP", "RU", object="troops", time="2024-10", filled=filled)
    found = (
        sent,
        tell(
            SENT,
            "ستزودها",
            "AID",
            "supply",
            "RU",
            "KP",
            object="energy",
            factuality="planned",
            statement=0,
            same=1,
            location="RU",
        ),
        tell(SENT, "أرسلت", "AID", "send", "KP", "RU", object="troops"),
    )
    kept = document(SENT, "a.txt", published="2025-07-13T10:00:00", publisher="الساحل")
    documents.save(
        file,
        Annotations(
            document=kept, pack="p", entities=names, times=(time,), quantities=(men,), statements=(kremlin,), events=found
        ),
        b"",
        AT,
    )
    return file


def triggers(found: list[Told]) -> list[str]:
    return [told.trigger for told in found]


def test_events_come_in_the_order_of_documents_and_text_each_deed_once(happened: CaseFile) -> None:
    assert triggers(events(happened)) == ["أرسلت", "ستزودها", "إرسال", "زودتها", "قتل"]
    assert triggers(events(happened, repeats=True)) == ["أرسلت", "ستزودها", "أرسلت", "إرسال", "زودتها", "قتل"]
    assert triggers(events(happened, limit=2)) == ["أرسلت", "ستزودها"]


def test_an_event_has_its_words_names_day_and_standing(happened: CaseFile) -> None:
    sent, supplied, *_, killed = events(happened)
    assert (sent.document, sent.publisher, sent.day, sent.source, sent.stance) == ("a.txt", "الساحل", "2024-10-01", None, None)
    assert (sent.actors, sent.recipients) == ((Link("KP", "North Korea"),), (Link("RU", "Russia"),))
    assert sent.words == (("actor", "كوريا الشمالية"), ("recipient", "روسيا"), ("object", "12 ألف جندي"))
    assert sent.amounts == (Amount("12 ألف جندي", 12000, 12000, "exact", "جندي"),)
    assert (supplied.day, supplied.source, supplied.stance) == ("2025-07-13", Link("RU", "Russia"), "assert")
    assert (supplied.location, supplied.amounts) == (Link("RU", "Russia"), ())
    assert (killed.day, killed.event.casualties, killed.location) == (None, {"killed": (9, 9)}, None)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"type": "ASSAULT"}, ["قتل"]),
        ({"type": "PROTEST"}, []),
        ({"mode": "arrest"}, []),
        ({"actor": "KP"}, ["أرسلت", "زودتها"]),
        ({"actor": "كوريا الشمالية"}, ["أرسلت", "زودتها"]),
        ({"actor": "بيونغ يانغ"}, ["زودتها"]),
        ({"actor": "الشمالية"}, ["أرسلت", "زودتها"]),
        ({"actor": "kp", "recipient": "Russia"}, ["أرسلت", "زودتها"]),
        ({"recipient": "لروسيا"}, []),
        ({"recipient": "روسيا", "factuality": "denied"}, ["إرسال", "زودتها"]),
        ({"actor": "روسيا"}, ["ستزودها"]),
        ({"actor": ""}, []),
        ({"actor": "' OR 1=1 --"}, []),
        ({"recipient": "\ud800"}, []),
        ({"since": "2024-10"}, ["أرسلت", "ستزودها"]),
        ({"since": "2024-11"}, ["ستزودها", "أرسلت"]),
        ({"until": "2024-10"}, ["أرسلت"]),
        ({"until": "2024"}, ["أرسلت"]),
        ({"since": "2024-10-02", "until": "2025-07-12"}, []),
        ({"since": "2025-07-13", "until": "2025-07-13"}, ["ستزودها", "أرسلت"]),
    ],
)
def test_events_are_found(happened: CaseFile, asked: dict[str, object], expected: list[str]) -> None:
    assert triggers(events(happened, **asked)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("date", ["", "someday", "2024-13", "2024-02-30", "24-10", "2024-10-1", "٢٠٢٤"])
def test_what_is_no_date_is_told(happened: CaseFile, date: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        events(happened, since=date)


def test_one_event_is_found_by_its_id(happened: CaseFile) -> None:
    first = events(happened)[0]
    assert first.id == f"{first.document_id}:0"
    assert event(happened, first.id) == event(happened, "a:0") == event(happened, " a.txt:0 ") == first
    assert event(happened, "b:2").trigger == "قتل"


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("a", "«a» names no event. DOCUMENT:NUMBER does"),
        (":1", "names no event"),
        ("a:-1", "names no event"),
        ("a:٣", "names no event"),
        ("", "names no event"),
        ("a:3", "There is no event 3 in a.txt. Its events are 0 to 2."),
        ("zzz:0", "No document is called «zzz»"),
        ("\ud800:0", "No document is called"),
    ],
)
def test_an_unknown_event_is_told(happened: CaseFile, reference: str, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        event(happened, reference)


def test_flows_put_the_documents_together(happened: CaseFile) -> None:
    found = flows(happened)
    told = [(flow.giver and flow.giver.id, flow.item, flow.receiver and flow.receiver.id) for flow in found]
    assert told == [("KP", "ammunition", "RU"), ("KP", "troops", "RU"), ("RU", "energy", "KP"), (None, "troops", "RU")]
    _, troops, energy, unknown = found
    assert (troops.first, troops.last, troops.documents) == ("2024-10-01", "2024-10-01", ("a.txt",))
    assert [amount.words for amount in troops.amounts] == ["12 ألف جندي"]
    assert [report.event.factuality for report in energy.reports] == ["planned"]
    assert (unknown.first, unknown.last, unknown.type) == (None, None, "AID")


def test_a_flow_that_two_documents_tell_comes_first_and_has_both(happened: CaseFile) -> None:
    again = tell(SENT, "أرسلت", "AID", "send", "KP", "RU", object="troops")
    documents.save(happened, Annotations(document=document(SENT, "c.txt"), pack="p", events=(again,)), b"", AT)
    first = flows(happened)[0]
    assert (first.item, first.documents, len(first.reports)) == ("troops", ("a.txt", "c.txt"), 2)


def test_what_is_withheld_is_no_gift(file: CaseFile) -> None:
    cut = tell(SENT, "أرسلت", "SANCTION", "cut", "RU", "KP UA", object="energy")
    given = tell(SENT, "أرسلت", "AID", "send", "RU", "UA", object="energy", same=1)
    documents.save(file, Annotations(document=document(SENT), pack="p", events=(cut, given)), b"", AT)
    assert [(flow.type, flow.receiver and flow.receiver.id) for flow in flows(file)] == [
        ("SANCTION", "KP"),
        ("AID", "UA"),
        ("SANCTION", "UA"),
    ]


def test_events_are_counted_and_go_with_their_document(happened: CaseFile) -> None:
    assert totals(happened).events == 6
    row = documents.resolve(happened, "b.txt")
    kept = documents.annotations(happened, row).document
    documents.save_annotations(happened, row, Annotations(document=kept, pack="p"), "words-2")
    assert triggers(events(happened)) == ["أرسلت", "ستزودها"]
    again = document(SENT, "a.txt", published="2025-07-14", publisher="الساحل")
    documents.save(happened, Annotations(document=again, pack="p"), b"", AT)
    assert (events(happened), flows(happened)) == ([], [])
    assert (totals(happened).events, happened.row("SELECT count(*) FROM events"), happened.row("SELECT count(*) FROM roles")) == (
        *(0, (0,), (0,)),
    )


def test_an_empty_case_has_no_events(file: CaseFile) -> None:
    assert (events(file), events(file, actor="كيم", since="2024"), flows(file)) == ([], [], [])


def test_export_line() -> None:
    text = "قتل 12 جندياً في فرنسا أمس"
    kept = document(text, published="2025-07-13")
    found = Annotations(
        document=kept,
        pack="p",
        entities=(Entity(17, 22, type="GPE", id="FR", name="France", rule="name/gpe"),),
        times=(Time(23, 26, type="DATE", value="2025-07-12", earliest="2025-07-12", latest="2025-07-12", rule="t"),),
        quantities=(Quantity(4, 6, low=12.0, high=12.5, kind="exact", unit=Span(7, 13), rule="q"),),
    )
    line = document_line(found)
    assert (line["kind"], line["doc"], line["id"], line["title"], line["flags"]) == ("document", "a.txt", kept.id, None, [])
    assert line["entities"][0] | {"annotation": "", "wikidata": "", "country": ""} == {
        "start": 17, "end": 22, "type": "GPE", "id": "FR", "name": "France", "rule": "name/gpe",
        "annotation": "", "wikidata": "", "country": "",
    }  # fmt: skip
    quantity = line["quantities"][0]
    assert (repr(quantity["low"]), quantity["high"], quantity["unit"]) == ("12", 12.5, {"start": 7, "end": 13})
    ids = {line["entities"][0]["annotation"], line["times"][0]["id"], quantity["id"]}
    assert len(ids) == 3 and line["statements"] == line["events"] == []


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ISNAD_HOME", str(tmp_path / "home"))
    return tmp_path


def write_names(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("surface,id,type,name", *rows)), encoding="utf-8")
    return path


def test_own_names_are_merged(home: Path) -> None:
    first = write_names(home / "1.csv", "حزب الغد,ghad,ORG,Tomorrow Party", "سامي بيك,sami,PER,")
    assert own_names.add(first) == own_names.Added(2, 0, 0)
    assert own_names.add(first) == own_names.Added(0, 0, 2)
    assert own_names.add(write_names(home / "2.csv", "حزبُ الغد,other,ORG,", "نص,x,PER,")) == own_names.Added(1, 1, 0)
    assert [(surface, name.id) for surface, name in own_names.load().rows] == [
        ("حزبُ الغد", "other"),
        ("سامي بيك", "sami"),
        ("نص", "x"),
    ]
    assert own_names.load().rows[1][1] == Name("sami", "PER", "سامي بيك", {})
    assert own_names.clear() == 3
    assert own_names.load().rows == ()


def test_a_faulty_file_adds_nothing(home: Path) -> None:
    with pytest.raises(ValueError, match=r"bad.csv:3: type 'X'"):
        own_names.add(write_names(home / "bad.csv", "حزب الغد,ghad,ORG,", "نص,x,X,"))
    assert own_names.load().rows == ()
