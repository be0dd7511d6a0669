"""The case: what is read is kept once, found again, exported in the form that GUIDE.md gives."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad import Case, parse
from isnad.case import CaseError, Link, Progress
from isnad.languages.names import Name, UserNames
from isnad.model import Annotations, Document

ARTICLES = {
    "a.txt": "القوات تتقدم\n\nقالت وزارة الدفاع الروسية إن القوّات تقدمت أمس، وإن 12 جنديا جرحوا قرب مدينة كورسك.\n",
    "b.txt": "وقف القتال\n\nدعا الرئيس فلاديمير بوتين إلى دعم للقوات وقوات الحدود في أبريل الماضي، بحسب الوكالة.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "manifest.csv").write_text("file,published\na.txt,2025-07-13\nb.txt,2025-07-14\n", encoding="utf-8")
    return folder


def test_reading_twice_changes_nothing(folder: Path, place: Path | str) -> None:
    with Case.open(place) as case:
        assert case.read(folder).new == 2
        before = list(case.export_annotations())
        again = case.read(folder)
        assert (again.new, again.unchanged) == (0, 2)
        assert list(case.export_annotations()) == before
    with Case.open(place, create=False) as case:
        assert list(case.export_annotations()) == before


def test_search_finds_a_word_under_harakat_and_particles(folder: Path, place: Path | str) -> None:
    with Case.open(place) as case:
        case.read(folder)
        hits = case.search("القوات")
        found = {hit.document.name: [span.quote(hit.document.text) for span in hit.spans] for hit in hits}
    assert "القوّات" in found["a.txt"]
    assert any("قوات" in quote for quote in found["b.txt"])


def test_the_export_has_the_form_of_the_guide(folder: Path, place: Path | str) -> None:
    with Case.open(place) as case:
        case.read(folder)
        first, second = (row for row in case.export_annotations() if row["kind"] == "document")
    assert (first["kind"], first["doc"], second["doc"]) == ("document", "a.txt", "b.txt")
    text = ARTICLES["a.txt"]
    mentions = {text[e["start"] : e["end"]]: e for e in first["entities"]}
    assert mentions["كورسك"]["type"] == "GPE"
    assert mentions["وزارة الدفاع الروسية"]["type"] == "ORG"
    assert [(t["type"], t["value"]) for t in first["times"]] == [("DATE", "2025-07-12")]
    assert [(q["low"], q["high"], q["kind"]) for q in first["quantities"]] == [(12, 12, "exact")]
    assert [t["value"] for t in second["times"]] == ["2025-04"]


def test_entities_count_mentions_and_spellings(folder: Path, place: Path | str) -> None:
    with Case.open(place) as case:
        case.read(folder)
        assert any(named.id == "vladimir-putin" for named in case.entities())


SAID = (
    "اجتماع\n\nأفادت وكالة الأنباء المركزية الكورية بأن الزعيم كيم جونغ أون أكد أن بلاده مستعدة. ونفت وزارة الدفاع الروسية ذلك.\n"
)


def test_statements_tell_who_says_what_on_whose_word(folder: Path, place: Path | str) -> None:
    (folder / "c.txt").write_text(SAID, encoding="utf-8")
    with Case.open(place) as case:
        report = case.read(folder)
        found = case.statements()
        assert report.statements == case.totals().statements == len(found) >= 4
        assert [said.document for said in found] == sorted(said.document for said in found)
        (first,) = case.statements("وزارة الدفاع الروسية", "assert")
        kim = next(said for said in case.statements("كيم") if said.cue == "أكد")
    assert (first.document, first.published, first.cue) == ("a.txt", "2025-07-13", "قالت")
    assert first.source == "وزارة الدفاع الروسية"
    assert "القوّات تقدمت أمس" in first.content
    assert (kim.document, kim.source, kim.content) == ("c.txt", "كيم جونغ أون", "بلاده مستعدة")
    assert [link.id for link in kim.chain] == ["kim-jong-un", "kcna"] == list(kim.statement.chain)
    assert kim.statement.content.quote(SAID) == kim.content


def test_a_case_that_is_refreshed_or_told_otherwise_keeps_each_statement_once(folder: Path, place: Path | str) -> None:
    names = UserNames([("الحدود", Name("border-guard", "ORG", "Border Guard", {}))])
    with Case.open(place) as case:
        case.read(folder)
        before = case.statements()
        case.refresh(names)
        assert case.statements() == before
        (folder / "manifest.csv").write_text("file,published\na.txt,2024-03-02\nb.txt,2025-07-14\n", encoding="utf-8")
        case.read(folder, names=names)
        assert len(case.statements()) == len(before) == case.totals().statements


def test_a_case_in_which_nobody_speaks(tmp_path: Path, place: Path | str) -> None:
    (tmp_path / "a.txt").write_text("وصل القطار إلى المحطة صباحا.\n", encoding="utf-8")
    with Case.open(place) as case:
        assert case.read(tmp_path / "a.txt").statements == 0
        assert case.statements() == case.statements("القطار") == case.statements(unnamed=True) == []


def test_events_and_flows_tell_who_gives_what_to_whom(tmp_path: Path, place: Path | str) -> None:
    text = "الدعم العسكري\n\nزودت كوريا الشمالية روسيا بقذائف مدفعية في أكتوبر 2024.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Case.open(place) as case:
        report = case.read(tmp_path / "a.txt", published="2025-07-13", publisher="الساحل")
        (told,) = case.events(type="AID", actor="كوريا الشمالية", recipient="RU", since="2024-10", until="2024")
        (flow,) = case.flows()
        assert report.events == case.totals().events == len(case.events(repeats=True))
        assert case.event(told.id) == case.event("a:0") == told
    assert (told.document, told.publisher, told.day, told.trigger) == ("a.txt", "الساحل", "2024-10-01", "زودت")
    assert (told.actors, told.recipients) == ((Link("KP", "North Korea"),), (Link("RU", "Russia"),))
    assert ("object", "قذائف مدفعية") in told.words
    assert (flow.giver, flow.item, flow.receiver) == (told.actors[0], "ammunition", told.recipients[0])
    assert flow.reports == (told,)


def test_a_case_in_which_nothing_happens(tmp_path: Path, place: Path | str) -> None:
    (tmp_path / "a.txt").write_text("كانت السماء صافية في ذلك المساء الهادئ.\n", encoding="utf-8")
    with Case.open(place) as case:
        assert case.read(tmp_path / "a.txt").events == 0
        assert (case.events(), case.events(actor="روسيا"), case.flows()) == ([], [], [])
        with pytest.raises(CaseError, match="No event was found in it"):
            case.event("a:0")
        with pytest.raises(ValueError, match="not a date: 'someday'"):
            case.events(since="someday")


def test_parsing_gives_words_phrases_and_clauses_with_their_surface() -> None:
    text = "وَأفادت الوكالة بأن كيم شدد على دعم بلاده لـ«للجنود»"
    parsed = parse(text)
    words = {word.quote(text): word for word in parsed.words}
    assert (words["وَأفادت"].particles, words["وَأفادت"].tag, words["وَأفادت"].stem.quote(text)) == ("و", "V", "أفادت")
    assert (words["وَأفادت"].lemma, words["وَأفادت"].tense, words["وَأفادت"].gender) == ("افاد", "past", "f")
    assert (words["بلاده"].stem.quote(text), words["بلاده"].pronoun, words["بلاده"].tag) == ("بلاد", "ه", "N")
    assert (words["للجنود"].stem.quote(text), words["للجنود"].definite, words["للجنود"].by) == ("لجنود", True, "lexicon")
    assert words["كيم"].by == "model"
    assert "دعم بلاده" in [phrase.quote(text) for phrase in parsed.phrases]
    main, that = parsed.clauses[:2]
    assert (main.kind, main.parent, that.kind, that.parent) == ("main", None, "that", 0)
    assert main.subject and that.subject and (main.subject.quote(text), that.subject.quote(text)) == ("الوكالة", "كيم")
    assert that.verb is not None and parsed.words[that.verb].quote(text) == "شدد"
    assert [(found.preposition, found.phrase.quote(text)) for found in that.complements][:1] == [("علي", "دعم بلاده")]
    assert [(span.quote(text), span.depth) for span in parsed.quotations] == [("للجنود", 1)]


@pytest.mark.parametrize("text", ["", " ", "؟!", "ـ", "\n\n«»"])
def test_parsing_what_holds_no_word(text: str) -> None:
    parsed = parse(text)
    assert (parsed.words, parsed.phrases, parsed.clauses) == ((), (), ())


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from(list('وقالت إن له بهم للقوات التي كان ل ب 12،.«»"\n\u064b\u0640x'))))
def test_any_text_is_parsed_and_every_span_stands_in_it(text: str) -> None:
    parsed = parse(text)
    assert all(0 <= word.start <= word.stem.start < word.stem.end <= word.end <= len(text) for word in parsed.words)
    assert all(clause.first < clause.last <= len(parsed.words) for clause in parsed.clauses)
    assert all(clause.parent is None or clause.parent < at for at, clause in enumerate(parsed.clauses))


def test_a_file_that_is_no_case_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.isnad"
    path.write_bytes(b"this is not a database, whatever its name says" * 100)
    before = path.read_bytes()
    with pytest.raises(Exception, match=r"c\.isnad"), Case.open(path) as case:
        list(case.documents())
    assert path.read_bytes() == before


def test_an_unknown_document_is_named_in_the_error(folder: Path, place: Path | str) -> None:
    with Case.open(place) as case:
        case.read(folder)
        assert case.document("b").name == "b.txt"
        with pytest.raises(Exception, match="zzz"):
            case.document("zzz")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(st.text(max_size=30), st.text('"-()*:^ORANDNEARقوات ', max_size=20)))
def test_any_query_is_safe(query: str, folder: Path, tmp_path: Path) -> None:
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(folder)
        for hit in case.search(query):
            assert all(0 <= span.start < span.end <= len(hit.document.text) for span in hit.spans)


def test_killed_while_reading_it_holds_whole_documents_and_reading_again_finishes(tmp_path: Path) -> None:
    folder, path = tmp_path / "many", tmp_path / "c.isnad"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(f"{ARTICLES['a.txt']}رقم {number}\n", encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-m", "isnad", "read", folder, "--case", path], stdout=subprocess.DEVNULL)
    while process.poll() is None and not _documents(path):
        time.sleep(0.02)
    process.kill()
    process.wait()
    with Case.open(path) as case:
        kept = {document.name for document in case.documents()}
        assert kept
        assert all(case.annotations(name).times for name in kept)
        report = case.read(folder)
        assert (report.unchanged, report.new) == (len(kept), 200 - len(kept))


def _documents(path: Path) -> int:
    """Count the documents that the file holds so far, 0 while it cannot be read."""
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.Error:
        return 0


# ---- what a second reading does ---------------------------------------------------------------


def test_a_second_reading_leaves_the_file_as_it_was_to_the_byte(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.isnad"
    with Case.open(path) as case:
        case.read(folder)
    before = path.read_bytes()
    with Case.open(path) as case:
        assert case.read(folder).unchanged == 2
    assert path.read_bytes() == before


def test_other_metadata_update_a_document(folder: Path, place: Path | str) -> None:
    with Case.open(place) as case:
        case.read(folder)
        (folder / "manifest.csv").write_text("file,published\na.txt,2024-03-02\nb.txt,2025-07-14\n", encoding="utf-8")
        report = case.read(folder)
        assert (report.updated, report.unchanged) == (1, 1)
        assert [time.value for time in case.annotations("a.txt").times] == ["2024-03-01"]
        assert case.totals().documents == 2


def test_names_of_the_user_refresh_a_case(folder: Path, place: Path | str) -> None:
    names = UserNames([("الحدود", Name("border-guard", "ORG", "Border Guard", {}))])
    with Case.open(place) as case:
        case.read(folder)
        assert case.refresh().refreshed == 0
        report = case.refresh(names)
        assert (report.refreshed, report.unchanged) == (2, 0)
        assert "border-guard" in {named.id for named in case.entities()}
        assert case.read(folder, names=names).unchanged == 2
        assert case.read(folder).refreshed == 2
        assert "border-guard" not in {named.id for named in case.entities()}


def test_a_changed_file_is_another_document_and_the_first_is_kept(folder: Path, place: Path | str) -> None:
    with Case.open(place) as case:
        case.read(folder)
        first = case.document("a.txt").id
        (folder / "a.txt").write_text("صار الخبر غير ما كان عليه بالأمس.\n", encoding="utf-8")
        assert case.read(folder).new == 1
        assert case.original(first) == ARTICLES["a.txt"].encode()
        with pytest.raises(CaseError, match=first):
            case.document("a.txt")


def test_the_order_of_reading_does_not_matter(folder: Path, tmp_path: Path) -> None:
    exports = []
    for number, order in enumerate((["a.txt", "b.txt"], ["b.txt", "a.txt"])):
        with Case.open(tmp_path / f"{number}.isnad") as case:
            case.read(*(folder / name for name in order))
            exports.append(list(case.export_annotations()))
    assert exports[0] == exports[1]


# ---- what cannot be read, or not annotated ----------------------------------------------------


def test_a_language_without_a_pack_is_kept_searched_and_counted(tmp_path: Path, place: Path | str) -> None:
    english = "The ministry said on Thursday that twelve soldiers had been wounded near the river, and denied the rest.\n"
    (tmp_path / "en.txt").write_text(english * 4, encoding="utf-8")
    with Case.open(place) as case:
        report = case.read(tmp_path / "en.txt")
        assert (report.new, report.not_annotated) == (1, 1)
        assert case.totals().not_annotated == 1
        assert "ar" not in report.languages
        assert len(case.search("Soldiers")[0].spans) == 4
        (line,) = case.export_annotations()
        assert (line["pack"], line["entities"]) == (None, [])


def test_an_article_on_which_a_rule_fails_costs_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, place: Path | str
) -> None:
    def failing(document: Document, **_: object) -> Annotations:
        if document.name == "a.txt":
            raise ZeroDivisionError("of its own making")
        return Annotations(document=document, pack="p")

    monkeypatch.setattr("isnad.annotation.annotate", failing)
    with Case.open(place) as case:
        report = case.read(folder)
        assert report.new == 1
        assert [(fault.name, "ZeroDivisionError" in fault.reason) for fault in report.faults] == [("a.txt", True)]


def test_a_name_that_is_no_unicode(tmp_path: Path, place: Path | str) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (tmp_path / name).write_text(ARTICLES["a.txt"], encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only Unicode")
    with Case.open(place) as case:
        assert case.read(tmp_path).faults == ()
        assert case.read(tmp_path).unchanged == 1
        assert case.document("caf").name.startswith("caf")


def test_progress_is_told(folder: Path, place: Path | str) -> None:
    told: list[Progress] = []
    with Case.open(place) as case:
        case.read(folder, progress=told.append)
        assert told == [Progress(1, 2, "a.txt"), Progress(2, 2, "b.txt")]
        (folder / "c.jsonl").write_text('{"text": "نص"}\n{"text": "نص"}\n', encoding="utf-8")
        case.read(folder, progress=told.append)
        assert told[-1] == Progress(4, None, "c.jsonl#2")
