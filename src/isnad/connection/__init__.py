"""Connection: what the annotations of many documents say together (``shared/gold/GUIDE.md``, section 2)."""
