"""What a row of a table may tell of its article."""

FIELDS = ("text", "title", "published", "publisher", "url", "byline", "id", "section", "modified", "agency", "lang")
