"""What fills the terminal: an article, the choice of one, help."""
