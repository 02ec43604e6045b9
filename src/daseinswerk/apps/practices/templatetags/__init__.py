"""Template filters of the practices."""
