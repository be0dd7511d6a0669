"""What several test files need: the sample story as a case, with claims put together by hand, and both stores of cases."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

import isnad
from isnad import Case
from isnad.case import Claimed, Parts, Summary, summary
from isnad.model import Span
from isnad.storage.timeline import Moment, timeline
from isnad.web import application
from isnad.web.guard import Guard
from isnad.web.shelf import Shelf
from tests import server
from tests.web_claims import sample_claims

HOST = "testserver.local"
EXAMPLES = Path(isnad.__file__).parent / "examples"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.isnad"
    with Case.open(path) as case:
        case.read(EXAMPLES)
    return path


class HandMade(Shelf):
    """A shelf whose claims are those of the tests."""

    def claims(self, **options: Any) -> list[Claimed]:
        made = self._keep("claims", lambda: sample_claims(self.case))
        found = [claimed for claimed in made if _meant(claimed, options)]
        return found[options.get("offset", 0) :][: options.get("limit")]

    def summaries(self, **options: Any) -> list[Summary]:
        return [summary(claimed) for claimed in self.claims(**options)]

    def parts(self, document: str) -> Parts:
        told = self.claims(document=document)
        claims = {one.claim.id: [Span(r.start, r.end) for r in one.claim.reports if r.document == document] for one in told}
        return Parts(claims=claims, like=super().parts(document).like)

    def timeline(self, story: str | None = None) -> list[Moment]:
        return timeline(self.claims(story=story))

    def claim(self, id: str) -> Claimed:
        told = {report.id: claimed for claimed in self.claims() for report in claimed.claim.reports}
        found = told | {claimed.claim.id: claimed for claimed in self.claims()}
        return found[id] if id in found else super().claim(id)


def _meant(claimed: Claimed, options: dict[str, Any]) -> bool:
    """Whether a claim is one that the options of `Case.claims` ask for; a document counts as read when it was published."""
    claim = claimed.claim
    return (
        (not options.get("conflicts") or any(conflict.relation == "contradiction" for conflict in claim.conflicts))
        and claim.least >= options.get("min_origins", 0)
        and any((report.published or "") >= options.get("changed_since", "") for report in claim.reports)
        and options.get("document") in (None, *(report.document for report in claim.reports))
        and options.get("actor") in (None, *claimed.parties)
    )


@pytest.fixture(scope="session")
def sample_shelf(sample: Path) -> Iterator[Shelf]:
    opened = HandMade(sample, sample=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(shelf: Shelf) -> Iterator[TestClient[Guard]]:
    """Ask for the pages of a ``shelf``, which is a fixture of the module."""
    with TestClient(application(shelf, [HOST])) as client:
        yield client


# ---- the two stores

Places = Callable[[], Path | str]
_CASES = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give the address of a PostgreSQL server, without schema."""
    if why := server.missing():
        pytest.skip(why)
    with server.served() as address:
        yield address


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """Give, in each of the two stores, one place after the other where there is no case yet."""
    if request.param == "sqlite":
        yield lambda: tmp_path_factory.mktemp("case") / "c.isnad"
        return
    address = request.getfixturevalue("postgres")
    made: list[str] = []

    def fresh() -> str:
        made.append(server.with_schema(address, f"isnad_test_{next(_CASES)}"))
        return made[-1]

    yield fresh
    server.drop(made)


@pytest.fixture
def place(places: Places) -> Path | str:
    return places()
