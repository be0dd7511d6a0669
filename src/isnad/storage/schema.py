"""The tables of a case file, as the steps by which they came about; ``PRAGMA user_version`` counts the steps.

A step is never changed once released; the next one is added below it.
"""

APPLICATION = 0x49534E44  # "ISND": tells a case from the files of other programs

_FIRST = (
    # The bytes as they were read, once for each content: zlib, the address and time of the first reading.
    """CREATE TABLE originals (
        sha256 TEXT PRIMARY KEY,
        bytes BLOB NOT NULL,
        size INTEGER NOT NULL,
        address TEXT NOT NULL,
        read_at TEXT NOT NULL
    ) WITHOUT ROWID""",
    # ``metadata`` is the Document as JSON without its text; the columns before it repeat what is asked by.
    # ``text`` is UTF-8 in which a lone surrogate may stand, so that every offset holds. AUTOINCREMENT, because
    # the search index keeps dead rows: a row's number must never come back.
    """CREATE TABLE documents (
        row INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        original TEXT REFERENCES originals (sha256),
        lang TEXT NOT NULL,
        published TEXT,
        publisher TEXT,
        flags TEXT NOT NULL,
        read_with TEXT NOT NULL,
        read_at TEXT NOT NULL,
        metadata BLOB NOT NULL,
        text BLOB NOT NULL
    )""",
    "CREATE INDEX documents_name ON documents (name, id)",
    "CREATE INDEX documents_read_with ON documents (read_with)",
    "CREATE INDEX documents_lang ON documents (lang)",
    # ``layers`` is what was found, as JSON; ``pack`` is NULL where no pack knows the language.
    """CREATE TABLE annotations (
        document INTEGER PRIMARY KEY REFERENCES documents (row) ON DELETE CASCADE,
        pack TEXT,
        entities INTEGER NOT NULL,
        times INTEGER NOT NULL,
        quantities INTEGER NOT NULL,
        statements INTEGER NOT NULL,
        events INTEGER NOT NULL,
        layers BLOB NOT NULL
    )""",
    "CREATE INDEX annotations_counts ON annotations (pack, entities, times, quantities, statements, events)",
    # The entities of ``annotations`` once more, flat, to count by.
    """CREATE TABLE mentions (
        document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        type TEXT NOT NULL,
        entity TEXT NOT NULL,
        name TEXT NOT NULL,
        surface TEXT NOT NULL,
        PRIMARY KEY (document, start, "end", type, entity)
    ) WITHOUT ROWID""",
    "CREATE INDEX mentions_entity ON mentions (entity, type, document)",
    # The statements of ``annotations`` once more, flat, to find them by: ``number`` is a statement's place in its
    # document, from 0; ``surface`` the words that name its source, "" where none does.
    """CREATE TABLE statements (
        document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        source TEXT NOT NULL,
        surface TEXT NOT NULL,
        stance TEXT NOT NULL,
        PRIMARY KEY (document, number)
    ) WITHOUT ROWID""",
    "CREATE INDEX statements_source ON statements (source, surface)",
    # The events of ``annotations`` once more, flat, to find them by: ``day`` is the first day of an event's own time, else
    # that of its document's publication; ``same`` the number of the first event of the document that tells the same deed.
    """CREATE TABLE events (
        document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        type TEXT NOT NULL,
        mode TEXT NOT NULL,
        key TEXT NOT NULL,
        factuality TEXT NOT NULL,
        day TEXT,
        same INTEGER NOT NULL,
        PRIMARY KEY (document, number)
    ) WITHOUT ROWID""",
    "CREATE INDEX events_type ON events (type, mode)",
    # Who stands in the roles of the events ("actor", "recipient"); ``surface`` are the words that filled the role, "" where
    # it is understood.
    """CREATE TABLE roles (
        document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        role TEXT NOT NULL,
        entity TEXT NOT NULL,
        surface TEXT NOT NULL,
        PRIMARY KEY (document, number, role, entity)
    ) WITHOUT ROWID""",
    "CREATE INDEX roles_entity ON roles (role, entity, surface)",
    # Our own folded words, joined by spaces. The ascii tokenizer takes all that is not ASCII for letters and so
    # leaves them alone; the two marks are those of numerals. No text is kept: it stands in ``documents``.
    """CREATE VIRTUAL TABLE search USING fts5 (words, content = '', tokenize = "ascii tokenchars '.,'")""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)
