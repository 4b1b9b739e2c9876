"""Facts → text: what the command line prints, what an export holds and what a copy takes, from one place."""
