"""CRM Desktop: a single-user contact book that reminds. Holds only the version, so importing it costs nothing."""

__version__ = "0.1.0"
