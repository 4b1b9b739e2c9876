"""The library and the feeds on the screen: what their lists say, and how the store is asked beside the keys.

messages.py   what the lists and their screens tell
rows.py       the rows of kept articles
groups.py     the groups that they stand in
matching.py   titles that fit what is typed
lane.py       the threads in which the store is asked
desk.py       what is asked of the library, and what is changed in it
undoing.py    the changes that can be taken back
entries.py    the rows of feeds and their entries
"""
