"""The full-text index behind one interface: `embedded` (FTS5, in the database file) and `large` (tantivy, beside the database)."""
