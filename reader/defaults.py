"""What the page is set in until somebody says otherwise; the first screen needs it before there is a configuration."""

from __future__ import annotations

MEASURE = 72
"""Cells of a line of text."""

THEME = "reader-dark"
"""Name of the palette."""
