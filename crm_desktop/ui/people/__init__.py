"""The People page: search, filters, the list and the table, bulk work, the card beside them."""
