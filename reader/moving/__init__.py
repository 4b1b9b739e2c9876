"""How a library moves: in from other programs, out to plain files, and back in from these.

What another program kept becomes articles, or addresses that wait (`taking.py`); what waits is fetched when its reader
says so (`fetching.py`).
"""
