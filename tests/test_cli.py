"""The commands: what a person types, sees, and is told when something is wrong."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import platformdirs
import pytest
from click.testing import CliRunner, Result

from isnad import parse
from isnad.case import Amount, Flow, Link
from isnad.cli import cli, preparing
from isnad.cli.diagram import diagram
from isnad.cli.preparing import tell_preparing
from isnad.languages import pack
from tests.test_case import ARTICLES


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISNAD_HOME", str(tmp_path / "home"))


def run(*args: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], input=text)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = tmp_path / "c.isnad"
    assert run("read", folder, "--case", path).exit_code == 0
    return path


def test_show_search_entities_and_export(case: Path, tmp_path: Path) -> None:
    assert "[كورسك]" in run("show", case, "a", "--plain").output
    assert "القوّات" in run("search", case, "القوات").output
    assert "vladimir-putin" in run("entities", case).output
    out = tmp_path / "out.jsonl"
    assert run("export", case, "--as", "annotations", "-o", out).exit_code == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["doc"] for row in rows if row["kind"] == "document"] == ["a.txt", "b.txt"]


def test_a_broken_file_is_named_the_rest_is_read_and_the_exit_code_is_1(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ARTICLES["a.txt"], encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\x00")
    result = run("read", tmp_path, "--case", tmp_path / "c.isnad")
    assert result.exit_code == 1
    assert "bad.txt" in result.output
    assert "good.txt" in run("export", tmp_path / "c.isnad", "--as", "annotations", "-o", "-").output


def test_a_missing_case_is_told_without_a_traceback(tmp_path: Path) -> None:
    result = run("show", tmp_path / "none.isnad", "a")
    assert result.exit_code != 0
    assert "none.isnad" in result.output
    assert "Traceback" not in result.output


def test_annotate_is_a_filter_that_outlives_a_broken_line() -> None:
    line = json.dumps({"id": "x", "text": "وصل 12 ألف جندي إلى روسيا أمس", "published": "2025-07-13"})
    code = [sys.executable, "-m", "isnad", "annotate"]
    result = subprocess.run(code, input=f"{line}\nbroken\n{line}\n".encode(), capture_output=True, check=False)
    found = [json.loads(row) for row in result.stdout.decode().splitlines()]
    assert [row["doc"] for row in found] == ["x", "x"]
    assert found[0]["quantities"][0]["low"] == 12000
    assert result.returncode == 1
    assert b'"line":2' in result.stderr.replace(b" ", b"")


def test_names_of_ones_own_are_found(case: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("surface,id,type,name\nخفر السواحل البحري,coast-guard,ORG,Coast Guard\n", encoding="utf-8")
    assert run("names", "add", names).exit_code == 0
    assert "coast-guard" in run("names", "list").output
    assert run("refresh", case).exit_code == 0
    bad = tmp_path / "bad.csv"
    bad.write_text("surface,id,type\nاسم,x,PLANET\n", encoding="utf-8")
    result = run("names", "add", bad)
    assert result.exit_code != 0
    assert "PLANET" in result.output


def test_the_demo_runs() -> None:
    result = run("demo", "--no-serve")
    assert result.exit_code == 0, result.output
    assert "entities" in result.output


# ---- the terminal, pipes, and what goes wrong --------------------------------------------------


def isnad(*args: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a person does, in a process of its own."""
    code = [sys.executable, "-m", "isnad", *map(str, args)]
    return subprocess.run(code, capture_output=True, check=False, env=os.environ | environment)


def test_help_and_search_import_nothing_heavy(case: Path) -> None:
    code = "import sys; from isnad.cli import main\ntry: main({args!r})\nfinally: print(*sys.modules, file=sys.stderr)"
    for args, heavy in ((["--help"], "rich isnad.reading isnad.case sqlite3"), (["search", str(case), "x"], "trafilatura lxml")):
        found = subprocess.run([sys.executable, "-c", code.format(args=args)], capture_output=True, check=True)
        assert not set(heavy.split()) & set(found.stderr.decode().split())


def test_a_pipe_gets_utf8_whatever_the_locale(case: Path) -> None:
    found = isnad("search", case, "القوات", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "[القوّات]" in found.stdout.decode()


def test_a_terminal_gets_direction_and_colour(case: Path) -> None:
    shown = isnad("show", case, "a", FORCE_COLOR="1", COLUMNS="60", TERM="xterm-256color").stdout.decode()
    article = [line for line in shown.splitlines() if "كورسك" in line]
    assert article and all(line.startswith("\u200f") for line in article)
    assert "\x1b[" in shown
    plain = isnad("show", case, "a", "--plain", FORCE_COLOR="1", TERM="xterm-256color").stdout.decode()
    assert not {"\x1b", "\u200f", "\u200e"} & set(plain)


def test_why_an_article_is_not_annotated_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12345 67890\n", encoding="utf-8")
    said = "<p>The ministry said on Thursday that twelve soldiers had been wounded.</p>" * 4
    (tmp_path / "b.html").write_text(f'<html lang="en"><body><article>{said}</article></body></html>', encoding="utf-8")
    read = run("read", tmp_path / "a.txt", tmp_path / "b.html", "--case", tmp_path / "c.isnad").output
    assert "1 (no language pack); 1 (of no language that could be told)" in " ".join(read.split())
    assert "not told by its words: not annotated" in run("show", tmp_path / "c.isnad", "a").output
    assert "en (no language pack: not annotated)" in run("show", tmp_path / "c.isnad", "b").output


def test_marks_need_no_colour(case: Path) -> None:
    shown = run("show", case, "a").output
    assert "[كورسك]" in shown and "<12>" in shown and "{أمس}" in shown
    assert all(legend in shown for legend in ("[name]", "{time}", "<number>"))


def test_an_article_gives_the_terminal_no_orders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر \x1b[31mأحمر\x07 [bold]من[/bold] القوات\x9b2J\n" * 3, encoding="utf-8")
    path = tmp_path / "c.isnad"
    run("read", tmp_path / "a.txt", "--case", path)
    for shown in (run("show", path, "a", "--all").output, run("search", path, "القوات").output):
        assert not {"\x1b", "\x07", "\x9b"} & set(shown)
        assert "[bold]" in shown


def test_furniture_is_folded_or_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLES["a.txt"] + "\nشارك\nاشترك في نشرتنا البريدية\n", encoding="utf-8")
    path = tmp_path / "c.isnad"
    run("read", tmp_path / "a.txt", "--case", path)
    folded, whole = run("show", path, "a").output, run("show", path, "a", "--all").output
    assert "of furniture" in folded and "اشترك في" not in folded
    assert "اشترك في" in whole


def test_lists_tell_values_and_rules(case: Path) -> None:
    shown = run("show", case, "a", "--lists").output
    assert "name/gpe" in shown and "exact" in shown


def test_statements_are_a_table_of_who_stance_what_chain_and_document(case: Path) -> None:
    heads, *rows = (line.split("\t") for line in run("statements", case).output.splitlines())
    assert heads == ["who", "stance", "what", "chain", "document"]
    ministry = next(row for row in rows if row[0] == "وزارة الدفاع الروسية")
    assert ministry[1] == "assert" and "القوّات تقدمت أمس" in ministry[2] and ministry[4] == "a.txt"
    assert run("statements", case, "--source", "الدفاع", "--plain").output.splitlines()[1].split("\t") == ministry
    assert run("statements", case, "--stance", "deny").output == "No statements found.\n"
    assert run("statements", case, "--source", "").output == "No statements found.\n"


def test_chains_go_from_the_speaker_outwards_and_unnamed_sources_are_marked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "أفادت وكالة الأنباء المركزية الكورية بأن الزعيم كيم جونغ أون أكد أن بلاده مستعدة.\nوقدر محللون أن الحرب ستطول.\n",
        encoding="utf-8",
    )
    path = tmp_path / "c.isnad"
    run("read", tmp_path / "a.txt", "--case", path)
    shown = run("statements", path, "--source", "كيم").output
    assert "\tKim Jong Un › KCNA\t" in shown
    unnamed = run("statements", path, "--unnamed").output.splitlines()[1:]
    assert [row.split("\t")[0] for row in unnamed] == ["unnamed (محللون)"]
    assert len(run("statements", path, "--limit", "1").output.splitlines()) == 2
    said = [json.loads(line) for line in run("statements", path, "--json").output.splitlines()]
    kim = next(one for one in said if one["chain"][0]["id"] == "kim-jong-un")
    assert (kim["document"], kim["cue"], kim["content"]) == ("a.txt", "أكد", "بلاده مستعدة")
    assert kim["chain"][1] == {"id": "kcna", "name": "KCNA"}
    assert kim["statement"]["stance"] in ("assert", "confirm")


def test_statements_are_marked_in_three_ways_and_nest(case: Path, tmp_path: Path) -> None:
    shown = run("show", case, "a").output
    assert "/قالت/ ⌈[وزارة الدفاع الروسية]⌉ إن ⟦القوّات تقدمت {أمس}" in shown
    assert all(legend in shown for legend in ("⌈who speaks⌉", "/by which word/", "⟦what is said⟧"))
    (tmp_path / "n.txt").write_text("أفادت وكالة الأنباء بأن وزير الدفاع أعلن أن القوات انسحبت.\n", encoding="utf-8")
    path = tmp_path / "n.isnad"
    run("read", tmp_path / "n.txt", "--case", path)
    nested = run("show", path, "n", "--layers", "statements").output
    assert nested.count("⟦") == nested.count("⟧") == 3  # the legend, and one in the other
    assert "⟦القوات انسحبت⟧⟧" in nested


ARMS = {
    "a.txt": "الدعم العسكري\n\nزودت كوريا الشمالية روسيا بقذائف مدفعية في أكتوبر 2024، بعد محادثات.\n",
    "b.txt": "الطاقة\n\nقالت وزارة الخارجية الأوكرانية إن روسيا سترسل النفط إلى كوريا الشمالية.\n",
}


@pytest.fixture
def arms(tmp_path: Path) -> Path:
    folder = tmp_path / "arms"
    folder.mkdir()
    for name, text in ARMS.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = tmp_path / "arms.isnad"
    assert run("read", folder, "--case", path, "--published", "2025-07-13").exit_code == 0
    return path


def test_events_are_a_table_of_when_who_what_whom_object_standing_words_and_event(arms: Path) -> None:
    heads, *rows = (line.split("\t") for line in run("events", arms, "--type", "aid").output.splitlines())
    assert heads == ["when", "who", "what", "whom", "object", "standing", "words", "event"]
    shells, oil = (row for row in rows if row[4] in ("ammunition", "energy"))
    assert shells[:-1] == ["2024-10", "North Korea", "AID supply", "Russia", "ammunition", "actual", "زودت"]
    assert oil[:5] == ["(2025-07-13)", "Russia", "AID send", "North Korea", "energy"]
    assert oil[5].startswith("planned; وزارة الخارجية الأوكرانية: ") and oil[6:] == ["ترسل", "b.txt:0"]


def test_events_are_asked_for_by_words_dates_and_standing(arms: Path) -> None:
    def found(*asked: str) -> list[str]:
        return [
            json.loads(line)["trigger"] for line in run("events", arms, *asked, "--type", "AID", "--json").output.splitlines()
        ]

    assert found() == ["زودت", "ترسل"]
    assert found("--actor", "كوريا الشمالية") == found("--recipient", "RU") == found("--until", "2024-10") == ["زودت"]
    assert found("--since", "2025") == found("--factuality", "planned") == found("--recipient", "الشمالية") == ["ترسل"]
    assert found("--limit", "1") == ["زودت"]
    assert run("events", arms, "--actor", "فرنسا").output == "No events found.\n"


def test_an_event_is_explained_by_its_sentence_rule_and_words(arms: Path) -> None:
    shown = run("explain", arms, "b:0").output
    assert "إن روسيا س⌊ترسل⌋ النفط إلى كوريا الشمالية." in shown
    assert "frame/send/verb" in shown and "standing  planned" in shown and "«قالت»" in shown
    rows = [line.split("\t") for line in shown.splitlines() if "\t" in line]
    assert ["actor", "روسيا", "Russia"] in rows and ["recipient", "كوريا الشمالية", "North Korea"] in rows
    assert ["trigger", "ترسل", "send"] in rows and ["object", "النفط", "energy"] in rows
    (told,) = map(json.loads, run("events", arms, "--actor", "RU", "--type", "AID", "--json").output.splitlines())
    assert json.loads(run("explain", arms, told["id"], "--json").output) == told
    assert f"({told['id']})" in shown


def test_a_party_without_a_name_is_explained_by_its_rule(tmp_path: Path) -> None:
    text = "زودت كوريا الشمالية روسيا بقذائف مدفعية، وأرسلت جنوداً إلى أوكرانيا.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "c.isnad"
    run("read", tmp_path / "a.txt", "--case", path)
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in run("explain", path, "a:1").output.splitlines()}
    rule = "understood: who acts in the clause before, which this one goes on (elided-subject)"
    assert rows["actor"][0].startswith("كوريا الشمالية") and rows["actor"][0].endswith(f"; {rule}")
    assert rows["recipient"] == ["أوكرانيا", "Ukraine"]
    told = json.loads(run("explain", path, "a:1", "--json").output)
    assert told["event"]["understood"] == {"actor": "elided-subject"}
    assert set(told["understood"]) == {"actor"} and told["understood"]["actor"]["en"] in rule


def test_an_event_told_again_is_named(tmp_path: Path) -> None:
    text = "زودت كوريا الشمالية روسيا بقذائف مدفعية.\n\nوقد زودت كوريا الشمالية روسيا بقذائف مدفعية.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "c.isnad"
    run("read", tmp_path / "a.txt", "--case", path)
    assert len(run("events", path).output.splitlines()) == 2
    assert len(run("events", path, "--repeats").output.splitlines()) == 3
    assert re.search(r"^again +\w{16}:1$", run("explain", path, "a:0").output, re.MULTILINE)


def test_flows_are_a_table_json_and_a_drawing(arms: Path) -> None:
    heads, *rows = (line.split("\t") for line in run("flows", arms).output.splitlines())
    assert heads == ["giver", "item", "receiver", "how much", "when", "standing", "documents"]
    assert ["North Korea", "ammunition", "Russia", "", "2024-10-01", "actual", "a.txt"] in rows
    oil = next(row for row in rows if row[1] == "energy")
    assert oil[0::2][:2] == ["Russia", "North Korea"] and oil[4] == "(2025-07-13)" and oil[5].startswith("planned; وزارة")
    flows = [json.loads(line) for line in run("flows", arms, "--as", "json").output.splitlines()]
    shells = next(flow for flow in flows if flow["item"] == "ammunition")
    assert (shells["giver"], shells["documents"]) == ({"id": "KP", "name": "North Korea"}, ["a.txt"])
    assert shells["reports"][0]["words"][0] == ["actor", "كوريا الشمالية"]
    drawn = run("flows", arms, "--as", "svg").output
    texts = [text.text for text in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert {"North Korea", "Russia", "ammunition", "energy · planned"} <= set(texts)
    assert drawn.count("stroke-dasharray") == 1  # the one that is planned


def test_of_many_documents_a_flow_names_the_first(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"خبر {number}\n{ARMS['a.txt']}", encoding="utf-8")
    path = tmp_path / "c.isnad"
    run("read", tmp_path / "*.txt", "--case", path)
    shells = next(line for line in run("flows", path).output.splitlines() if "ammunition" in line)
    assert shells.split("\t")[6] == "0.txt, 1.txt, 2.txt, 3.txt and 2 more"


def test_a_drawing_escapes_names_and_runs_arabic_from_right_to_left() -> None:
    told = Flow(
        giver=Link("x", "وزارة <الدفاع> & \x1b\ud800"),
        item="money",
        type="SANCTION",
        receiver=None,
        amounts=(Amount("12 مليون دولار", 12e6, 12e6, "exact", "دولار"),),
        first=None,
        last=None,
        documents=("a&b.txt",),
        reports=(),
    )
    drawn = diagram([told])
    texts = {text.text: text for text in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")}
    assert texts["وزارة <الدفاع> & \ufffd\ufffd"].get("direction") == "rtl"
    assert texts["money (SANCTION) · \u206812 مليون دولار\u2069"].get("direction") is None
    assert "?" in texts and "a&amp;b.txt" in drawn
    assert "No flows found." in diagram([])


def test_a_case_without_events(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("كانت السماء صافية في ذلك المساء الهادئ.\n", encoding="utf-8")
    path = tmp_path / "c.isnad"
    run("read", tmp_path / "a.txt", "--case", path)
    assert run("events", path).output == "No events found.\n"
    assert run("flows", path).output == "No flows found.\n"
    assert run("events", path, "--json").output == run("flows", path, "--as", "json").output == ""
    assert "There is no event 0 in a.txt. No event was found in it." in run("explain", path, "a:0").output


def test_the_words_that_tell_an_event_are_marked_where_that_is_wanted(arms: Path) -> None:
    assert "⌊" not in run("show", arms, "a").output
    shown = run("show", arms, "a", "--layers", "events,times", "--lists").output
    assert "⌊زودت⌋ كوريا الشمالية روسيا بقذائف مدفعية في {أكتوبر 2024}" in shown and "⌊what tells an event⌋" in shown
    assert ["0", "زودت", "AID supply", "KP", "RU", "ammunition", "actual", "frame/supply/verb"] in [
        line.split("\t") for line in shown.splitlines()
    ]


def test_layers_are_chosen(case: Path) -> None:
    shown = run("show", case, "a", "--layers", "times, statements", "--lists").output
    assert "{أمس}" in shown and "⟦" in shown and "[كورسك]" not in shown and "<12>" not in shown
    assert "[name]" not in shown and "name/gpe" not in shown and "chain of ids" in shown
    bare = run("show", case, "a", "--layers", "").output
    assert ARTICLES["a.txt"].splitlines()[2] in bare and "marks" not in bare


def test_a_sentence_is_parsed_to_a_tree() -> None:
    lines = run("parse", "وأفادت الوكالة بأن كيم شدد على دعم بلاده").output.splitlines()
    rows = [line.split("\t") for line in lines]
    assert rows[0][1:] == ["words", "class", "lemma", "form", "decided by"]
    assert rows[1][0] == "main clause"
    assert rows[2] == ["├─ verb", "و+أفادت", "V verb", "افاد", "past fem sing", "model"]
    assert rows[3][:2] == ["├─ subject", "الوكالة"]
    assert rows[4][0] == "└─ that clause"
    assert ["   ├─ opener", "ب+أن"] in [row[:2] for row in rows]
    assert ["   └─ complement", "دعم بلاده"] in [row[:2] for row in rows]
    assert rows[-1][:3] == ["      └─ word", "بلاد~ه", "N noun"]
    assert {row[5] for row in rows[2:] if row[2]} <= {"lexicon", "model"}


def test_the_words_of_the_tree_are_those_of_the_sentence_each_once() -> None:
    sentence = "وقال وزير الدفاع كيم يونج هيون، الذي زار الحدود، إن «هذه الخطوة لن تمر»، مؤكداً استعداد بلاده للرد. وانتهى"
    rows = [line.split("\t") for line in run("parse", *sentence.split(), "--plain").output.splitlines()[1:]]
    words = [row[1].replace("+", "").replace("~", "") for row in rows if row[2]]
    assert words == re.findall(r"[^\s،.«»]+", sentence)
    assert ["quotation", "هذه الخطوة لن تمر"] in [row[:2] for row in rows]


def test_a_parsed_sentence_for_other_programs() -> None:
    sentence = "قالت الوزارة إنها مستعدة"
    parsed = json.loads(run("parse", sentence, "--json").output)
    assert parsed["text"] == sentence
    assert [sentence[word["start"] : word["end"]] for word in parsed["words"]] == sentence.split()
    assert (parsed["words"][0]["tag"], parsed["words"][2]["pronoun"]) == ("V", "ها")
    assert [clause["kind"] for clause in parsed["clauses"]] == ["main", "that"]


def test_a_sentence_gives_the_terminal_no_orders() -> None:
    shown = run("parse", "قال «\x1b[31mأحمر\x07 و»").output
    assert not {"\x1b", "\x07"} & set(shown)


def test_at_a_terminal_one_is_told_that_the_first_use_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_: str(tmp_path))
    tell_preparing()
    assert capsys.readouterr().err == ""  # no terminal, nobody waits
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    tell_preparing()
    assert "Preparing the language pack (once, about half a minute) …" in capsys.readouterr().err
    for model in ("words", "phrases", "boundaries"):
        (tmp_path / f"{model}-0a1b2c3d-{pack.fingerprint_of_words()}.msgpack").touch()
    tell_preparing()
    assert capsys.readouterr().err == ""


def test_the_models_are_where_the_line_about_them_looks() -> None:
    parse("قال")
    cache = Path(platformdirs.user_cache_dir("isnad"))
    assert {path.name.split("-")[0] for path in cache.glob(f"*-*-{pack.fingerprint_of_words()}.msgpack")} >= set(
        preparing._MODELS
    )


def test_the_original_is_written_as_it_was_read(case: Path) -> None:
    assert isnad("show", case, "a", "--original").stdout == ARTICLES["a.txt"].encode()


def test_json_for_other_programs(case: Path, tmp_path: Path) -> None:
    (hit, *_) = map(json.loads, run("search", case, "القوات", "--json").output.splitlines())
    assert {"doc", "id", "score", "spans"} == hit.keys()
    named = [json.loads(line) for line in run("entities", case, "--type", "per", "--json").output.splitlines()]
    assert {entity["type"] for entity in named} == {"PER"}
    report = json.loads(run("read", tmp_path / "articles", "--case", case, "--json").output)
    assert (report["unchanged"], report["new"], report["faults"]) == (2, 0, [])


def test_an_export_is_whole_or_not_there(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: object) -> Iterator[dict[str, object]]:
        yield {"kind": "document"}
        raise OSError(28, "No space left on device")

    target = tmp_path / "out.jsonl"
    target.write_text("before", encoding="utf-8")
    monkeypatch.setattr("isnad.case.Case.export_annotations", failing)
    result = run("export", case, "-o", target)
    assert (result.exit_code, target.read_text(encoding="utf-8")) == (1, "before")
    assert "no space left" in result.output
    assert not list(tmp_path.glob(".*part"))


def test_a_reader_that_goes_away_is_no_error(case: Path) -> None:
    code = [sys.executable, "-m", "isnad", "export", str(case)]
    with subprocess.Popen(code, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["show", "{case}", "zzz"], 1, "No document is called «zzz». There are a.txt"),
        (["show", "{case}", "."], 1, "may mean several documents: a.txt"),
        (["search", "{folder}/a.txt", "x"], 1, "is not a case file"),
        (["entities", "{folder}"], 1, "is a folder"),
        (["refresh", "{folder}/none"], 1, "There is no case file"),
        (["read", "{folder}", "--case", "{folder}/no/c.isnad"], 1, "There is no folder"),
        (["read", "{folder}", "--case", "{case}", "--published", "someday"], 2, "not a date: 'someday'"),
        (["read", "{folder}/none.txt", "--case", "{case}"], 1, "none.txt: There is no such file."),
        (["export", "{case}", "-o", "{folder}/no/out.jsonl"], 1, "no such file or directory"),
        (["names", "add", "{folder}/a.txt"], 1, "Nothing was added"),
        (["entities", "{case}", "--type", "THING"], 2, "THING"),
        (["statements", "{case}", "--stance", "shout"], 2, "'shout' is not one of 'assert'"),
        (["statements", "{case}", "--limit", "0"], 2, "--limit"),
        (["statements", "{folder}/none"], 1, "There is no case file"),
        (["events", "{case}", "--type", "war"], 2, "'war' is not one of 'agree'"),
        (["events", "{case}", "--since", "someday"], 2, "not a date: 'someday'"),
        (["events", "{case}", "--until", "2024-13"], 2, "not a date: '2024-13'"),
        (["events", "{case}", "--factuality", "true"], 2, "'true' is not one of 'actual'"),
        (["events", "{folder}/none"], 1, "There is no case file"),
        (["flows", "{case}", "--as", "png"], 2, "'png' is not one of 'table'"),
        (["flows", "{folder}/none"], 1, "There is no case file"),
        (["explain", "{case}", "a"], 1, "«a» names no event. DOCUMENT:NUMBER does, as 003:4"),
        (["explain", "{case}", "a:99"], 1, "There is no event 99 in a.txt. Its events are 0 to "),
        (["explain", "{case}", "zzz:0"], 1, "No document is called «zzz»"),
        (["show", "{case}", "a", "--layers", "times,flows"], 2, "'flows' is none of entities, times"),
        (["parse", ""], 2, "There is no word in the sentence."),
        (["parse", "؟!", "ـ"], 2, "There is no word in the sentence."),
        (["parse"], 2, "SENTENCE"),
        (["read"], 2, "SOURCES"),
        (["serch", "x"], 2, "Is 'search' meant?"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_errors_are_sentences(case: Path, tmp_path: Path, args: list[str], code: int, said: str) -> None:
    result = run(*(arg.format(case=case, folder=tmp_path / "articles") for arg in args))
    assert result.exit_code == code, result.output
    assert said in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_names_are_listed_and_forgotten(tmp_path: Path) -> None:
    assert "no names" in run("names", "list").output
    (tmp_path / "n.csv").write_text("surface,id,type\nحزب الغد,ghad,ORG\n", encoding="utf-8")
    assert run("names", "add", tmp_path / "n.csv").output.startswith("1 added, 0 changed, 0 known")
    assert "ghad\tORG" in run("names", "list").output
    assert run("names", "clear", text="n\n").exit_code == 1
    assert run("names", "clear", "--yes").output == "1 forgotten.\n"


def test_the_demo_can_be_kept_and_sets_the_counts_side_by_side(tmp_path: Path) -> None:
    result = run("demo", "--no-serve", "--case", tmp_path / "d.isnad")
    assert all(f"<{count}>" in result.output for count in ("12", "17", "19", "22"))
    assert run("show", tmp_path / "d.isnad", "01").exit_code == 0


def test_version_tells_what_runs() -> None:
    assert "word lists" in run("version").output
    assert run("--version").exit_code == 0


def test_the_day_of_an_undated_article_is_not_explained(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قصفت روسيا مدينة أوديسا يوم الأحد.\n", encoding="utf-8")
    run("read", tmp_path / "a.txt", "--case", tmp_path / "c.isnad")
    shown = run("explain", tmp_path / "c.isnad", "a.txt:0").output
    assert "ASSAULT" in shown and "None" not in shown
