"""Corrections: what people changed in an annotation tool, as judgements on the reports of the case."""

from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from isnad.case import Case, CaseError
from isnad.exports import brat, labelstudio
from isnad.exports.marks import UNTOLD, Mark, Marked
from isnad.exports.material import printable
from isnad.model import JudgementKind


class Correction(Struct, frozen=True, kw_only=True):
    """A decision that a corrected file asks for; ``refused`` says why the case does not take it, None where it does.

    ``report`` is the one it is about, None for words that are to be added; ``words`` are those. ``judgement`` is the id under
    which it stands in the log once it was taken.
    """

    kind: JudgementKind
    document: str
    report: str | None
    words: str
    slot: str | None = None
    value: str | None = None
    refused: str | None = None
    judgement: str | None = None


def read_corrections(path: str | Path) -> list[tuple[Marked, Marked]]:
    """Return each article of a corrected file as it was written and as it came back. Raises ValueError, OSError.

    A folder or zip is brat's, any other file Label Studio's.
    """
    path = Path(path)
    return brat.read(path) if path.is_dir() or path.suffix.lower() == ".zip" else labelstudio.read(path)


def take(case: Case, corrected: Iterable[tuple[Marked, Marked]], *, by: str, why: str, dry: bool = False) -> list[Correction]:
    """Judge what was corrected, in a person's name, and return what that was; ``dry`` only returns it.

    A mark that is gone is a rejected report, one that is new words to add, one that was moved both; «accepted» accepts; another
    stance or factuality corrects. What the case cannot take, such as another label, is returned with the reason. Raises CaseError
    where an article is not in the case, ValueError where its text is another; then nothing was judged.
    """
    pairs = [(before, after, _text(case, before)) for before, after in corrected]
    judge = _Judge(case, by, why, dry)
    for before, after, text in pairs:
        _compare(judge, before, after, text)
    return judge.found


class _Judge:
    """A person whose corrections are taken one by one."""

    def __init__(self, case: Case, by: str, why: str, dry: bool) -> None:
        self.case, self.by, self.why, self.dry = case, by, why, dry
        self.found: list[Correction] = []

    def take(self, asked: Correction, *subjects: str) -> str | None:
        """Take a correction, or note why it cannot be; return the id of the report that it is about, where there is one now."""
        if asked.refused or self.dry:
            self.found.append(asked)
            return None
        try:
            made = self.case.judge(asked.kind, *subjects, by=self.by, why=self.why, slot=asked.slot, value=asked.value)
        except (CaseError, ValueError) as error:
            self.found.append(replace(asked, refused=str(error)))
            return None
        self.found.append(replace(asked, judgement=made.judgement.id))
        return next((id for ids in made.reports for id in ids), None)


def _text(case: Case, before: Marked) -> str:
    document = case.document(before.document)
    text = printable(document.text)
    if sha256(text.encode()).hexdigest() != before.text_sha256:
        raise ValueError(f"{document.name} has another text in the case than when it was exported")
    return text


def _compare(judge: _Judge, before: Marked, after: Marked, text: str) -> None:
    old = {mark.id: mark for mark in before.marks}
    kept: dict[str, Mark] = {}
    new: list[Mark] = []
    for mark in after.marks:
        was = old.get(mark.id)
        if mark.id and was and mark.id not in kept and (mark.start, mark.end) == (was.start, was.end):
            kept[mark.id] = mark
        else:
            new.append(mark)
    for id, was in old.items():
        asked = partial(Correction, document=before.document, report=id, words=text[was.start : was.end])
        if id not in kept:
            judge.take(asked(kind="reject"), id or "")
        else:
            _change(judge, asked, id or "", was, kept[id or ""])
    for mark in new:
        _add(judge, before.document, mark, text)


def _change(judge: _Judge, asked: Callable[..., Correction], id: str, was: Mark, now: Mark) -> None:
    """Take what was changed on a report that stands where it stood."""
    if now.label != was.label:
        refused = f"a report's kind ({was.label}) cannot be corrected to {now.label}: reject it, and add the words"
        judge.take(asked(kind="correct", slot="kind", value=now.label, refused=refused), id)
    if now.stance not in (was.stance, UNTOLD):
        judge.take(asked(kind="correct", slot="stance", value=now.stance), id)
    if now.factuality != was.factuality:
        judge.take(asked(kind="correct", slot="factuality", value=now.factuality), id)
    if now.accepted and not was.accepted:
        judge.take(asked(kind="accept"), id)


def _add(judge: _Judge, document: str, mark: Mark, text: str) -> None:
    """Take words as a report that was missed, and what was said of it."""
    asked = partial(Correction, document=document, report=None, words=text[mark.start : mark.end])
    made = judge.take(asked(kind="add"), document, f"{mark.start}-{mark.end}")
    if mark.stance != UNTOLD:
        _on(judge, asked(kind="correct", slot="stance", value=mark.stance), made)
    if mark.factuality != "actual":
        _on(judge, asked(kind="correct", slot="factuality", value=mark.factuality), made)


def _on(judge: _Judge, asked: Correction, report: str | None) -> None:
    """Take a correction of a report that was just added; where it could not be added, there is nothing to correct."""
    if judge.dry:
        judge.take(asked)
    elif report:
        judge.take(replace(asked, report=report), report)
