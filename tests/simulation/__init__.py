"""Years of a random life over the real services and the real file, held against a naive account."""
