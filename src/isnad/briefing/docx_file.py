"""A briefing as a Word document (python-docx): paragraphs and runs in their own direction, notes at the end."""

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as Made
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from isnad.briefing.lines import Briefing, Note, Piece
from isnad.briefing.scripts import ISOLATES, is_right_to_left, marks

_FONT = "Times New Roman"  # has Arabic letters on every system that has it
_ARABIC = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:[ «»\u200c\u200f]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+)*"
)
_LATIN = re.compile(r"[A-Za-z][\w:/.?&=#%~+-]*(?: +[A-Za-z][\w:/.?&=#%~+-]*)*")
_MARK = RGBColor(0x8A, 0x5A, 0x00)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # no XML file may hold them
_BEHIND_BIDI = (  # the order of the schema
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap"),
    *("w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr"),
    *("w:sectPr", "w:pPrChange"),
)


def write(briefing: Briefing) -> bytes:
    """Return the file."""
    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:cs"), _FONT)
    _Writer(made, briefing).all()
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


class _Writer:
    def __init__(self, made: Made, briefing: Briefing) -> None:
        self.made, self.briefing = made, briefing
        self.rtl = briefing.direction == "rtl"
        made.core_properties.title = _clean(briefing.title)
        made.core_properties.language = briefing.lang
        made.core_properties.author = "Isnad"

    def all(self) -> None:
        """Write everything."""
        self._heading(self.briefing.title, 0)
        for line in self.briefing.lead:
            self._pieces(self._paragraph(), line.pieces)
        for section in self.briefing.sections:
            self._heading(section.title, 1)
            for line in section.lines:
                paragraph = self._paragraph(line.level)
                if line.unreviewed:
                    self._piece(paragraph, Piece(f"{self.briefing.mark} ", "mark"))
                self._pieces(paragraph, line.pieces)
                for number in line.notes:
                    self._run(paragraph, f"[{number}]", raised=True)
        if self.briefing.notes:
            self._heading(self.briefing.notes_title, 1)
        for note in self.briefing.notes:
            self._note(note)

    def _note(self, note: Note) -> None:
        paragraph = self._paragraph()
        self._run(paragraph, f"[{note.number}] ")
        if note.unreviewed:
            self._piece(paragraph, Piece(f"{self.briefing.mark} ", "mark"))
        self._pieces(paragraph, note.voice)
        words = self._paragraph(1, rtl=is_right_to_left(note.before + note.quote + note.after))
        self._run(words, note.before)
        self._run(words, note.quote, bold=True)
        self._run(words, note.after)
        for one in note.translations:
            self._pieces(self._paragraph(1), one)
        place = self._paragraph(1)
        self._pieces(place, note.place)
        if note.url:
            self._run(place, f" {note.url}")

    def _heading(self, text: str, level: int) -> None:
        heading = self.made.add_heading("", level)
        self._turn(heading, self.rtl)
        self._run(heading, text)

    def _paragraph(self, level: int = 0, rtl: bool | None = None) -> Paragraph:
        paragraph = self.made.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(4)
        paragraph.paragraph_format.left_indent = Pt(16 * level)
        self._turn(paragraph, self.rtl if rtl is None else rtl)
        return paragraph

    @staticmethod
    def _turn(paragraph: Paragraph, rtl: bool) -> None:
        """Set the direction of a paragraph; without an alignment its lines then begin at that side."""
        if rtl:
            properties: Any = paragraph._p.get_or_add_pPr()
            properties.insert_element_before(OxmlElement("w:bidi"), *_BEHIND_BIDI)

    def _pieces(self, paragraph: Paragraph, pieces: tuple[Piece, ...]) -> None:
        for piece in pieces:
            self._piece(paragraph, piece)

    def _piece(self, paragraph: Paragraph, piece: Piece) -> None:
        begin, end = marks(self.briefing.lang) if piece.kind == "quote" else ("", "")
        runs = self._run(paragraph, f"{begin}{piece.text}{end}", bold=piece.kind in ("strong", "mark"))
        for run in runs if piece.kind == "mark" else ():
            run.font.color.rgb = _MARK

    def _run(self, paragraph: Paragraph, text: str, *, bold: bool = False, raised: bool = False) -> list[Run]:
        """Add words to a paragraph, a run for each stretch of one direction."""
        made = []
        for part, arabic in _stretches(_clean(text), self.rtl):
            run = paragraph.add_run(part)
            if arabic:
                run.font.rtl = True
            if bold:
                run.font.bold = run.font.cs_bold = True
            if raised:
                run.font.superscript = True
            made.append(run)
        return made


def _stretches(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of a text, and whether each runs from right to left; what has no direction runs as the paragraph."""
    foreign = _LATIN if rtl else _ARABIC
    at = 0
    for match in foreign.finditer(text):
        if at < match.start():
            yield text[at : match.start()], rtl
        yield match[0], not rtl
        at = match.end()
    if at < len(text):
        yield text[at:], rtl


def _clean(text: str) -> str:
    """Return a text without what a Word file cannot hold, and without isolates, which Word shows as boxes."""
    return ISOLATES.sub("", _CONTROLS.sub("", text))
