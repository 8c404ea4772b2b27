"""What a preview and a result say about each card of a file."""

from pytestqt.modeltest import ModelTester

from crm_desktop.services.importing.report import FileReport, ImportPreview, ImportReport, Rejected
from crm_desktop.services.importing.row import Change, Fate, PreviewRow, RowKey
from crm_desktop.services.importing.rows import PreviewRows
from crm_desktop.ui.importing.rows import as_text, preview_lines, refused_lines
from crm_desktop.ui.importing.rows_model import CardLinesModel, Column


def _preview() -> ImportPreview:
    rows = PreviewRows()
    for row in (
        PreviewRow(RowKey("phone.vcf", 1), Fate.NEW, "አበበ በቂላ"),
        PreviewRow(RowKey("phone.vcf", 9), Fate.SAME, "Anna Meier"),
        PreviewRow(
            RowKey("phone.vcf", 20),
            Fate.CHANGED,
            "Shavkat Yusupov",
            old_name="Shavkat",
            changes=(Change("phone", "", "+998 90 123"), Change("city", "Buxoro", "Toshkent")),
        ),
        PreviewRow(RowKey("phone.vcf", 40), Fate.REFUSED, reason="the card has no name"),
    ):
        rows.add(row)
    return ImportPreview((), rows=rows)


PREVIEW = _preview()


def shown(model: CardLinesModel) -> list[list[str]]:
    return [[model.index(row, column).data() for column in Column] for row in range(model.rowCount())]


def test_what_needs_a_look_stands_first():
    assert [line.fate for line in preview_lines(PREVIEW)] == [Fate.REFUSED, Fate.CHANGED, Fate.NEW, Fate.SAME]


def test_a_changed_card_says_what_was_and_what_will_be():
    changed = preview_lines(PREVIEW)[1]
    assert changed.detail == "was Shavkat; phone added: +998 90 123; city: Buxoro → Toshkent"


def test_a_refused_card_is_told_with_line_and_reason(qtmodeltester: ModelTester):
    model = CardLinesModel()
    model.show(preview_lines(PREVIEW))
    qtmodeltester.check(model)
    assert shown(model)[0] == ["Refused", "", "the card has no name", "line 40"]


def test_the_lines_of_one_fate_can_be_shown_alone():
    model = CardLinesModel()
    model.show(preview_lines(PREVIEW))
    model.show_only(Fate.NEW)
    assert [row[1] for row in shown(model)] == ["አበበ በቂላ"]
    model.show_only(None)
    assert model.rowCount() == 4


def test_the_refused_cards_can_be_taken_away_as_text():
    report = ImportReport((FileReport("a.vcf", 2, 1, 0, 0, (Rejected(7, "bad\nname"),)),))
    assert as_text(refused_lines(report)) == "a.vcf\t7\tbad name\n"
