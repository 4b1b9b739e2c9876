"""Tests of the sources: what is fetched, decoded and parsed into parts."""
