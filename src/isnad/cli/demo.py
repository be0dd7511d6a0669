"""`isnad demo`: the sample story, read and shown, with nothing to prepare."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

import isnad
from isnad.model import Document, Span

if TYPE_CHECKING:
    from isnad.case import Case
    from isnad.cli.screen import Screen

_DEAD = ("شخصا", "قتيلا", "وفاة")  # the nouns with which the sample story counts its dead: people, killed, deaths
EXAMPLES = Path(isnad.__file__).parent / "examples"


@click.command(short_help="Read the sample story, and show what it found.")
@click.option("--case", "path", type=click.Path(path_type=Path), help="Keep the case in this file.")
@click.option("--serve/--no-serve", "serves", default=True, help="Whether to open it as pages at the end.")
def demo(path: Path | None, serves: bool) -> None:
    """Read the sample story that comes with Isnad, show what it found, and serve it as pages until Ctrl+C."""
    with TemporaryDirectory(prefix="isnad-") as folder:
        case = path or Path(folder) / "demo.isnad"
        _demo(case, kept=path is not None)
        if serves:
            from isnad.cli.serve import serve_case

            click.echo()
            serve_case(case, sample=True)


def _demo(path: Path, kept: bool) -> None:
    from isnad.case import Case
    from isnad.cli.preparing import tell_preparing
    from isnad.cli.read import progress_bar, show_report, tell_faults
    from isnad.cli.screen import Screen

    tell_preparing()
    screen = Screen()
    with Case.open(path) as case:
        with progress_bar("Reading") as progress:
            report = case.read(EXAMPLES, progress=progress)
        screen.line("A made-up story from several outlets, as a folder of articles.", style="bold")
        show_report(case, report)
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
    """Print every sentence that counts the dead, so that the accounts stand side by side."""
    from isnad.cli.screen import Mark, painted
    from isnad.passages import passages

    screen.line("\nHow many died? What the articles say, side by side", style="bold")
    for document, span in _counts(case):
        told = [screen.cell(part) for part in (document.published, document.publisher or document.name) if part]
        screen.line("  ".join(told))
        mark = Mark(span.start, span.end, "<", ">", "bold yellow")
        for passage in passages(document.text, [span]):
            screen.paragraph(painted(document.text, [mark], passage.start, passage.end), indent=2)


def _counts(case: "Case") -> Iterator[tuple[Document, Span]]:
    """Yield the numbers of dead in the articles, by date; one told twice in an article once, in its fuller sentence."""
    from isnad.languages.names import folded_words

    dead = frozenset(map(folded_words, _DEAD))
    for document in sorted(case.documents(), key=lambda document: document.published or ""):
        told: dict[tuple[float | None, float | None], Span] = {}
        for quantity in case.annotations(document.id).quantities:
            if quantity.unit and folded_words(quantity.unit.quote(document.text))[:1] in dead:
                told[quantity.low, quantity.high] = Span(quantity.start, quantity.end)
        for span in told.values():
            yield document, span


def _show_next(screen: "Screen", path: Path | None) -> None:
    case = f'"{path}"' if path else "case.isnad"
    screen.line("\nWhat to try next", style="bold")
    if path is None:
        screen.line(f"  {f'isnad demo --case {case}':<46} keep the story in a file")
    for command, does in (
        (f"isnad serve {case}", "the whole of it as pages"),
        (f"isnad show {case} 01 --lists", "an article, and everything found in it"),
        (f'isnad search {case} "الحكومة OR الوزارة"', "words in all their forms"),
        (f"isnad entities {case} --type PER", "who is named, how often, in which spellings"),
        (f"isnad statements {case} --stance deny", "who says what, on whose word: the denials"),
        (f"isnad events {case} --type AID", "who did what to whom: here who gives"),
        (f"isnad export {case} -o out.jsonl", "all of it for other programs"),
        ("isnad read FOLDER --case my.isnad", "your own articles"),
    ):
        screen.line(f"  {command:<46} {does}")
