"""The only writes of the library: what comes in, what the line finds, what people correct, and the runs."""
