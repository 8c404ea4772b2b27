"""Files named after people: on every disk, in every script, and never somewhere else."""

from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.safe_file_name import safe_file_name
from tests.data.hostile import EVERY


@pytest.mark.parametrize(
    "name, file",
    [
        ("Anna Berg", "Anna Berg.vcf"),
        ("አበበ በቀለ", "አበበ በቀለ.vcf"),
        ("سارا می\u200cخواهد", "سارا می\u200cخواهد.vcf"),
        ("Gulnora Oʻktamova", "Gulnora Oʻktamova.vcf"),
        ("../../etc/passwd", "etc-passwd.vcf"),
        ("a/b:c*d?", "a-b-c-d-.vcf"),
        ("CON", "_CON.vcf"),
        ("nul.txt", "_nul.txt.vcf"),
        ("-rf", "rf.vcf"),
        ("~root", "root.vcf"),
        ("Anna\u202efcv.", "Annafcv.vcf"),
        ("Anna\nBerg\t ", "Anna Berg.vcf"),
        ("...", "contact.vcf"),
        ("\u200b", "contact.vcf"),
    ],
)
def test_a_name_becomes_a_files_name(name: str, file: str) -> None:
    assert safe_file_name(name, ".vcf") == file


@given(st.one_of(st.sampled_from(EVERY), st.text()))
def test_any_name_is_one_short_name_in_the_folder(name: str) -> None:
    file = safe_file_name(name, ".vcf")
    assert Path(file).name == PureWindowsPath(file).name == file
    assert file.endswith(".vcf")
    assert len(file.encode()) <= 160
    assert not file.startswith((".", "-", "~", " "))
    assert file.removesuffix(".vcf").rstrip(". ") == file.removesuffix(".vcf") != ""
