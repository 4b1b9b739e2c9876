"""Markdown, by way of markdown-it-py: the rendered text, in pieces, so that length costs nothing."""
