"""The steps of the offline answerer: understand the question, read the sentences found, choose, explain."""
