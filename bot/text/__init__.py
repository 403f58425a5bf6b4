"""What is known of texts before anything is asked or answered: words, names, languages, quotes, planted orders."""
