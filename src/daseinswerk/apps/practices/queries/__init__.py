"""Reads of the practices: the record as people see it, the workshop, the second reading, the catalogue."""
