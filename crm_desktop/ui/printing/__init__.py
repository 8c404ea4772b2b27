"""Paper: what is printed, how it is laid out, a look at it before, and the way to a printer or a PDF."""
