"""Exports: what leaves a case, for print, for a court, for a spreadsheet and for other people's programs."""

from isnad.exports.corrections import Correction, read_corrections, take
from isnad.exports.formats import FORMATS, export
from isnad.exports.material import Material, Options
from isnad.exports.packet import packet
from isnad.exports.verify import Failure, Verified, verify

__all__ = [
    "FORMATS",
    "Correction",
    "Failure",
    "Material",
    "Options",
    "Verified",
    "export",
    "packet",
    "read_corrections",
    "take",
    "verify",
]
