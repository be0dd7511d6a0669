"""The reading room as somebody sees it for the first time: whole words, names in full, nothing that leads nowhere."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from litestar.testing import TestClient

from isnad import Case
from isnad.case import Flow, Link, Named
from isnad.model import EventType
from isnad.storage import mentions
from isnad.storage.events import events, passings
from isnad.web import application
from isnad.web.entries import Names, called
from isnad.web.guard import Guard
from isnad.web.interface import Interface, Lang, table
from isnad.web.pictures.flow import flow_picture
from isnad.web.pictures.timeline import drawn, timeline
from isnad.web.shelf import Shelf
from isnad.web.texts import cut, marked, paired
from isnad.web.view import View
from tests.conftest import HOST

SOURCES = Path(__file__).parents[1] / "src" / "isnad"


@pytest.fixture(scope="module")
def shelf(sample: Path) -> Iterator[Shelf]:
    opened = Shelf(sample)
    yield opened
    opened.close()


def view(shelf: Shelf, path: str = "/", lang: str = "ar") -> View:
    return View(shelf, path, {}, "ar" if lang == "ar" else "en")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("«الجسر «خضع للصيانة»", "«الجسر “خضع للصيانة”»"),
        ("إقرار من «س»: «بأنه «يتحمل المسؤولية»", "إقرار من «س»: «بأنه “يتحمل المسؤولية”»"),
        ("«يتولى المهام مؤقتا،»", "«يتولى المهام مؤقتا»"),
        ("“\u2068التقرير «لم يصل\u2069” in 2021", "“\u2068التقرير «لم يصل»\u2069” in 2021"),
        ("“\u2068أغلق» السهم\u2069”", "“\u2068أغلق السهم\u2069”"),
        ("مقتل 12 شخصاً", "مقتل 12 شخصاً"),
        ("«تدخل “أطراف ثالثة” في الصراع»", "«تدخل “أطراف ثالثة” في الصراع»"),
    ],
)
def test_the_quotation_marks_of_a_title_stand_in_pairs(told: str, shown: str) -> None:
    assert paired(told) == shown
    assert paired(shown) == shown


def test_the_quotation_marks_of_a_label_stand_in_pairs() -> None:
    assert marked("السلطات «لن تدفع", 60) == "«السلطات “لن تدفع”»"
    assert marked("أقر بدفع «مصاريف» للقبيلة", 16) == "«أقر بدفع…»"


def test_two_origins_are_said_behind_their_preposition() -> None:
    assert Interface("ar").count("origins", 2) == "منشأين"
    assert "عن {origins}" in str(table()["words"]["found_in"]["ar"])


def test_what_passes_hands_is_told_by_its_deed() -> None:
    """No word of the data is shown as it stands there: a flow may be told by any type of event."""
    for type in get_args(EventType):
        for lang in get_args(Lang):
            assert not re.search("[A-Z]{3}", Interface(lang).giving(type))


def test_a_question_leads_to_its_claims(shelf: Shelf, client: TestClient[Guard]) -> None:
    queued = shelf.queue(1)[0]
    html = client.get("/review?by=x&lang=en").text
    for told in queued.reports:
        assert f'href="/claims/{shelf.claim(told.report.id).claim.id}?lang=en&amp;by=x"' in html.replace(
            "?by=x&amp;lang=en", "?lang=en&amp;by=x"
        )


def test_what_is_cut_leaves_nothing_open() -> None:
    assert cut("تحذير صادر عن الوزير: «وزير التجهيز يقر بتلقي تحذير»", 36) == "تحذير صادر عن الوزير: «وزير التجهيز…»"
    assert cut("He warns: “\u2068وزير التجهيز يقر بتلقي\u2069”", 26) == "He warns: “\u2068وزير التجهيز…\u2069”"
    assert cut("كلمة", 36) == "كلمة"


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_line_of_time_has_its_words_whole_where_there_is_room(shelf: Shelf, lang: str) -> None:
    seen = view(shelf, lang=lang)
    picture = timeline(seen, drawn(shelf.timeline() or ()))
    labels = [label for label in picture.labels if label.kind != "tick"]
    assert len(labels) > 5
    for label in labels:
        begin = label.x - 7.2 * len(label.text) * {"left": 0, "right": 1, "middle": 0.5}[label.side]
        assert begin >= 0 and begin + 7.2 * len(label.text) <= picture.width
        assert "…" not in label.text or len(label.text) > 45  # half of the picture is free for each


def test_every_sign_of_a_picture_is_explained(client: TestClient[Guard]) -> None:
    html = client.get("/?lang=en").text
    kinds = set(re.findall(r'class="(moment [a-z ]+)"', html[html.index('<h2 id="time"') :]))
    legend = html[html.index('<ul class="legend">') :]
    explained = set(re.findall(r'class="(moment [a-z ]+)"', legend[: legend.index("</ul>")]))
    assert "moment actual clash" in explained
    assert {kind.removesuffix(" clash") for kind in kinds} <= explained


def test_somebody_is_called_by_the_full_name() -> None:
    one = Named("kim-jong-un", "Kim Jong Un", "PER", 13, ("a",), (("كيم", 6), ("كيم جونغ أون", 6), ("كيم يونغ أون", 1)))
    assert called(one) == Names("كيم جونغ أون", "Kim Jong Un")
    spelt = (("بن حليمة", 7), ("حليمة", 3), ("الناصر بن حليمة", 2))
    assert called(Named("per-ص", "بن حليمة", "PER", 12, ("a",), spelt)) == Names("الناصر بن حليمة", "الناصر بن حليمة")
    listed_nowhere = Named("per-س", "الودغيري", "PER", 3, ("a",), (("الودغيري", 2), ("نبيل الودغيري", 1)))
    assert called(listed_nowhere) == Names("نبيل الودغيري", "نبيل الودغيري")
    assert called(Named("QA", "Qatar", "GPE", 2, ("a",), (("قطر", 2), ("دولة قطر", 1)))) == Names("قطر", "Qatar")


def test_who_is_named_in_no_list_is_spelt_as_the_documents_do(shelf: Shelf) -> None:
    spelt = {voice.source.id: voice.source.name for voice in shelf.case.heard(50)}
    assert spelt["org-الوزاره"] == "الوزارة"
    assert not [name for name in spelt.values() if name and re.search(r"ه\b", name) and name.startswith("وزار")]


def test_an_event_is_shown_in_its_sentence(shelf: Shelf, client: TestClient[Guard]) -> None:
    told = next(one for one in shelf.case.events() if one.actors and one.actors[0].id == "per-نبيل-الودغيري")
    pieces = view(shelf).passage(told)
    assert [piece.text for piece in pieces if piece.marks] == [told.trigger]
    text = shelf.annotations(told.document_id).text
    assert "".join(piece.text for piece in pieces).strip("…") in text
    assert f'<mark class="quote">{told.trigger}</mark>' in client.get(f"/actors/{told.actors[0].id}").text


def test_a_flow_of_things_without_a_class_names_them(shelf: Shelf, client: TestClient[Guard]) -> None:
    flow = next(flow for flow in shelf.flows() or () if flow.item == "other" and flow.giver and flow.receiver)
    words = view(shelf).things(flow)
    assert words and all(any(word in one.words[1] or ("object", word) in one.words for one in flow.reports) for word in words)
    assert f"«{words[0]}»" in client.get("/flows").text
    assert words[0] in [label.text for label in flow_picture(view(shelf), [flow]).labels]


def test_what_counts_as_one_origin_is_named(shelf: Shelf, client: TestClient[Guard]) -> None:
    claimed, origin = next((one, origin) for one in shelf.claims() for origin in one.claim.origins if origin.folded)
    names = view(shelf).folded(claimed, origin)
    html = client.get(f"/claims/{claimed.claim.id}").text
    assert names and all(f'<bdi dir="auto">{name}</bdi>' in html for name in names)


def test_two_documents_are_chosen_to_be_compared(shelf: Shelf, client: TestClient[Guard]) -> None:
    page = client.get("/compare?lang=ar")
    assert page.status_code == 200
    assert len(re.findall("<option value=.[0-9a-f]{16}", page.text)) == 2 * len(shelf.entries())
    first = shelf.entries()[0].id
    assert f'value="{first}" selected' in client.get(f"/compare?a={first}").text


def test_an_empty_case_says_what_to_do(tmp_path: Path) -> None:
    Case.open(tmp_path / "c.isnad").close()
    opened = Shelf(tmp_path / "c.isnad")
    with TestClient(application(opened, [HOST])) as client:
        html = client.get("/?lang=ar").text
        assert "لا وثائق في هذه القضية بعد." in html and 'class="more" href="/add?lang=ar"' in html
        assert 'id="look"' not in html
    opened.close()


def test_flows_as_data_come_page_by_page(shelf: Shelf, client: TestClient[Guard], monkeypatch: pytest.MonkeyPatch) -> None:
    one = (shelf.flows() or [])[0]
    many = [
        Flow(**{name: getattr(one, name) for name in one.__struct_fields__} | {"giver": Link(f"g{n}", None)}) for n in range(250)
    ]
    monkeypatch.setattr(Shelf, "flows", lambda *_, **__: many)
    found, address = [], "/flows.json"
    while address:
        told = client.get(address).json()
        found += told["flows"]
        address = told["next"]
    assert [flow["giver"]["id"] for flow in found] == [f"g{n}" for n in range(250)]
    assert told["page"] == 3


def test_many_things_are_counted_at_once_as_one_by_one(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(sample) as case:
        one_by_one = case.entities()
        monkeypatch.setattr(mentions, "_MANY", 0)
        assert case.entities() == one_by_one
        assert case.entities("PER") == [one for one in one_by_one if one.type == "PER"]
        story = case.stories()[0].id
        narrowed = case.entities(story=story)
        monkeypatch.setattr(mentions, "_MANY", 10**6)
        assert case.entities(story=story) == narrowed


def test_what_passes_hands_is_what_the_events_say(sample: Path) -> None:
    with Case.open(sample) as case:
        file = case._file
        assert passings(file) == [told for told in events(file) if told.event.object is not None] != []
        assert passings(file, case.stories()[0].id) == passings(file)


def test_an_id_means_nobody_else(tmp_path: Path) -> None:
    """Who is only named says nothing: not what others say whose names hold the same words."""
    lines = (
        "قالت وزارة الصحة السورية إن 12 شخصا قتلوا في مصنع بدمشق أمس.",
        "وصل وزير الزراعة إلى وزارة الصحة أمس وغادرها مساء.",
    )
    told = [{"id": f"{at}", "text": f"{line}\n", "published": "2026-03-02"} for at, line in enumerate(lines)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in told), encoding="utf-8")
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "a.jsonl")
        silent = next(one.id for one in case.entities("ORG") if one.id == "org-وزاره-الصحه")
        assert case.statements(source=silent) == []
        assert case.statements(source="وزارة الصحة") != []


def test_no_word_of_a_court_is_said() -> None:
    """A judgement is «قرار مراجعة», a claim «خبر», a conflict «تعارض», wherever Isnad speaks itself."""
    forbidden = re.compile(r"(?<!\w)(?:ال|و|ب|ل)*(?:حكم|حكما|حكمان|أحكام|ادعاء|ادعاءات|نزاع|نزاعات)(?!\w)")
    speaking = ("web", "storage", "connection", "briefing", "exports", "cli", "mcp")
    texts = [path for folder in speaking for path in (SOURCES / folder).rglob("*") if path.suffix in (".py", ".toml", ".html")]
    assert len(texts) > 100
    said = {path.name: found for path in texts if (found := forbidden.findall(_quoted(path.read_text(encoding="utf-8"))))}
    assert said == {}


def _quoted(source: str) -> str:
    """Return the strings of a source: its comments may name a word in order to forbid it."""
    return "\n".join(re.sub(r"#.*", "", line) for line in source.splitlines())
