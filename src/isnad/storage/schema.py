"""The tables of a case file, as the steps by which they came about; ``PRAGMA user_version`` counts the steps.

A step is never changed once released; the next one is added below it. From here on steps run on PostgreSQL too (postgres.py),
where ``text_sha256``, ``packed`` and ``json_extract`` are not known: a case there began with all the steps below.
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

_CONNECTION = (
    # The documents whose reports stand in the tables below. One that is missing here has still to be connected.
    "CREATE TABLE connected (document INTEGER PRIMARY KEY REFERENCES documents (row) ON DELETE CASCADE)",
    # ``claim`` is the id of the report's claim: NULL where it has to be found anew, "" for a bare state that nobody else tells.
    # ``place`` is its place among the claim's reports. ``body`` is the Report as MessagePack.
    """CREATE TABLE reports (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
        claim TEXT,
        place INTEGER,
        body BLOB NOT NULL
    )""",
    "CREATE INDEX reports_id ON reports (id)",
    "CREATE INDEX reports_document ON reports (document)",
    "CREATE INDEX reports_claim ON reports (claim, place)",
    # Under which keys a document is filed (isnad.connection.keys).
    """CREATE TABLE document_keys (
        key INTEGER NOT NULL,
        document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
        PRIMARY KEY (key, document)
    ) WITHOUT ROWID""",
    "CREATE INDEX document_keys_document ON document_keys (document)",
    # The pairs of reports, both ways, that can found a claim: those by which a component hangs together.
    """CREATE TABLE seeds (
        report INTEGER NOT NULL REFERENCES reports (row) ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES reports (row) ON DELETE CASCADE,
        PRIMARY KEY (report, other)
    ) WITHOUT ROWID""",
    "CREATE INDEX seeds_other ON seeds (other)",
    # ``body`` is the Claim as MessagePack without its reports; the columns before it repeat what is asked by.
    """CREATE TABLE claims (
        id TEXT PRIMARY KEY,
        documents INTEGER NOT NULL,
        reports INTEGER NOT NULL,
        origins INTEGER NOT NULL,
        conflicts INTEGER NOT NULL,
        revisions INTEGER NOT NULL,
        earliest TEXT,
        latest TEXT,
        body BLOB NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX claims_order ON claims (documents, reports)",
    # Who is named in a claim, in whatever role; and the classes of what passes hands in it ("troops").
    """CREATE TABLE claim_terms (
        term TEXT NOT NULL,
        claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
        PRIMARY KEY (term, claim)
    ) WITHOUT ROWID""",
    "CREATE INDEX claim_terms_claim ON claim_terms (claim)",
    # By what a document can be found to copy another (isnad.connection.copies), and what they share.
    """CREATE TABLE fingerprints (
        hash INTEGER NOT NULL,
        document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
        PRIMARY KEY (hash, document)
    ) WITHOUT ROWID""",
    "CREATE INDEX fingerprints_document ON fingerprints (document)",
    """CREATE TABLE copies (
        document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
        share REAL NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (document, other)
    ) WITHOUT ROWID""",
    "CREATE INDEX copies_other ON copies (other)",
    # The decisions of people, never changed and never deleted; ``seq`` is their order here.
    """CREATE TABLE judgements (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        body BLOB NOT NULL
    )""",
)

_PEOPLE = (
    # The SHA-256 of each document's text, by which judgements hold to its words. ``text_sha256`` is a function of ours (file.py).
    """CREATE TABLE texts (
        document INTEGER PRIMARY KEY REFERENCES documents (row) ON DELETE CASCADE,
        sha256 TEXT NOT NULL
    )""",
    "CREATE INDEX texts_sha256 ON texts (sha256)",
    "INSERT INTO texts SELECT row, text_sha256(text) FROM documents",
    # The documents that people took out of the case: a log, never changed. ``body`` is the Removal as MessagePack.
    "CREATE TABLE removals (seq INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL)",
)

# By which rules (isnad.connection.rules) the documents were connected; those by others are connected anew.
_RULES = ("ALTER TABLE connected ADD COLUMN rules TEXT NOT NULL DEFAULT ''",)

_SMALL = (
    # From here on texts, layers and bodies are packed (bodies.py). ``packed`` is a function of ours (file.py).
    "UPDATE documents SET text = packed(text)",
    "UPDATE annotations SET layers = packed(layers)",
    # All that was connected is connected anew: the reports of a document now have one body, claims and terms numbers.
    "DELETE FROM connected",
    "DELETE FROM document_keys",
    "DELETE FROM fingerprints",
    "DELETE FROM copies",
    "DROP TABLE claim_terms",
    "DROP TABLE claims",
    "DROP TABLE seeds",
    "DROP TABLE reports",
    """CREATE TABLE reports (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        document INTEGER NOT NULL REFERENCES documents (row) ON DELETE CASCADE,
        claim TEXT,
        place INTEGER
    )""",
    "CREATE INDEX reports_id ON reports (id)",
    "CREATE INDEX reports_document ON reports (document)",
    "CREATE INDEX reports_claim ON reports (claim, place)",
    # The reports of a document, packed; their rows go up from ``first``, one by one.
    """CREATE TABLE told (
        document INTEGER PRIMARY KEY REFERENCES documents (row) ON DELETE CASCADE,
        first INTEGER NOT NULL,
        bodies BLOB NOT NULL
    )""",
    # Every pair stands here both ways, so that the other way of a pair is found without an index of its own.
    """CREATE TABLE seeds (
        report INTEGER NOT NULL,
        other INTEGER NOT NULL,
        PRIMARY KEY (report, other)
    ) WITHOUT ROWID""",
    """CREATE TRIGGER reports_gone BEFORE DELETE ON reports BEGIN
        DELETE FROM seeds WHERE (report, other) IN (SELECT other, report FROM seeds WHERE report = OLD.row);
        DELETE FROM seeds WHERE report = OLD.row;
    END""",
    """CREATE TABLE claims (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        documents INTEGER NOT NULL,
        reports INTEGER NOT NULL,
        origins INTEGER NOT NULL,
        conflicts INTEGER NOT NULL,
        revisions INTEGER NOT NULL,
        earliest TEXT,
        latest TEXT,
        body BLOB NOT NULL
    )""",
    "CREATE INDEX claims_order ON claims (documents, reports)",
    # What claims are found by, each once; a term that no claim has any longer may stand here.
    "CREATE TABLE terms (row INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE)",
    """CREATE TABLE claim_terms (
        term INTEGER NOT NULL,
        claim INTEGER NOT NULL REFERENCES claims (row) ON DELETE CASCADE,
        PRIMARY KEY (term, claim)
    ) WITHOUT ROWID""",
    "CREATE INDEX claim_terms_claim ON claim_terms (claim)",
)

# By which members of private chats are given their names (pseudonyms.py): one row, or none where there was none to name.
_OUTSIDE = (
    "CREATE TABLE member_key (row INTEGER PRIMARY KEY CHECK (row = 1), key BLOB NOT NULL)",
    # The addresses that were asked for, with the marks by which a server says that they have not changed since (fetched.py).
    "CREATE TABLE fetched (address TEXT PRIMARY KEY, etag TEXT NOT NULL, changed TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID",
)

_VERSIONS = (
    # ``address`` repeats the metadata; ``later`` is the row of the version that stands, NULL for the one that does itself.
    "ALTER TABLE documents ADD COLUMN address TEXT",
    "ALTER TABLE documents ADD COLUMN later INTEGER",
    "UPDATE documents SET address = json_extract(CAST(metadata AS TEXT), '$.url')",
    "CREATE INDEX documents_address ON documents (address)",
    "CREATE INDEX documents_later ON documents (later) WHERE later IS NOT NULL",
    # The reports of an earlier version that a later one tells again: they stand in no claim of their own.
    """CREATE TABLE told_again (
        report INTEGER PRIMARY KEY REFERENCES reports (row) ON DELETE CASCADE,
        later INTEGER NOT NULL REFERENCES reports (row) ON DELETE CASCADE
    )""",
    "CREATE INDEX told_again_later ON told_again (later)",
)

_PARTS = (
    # At which level a pair joins its reports (isnad.connection.parts).
    "ALTER TABLE seeds ADD COLUMN level INTEGER NOT NULL DEFAULT 0",
    # The part of a report, by the first row of it, and the level that joins it: NULL before its claim was ever found.
    "ALTER TABLE reports ADD COLUMN part INTEGER",
    "ALTER TABLE reports ADD COLUMN level INTEGER",
    "CREATE INDEX reports_part ON reports (part)",
    # The parts that may no longer be what they were, and have to be looked at again.
    "CREATE TABLE loose (part INTEGER PRIMARY KEY)",
    "CREATE INDEX connected_rules ON connected (rules)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _CONNECTION, _PEOPLE, _RULES, _SMALL, _OUTSIDE, _VERSIONS, _PARTS)
