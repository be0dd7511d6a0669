"""`isnad demo`: the sample story, read and shown, with nothing to prepare."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import click

import isnad
from isnad.languages.names import folded_words
from isnad.model import Document, Span

if TYPE_CHECKING:
    from isnad.case import Case
    from isnad.cli.screen import Screen

EXAMPLES = Path(isnad.__file__).parent / "examples"


@click.command(short_help="Read the sample story, and show what it found.")
@click.option("--case", "path", type=click.Path(path_type=Path), help="Keep the case in this file.")
def demo(path: Path | None) -> None:
    """Read the sample story that comes with Isnad, and show what it found."""
    with TemporaryDirectory(prefix="isnad-") as folder:
        _demo(path or Path(folder) / "demo.isnad", kept=path is not None)


def _demo(path: Path, kept: bool) -> None:
    from isnad.case import Case
    from isnad.cli.read import progress_bar, show_report, tell_faults
    from isnad.cli.screen import Screen

    screen = Screen()
    with Case.open(path) as case:
        with progress_bar("Reading") as progress:
            report = case.read(EXAMPLES, progress=progress)
        screen.line("A made-up story from several outlets, as a folder of articles.", style="bold")
        show_report(case, report, path)
        _show_named(screen, case)
        _show_first(screen, case)
        _show_numbers(screen, case)
    _show_next(screen, path if kept else None)
    tell_faults(report)


def _show_named(screen: "Screen", case: "Case") -> None:
    from isnad.cli.entities import show_entities

    screen.line("\nWho and what is named most often", style="bold")
    show_entities(screen, case.entities(limit=12))


def _show_first(screen: "Screen", case: "Case") -> None:
    from isnad.cli.show import show_article, show_head

    document = next(case.documents(), None)
    if document is not None:
        found = case.annotations(document.id)
        screen.line("\nOne of the articles", style="bold")
        show_head(screen, found)
        show_article(screen, found)


def _show_numbers(screen: "Screen", case: "Case") -> None:
    """Print the noun that is counted most differently, with every sentence that counts it."""
    from isnad.cli.passages import passages
    from isnad.cli.screen import Mark, painted

    counted = [count for count in _counts(case) if len({place.document.id for place in count}) > 1]
    if not counted:
        return
    places = max(counted, key=lambda count: (len({place.value for place in count}), len(count)))
    screen.line(f"\nHow many {screen.cell(places[0].noun)}? What the articles say, side by side", style="bold")
    for place in places:
        document, span = place.document, place.span
        told = [screen.cell(part) for part in (document.published, document.publisher or document.name) if part]
        screen.line("  ".join(told))
        mark = Mark(span.start, span.end, "<", ">", "bold yellow")
        for passage in passages(document.text, [span]):
            screen.paragraph(painted(document.text, [mark], passage.start, passage.end), indent=2)


class _Count(NamedTuple):
    noun: str
    document: Document
    span: Span
    value: tuple[float | None, float | None]


def _counts(case: "Case") -> Iterable[list[_Count]]:
    """Return the numbers of all articles, those of one counted noun together, by the date of publication."""
    found: dict[str, list[_Count]] = defaultdict(list)
    for document in sorted(case.documents(), key=lambda document: document.published or ""):
        for quantity in case.annotations(document.id).quantities:
            noun = _noun(quantity.unit.quote(document.text)) if quantity.unit else ""
            if noun and quantity.kind != "vague":
                span = Span(quantity.start, quantity.end)
                found[noun].append(_Count(noun, document, span, (quantity.low, quantity.high)))
    return found.values()


def _noun(unit: str) -> str:
    """Return what is counted, in one form for «قتيل» and «القتيل»; nothing for signs («%»)."""
    form = folded_words(unit)[:1]
    return form[0].removeprefix("ال") if form else ""


def _show_next(screen: "Screen", path: Path | None) -> None:
    case = f"'{path}'" if path else "case.isnad"
    screen.line("\nWhat to try next", style="bold")
    if path is None:
        screen.line(f"  isnad demo --case {case}                keep the story in a file")
    for command, does in (
        (f"isnad show {case} 01 --lists", "an article, and everything found in it"),
        (f"isnad search {case} 'الحكومة OR الوزارة'", "words in all their forms"),
        (f"isnad entities {case} --type PER", "who is named, how often, in which spellings"),
        (f"isnad export {case} -o out.jsonl", "all of it for other programs"),
        ("isnad read FOLDER --case my.isnad", "your own articles"),
    ):
        screen.line(f"  {command:<40} {does}")
