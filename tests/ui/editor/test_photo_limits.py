"""A picture from outside is looked at before it is decoded: what would fill the memory is refused."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Photo
from crm_desktop.ui.editor.photo_edit import PhotoEdit
from crm_desktop.ui.people.photos import image_of, pixmap_of
from crm_desktop.ui.theme.controller import ThemeController
from tests.unit.formats.test_limits import _jpeg, _png

DRAWING = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"><text>&b;</text>
<image href="file:///etc/passwd" width="10" height="10"/></svg>"""


@pytest.fixture
def edit(qtbot: QtBot, theme: ThemeController) -> PhotoEdit:
    made = PhotoEdit(theme)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def refusals(edit: PhotoEdit) -> list[str]:
    said: list[str] = []
    edit.refused.connect(said.append)
    return said


@pytest.mark.parametrize(
    "data, words",
    [
        (_png(40_000, 40_000), "more than 50 million pixels"),
        (_jpeg(60_000, 60_000), "more than 50 million pixels"),
        (DRAWING, "not a picture"),
        (b"", "not a picture"),
        (_png(10, 10), "not a picture"),
        (b"GIF89a\xff\xff\xff\xff" + bytes(50), "pixels"),
    ],
    ids=["png bomb", "jpeg bomb", "drawing", "nothing", "cut off", "gif bomb"],
)
def test_what_is_no_picture_for_a_face_is_refused(
    edit: PhotoEdit, refusals: list[str], tmp_path: Path, data: bytes, words: str
) -> None:
    path = tmp_path / "<b>face.png"
    path.write_bytes(data)
    edit.take_file(str(path))
    assert edit.photo is None
    assert len(refusals) == 1
    assert words in refusals[0]
    assert "<b>face" in refusals[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names")
def test_a_pipe_does_not_hold_the_window(edit: PhotoEdit, refusals: list[str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "face.png")
    edit.take_file(str(tmp_path / "face.png"))
    edit.take_file("/dev/zero")
    edit.take_file(str(tmp_path))
    assert len(refusals) == 3


def test_a_picture_is_kept_whatever_its_file_is_called(
    edit: PhotoEdit, refusals: list[str], tmp_path: Path
) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    path = tmp_path / "face.txt"
    image.save(str(path), "PNG")
    edit.take_file(str(path))
    assert edit.photo == Photo("image/png", path.read_bytes())
    assert refusals == []


@pytest.mark.parametrize("data", [_png(40_000, 40_000), DRAWING, b"BM" + bytes(60)])
def test_a_photo_that_cannot_be_shown_leaves_the_initials(edit: PhotoEdit, data: bytes) -> None:
    assert pixmap_of(Photo("image/svg+xml", data)).isNull()
    assert image_of(data, 64, Qt.AspectRatioMode.KeepAspectRatio).isNull()
