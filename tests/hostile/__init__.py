"""Articles that attack whoever reads them, and what must come of that: nothing."""
