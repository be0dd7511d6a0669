"""The pack's examples are the specification of the layers: each is run as a test."""

import pytest

from isnad import annotate
from isnad.languages import pack


def _examples(name: str) -> list[tuple[str, str]]:
    found = [("|".join(record.fields), text) for record in pack.read(f"examples/{name}") for text, _ in record.surfaces]
    assert found
    return [("" if expected == "none" else expected, text) for expected, text in found]


@pytest.mark.parametrize(("expected", "text"), _examples("times"))
def test_times(expected: str, text: str) -> None:
    assert " ".join(time.value for time in annotate(text, published="2025-07-13").times) == expected


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}" if value < 1 else f"{value:.10g}"


@pytest.mark.parametrize(("expected", "text"), _examples("quantities"))
def test_quantities(expected: str, text: str) -> None:
    found = annotate(text, published="2025-07-13").quantities
    assert " ".join(f"{_number(q.low)} {_number(q.high)} {q.kind}" for q in found) == expected


@pytest.mark.parametrize(("expected", "text"), _examples("entities"))
def test_entities(expected: str, text: str) -> None:
    found = annotate(text).entities
    wanted = [mention.split() for mention in expected.split(", ")] if expected else []
    assert [m.type for m in found] == [type for type, _ in wanted]
    assert all(id in ("*", m.id) for m, (_, id) in zip(found, wanted, strict=True))
