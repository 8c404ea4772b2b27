"""How much is read of what comes from outside, and why: real files stay far below, bombs far above."""

from typing import Final

LARGEST_FILE: Final = 2 << 30
"""Bytes. Ten thousand cards, each with a camera's photo; more is a disk image or a device by another name."""

MOST_CARDS: Final = 2_000_000
"""In one file. The largest address books of companies have a hundredth of it."""

LONGEST_LINE: Final = 32 << 20
"""Bytes, unfolded by some programs: the largest photo in base64 takes 22 MB."""

LARGEST_CARD: Final = 64 << 20
"""Bytes: a photo, its thumbnail and whatever else; memory holds a few copies of one card."""

MOST_LINES: Final = 600_000
"""In one card. The largest photo, folded at 75 letters, takes 310,000; every line costs its own memory."""

MOST_PROPERTIES: Final = 2_000
"""In one card, members of a group aside. Nobody has as many phones; the window makes a line of each."""

DEEPEST: Final = 8
"""Cards nested in a card (AGENT). Every depth escapes what is below it once more."""

LARGEST_PHOTO: Final = 16 << 20
"""Bytes of a picture inside a card."""

MOST_PIXELS: Final = 50_000_000
"""Of a picture, by its header, before anything is decoded: 200 MB in memory, more than a phone takes."""

LARGEST_PICTURE: Final = 64 << 20
"""Bytes of a picture that somebody chooses; it is kept small."""

MOST_FILES: Final = 2_000
"""In a folder or an archive: some phones write a file for each contact."""

MOST_PACKED: Final = 200
"""How many times larger than packed a file of an archive may be. Cards pack to a tenth of their size."""

LARGEST_WORKBOOK: Final = 256 << 20
"""Bytes of a workbook when it is unpacked; reading it takes a few times that."""

MOST_WORKBOOK_PACKED: Final = 100
"""How many times larger than packed a workbook may be. The XML of real ones packs to a tenth of its size."""
