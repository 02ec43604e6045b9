"""The only writes of the library: what the line stores, the search index, and corrections by people."""
