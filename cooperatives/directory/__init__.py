"""The ministry's directory of schools (`fr-en-annuaire-education`, Licence Ouverte 2.0), read from its CSV file.

Pure: no model, no database. `read_directory` gives a `DirectoryRow` or a `RefusedLine` for each line, one at a time, so
that a national file (70 000 lines) needs no more memory than a departmental one. What the importer does with them is
not decided here.
"""

from cooperatives.directory.lines import NotADirectory
from cooperatives.directory.refusals import RefusedLine
from cooperatives.directory.rows import read_directory
from cooperatives.directory.school import DirectoryRow, Kind, Note, Sector, State

__all__ = ["DirectoryRow", "Kind", "NotADirectory", "Note", "RefusedLine", "Sector", "State", "read_directory"]
