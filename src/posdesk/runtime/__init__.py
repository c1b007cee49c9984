"""What every part but the domain stands on: paths, clock, ids, translations, words, secrets."""
