"""Taking over files that other programs wrote: shown first, then done as one change that can be undone."""
