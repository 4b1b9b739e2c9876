"""Web pages: the article in one, and what the page says of it."""
