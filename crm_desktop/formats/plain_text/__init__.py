"""Text that people paste: a list of people, a signature, a message. What is in it, and where it stands."""
