"""Calendar files for tests: those of other programs, and small ones written line by line."""

from pathlib import Path

CORPUS = Path(__file__).parents[2] / "data" / "icalendar"


def calendar(path: Path, *events: tuple[str, ...], product: str = "-//Elsewhere//EN") -> Path:
    """A calendar with events, each given by its lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{product}"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    path.write_bytes("".join(f"{line}\r\n" for line in [*lines, "END:VCALENDAR"]).encode())
    return path
