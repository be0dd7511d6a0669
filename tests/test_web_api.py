"""The pages for programs: what `/openapi.json` promises is what is answered, whatever is asked (schemathesis).

As many requests an address as ISNAD_FUZZ says, times eight.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from isnad import Case
from isnad.web import application
from isnad.web.app import _PAGES as PAGES
from isnad.web.description import described
from isnad.web.shelf import Shelf

HOST = "testserver.local"
_SENT = ("method", "url", "params", "headers", "data")
# A page number that is none is the first page, and an article without a text is refused in words: neither is a fault.
_LENIENT: list[Any] = [checks.positive_data_acceptance, checks.negative_data_rejection]
TIMES = 8 * int(os.environ.get("ISNAD_FUZZ", "1"))
schema = schemathesis.openapi.from_dict(dict(described()))


@pytest.fixture(scope="module")
def client(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    path = tmp_path_factory.mktemp("api") / "c.isnad"
    with Case.open(sample) as case:
        case.backup(path)
        IDS[:] = [one.id for one in case.documents()] + [one.claim.id for one in case.claims(limit=20)] + ["RU", "KP"]
    shelf = Shelf(path)
    with TestClient(application(shelf, [HOST]), base_url=f"http://{HOST}", raise_server_exceptions=False) as opened:
        yield opened
    shelf.close()


OPERATIONS = {result.ok().label: result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)}


IDS: list[str] = []


def test_every_address_with_data_is_described() -> None:
    served = {path for page in PAGES for path in page.paths if path.endswith((".json", ".csv"))} - {"/openapi.json"}
    assert served <= described()["paths"].keys()
    assert len(OPERATIONS) == len(described()["paths"])


def test_the_description_is_served(client: TestClient[Any]) -> None:
    assert client.get("/openapi.json").json() == json.loads(json.dumps(described()))


def test_an_answer_that_is_not_as_described_is_found(client: TestClient[Any]) -> None:
    wrong = json.loads(json.dumps(described()))
    wrong["components"]["schemas"]["Totals"]["properties"]["documents"] = {"type": "string"}
    made = schemathesis.openapi.from_dict(wrong)["/case.json"]["GET"].Case()
    with pytest.raises(FailureGroup):
        made.validate_response(client.get("/case.json"))


@pytest.mark.parametrize("label", OPERATIONS)
@given(data=st.data())
@settings(max_examples=TIMES, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
def test_what_is_described_is_what_is_answered(client: TestClient[Any], label: str, data: st.DataObject) -> None:
    case = data.draw(OPERATIONS[label].as_strategy())
    for part in (case.path_parameters, case.query):
        for name in {"id", "a", "b"} & set(part or ()):
            if data.draw(st.booleans()):  # else hardly one would be found
                part[name] = data.draw(st.sampled_from(IDS))
    sent = case.as_transport_kwargs(base_url=f"http://{HOST}", headers={"origin": f"http://{HOST}"})
    response = client.request(**{name: sent[name] for name in _SENT if name in sent}, follow_redirects=False)
    case.validate_response(response, excluded_checks=_LENIENT)
