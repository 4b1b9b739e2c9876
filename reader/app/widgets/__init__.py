"""The panes. A widget shows the attributes it is given and posts messages; it knows no file, database or network."""
