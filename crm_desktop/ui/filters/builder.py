"""Makes a filter: lines and groups, who matches, and a name where it is to stay as a list.

Whoever opens it listens to `accepted` and asks `made`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.condition import SavedFilter
from crm_desktop.ui.filters.as_text import AsText
from crm_desktop.ui.filters.condition_group import ConditionGroup
from crm_desktop.ui.filters.forms import Asked
from crm_desktop.ui.filters.matches import Matches
from crm_desktop.ui.filters.tree import Group, condition_of_group, from_plain, group_of, plain
from crm_desktop.ui.people.counting import with_people
from crm_desktop.ui.planning.form_dialog import FormDialog
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.filters import Filters
    from crm_desktop.ui.filters.condition_line import Vocabulary
    from crm_desktop.ui.filters.matches import Runner
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH = 720


@dataclass(frozen=True, slots=True)
class Start:
    """What the builder begins with: nothing, a condition, or a list that is to be changed."""

    condition: Condition | None = None
    saved: SavedFilter | None = None


class FilterBuilder(FormDialog):
    """With a name it keeps a list; without, it only shows who matches. `made` is what came of it."""

    def __init__(
        self,
        filters: Filters,
        contacts: ContactBook,
        vocabulary: Vocabulary,
        runner: Runner,
        theme: ThemeController,
        start: Start,
        parent: QWidget | None = None,
    ) -> None:
        self._saved = start.saved
        title = self.tr("Change the list") if start.saved else self.tr("Filter people")
        super().__init__(title, self.tr("Show"), theme, parent)
        self.setMinimumWidth(min(theme.px(_WIDTH), self.screen().availableSize().width() - theme.px(40)))
        self._filters = filters
        self.made: SavedFilter | None = None
        self.tree = Tree(vocabulary, theme, self)
        self.text = AsText(filters.parsed, theme, self)
        self.matches = Matches(contacts, runner, theme, self)
        self.name = LineEdit()
        self._count = -1
        self._lay_out()
        condition = start.saved.condition if start.saved else start.condition
        self.tree.show_group(group_of(condition) if condition is not None else _first_line(vocabulary))
        if start.saved:
            self.name.setText(start.saved.name)
        self.text.show_condition(self.tree.condition())
        self._connect()
        self._ask()
        self.tree.root.begin()

    def save(self) -> None:
        """Keep it as a list where it has a name. Raises UserError for what cannot be asked or kept."""
        self.text.settle()
        if self.text.problem:
            self.text.unfold(shown=True)
            raise UserError(self.text.problem)
        for line in self.tree.root.lines():
            problem = line.problem()
            if problem:
                line.begin()
                raise UserError(problem)
        condition = self.tree.condition()
        if condition is None:
            raise UserError(self.tr("Say first what to look for."))
        made = SavedFilter(self.name.text().strip(), condition, self._saved.id if self._saved else None)
        if made.name or self._saved:
            made = SavedFilter(" ".join(made.name.split()), condition, self._filters.save(made))
        self.made = made

    # Drafts

    def draft_fields(self) -> Mapping[str, QWidget]:
        return {"filter": self.tree, "name": self.name}

    def draft_title(self) -> str:
        if self.name.text().strip():
            return self.tr("List {name}").format(name=self.name.text().strip())
        condition = self.tree.condition()
        if condition is None:
            return self.tr("A filter")
        from crm_desktop.ui.filters.sentence import sentence

        return self.tr("Filter: {what}").format(what=sentence(condition))

    def is_worth_keeping(self, typed: Mapping[str, JSON]) -> bool:
        return bool(typed.get("name")) or self.tree.condition() is not None

    def restore(self, content: Mapping[str, Any]) -> None:
        super().restore(content)
        self.text.show_condition(self.tree.condition())
        self._ask()

    # Inside

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(10))
        column.addWidget(self.tree)
        column.addWidget(self.text)
        self._wheel.calm(whole)
        self.form.addWidget(whole, self.form.rowCount(), 0, 1, 2)
        self.body.addWidget(self.matches)
        self.name.setPlaceholderText(self.tr("A name keeps it as a list in the side bar"))
        self.name.setAccessibleName(self.tr("Name of the list"))
        self.body.addWidget(self.name)

    def _connect(self) -> None:
        self.tree.changed.connect(self._on_tree_changed)
        self.text.understood.connect(self._on_understood)
        self.text.misunderstood.connect(self.matches.say_wrong)
        self.matches.counted.connect(self._on_counted)
        self.name.textChanged.connect(lambda _text: self._word_button())

    def _on_tree_changed(self) -> None:
        self._say("")
        self.text.show_condition(self.tree.condition())
        self._ask()

    def _on_understood(self, condition: Condition) -> None:
        self._say("")
        self.tree.show_group(group_of(condition))
        self.tree.changed_elsewhere.emit()
        self._ask()

    def _ask(self) -> None:
        # Lines came and went: the Tab key follows what is seen.
        follow_layout(self)
        self.matches.ask(self.tree.condition())

    def _on_counted(self, count: int) -> None:
        self._count = count
        self._word_button()

    def _word_button(self) -> None:
        if self._saved:
            text = self.tr("Save the list")
        elif self.name.text().strip():
            text = self.tr("Keep as a list")
        elif self._count > 0:
            text = with_people(self.tr("Show {people}"), self._count)
        else:
            text = self.tr("Show")
        self.save_button.setText(text)


class Tree(QWidget):
    """The lines and groups, with a way back from what was taken away. `changed` by hand."""

    changed = Signal()
    changed_elsewhere = Signal()

    def __init__(self, vocabulary: Vocabulary, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.root = ConditionGroup(vocabulary, theme, parent=self)
        self._before: list[Group] = []
        self.back_button = FlatButton(self.tr("Bring back what was taken away"), theme, "undo", self)
        self.back_button.clicked.connect(self._bring_back)
        self.back_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.root)
        column.addWidget(self.back_button)
        self.root.changed.connect(self.changed)
        self.root.taken_away.connect(self._on_taken_away)

    def condition(self) -> Condition | None:
        """What is asked for; None for nothing yet."""
        return condition_of_group(self.root.group())

    def show_group(self, group: Group) -> None:
        """Show something else; tells nobody."""
        self.root.show_group(group)

    def draft_content(self) -> JSON:
        return plain(self.root.group())

    def restore(self, content: Any) -> None:
        part = from_plain(content)
        self.root.show_group(part if isinstance(part, Group) else Group(parts=(part,)))

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed, self.changed_elsewhere)

    def _on_taken_away(self) -> None:
        self._before.append(self.root.group())
        self.back_button.show()

    def _bring_back(self) -> None:
        self.root.show_group(self._before.pop())
        self.back_button.setVisible(bool(self._before))
        self.root.begin()
        self.changed.emit()


def _first_line(vocabulary: Vocabulary) -> Group:
    """One line, about what there is to choose from: a tag where there are any."""
    from crm_desktop.ui.filters.forms import forms_of

    with_tags = bool(vocabulary.find("tag", custom=False).choices)
    subject = vocabulary.find("tag" if with_tags else "city", custom=False)
    return Group(parts=(Asked(subject.key, forms_of(subject)[0]),))
