"""Plain text: the text is the file itself, and its structure is recovered as facts about it."""
