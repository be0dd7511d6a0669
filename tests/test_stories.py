"""Stories: which documents of a case belong together."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from isnad import Case
from isnad.case import CaseError
from isnad.cli import cli
from isnad.connection.stories import stories


def told(*claims: str) -> dict[str, list[str]]:
    """Return claims, each by the documents (letters) that tell it."""
    return {str(number): list(documents) for number, documents in enumerate(claims)}


def test_documents_that_share_two_claims_are_one_story_those_that_share_none_are_not() -> None:
    assert stories(told("ab", "ab", "a", "a", "a", "b", "b", "b", "cd", "cd", "e")) == (("a", "b"), ("c", "d"), ("e",))


def test_one_shared_claim_is_not_enough_where_both_tell_much_else() -> None:
    assert stories(told("ab", "a", "a", "a", "b", "b", "b")) == (("a",), ("b",))


def test_a_short_document_belongs_where_it_tells_little_else() -> None:
    assert stories(told("ab", "a", "a", "a", "b")) == (("a", "b"),)


def test_a_round_up_stands_in_both_of_its_stories_and_does_not_make_them_one() -> None:
    first, second = ("abr", "abr"), ("cdr", "cdr")
    assert stories(told(*first, *second)) == (("a", "b", "r"), ("c", "d", "r"))


def test_a_document_that_hangs_on_one_other_is_of_its_story() -> None:
    assert stories(told("abc", "abc", "cd", "cd", "de", "de")) == (("a", "b", "c", "d", "e"),)


def test_between_two_stories_a_document_goes_to_the_nearer_one() -> None:
    whole = stories(told("abc", "abc", "cx", "cx", "xy", "xy", "yz", "yz", "zde", "zde"))
    assert whole == (("a", "b", "c", "x"), ("d", "e", "y", "z"))


def test_news_that_everybody_has_joins_nobody() -> None:
    many = [f"d{number:03}" for number in range(80)]
    assert len(stories({"great": many, "greater": many})) == 80


def test_a_long_chain_needs_no_recursion() -> None:
    chain = {f"{at}{copy}": [f"{at:05}", f"{at + 1:05}"] for at in range(3000) for copy in "ab"}
    assert len(stories(chain)) == 1


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=4), max_size=12), st.randoms(use_true_random=False))
def test_every_document_is_in_a_story_and_the_order_does_not_matter(claims: list[set[str]], chance: Random) -> None:
    found = stories({str(number): documents for number, documents in enumerate(claims)})
    assert set().union(*found) == set().union(*claims)
    chance.shuffle(claims)
    assert found == stories({str(number): sorted(documents, reverse=True) for number, documents in enumerate(claims)})


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case of two stories: of a bank, and of an earthquake."""
    folder = Path(__file__).parent / "stories" / "development"
    with Case.open(tmp_path_factory.mktemp("two") / "two.isnad") as case:
        case.read(folder / "bank", folder / "quake")
        yield case


def test_a_case_falls_into_its_stories(two: Case) -> None:
    found = two.stories()
    folders = [{two.document(id).name.split("/")[0] for id in story.documents} for story in found]
    assert sorted(len(story.documents) for story in found) == [4, 4]
    assert all(len({name[:2] for name in folder}) for folder in folders)
    for story in found:
        days = [two.document(id).published for id in story.documents]
        assert story.id == story.documents[0]
        assert days == sorted(days, key=str) and (story.first, story.last) == (days[0], days[-1])
        assert story.gloss and story.gloss.ar and story.gloss.en
        assert story.names and story.claims > story.disputed
        assert {two.story(id) for id in (*story.documents, two.document(story.documents[1]).name)} == {story}
    assert {*found[0].documents}.isdisjoint(found[1].documents)


def test_stories_are_made_once_for_each_state_of_the_case(two: Case, tmp_path: Path) -> None:
    assert two.stories() is two.stories()
    with Case.open(tmp_path / "c.isnad") as case, Case.open(tmp_path / "c.isnad") as other:
        assert case.stories() == []
        (tmp_path / "a.txt").write_text("قال وزير الصحة إن 12 شخصاً قتلوا في بيروت.", encoding="utf-8")
        other.read(tmp_path / "a.txt")
        assert [len(story.documents) for story in case.stories()] == [1]  # written by another
        case.remove("a.txt", why="x", by="y")
        assert case.stories() == []


def test_a_place_that_no_list_knows_makes_a_story_also_after_a_document_is_gone(tmp_path: Path) -> None:
    texts = {
        "a": "انهار جسر وادي السنديان فجر الأحد، وقالت الشرطة إن المرور توقف.",
        "b": "أغلقت الشركة مكاتبها القريبة من جسر وادي السنديان، وتراجعت مبيعاتها بنسبة 12 في المئة.",
        "c": "تراجعت مبيعات شركة الملح في المدينة القديمة بنسبة 40 في المئة.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path)
        names = {document.id: document.name for document in case.documents()}
        assert sorted(sorted(names[id] for id in story.documents) for story in case.stories()) == [["a.txt", "b.txt"], ["c.txt"]]
        case.remove("b.txt", why="x", by="y")
        assert sorted([names[id] for id in story.documents] for story in case.stories()) == [["a.txt"], ["c.txt"]]


def test_a_place_joins_documents_of_one_time_alone(tmp_path: Path) -> None:
    rows = [
        ("a", "2024-03-01", "انهار جسر وادي السنديان فجر الأحد، وقالت الشرطة إن المرور توقف."),
        ("b", "2024-03-20", "أغلقت الشركة مكاتبها القريبة من جسر وادي السنديان، وتراجعت مبيعاتها بنسبة 12 في المئة."),
        ("c", "2026-05-02", "افتتحت البلدية معرضاً للزهور بجوار جسر وادي السنديان."),
        ("d", None, "قال سكان يقيمون قرب جسر وادي السنديان إن أسعار البيوت ارتفعت."),  # of no date: with the first
    ]
    lines = (json.dumps({"id": id, "published": day, "text": text}, ensure_ascii=False) for id, day, text in rows)
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.jsonl")
        assert sorted(len(story.documents) for story in case.stories()) == [1, 3]


def test_claims_timeline_and_flows_are_narrowed_to_a_story(two: Case) -> None:
    every = {claimed.claim.id for claimed in two.claims()}
    parts = [{claimed.claim.id for claimed in two.claims(story=story.id)} for story in two.stories()]
    assert set.union(*parts) == every and set.intersection(*parts) == set()
    first, second = two.stories()
    assert {moment.claimed.claim.id for moment in two.timeline(story=second.documents[2])} == parts[1]
    names = {two.document(id).name for id in first.documents}
    assert {name for flow in two.flows(first.id) for name in flow.documents} <= names
    with pytest.raises(CaseError, match="nowhere"):
        two.claims(story="nowhere")


def test_stories_are_listed_and_narrow_commands(tmp_path: Path) -> None:
    path = str(tmp_path / "c.isnad")
    folder = Path(__file__).parent / "stories" / "development"
    with Case.open(path) as case:
        case.read(folder / "quake")
    (story,) = [json.loads(line) for line in run("stories", path, "--json").splitlines()]
    assert len(story["documents"]) == 4
    table = run("stories", path, "--plain").splitlines()
    assert table[0].split("\t")[:3] == ["story", "documents", "claims"] and table[1].split("\t")[:2] == [story["id"], "4"]
    for command in ("claims", "timeline", "flows"):
        assert run(command, path, "--story", story["id"], "--plain") == run(command, path, "--plain")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_what_changed_is_told_by_its_cause(tmp_path: Path) -> None:
    text = "قال وزير الصحة اللبناني إن 12 شخصاً قتلوا في بيروت أمس.\n\nوأعلنت وزارة الدفاع الروسية أنها أرسلت جنوداً إلى سوريا."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.txt")
        read = max(told.read for claimed in case.claims() for told in claimed.reports)
        later = f"{read[:10]}T99"  # behind every moment of that day
        assert {claimed.causes(read[:10]) for claimed in case.claims(changed_since=read[:10])} == {("articles",)}
        first, *others = case.claims()
        assert others and first.causes(later) == ()
        made = case.judge("note", first.reports[0].report.id, by="x", why="y", value="z")
        assert made.judgement.at >= read
        assert case.claim(first.claim.id).causes(read[:10]) == ("articles", "judgements")
        assert {case.claim(one.claim.id).causes(read[:10]) for one in others} == {("articles",)}
    told = [
        json.loads(line)
        for line in run("claims", str(tmp_path / "c.isnad"), "--changed-since", read[:10], "--as", "json").splitlines()
    ]
    assert sorted(one["changed_by"] for one in told) == [*[["articles"]] * len(others), ["articles", "judgements"]]


def test_a_judgement_changes_what_was_read_long_ago(two: Case, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "c.isnad") as copy, sqlite3.connect(two.address) as of:
        of.backup(copy)
        copy.execute("UPDATE documents SET read_at = '2020-01-01T00:00:00Z'")
    with Case.open(tmp_path / "c.isnad") as case:
        assert list(case.claims(changed_since="2021")) == []
        claimed = case.claims(limit=1)[0]
        rejected = claimed.reports[-1].report.id
        made = case.judge("reject", rejected, by="x", why="y")
        (changed,) = case.claims(changed_since="2021")
        assert changed.claim.id == claimed.claim.id and changed.causes("2021") == ("judgements",)
        case.judge("withdraw", made.judgement.id, by="x", why="y")
        assert [one.claim.id for one in case.claims(changed_since="2021")] == [claimed.claim.id]  # also what was taken back
