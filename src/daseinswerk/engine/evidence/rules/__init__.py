"""One file per rule. Each says what it looks for and why that holds in papers nobody has seen, and returns suggestions."""
