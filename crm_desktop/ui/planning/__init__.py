"""Planning what is next: a meeting, or a promise with a day."""
