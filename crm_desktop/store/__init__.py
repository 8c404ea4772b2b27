"""The only peewee: tables, unit of work, journal, search index, migrations. Rows never leave this package."""
