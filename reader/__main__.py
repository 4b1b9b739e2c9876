"""`python -m reader` is the command `reader`."""

from reader.cli import main

raise SystemExit(main())
