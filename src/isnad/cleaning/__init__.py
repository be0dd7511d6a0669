"""Cleaning: from a page to a document. The text stays as it was read; what is not the article is marked."""

from hashlib import sha256

from isnad.cleaning.bounds import bounds
from isnad.cleaning.dateline import normal
from isnad.cleaning.flags import flags, gives_date
from isnad.cleaning.furniture import find_furniture
from isnad.cleaning.language import language
from isnad.model import Document, Page

__all__ = ["clean", "sha256_of"]


def sha256_of(page: Page) -> str:
    """Return the SHA-256 of the bytes of a page, or of its text where it has none: by it a document is known again."""
    return sha256(page.raw or page.text.encode("utf-8", "surrogatepass")).hexdigest()


def clean(page: Page) -> Document:
    """Return the document of a page: its headline, its furniture, its flags, its language and its date.

    The publication date is the page's own where it gives one, else the one that a stamp or a dateline of the text
    gives; else ``bounds`` says what the content lets us know. Spans are code points into ``text``. Never raises.
    """
    layout = find_furniture(page)
    told = gives_date(layout)
    published = normal(page.published) or told
    return Document(
        name=page.name,
        text=page.text,
        sha256=sha256_of(page),
        lang=language(page.text, page.lang),
        published=published,
        bounds=None if published else bounds(layout),
        publisher=page.publisher,
        byline=page.byline,
        url=page.url,
        title=layout.title,
        boilerplate=layout.spans(),
        flags=(*flags(page.text, layout, told is not None), *(("private",) if page.private else ())),
        modified=normal(page.modified),
        section=page.section,
        agency=page.agency,
        private=page.private,
    )
