"""The word lists: no line of them stands twice, and none is out of reach behind another."""

from pathlib import Path

import pytest

from isnad.languages import frames, pack, records
from isnad.languages.deeds import deed_words
from isnad.languages.folding import fold
from isnad.languages.records import Record

_EXAMPLES = ("examples", "tagged")
_BY_PLACE = ("glosses", "wordings")  # the order of their lines tells what they are: a plural may be as its singular
_NO_RECORDS = ("senses",)
_AS_SPELLED = ("names", "nouns", "numbers", "particles", "time", "verbs")  # spellings that are one when folded stand in these
_KEPT = ("طالبة",)
"""Kept twice: the text that the models learn from draws names from this list by their places, so that one line less changes them all."""
_LISTS = [
    path
    for path in sorted(pack.FOLDER.rglob("*.txt"))
    if path.parent.name not in _EXAMPLES and path.stem not in (*_BY_PLACE, *_NO_RECORDS)
]


def _heading(record: Record) -> tuple[object, ...]:
    return record.fields, tuple(sorted(record.settings.items()))


@pytest.mark.parametrize("path", _LISTS, ids=lambda path: path.stem)
def test_no_surface_stands_twice_under_a_heading(path: Path) -> None:
    spelled = {path.stem, path.parent.name} & {*_AS_SPELLED}
    met: set[tuple[object, ...]] = set()
    twice = []
    for record in records.read(path):
        for text, mark in record.surfaces:
            line = (*_heading(record), mark, text if spelled else fold(text))
            if line in met and text not in _KEPT:
                twice.append((record.fields[0], text))
            met.add(line)
    assert not twice


@pytest.mark.parametrize("path", _LISTS, ids=lambda path: path.stem)
def test_every_heading_has_its_surfaces(path: Path) -> None:
    assert not [record.fields for record in records.read(path) if not record.surfaces]


def test_no_frame_is_out_of_reach() -> None:
    """Of the frames of one surface the first holds whose need is met: another of the same need and form never does."""
    met: set[tuple[object, ...]] = set()
    shadowed = []
    for record in pack.read("frames"):
        for text, mark in record.surfaces:
            line = (mark, frames.pattern(text, mark), record.settings.get("need", ""), record.settings.get("form", ""))
            if line in met:
                shadowed.append((record.fields[0], text))
            met.add(line)
    assert not shadowed


def test_classes_of_deeds_hold_what_they_say() -> None:
    assert not deed_words("rebel") & deed_words("fighter")
    assert not deed_words("serving") & deed_words("armed")
    with pytest.raises(KeyError):
        deed_words("no-such-class")
