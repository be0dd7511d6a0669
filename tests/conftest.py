"""What several test files need: the sample story as a case, with claims put together by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import isnad
from isnad import Case
from isnad.case import Claimed
from isnad.web.shelf import Shelf
from tests.web_claims import sample_claims

EXAMPLES = Path(isnad.__file__).parent / "examples"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.isnad"
    with Case.open(path) as case:
        case.read(EXAMPLES)
    return path


class HandMade(Shelf):
    """A shelf whose claims are those of the tests."""

    def claims(self) -> list[Claimed]:
        return self._keep("claims", lambda: sample_claims(self.case))


@pytest.fixture(scope="session")
def sample_shelf(sample: Path) -> Iterator[Shelf]:
    opened = HandMade(sample, sample=True)
    yield opened
    opened.close()
