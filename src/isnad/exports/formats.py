"""Formats: every form in which a case can be exported, by the name that the command knows it by."""

from collections.abc import Callable
from typing import IO, NamedTuple

import msgspec

from isnad.case import Case
from isnad.exports import (
    brat,
    dataset,
    ftm,
    geojson,
    jsonl,
    labelstudio,
    plover,
    schemaorg,
    tables,
    webannotation,
)
from isnad.exports.material import Material, Options, gather


class Format(NamedTuple):
    """A form of export. ``publication``: it holds only what was accepted. ``whole``: it cannot be without whole articles."""

    write: Callable[[Material, IO[bytes]], None]
    publication: bool = False
    whole: bool = False


FORMATS = {
    "csv": Format(tables.write_csv),
    "xlsx": Format(tables.write_xlsx),
    "parquet": Format(tables.write_parquet),
    "jsonl": Format(jsonl.write),
    "dataset": Format(dataset.write),
    "webannotation": Format(webannotation.write, publication=True),
    "schemaorg": Format(schemaorg.write, publication=True),
    "ftm": Format(ftm.write_entities),
    "ftm-statements": Format(ftm.write_statements),
    "plover": Format(plover.write_plover),
    "polecat": Format(plover.write_polecat),
    "geojson": Format(geojson.write),
    "brat": Format(brat.write, whole=True),
    "labelstudio": Format(labelstudio.write, whole=True),
}


def export(case: Case, form: str, target: IO[bytes], options: Options | None = None) -> Material:
    """Write a case in one of :data:`FORMATS`, and return what it holds.

    Raises CaseError where nothing may be published, ValueError where a form carries whole articles and ``options.full_text`` is
    not set, or where what writes it is not installed; KeyError for a form that is none.
    """
    options = options or Options()
    written = FORMATS[form]
    if written.whole and not options.full_text:
        raise ValueError(f"{form} carries whole articles: give --full-text (full_text=True) where they may leave the case")
    material = gather(case, options, publication=written.publication)
    try:
        written.write(material, target)
    except ModuleNotFoundError as error:
        raise ValueError(f"{form} wants {error.name}, which is not installed: pip install 'isnad[{form}]'") from error
    return material


def annotations(case: Case, target: IO[bytes]) -> None:
    """Write the documents with their annotations, then the claims, as lines of JSON in the form of the annotation guide."""
    encode = msgspec.json.Encoder().encode
    for line in case.export_annotations():
        target.write(encode(line) + b"\n")
