"""What a column can mean has a name, whatever it is."""

import pytest

from crm_desktop.formats.sheets.meaning import Meaning, Part
from crm_desktop.ui.importing.meaning_words import meaning_text


@pytest.mark.parametrize("part", Part)
def test_every_meaning_of_a_column_has_a_name(part: Part) -> None:
    assert meaning_text(Meaning(part, of=Part.PHONE if part is Part.LABEL else None)).strip()
