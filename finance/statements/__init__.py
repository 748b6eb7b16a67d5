"""Readers of what banks give: bytes in, `ReadFile` out. No model, no database, no network; nothing here raises on what
a file holds, for a file is a stranger's: it is read whole, or refused whole with its line and the reason.

`reading.read` is the door, `shapes` what comes out of it, `identities.identities` what makes two lines the same one.
"""
