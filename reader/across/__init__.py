"""What several articles say together: who said what, again and in other words; who is named where, and beside whom.

`people.py` tells which names mean one person, `statements.py` which quotations say the same, and `times.py` puts counts
into the days, weeks, months or years that they belong to.
"""
