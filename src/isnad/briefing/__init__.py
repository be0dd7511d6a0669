"""Briefings: what a case tells, for an editor, in sentences that lead back to quotes. Made from templates and data."""

from isnad.briefing.lines import LANGS, Briefing, Lang, Line, Note, Piece, Section
from isnad.briefing.making import brief
from isnad.briefing.writing import FORMS, written

__all__ = ["FORMS", "LANGS", "Briefing", "Lang", "Line", "Note", "Piece", "Section", "brief", "written"]
