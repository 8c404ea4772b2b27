"""What belongs to a meeting: web addresses, and copies of files."""
