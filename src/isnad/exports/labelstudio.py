"""Label Studio (labelstud.io/guide/tasks): one task an article, its reports as predictions, to be corrected and read back.

A report is a region whose label is its PLOVER type; its stance, its factuality and whether it is accepted are choices on the
region. Offsets are code points, as Label Studio counts them now; where a region counts UTF-16, as older ones did, its own words
tell. The labelling configuration goes with each task, in ``meta``, and stands in docs/exports.md.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, get_args

import msgspec
from msgspec import Struct

from isnad.exports.marks import STATE, UNTOLD, Mark, Marked, marked
from isnad.exports.material import Material
from isnad.exports.objects import program
from isnad.model import EventType, Factuality, Stance

_ACCEPTED = "accepted"
_CHOICES = {"stance": (*get_args(Stance), UNTOLD), "factuality": get_args(Factuality), "review": (_ACCEPTED,)}


def configuration() -> str:
    """Return the labelling configuration that the tasks need: the text runs from the right."""
    labels = "".join(f'\n    <Label value="{label}"/>' for label in (*get_args(EventType), STATE))
    choices = "".join(
        f'\n  <Choices name="{name}" toName="text" perRegion="true">'
        + "".join(f'\n    <Choice value="{value}"/>' for value in values)
        + "\n  </Choices>"
        for name, values in _CHOICES.items()
    )
    style = "<Style>.lsf-richtext__container, .htx-richtext { direction: rtl; unicode-bidi: plaintext; }</Style>"
    text = f'<Labels name="label" toName="text">{labels}\n  </Labels>\n  <Text name="text" value="$text"/>{choices}'
    return f"<View>\n  {style}\n  {text}\n</View>"


def write(material: Material, target: IO[bytes]) -> None:
    """Write the tasks as one JSON list."""
    tasks = [
        {
            "data": {
                "text": source.text,
                "title": source.title or source.name,
                "publisher": source.publisher,
                "published": source.published,
                "isnad": one,
            },
            "meta": {"labelling_configuration": configuration()},
            "predictions": [
                {
                    "model_version": " ".join(program().values()),
                    "result": [region for mark in one.marks for region in _regions(mark, source.text)],
                }
            ],
        }
        for source, one in marked(material)
    ]
    target.write(msgspec.json.format(msgspec.json.encode(tasks), indent=1) + b"\n")


def _regions(mark: Mark, text: str) -> Iterator[dict[str, Any]]:
    """Yield a mark as the results of one region: its label, and the choices on it."""
    place = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
    yield {"id": mark.id, "from_name": "label", "to_name": "text", "type": "labels", "value": {**place, "labels": [mark.label]}}
    chosen = {"stance": mark.stance, "factuality": mark.factuality} | ({"review": _ACCEPTED} if mark.accepted else {})
    for name, value in chosen.items():
        yield {"id": mark.id, "from_name": name, "to_name": "text", "type": "choices", "value": {**place, "choices": [value]}}


# ---- back


class _Value(Struct):
    start: int = -1
    end: int = -1
    text: str | None = None
    labels: list[str] = []
    choices: list[str] = []


class _Result(Struct):
    type: str
    id: str = ""
    from_name: str = ""
    value: _Value = msgspec.field(default_factory=_Value)


class _Annotation(Struct):
    result: list[_Result] = []
    was_cancelled: bool = False


class _Data(Struct):
    text: str
    isnad: Marked


class _Task(Struct):
    data: _Data
    annotations: list[_Annotation] = []


def read(path: Path) -> list[tuple[Marked, Marked]]:
    """Return each article as it was written and as it was corrected, from an export in the form «JSON». Raises ValueError.

    Of several annotations of one task the last counts; a task without any, or one that was skipped, is left out.
    """
    try:
        tasks = msgspec.json.decode(path.read_bytes(), type=list[_Task])
    except msgspec.MsgspecError as error:
        raise ValueError(f"{path} is no export of Label Studio that Isnad's tasks came back in: {error}") from error
    found = []
    for task in tasks:
        done = [annotation for annotation in task.annotations if not annotation.was_cancelled]
        if done:
            written = task.data.isnad
            marks = tuple(_marks(done[-1].result, written, task.data.text))
            found.append((written, Marked(written.document, written.text_sha256, marks)))
    return found


def _marks(results: list[_Result], written: Marked, text: str) -> Iterator[Mark]:
    known = {mark.id for mark in written.marks}
    chosen: dict[str, dict[str, str]] = {}
    for result in results:
        if result.type == "choices" and result.value.choices:
            chosen.setdefault(result.id, {})[result.from_name] = result.value.choices[0]
    for result in results:
        if result.type == "labels":
            told = chosen.get(result.id, {})
            start, end = _placed(result.value, text)
            yield Mark(
                id=result.id if result.id in known else None,
                start=start,
                end=end,
                label=result.value.labels[0] if result.value.labels else STATE,
                stance=told.get("stance", UNTOLD),
                factuality=told.get("factuality", "actual"),
                accepted=told.get("review") == _ACCEPTED,
            )


def _placed(value: _Value, text: str) -> tuple[int, int]:
    """Return the place of a region in code points: as it counts them, or, if its own words say so, as UTF-16 does."""
    start, end = value.start, value.end
    if value.text is None or text[start:end] == value.text:
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    before, words = (units[a * 2 : b * 2].decode("utf-16-le", "replace") for a, b in ((0, start), (start, end)))
    if words == value.text:
        return len(before), len(before) + len(words)
    raise ValueError(f"the region at {start}–{end} says {value.text[:60]!r}, which does not stand there")
