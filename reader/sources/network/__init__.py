"""The only code that reaches the network."""
