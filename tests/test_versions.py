"""Versions: one article told anew is one document, and what its outlet changed is seen."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from litestar.testing import TestClient

from isnad import Case
from isnad.case import Claimed
from isnad.cli import cli
from isnad.model import Page
from isnad.web.app import application
from isnad.web.shelf import Shelf
from tests.conftest import Places

ADDRESS = "https://fajr.example/a/1"
DEAD = "قالت وزارة الصحة السودانية إن {} شخصا قتلوا في هجوم على الخرطوم يوم الاثنين."
SENT = "وأعلنت روسيا أنها أرسلت 300 جندي إلى سوريا."
DENIED = "ونفت الحكومة السودانية انسحاب قواتها من الخرطوم."


def page(*sentences: str, name: str = ADDRESS, **known: Any) -> Page:
    text = "\n\n".join(sentences)
    told = {"url": ADDRESS, "publisher": "صحيفة الفجر", "published": "2025-07-01"} | known
    return Page(name=name, text=text, raw=text.encode(), **told)


FIRST, SECOND = page(DEAD.format(12), SENT, DENIED), page(DEAD.format(15), SENT)
OTHER = page(DEAD.format(12), name="nil.txt", url=None, publisher="جريدة النيل", published="2025-07-02")


@pytest.fixture
def case(place: Path | str) -> Iterator[Case]:
    with Case.open(place) as opened:
        yield opened


def read(case: Case, *pages: Page) -> None:
    for one in pages:
        assert case.read_pages([one]).faults == ()


def about(case: Case, words: str) -> Claimed:
    """Return the one claim that a report tells in these words."""
    found = [claimed for claimed in case.claims() if any(words in told.quote for told in claimed.reports)]
    assert len(found) == 1, [claimed.claim.gloss.ar for claimed in found]
    return found[0]


def shape(case: Case) -> list[Any]:
    """Return what does not depend on when articles were read."""
    return [(c.claim, c.documents) for c in sorted(case.claims(), key=lambda c: c.claim.id)]


def test_what_a_version_repeats_is_one_mention(case: Case) -> None:
    read(case, FIRST)
    before = about(case, "300 جندي")
    read(case, SECOND)
    after = about(case, "300 جندي")
    assert len(after.reports) == 1 and after.documents == 1 and after.claim.revisions == ()
    assert after.reports[0].document_id == case.document(ADDRESS).id != before.reports[0].document_id
    assert case.claim(before.claim.id) == after  # an address that somebody kept still leads there
    assert len(case.statements()) == 2 and len(case.events(repeats=True)) == len(case.annotations(ADDRESS).events)
    assert (case.totals().documents, len(list(case.documents()))) == (1, 2)
    assert [entity.mentions for entity in case.entities(id="SY")] == [1]
    assert [outlet.documents for outlet in case.outlets()] == [1] and len(case.latest()) == 1
    assert case.copies() == [] and len(case.stories()) == 1 and case.stories()[0].documents == (case.document(ADDRESS).id,)
    assert case.check().findings == ()


def test_what_an_outlet_changes_is_its_revision(case: Case) -> None:
    read(case, FIRST, OTHER, SECOND)
    claimed = about(case, "15")
    edited = [change for change in claimed.claim.revisions if change.edited]
    assert [(c.slot, c.old, c.new, c.by) for c in edited] == [("count", "12", "15", "صحيفة الفجر")]
    before, after = edited[0].between
    assert claimed.reports[before].quote.startswith("12") and claimed.reports[after].quote.startswith("15")
    assert claimed.documents == 2 and claimed.claim.most == 1
    assert all(before not in conflict.between for conflict in claimed.claim.conflicts)
    assert before not in {index for origin in claimed.claim.origins for index in origin.reports}
    (entry,) = [entry for entry in claimed.ledger if entry.report == after]
    assert [words.en for words in entry.changes][-1] == "the outlet edited its article: number: 12, then 15"


def test_what_an_outlet_takes_out_is_told_no_longer(case: Case) -> None:
    read(case, FIRST, SECOND)
    claimed = about(case, "انسحاب")
    assert "no longer told by its outlet" in [words.en for words in claimed.claim.standing]
    assert claimed.claim.later == {case.versions(ADDRESS)[0].document.id: case.document(ADDRESS).id}
    assert claimed.claim.id in {one.claim.id for one in case.claims(story=ADDRESS)}


def test_other_words_for_the_same_are_a_revision_of_words(case: Case) -> None:
    read(case, FIRST, page(DEAD.format(12).replace("قتلوا في هجوم", "لقوا مصرعهم في هجوم"), SENT, DENIED))
    changes = [change for claimed in case.claims() for change in claimed.claim.revisions]
    assert changes and all(change.edited for change in changes)
    assert any(change.slot == "words" and "لقوا" in change.new for change in changes)


def test_the_order_of_reading_other_articles_does_not_matter(places: Places) -> None:
    made = []
    for order in ([FIRST, SECOND, OTHER], [OTHER, FIRST, SECOND], [FIRST, OTHER, SECOND]):
        with Case.open(places()) as case:
            read(case, *order)
            made.append(shape(case))
    assert made[0] == made[1] == made[2]


def test_an_article_taken_out_leaves_the_earlier_version_standing(case: Case, places: Places) -> None:
    read(case, FIRST, OTHER, SECOND)
    case.remove(case.document(ADDRESS).id, why="mistake", by="me")
    with Case.open(places()) as never:
        read(never, FIRST, OTHER)
        assert shape(case) == shape(never)
        assert case.entities() == never.entities() and case.totals() == never.totals()
    assert case.check().findings == ()


def test_a_version_in_the_middle_can_be_taken_out(case: Case, places: Places) -> None:
    third = page(DEAD.format(15), SENT, DENIED)
    read(case, FIRST, SECOND, third)
    case.remove(case.versions(ADDRESS)[1].document.id, why="mistake", by="me")
    with Case.open(places()) as never:
        read(never, FIRST, third)
        assert shape(case) == shape(never)


def test_what_is_put_back_stands_again(case: Case) -> None:
    read(case, FIRST, SECOND)
    assert case.read_pages([FIRST]).updated == 1
    assert [len(version.edits) for version in case.versions(ADDRESS)] == [0, 2]
    assert case.document(ADDRESS).text == FIRST.text
    assert about(case, "انسحاب").claim.later == {}
    assert case.read_pages([FIRST]).unchanged == 1


def test_times_of_change_say_which_stands(case: Case) -> None:
    newer, older = (page(*pair, modified=time) for pair, time in (((DEAD.format(15), SENT), "2025-07-01T09:00:00Z"), ((DEAD.format(12), SENT), "2025-07-01T11:30:00+03:00")))  # fmt: skip
    read(case, newer, older)
    assert case.document(ADDRESS).text == newer.text
    read(case, page(DEAD.format(15), flags := SENT[:20], modified="2025-07-02"))
    assert case.document(ADDRESS).text.endswith(flags)  # one without a time of day: then the last that was read


def test_a_cut_page_takes_the_place_of_no_whole_one(case: Case) -> None:
    read(case, page(DEAD.format(12), SENT, DENIED), page(DEAD.format(12), "هذا المحتوى للمشتركين فقط", "اشترك لقراءة المزيد"))
    (whole, cut) = sorted(case.documents(), key=lambda document: "truncated" in document.flags)
    if "truncated" not in cut.flags:
        pytest.skip("this wording is not known as a wall")
    assert case.document(ADDRESS).id == whole.id


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (page(DEAD.format(12), name="a.txt", url=None), page(SENT, DENIED, name="a.txt", url=None)),
        (page(DEAD.format(12), name="rows.csv#1"), page(SENT, DENIED, name="rows.csv#2")),
        (page(DEAD.format(12), name=f"{ADDRESS}#1"), page(SENT, DENIED, name=f"{ADDRESS}#1")),
        (
            page(DEAD.format(12), SENT, name="a.txt", url=None),
            page(DEAD.format(15), SENT, name="a.txt", url=None, publisher="أخرى"),
        ),
    ],
    ids=["another folder's file", "one home page for all", "entries of a live blog", "two outlets"],
)
def test_what_only_seems_to_be_a_version_is_none(case: Case, first: Page, second: Page) -> None:
    read(case, first, second)
    assert len(case.latest()) == 2
    assert all(claimed.claim.later == {} for claimed in case.claims())


def test_a_file_that_was_edited_is_a_version(case: Case) -> None:
    read(case, *(page(DEAD.format(number), SENT, DENIED, name="a.txt", url=None) for number in (12, 15)))
    assert len(case.latest()) == 1 and len(case.versions("a.txt")) == 2


def test_a_judgement_holds_for_words_that_stand_unchanged(case: Case) -> None:
    read(case, FIRST)
    told = about(case, "300 جندي").reports[0]
    case.judge("reject", told.report.id, by="me", why="misread")
    assert not [c for c in case.claims() if any("300 جندي" in r.quote for r in c.reports)]
    read(case, SECOND)
    assert not [c for c in case.claims() if any("300 جندي" in r.quote for r in c.reports)]
    (judged,) = case.judgements()
    assert judged.state == "applies"


def test_versions_on_the_command_line_and_the_page(place: Path | str) -> None:
    with Case.open(place) as case:
        read(case, FIRST, SECOND)
        old, new = (version.document.id for version in case.versions(ADDRESS))
        claim = about(case, "15").claim.id
    run = CliRunner()
    lines = [json.loads(line) for line in run.invoke(cli, ["versions", str(place), old, "--json"]).output.splitlines()]
    assert [(line["id"], line["stands"]) for line in lines] == [(old, False), (new, True)]
    heads = [line for line in run.invoke(cli, ["versions", str(place), ADDRESS]).output.splitlines() if line[:1].isdigit()]
    assert ["stands" in head for head in heads] == [False, True]
    shown = run.invoke(cli, ["claim", str(place), claim, "--plain"]).output
    assert "صحيفة الفجر edited its article, count: 12" in shown and "[earlier version]" in shown
    shelf = Shelf(place)
    with TestClient(application(shelf, ["testserver.local"]), base_url="http://testserver.local") as client:
        earlier, standing = (client.get(f"/docs/{id}?lang=en").text for id in (old, new))
        assert "An earlier version" in earlier and "An earlier version" not in standing
        assert "<del>12</del>" in standing and "<ins>15</ins>" in standing
        assert f"b={old}" not in standing and f"b={new}" not in earlier  # one article is not compared with itself
        assert "in an earlier version" in client.get(f"/claims/{claim}?lang=en").text
    shelf.close()
