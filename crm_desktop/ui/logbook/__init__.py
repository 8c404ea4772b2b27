"""Writing down what happened: one line on the card, or the whole of it in a dialog."""
