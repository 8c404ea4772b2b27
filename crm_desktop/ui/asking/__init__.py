"""Ask the notebook: the four questions, each answered in a sentence with the list behind it."""
