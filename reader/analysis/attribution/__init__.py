"""Who says it: cues, the phrases beside them, and who these stand for."""
