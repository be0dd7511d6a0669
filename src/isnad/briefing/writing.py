"""Writing a briefing: as a page (HTML), as Markdown, as a Word document."""

from collections.abc import Callable, Mapping
from importlib import import_module

from isnad.briefing.lines import Briefing

FORMS: Mapping[str, str] = {
    ".html": "isnad.briefing.page",
    ".md": "isnad.briefing.markdown",
    ".docx": "isnad.briefing.docx_file",
}


def written(briefing: Briefing, form: str) -> bytes:
    """Return a briefing as a file of a form (".html", ".md", ".docx").

    Raises ValueError for another form, ModuleNotFoundError where python-docx is missing for ".docx".
    """
    if form not in FORMS:
        raise ValueError(f"a briefing is written as {', '.join(FORMS)}, not as {form!r}")
    write: Callable[[Briefing], bytes] = import_module(FORMS[form]).write
    return write(briefing)
