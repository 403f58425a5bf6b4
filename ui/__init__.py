"""All that a person touches: the pages and the command line."""
