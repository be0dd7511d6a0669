"""What a case answers: sequences that can be narrowed, turned into data frames, and shown in a notebook."""

from isnad.results.articles import Article, Documents, Hits
from isnad.results.claims import Claims, Clash, Clashes, Reports, Tale, Turn, Turns
from isnad.results.lists import Entities, Events, Flows, Moments, Statements
from isnad.results.sequence import Results

__all__ = [
    "Article",
    "Claims",
    "Clash",
    "Clashes",
    "Documents",
    "Entities",
    "Events",
    "Flows",
    "Hits",
    "Moments",
    "Reports",
    "Results",
    "Statements",
    "Tale",
    "Turn",
    "Turns",
]
