"""What the window runs on: changes, long work, errors, one instance, links, geometry."""
