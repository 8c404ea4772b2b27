"""Qt models: rows in, roles out; none of them holds a query."""
