"""vCard 2.1, 3.0 and 4.0: read with patience, written with care. Knows nothing of the store."""

from crm_desktop.formats.vcard.reading import read_cards
from crm_desktop.formats.vcard.streams import NotCards, Why
from crm_desktop.formats.vcard.writing import VERSIONS, Version, write_card

__all__ = ["VERSIONS", "NotCards", "Version", "Why", "read_cards", "write_card"]
