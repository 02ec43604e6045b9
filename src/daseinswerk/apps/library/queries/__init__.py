"""Reads of the library: search, one document, what tells the same, corrections in force. Nothing here writes."""
