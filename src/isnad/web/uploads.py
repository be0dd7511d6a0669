"""Files that a page sends, read into the case beside the pages."""

from pathlib import Path
from tempfile import TemporaryDirectory

from isnad.case import Case, CaseError, Progress


class Upload:
    """Files that are being read into the case: how far it has come, and what could not be read."""

    def __init__(self) -> None:
        self.done = 0
        self.total: int | None = None
        self.name = ""
        self.new = 0
        self.faults: list[tuple[str, str]] = []
        self.finished = False

    def come(self, progress: Progress) -> None:
        """Keep how far it has come."""
        self.done, self.total, self.name = progress

    def read(self, path: Path | str, folder: TemporaryDirectory[str], publisher: str | None, published: str | None) -> None:
        """Read the files of a folder into the case at ``path``, and drop the folder; what fails is kept to be told."""
        try:
            with folder, Case.open(path, create=False) as case:
                report = case.read(folder.name, publisher=publisher, published=published, progress=self.come)
                self.new = report.new + report.updated
                self.faults = [(fault.name, fault.reason) for fault in report.faults]
        except (CaseError, OSError, ValueError) as error:
            self.faults.append(("", str(error)))
        finally:
            self.finished = True
