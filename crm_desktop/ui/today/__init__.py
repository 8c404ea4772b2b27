"""Today: the page to run the day with. Each line acts where it stands."""
