"""Small parts that every page is built from. They show what they are given and know no service."""
