"""The straight line, in order: s1 fetch, s2 read, s3 dedupe, s4 link, s6 extract. Each stage is `select, work, store`."""
