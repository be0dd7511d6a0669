"""Making a briefing of a case."""

from isnad.briefing.lines import Briefing, Lang, Line, Note, Piece, Section
from isnad.briefing.material import Material
from isnad.briefing.sections import Sections
from isnad.briefing.telling import Teller
from isnad.briefing.words import Words
from isnad.case import Case

_MOST = 12  # entries of a section that are shown


def brief(
    case: Case, lang: Lang = "ar", *, name: str, file: str = "case.isnad", unreviewed: bool = False, every: bool = False
) -> Briefing:
    """Return what a case tells, as a briefing called ``name``. It holds what people accepted.

    ``unreviewed`` adds the rest, marked on every line; ``every`` shows all entries of long sections. Where nobody has accepted
    anything, the briefing says so and how to go on with the case in ``file``.
    """
    words = Words(lang)
    material = Material(case, unreviewed)
    if not material.shown:
        sections: tuple[Section, ...] = ()
        notes: tuple[Note, ...] = ()
        lead = _nothing(material, words, file)
    else:
        teller = Teller(material, words)
        sections = Sections(material, teller, words, None if every else _MOST).all()
        lead, notes = _lead(material, words), teller.notes()
    return Briefing(
        lang=lang,
        title=words.plain("title", name=name),
        lead=lead,
        sections=sections,
        notes_title=words.plain("notes"),
        notes=notes,
        mark=words.plain("mark"),
    )


def _lead(material: Material, words: Words) -> tuple[Line, ...]:
    reports, totals = material.reports, material.case.totals()
    documents = {told.document_id: told for told in reports}
    named = all(told.publisher for told in documents.values())
    case = words(
        "case" if named else "case_in",
        articles=words.count("articles", totals.documents - len(material.private)),
        used=words.count("used", len(documents)),
        outlets=words.count("outlets_in", len({told.publisher for told in documents.values() if told.publisher})),
        days=words.days(told.published for told in documents.values()),
    )
    waiting = [told for told in reports if not material.is_sure(told)]
    mark = Piece(words.plain("mark"), "mark")
    if material.unreviewed and len(waiting) == len(reports):
        state = words("draft_lead", all=words.count("reports", len(reports)), mark=mark)
    elif material.unreviewed:
        state = words(
            "unreviewed_lead",
            reports=words.count("reports_in", len(waiting)),
            all=words.count("reports_in", len(reports)),
            mark=mark,
        )
    else:
        state = words(
            "accepted",
            reports=words.count("reports", len(reports)),
            claims=words.count("claims_in", len(material.shown)),
            all=words.count("claims_in", totals.claims),
        )
    return tuple(Line(pieces=pieces) for pieces in (case, state, words("method")))


def _nothing(material: Material, words: Words, file: str) -> tuple[Line, ...]:
    """Return that nothing is accepted yet, and how to go on."""
    totals = material.case.totals()
    waiting = words(
        "waiting",
        claims=words.count("claims", totals.claims),
        articles=words.count("articles_in", totals.documents - len(material.private)),
    )
    ways = (
        ("how_room", f"isnad serve {file}"),
        ("how_line", f"isnad judge {file} accept REPORT --by NAME --why TEXT"),
        ("how_draft", f"isnad briefing {file} --unreviewed -o briefing.html"),
    )
    lines = [Line(pieces=words("nothing")), Line(pieces=waiting)]
    lines += [Line(pieces=(*words(key), Piece(" "), Piece(command, "code")), level=1) for key, command in ways]
    return tuple(lines)
