"""What is named: the names, which of them are one thing, and of what type it is."""
