"""What is quoted: the words, and whether they are a quotation at all."""
