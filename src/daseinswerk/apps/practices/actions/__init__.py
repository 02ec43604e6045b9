"""The only writes of the practices: quotes, the workshop, the second reading, import."""
