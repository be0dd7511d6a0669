"""Judging where something is read: a report, a conflict, words that were missed. All goes into the log of judgements."""

from typing import Annotated
from urllib.parse import parse_qsl

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from isnad.case import CaseError
from isnad.model import JudgementKind
from isnad.web.addresses import address
from isnad.web.view import View

_KINDS: dict[str, JudgementKind] = {
    kind: kind for kind in ("same", "different", "accept", "reject", "correct", "add", "translate", "note")
}


class Decided(msgspec.Struct):
    """What a form sends: a decision («correct/date» names the slot) on the report ``a``, or on ``a`` and ``b``, by whom and why.

    For words that were missed ``a`` is a document and ``b`` their span («120-158»). ``back`` is the page it was made on.
    """

    kind: str
    a: str
    b: str = ""
    value: str = ""
    by: str = ""
    why: str = ""
    back: str = "/"


class Undone(msgspec.Struct):
    """What the form sends that takes a judgement back."""

    id: str
    by: str = ""
    back: str = "/"


@post("/judge", sync_to_thread=False)
def judge(view: NamedDependency[View], data: Annotated[Decided, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> Redirect:
    """Put a decision into the log, and show the page again."""
    kind, _, slot = data.kind.partition("/")
    if kind not in _KINDS:
        raise CaseError(f"«{kind}» is no judgement.")
    subjects = [subject for subject in (data.a, data.b) if subject]
    why = data.why.strip() or str(view.t("judge_why").striptags())
    try:
        made = view.shelf.judge(_KINDS[kind], *subjects, by=data.by, why=why, slot=slot or None, value=data.value.strip() or None)
    except ValueError as error:
        raise CaseError(str(error)) from error
    return Redirect(_back(view, data.back, by=data.by, done=made.judgement.id), status_code=303)


@post("/judge/undo", sync_to_thread=False)
def undo(view: NamedDependency[View], data: Annotated[Undone, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> Redirect:
    """Withdraw a judgement; the log keeps both."""
    try:
        view.shelf.judge("withdraw", data.id, by=data.by, why=str(view.t("review_undo").striptags()))
    except ValueError as error:
        raise CaseError(str(error)) from error
    return Redirect(_back(view, data.back, by=data.by, done=""), status_code=303)


def _back(view: View, back: str, **state: str) -> str:
    """Return the address of a page of this server, with more state; home where ``back`` leads elsewhere."""
    path, _, query = back.partition("#")[0].partition("?")
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        return view.url("/", **state)
    return address(path, dict(parse_qsl(query)) | state)
