"""Reviewing: one question at a time, with the words that it is about; every answer goes into the log of judgements."""

from typing import Annotated, Literal, NamedTuple

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from isnad.case import CaseError, Claimed, Queued
from isnad.web import public, twins
from isnad.web.pages.paging import number
from isnad.web.pages.quotes import Quote, quoted
from isnad.web.shelf import FIRST
from isnad.web.view import View

Decision = Literal["same", "different", "accept", "reject"]
_AHEAD, _MOST = 8, 100  # questions that are looked for beyond the one that is shown; that the JSON holds
_ANSWERS: dict[str, tuple[Decision, Decision]] = {"pair": ("same", "different"), "conflict": ("accept", "reject")}  # yes, no


class Question(NamedTuple):
    """What is asked of a reviewer: the reports, the claims in which they stand now, and the decisions that «yes» and «no» are
    (none where others disagree).
    """

    queued: Queued
    quotes: list[Quote]
    claims: list[Claimed]
    answers: tuple[Decision, Decision] | None


class Answer(msgspec.Struct):
    """What the form of a question sends: the decision on the reports ``a`` and ``b``, by whom and why."""

    kind: Decision
    a: str
    b: str
    by: str = ""
    why: str = ""
    page: str = "1"


@get("/review", sync_to_thread=False)
def review_page(view: NamedDependency[View]) -> Response[str]:
    """Show one question of the queue (``?page=``)."""
    page = number(view.query.get("page"))
    most = FIRST + _AHEAD * ((page - 1) // _AHEAD)
    found = view.shelf.queue(most, view.within)
    queued = found[page - 1] if page <= len(found) else None
    question = _question(view, queued) if queued else None
    return view.render("review.html", question=question, page=page, total=len(found), more=len(found) == most)


@get("/review.json", sync_to_thread=False)
def review_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the queue as JSON."""
    return twins.json(public.queue(view, view.shelf.queue(_MOST, view.within)))


@post("/review", sync_to_thread=False)
def decide(view: NamedDependency[View], data: Annotated[Answer, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> Redirect:
    """Put a decision into the log, and go on to the next question."""
    why = data.why.strip() or str(view.t("review_why").striptags())
    try:
        made = view.shelf.judge(data.kind, data.a, data.b, by=data.by, why=why)
    except ValueError as error:
        raise CaseError(str(error)) from error
    return Redirect(view.url("/review", by=data.by, page=data.page, done=made.judgement.id), status_code=303)


def _question(view: View, queued: Queued) -> Question:
    answers = _ANSWERS.get(queued.kind) if len(queued.reports) == 2 else None
    told = {claimed.claim.id: claimed for one in queued.reports for claimed in [view.shelf.claim(one.report.id)]}
    return Question(queued, [quoted(reported) for reported in queued.reports], list(told.values()), answers)
