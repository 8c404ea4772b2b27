"""CRM Desktop: a single-user contact book that reminds. Holds only the version, so importing it is free."""

__version__ = "0.1.0"
