"""Values and rules of the trade: frozen dataclasses and pure functions. No I/O, no Qt, no SQL."""
