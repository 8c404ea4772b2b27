"""What the files of a data folder are called, for those who look for them and may not know the store."""

DATA_FILE = "contacts.db"
BACKUPS = "backups"
"""The folder beside the data file for copies of it."""

MOVED_TO = "moved-to.txt"
"""Says, in a folder that holds no data any more, where they are now. It counts only without a data file."""

ARRIVING = DATA_FILE + ".moving"
"""A whole and checked copy of the data file in the folder it is moved to, until the old one is put aside."""

IN_USE = "in-use.json"
"""Says who has the data file open."""
