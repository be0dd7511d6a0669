"""Private chats and letters: their members bear other names in the case, and nothing of them leaves it but where it is named.

Every way out is walked with a case that holds a group, a letter and public articles, of which some tell the same.
"""

import json
from collections.abc import Awaitable, Callable, Iterator
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import anyio
import msgspec
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from litestar.testing import TestClient
from mcp import Client

from isnad import Case
from isnad.briefing import FORMS, brief, written
from isnad.case import CaseError
from isnad.cli import cli
from isnad.exports import FORMATS, Options, export, packet
from isnad.mcp import server
from isnad.model import Page
from isnad.narrowing import totals
from isnad.reading import read
from isnad.web import application
from isnad.web.description import described
from isnad.web.shelf import Shelf
from tests.conftest import EXAMPLES

HOST = "testserver.local"
PUBLIC = "قال وزير النقل كريم الساعدي إن 12 شخصا قتلوا في انهيار الجسر في وادي المرجان يوم الأحد."
MEMBERS = ("زهران المكتومي", "هيفاء البوغانمي", "user7788", "zahran@mail.example")
# Who and what only the private texts name, in the words that give it away wherever they turn up.
SECRETS = (
    *MEMBERS,
    "Zahran",
    "بستان الأقحوان",
    "شهاب",
    "دعبول",
    "شيفرة",
    "زمردة",
    "فولاذية",
    "رسالة الفجر",
    "result.json",
    "letter.eml",
)
CHAT = (
    "قال وزير النقل كريم الساعدي إن 12 شخصا قتلوا في انهيار الجسر في وادي المرجان يوم الأحد. شيفرة زمردة.",
    "أعلن النائب شهاب دعبول أن 19 شخصا قتلوا في انهيار الجسر في وادي المرجان يوم الأحد.",
    "أرسلت تركيا إلى مصر شحنة فولاذية، وقال شهاب دعبول إن أنقرة أرسلت 40 طنا من الدقيق إلى القاهرة.",
    "اعتقلت الشرطة المغربية النائب شهاب دعبول في طنجة.",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("private")
    messages = [
        {"id": number, "type": "message", "date_unixtime": str(1752390000 + number), "from": MEMBERS[number % 2], "text": text}
        for number, text in enumerate(CHAT, 1)
    ]
    messages += [
        {
            "id": 8,
            "type": "message",
            "from_id": "user7788",
            "text": CHAT[1],
            "forwarded_from": MEMBERS[0],
            "forwarded_from_id": "user5",
        }
    ]
    chat = {"name": "بستان الأقحوان", "type": "private_group", "id": 9, "messages": messages}
    sources = folder / "sources"
    sources.mkdir()
    (sources / "result.json").write_text(json.dumps(chat, ensure_ascii=False), encoding="utf-8")
    letter = EmailMessage()
    letter["Subject"], letter["From"] = "رسالة الفجر", "Zahran <zahran@mail.example>"
    letter["Date"] = "Sun, 13 Jul 2025 08:00:00 +0000"
    letter.set_content(CHAT[1] + "\n")
    (sources / "letter.eml").write_bytes(bytes(letter))
    (sources / "public.jsonl").write_text(
        "\n".join(
            json.dumps({"id": f"p{at}", "publisher": f"صحيفة {at}", "published": "2025-07-13", "text": text}, ensure_ascii=False)
            for at, text in enumerate((PUBLIC, PUBLIC.replace("12", "15"), "أرسلت تركيا 40 طنا من الدقيق إلى مصر يوم الأحد."))
        ),
        encoding="utf-8",
    )
    with Case.open(folder / "c.isnad") as case:
        report = case.read(EXAMPLES, sources, published="2025-07-13")
        assert not report.faults
        assert len(case.withheld()) == 6
        private = next(one for one in case.claims() if {told.document_id for told in one.reports} & case.withheld())
        mixed = [one for one in case.claims() if one.documents > 1 and any("private" in told.flags for told in one.reports)]
        assert any(any("private" not in told.flags for told in one.reports) for one in mixed), "a claim that both tell"
        for claimed in (private, *mixed):
            for told in claimed.reports:
                why = f"شيفرة {MEMBERS[0]}" if "private" in told.flags else "قرأته"
                case.judge("accept", told.report.id, by="Mona", why=why)
    return folder / "c.isnad"


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    with Case.open(path, create=False) as opened:
        yield opened


def told(raw: bytes) -> str:
    """Return all the words of a file, also of those that are packed in it."""
    if is_zipfile(BytesIO(raw)):
        with ZipFile(BytesIO(raw)) as archive:
            return " ".join([*archive.namelist(), *(told(archive.read(name)) for name in archive.namelist())])
    if raw[:4] == b"PAR1":
        return repr(pyarrow.parquet.read_table(BytesIO(raw)).to_pylist())
    text = raw.decode("utf-8", "replace")
    return f"{text} {text.encode().decode('unicode_escape', 'replace')}" if "\\u" in text else text


def leaked(text: str, ids: frozenset[str]) -> list[str]:
    return [word for word in (*SECRETS, *ids) if word in text]


def test_members_are_pseudonyms_inside(case: Case) -> None:
    for document in case.documents():
        if document.private:
            assert (document.byline or "").startswith("member-")
            assert not any(
                name in repr((document.name, document.byline, document.publisher, document.agency)) for name in MEMBERS
            )


def test_no_tool_of_an_assistant_tells_anything(case: Case) -> None:
    ids = case.withheld()
    private = [one.claim.id for one in case.claims() if {told.document_id for told in one.reports} <= ids]
    hidden = [report.report.id for one in case.claims() for report in one.reports if report.document_id in ids]
    references = [
        *ids,
        *hidden[:6],
        *private[:3],
        "result.json#1",
        "result",
        "letter.eml",
        f"isnad://document/{min(ids)}#char=0,5",
    ]
    words = [CHAT[1], "شهاب دعبول", "شيفرة", MEMBERS[0], "بستان الأقحوان"]

    async def work(call: Callable[..., Awaitable[str]], tools: set[str]) -> None:
        used: set[str] = set()

        async def ask(tool: str, given: str = "", **arguments: Any) -> None:
            used.add(tool)
            answer = await call(tool, **arguments)
            if given:  # what was asked is said again where it is not found
                answer = answer.replace(given, "").replace(given.removeprefix("isnad://document/").partition("#")[0], "")
            assert not leaked(answer, ids), (tool, arguments, answer)

        await ask("case_summary")
        for offset in (0, 5, 1000):
            for tool in ("list_documents", "list_actors", "list_claims"):
                await ask(tool, offset=offset, limit=20)
        await ask("list_claims", only_conflicts=True, min_origins=1, limit=20)
        for one in case.claims():
            await ask("open_claim", one.claim.id, claim=one.claim.id, limit=20)
        for named in case.entities():
            await ask("open_actor", named.id, actor=named.id, limit=20)
            await ask("list_claims", named.id, actor=named.id, limit=20)
        for reference in references:
            await ask("open_document", reference, document=reference)
            await ask("open_claim", reference, claim=reference)
            await ask("open_actor", reference, actor=reference)
            await ask("check_quote", reference, quote="قال", document=reference)
        for document in case.documents():
            if document.id not in ids:
                await ask("open_document", document=document.id)
        for sentence in words:
            await ask("search_documents", sentence, query=sentence)
            await ask("ask", sentence, sentence=sentence)
            await ask("check_quote", sentence, quote=sentence)
            await ask("open_actor", sentence, actor=sentence)
            await ask("list_claims", sentence, actor=sentence)
            await ask("list_claims", sentence, topic=sentence)
        assert used == tools

    async def run() -> None:
        async with Client(server(case)) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            resources, prompts = await client.list_resources(), await client.list_prompts()
            assert not resources.resources and not prompts.prompts

            async def call(name: str, **arguments: Any) -> str:
                result = await client.call_tool(name, arguments)
                said = "".join(getattr(part, "text", "") for part in result.content)
                return said + json.dumps(result.structured_content, ensure_ascii=False)

            await work(call, tools)

    anyio.run(run)


def test_what_only_a_chat_tells_cannot_be_asked_after(case: Case) -> None:
    """Whether somebody is named in a private text is itself of it: the answer is that to a name that stands nowhere."""
    ids = case.withheld()

    async def run() -> None:
        async with Client(server(case)) as client:

            async def call(tool: str, **arguments: Any) -> tuple[bool, str]:
                result = await client.call_tool(tool, arguments)
                return bool(result.is_error), "".join(getattr(part, "text", "") for part in result.content)

            for tool, key in (("open_actor", "actor"), ("list_claims", "actor"), ("open_claim", "claim")):
                nobody = await call(tool, **{key: "لا أحد بهذا الاسم"})
                for name in ("شهاب دعبول", *sorted(ids)):
                    assert (await call(tool, **{key: name}))[1].replace(name, "") == nobody[1].replace("لا أحد بهذا الاسم", ""), (
                        tool
                    )
            summary = json.loads((await call("case_summary"))[1])
            public = [one for one in case.claims() if any(told.document_id not in ids for told in one.reports)]
            assert summary["claims"] == len(public)

    anyio.run(run)


@pytest.mark.parametrize("form", FORMATS)
def test_no_export_tells_anything(case: Case, form: str) -> None:
    for options in (Options(full_text=True), Options(full_text=True, unreviewed=True, name_reviewers=True)):
        target = BytesIO()
        export(case, form, target, options)
        assert len(target.getvalue()) > 50
        assert not leaked(told(target.getvalue()), case.withheld())


def test_no_annotation_is_exported_but_where_it_is_named(case: Case) -> None:
    ids = case.withheld()
    assert not leaked(json.dumps(list(case.export_annotations()), ensure_ascii=False), ids)
    named = json.dumps(list(case.export_annotations(private=["result.json#1"])), ensure_ascii=False)
    assert "result.json#1" in named
    assert "دعبول" not in named


def test_no_packet_tells_anything(case: Case) -> None:
    ids = case.withheld()
    for claimed in case.claims():
        target = BytesIO()
        try:
            packet(case, [claimed.claim.id], target, Options(full_text=True, unreviewed=True))
        except CaseError as error:
            assert not leaked(str(error), ids)
        else:
            assert not leaked(told(target.getvalue()), ids)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("unreviewed", [False, True])
def test_no_briefing_tells_anything(case: Case, form: str, lang: Any, unreviewed: bool) -> None:
    made = written(brief(case, lang, name="c", unreviewed=unreviewed, every=True), form)
    assert not leaked(told(made), case.withheld())


def test_no_page_for_programs_tells_anything(path: Path, case: Case) -> None:
    ids = case.withheld()
    shelf = Shelf(path)
    claims = [one.claim.id for one in case.claims()]
    private = next(one.claim.id for one in case.claims() if {told.document_id for told in one.reports} <= ids)
    public = [document.id for document in case.documents() if document.id not in ids]
    values = {
        "/claims/{id}.json": claims,
        "/docs/{id}.json": public,
        "/actors/{id}.json": [named.id for named in case.entities()],
    }
    asked = ["", "?conflicts=1", "?origins=2", "?page=2", "?since=2020-01-01"]
    with TestClient(application(shelf, [HOST]), base_url=f"http://{HOST}", raise_server_exceptions=False) as client:
        for address, methods in described()["paths"].items():
            if "get" not in methods:
                continue
            for id in values.get(address, [""]):
                for query in asked if not id else ["?q=شهاب", ""]:
                    answer = client.get(address.replace("{id}", id) + query)
                    if answer.status_code == 404:
                        continue
                    assert not leaked(told(answer.content).replace(query, ""), ids), (address, id, query)
        for word in ("دعبول", "شيفرة", "انهيار الجسر"):
            answer = client.get("/search.json", params={"q": word})
            assert not leaked(told(answer.content), ids), word
        assert client.get(f"/claims/{private}.json").status_code == 404
        for address in (
            "/docs.json",
            "/docs.csv",
            "/actors.json",
            f"/claims/{private}.json",
            "/search.json?q=دعبول",
        ):  # unless it is named
            answer = client.get(address + ("&" if "?" in address else "?") + "private=yes")
            assert leaked(told(answer.content), ids), address
        assert "دعبول" in told(client.get(f"/docs/{case.document('result.json#2').id}.json").content)
    shelf.close()


def test_programs_are_told_the_numbers_of_what_is_public(path: Path, case: Case, tmp_path: Path) -> None:
    """A case that holds the public documents alone says the same of itself."""
    ids = case.withheld()
    with Case.open(tmp_path / "public.isnad") as public:
        public.read(EXAMPLES, path.parent / "sources" / "public.jsonl", published="2025-07-13")
        shelf = Shelf(path)
        with TestClient(application(shelf, [HOST]), base_url=f"http://{HOST}") as client:
            told, whole = (client.get(f"/case.json{query}").json() for query in ("", "?private=yes"))
            assert told == msgspec.to_builtins(public.totals()) == msgspec.to_builtins(totals(case, ids))
            assert whole["documents"] - told["documents"] == len(ids) and whole["claims"] > told["claims"]
            voices = {(one.source.id, one.party.id): one.reports for one in public.spoken()}
            assert voices != {(one.source.id, one.party.id): one.reports for one in case.spoken()}
            for actor in {id for pair in voices for id in pair}:
                found = client.get(f"/actors/{actor}.json").json()["voices"]
                assert {(one["source"]["id"], one["party"]["id"]): one["reports"] for one in found} == {
                    pair: number for pair, number in voices.items() if actor in pair
                }
        shelf.close()


def test_pages_for_people_say_what_is_private(path: Path, case: Case) -> None:
    """Whoever has the case before them sees it all, and sees what must not be carried on, also in what is copied."""
    shelf, chat = Shelf(path), case.document("result.json#2")
    claimed = next(one for one in case.claims() if chat.id in {told.document_id for told in one.reports})
    with TestClient(application(shelf, [HOST]), base_url=f"http://{HOST}") as client:
        pages = [
            "/docs",
            f"/docs/{chat.id}",
            f"/claims/{claimed.claim.id}",
            "/search?q=شهاب",
            f"/compare?a={chat.id}&b={chat.id}",
        ]
        pages += [f"/actors/{named.id}" for named in case.entities() if chat.id in named.documents]
        for page in pages:
            assert '<span class="chip">خاصة</span>' in client.get(f"{page}{'&' if '?' in page else '?'}lang=ar").text, page
        assert "(خاصة)&#34;" in client.get(f"/claims/{claimed.claim.id}?lang=ar").text.replace('"', "&#34;")
    shelf.close()


def test_other_machines_are_shown_nothing_private_unless_it_is_named(path: Path, tmp_path: Path) -> None:
    refused = CliRunner().invoke(cli, ["serve", str(path), "--host", "0.0.0.0", "--no-open"])
    assert refused.exit_code == 1 and "holds 6 private documents" in refused.output and "--private" in refused.output
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(EXAMPLES)
    shelf = Shelf(tmp_path / "c.isnad")
    with TestClient(application(shelf, [], token="t", private=False), base_url=f"http://{HOST}") as client:
        assert client.get("/?token=t").status_code == 200
        with Case.open(tmp_path / "c.isnad") as case:
            case.read(path.parent / "sources" / "letter.eml")
        for page in ("/", "/docs.json", "/claims"):
            answer = client.get(page)
            assert answer.status_code == 403 and "holds 1 private document (letters, chats)" in answer.text
            assert "الفجر" not in answer.text
    with TestClient(application(shelf, [], token="t"), base_url=f"http://{HOST}") as client:
        assert client.get("/docs?token=t").status_code == 200
    shelf.close()


def test_a_page_of_a_chat_of_two_names_neither(tmp_path: Path) -> None:
    message = (
        '<div class="message default"><div class="body"><div class="from_name">{}</div><div class="text">{}</div></div></div>'
    )
    body = "".join(message.format(name, f"خبر من الحي {at}") for at, name in enumerate((MEMBERS[0], MEMBERS[1])))
    raw = f'<div class="page_header"><div class="text bold">{MEMBERS[0]}</div></div><div class="history">{body}</div>'
    (tmp_path / "messages.html").write_text(raw, encoding="utf-8")
    found = [page for page in read(tmp_path) if isinstance(page, Page)]
    assert [(page.publisher, page.byline) for page in found] == [(None, MEMBERS[0]), (None, MEMBERS[1])]
    with Case.open(tmp_path / "c.isnad") as case:
        case.read(tmp_path / "messages.html")
        assert not any(name in repr([(one.publisher, one.byline) for one in case.documents()]) for name in MEMBERS)
