"""What lists things to open: feeds, lists of feeds, folders."""
