"""Exports: what leaves a case, for print, for a court, for a spreadsheet and for other people's programs."""

from isnad.exports.material import Material, Options
from isnad.exports.packet import packet
from isnad.exports.verify import Failure, Verified, verify

__all__ = ["Failure", "Material", "Options", "Verified", "packet", "verify"]
