"""The case as an object: the page of examples runs, results narrow and become data frames, a notebook shows them."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars
import pytest
from selectolax.lexbor import LexborHTMLParser

from isnad import Case
from isnad.case import Claims, Documents
from isnad.model import Span
from isnad.notebook import paragraph
from isnad.results import Results

PAGE = Path(__file__).parent.parent / "docs" / "python.md"


@pytest.fixture(scope="module")
def case(sample: Path) -> Iterator[Case]:
    with Case.open(sample, create=False) as opened:
        yield opened


def every(case: Case) -> dict[str, Results[Any]]:
    """Return results of every kind."""
    claims = case.claims()
    return {
        "claims": claims,
        "conflicts": claims.conflicts(),
        "revisions": claims.revisions(),
        "reports": claims.reports(),
        "statements": case.statements(),
        "events": case.events(),
        "entities": case.entities(),
        "flows": case.flows(),
        "timeline": case.timeline(),
        "hits": case.search("الجسر"),
        "documents": Documents(case.documents()),
    }


def test_the_examples_of_the_page_run() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) > 8
    known: dict[str, Any] = {}
    for block in blocks:
        *_, last = [line for line in block.splitlines() if line.strip()]
        exec(compile(block, PAGE.name, "exec"), known)  # the page is ours
        if re.match(r"(killed|case\.(timeline|show)\()", last):
            shown = eval(last.partition("  #")[0], known)
            assert "<" in shown._repr_html_()


def test_every_result_becomes_a_data_frame_of_the_same_columns_as_an_empty_one(case: Case) -> None:
    for name, results in every(case).items():
        assert results or name == "revisions", name
        rows = list(results.rows())
        assert all(list(row) == list(results.columns) for row in rows), name
        frame, empty = results.to_polars(), type(results)().to_polars()
        assert frame.height == len(results)
        assert frame.schema == empty.schema, name
        table, none = results.to_pandas(), type(results)().to_pandas()
        assert len(table) == len(results)
        assert list(table.dtypes.astype(str)) == list(none.dtypes.astype(str)), name


def test_the_rows_say_what_the_results_say(case: Case) -> None:
    reports = case.claims().reports()
    for row, tale in zip(reports.to_polars().to_dicts(), reports, strict=True):
        text = case.document(tale.reported.document_id).text
        assert text[row["start"] : row["end"]] == row["quote"] == tale.reported.quote
        assert row["claim"] == tale.claimed.claim.id
    counted = case.claims().to_polars()
    assert counted["reports"].sum() == len(reports)
    assert counted.filter(polars.col("conflicts") > 0).height == case.totals().disputed


def test_results_narrow_and_stay_results(case: Case) -> None:
    claims = case.claims()
    assert isinstance(claims, list)
    assert type(claims[:3]) is Claims
    assert len(claims[:3]) == 3
    assert claims.disputed() == case.claims(conflicts=True)
    assert claims.where(lambda one: one.documents > 3) == [one for one in claims if one.documents > 3]
    clashes = claims.conflicts()
    assert len(clashes) == sum(c.relation == "contradiction" for one in claims for c in one.claim.conflicts) > 3
    assert all(clash.first in clash.claimed.reports and clash.second in clash.claimed.reports for clash in clashes)
    assert case.claims(actor="MA").conflicts()


def test_revisions_are_told_with_both_words(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for day, number in (("2026-03-02", "12"), ("2026-03-05", "19")):
        text = f"أعلنت وزارة الداخلية المغربية أن {number} شخصا قتلوا في انهيار جسر وادي المرجان في إقليم تازة."
        (folder / f"{day}.txt").write_text(text, encoding="utf-8")
    (folder / "manifest.csv").write_text(
        "file,published\n2026-03-02.txt,2026-03-02\n2026-03-05.txt,2026-03-05\n", encoding="utf-8"
    )
    with Case.open(tmp_path / "c.isnad") as opened:
        opened.read(folder)
        (row,) = opened.claims().revisions().rows()
    assert (row["old"], row["new"], row["old_published"], row["new_published"]) == ("12", "19", "2026-03-02", "2026-03-05")
    assert "12" in row["old_quote"]


@pytest.mark.parametrize("name", ["polars", "pandas"])
def test_a_missing_library_is_named_with_what_to_install(case: Case, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModuleNotFoundError, match=rf"pip install 'isnad\[{name}\]'"):
        getattr(case.claims(), f"to_{name}")()


# ---- notebooks


def test_a_notebook_shows_every_result(case: Case) -> None:
    for name, results in every(case).items():
        page = LexborHTMLParser(results._repr_html_())
        if name == "timeline":
            assert len(page.css("li")) == min(40, len(results))
            assert "●" in str(page.html)
        else:
            assert len(page.css("tr")) == 1 + min(20, len(results)), name
            assert f"{len(results)} " in page.css("p")[0].text()


def test_a_claim_is_shown_with_chains_and_marked_words(case: Case) -> None:
    claimed = next(one for one in case.claims() if one.claim.gloss.en == "At least 12 people killed")
    page = LexborHTMLParser(claimed._repr_html_())
    assert [node.text() for node in page.css("mark")] == [told.quote for told in claimed.reports]
    assert "الوقاية المدنية المغربية › صحيفة الساحل" in page.text()
    assert "Possible conflict (count)" in page.text()


def test_an_article_is_shown_whole_with_its_layers(case: Case) -> None:
    found = case.annotations("01-alsahil")
    page = LexborHTMLParser(case.show("01-alsahil", layers=("entities",))._repr_html_())
    assert page.css("div")[0].text() == found.text
    assert {node.text() for node in page.css("mark")} >= {entity.quote(found.text) for entity in found.entities[:3]}
    assert not LexborHTMLParser(case.show("01-alsahil", layers=())._repr_html_()).css("mark")


def test_words_of_articles_are_no_markup() -> None:
    html = paragraph("<b>x</b> & <script>", [("cue", Span(0, 8), '"><img src=x>')])
    page = LexborHTMLParser(html)
    assert not page.css("b, script, img")
    assert page.css("div")[0].text() == "<b>x</b> & <script>"
