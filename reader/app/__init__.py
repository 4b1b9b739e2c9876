"""The screen: a view of an article's facts. Only `reader open` imports what lies here."""
