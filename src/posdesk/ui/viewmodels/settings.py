"""The settings: seen and saved section by section, each checked while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.text import fold
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.settings import BY_KEY, Values
from posdesk.services.shop import Shop
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Say, say
from posdesk.ui.viewmodels.settings_words import (
    CHOICES,
    FOLDERS,
    HINTS,
    MANY_LINES,
    PLAIN,
    SECTIONS,
    Section,
    section_of,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One setting as it is shown.

    Attributes:
        choices: what it can be, empty where it is typed.
        plain: numbers or letters without marks.
        folder: a folder of this computer.
        problem: why it cannot be saved, in words.
    """

    key: str
    label: str
    hint: str
    value: str
    choices: tuple[Choice, ...] = ()
    many_lines: bool = False
    plain: bool = False
    folder: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A setting or a section that fits what is searched."""

    section: str
    key: str
    label: str
    where: str


@dataclass(frozen=True, slots=True)
class SettingsState:
    """What the settings screen shows.

    Attributes:
        section: the key of the section that is open.
        lines: its settings.
        unsaved: the sections with changes that are not saved.
        hits: what fits the search; empty while nothing is searched.
    """

    section: str = SECTIONS[0].key
    lines: tuple[Line, ...] = ()
    unsaved: frozenset[str] = frozenset()
    query: str = ""
    hits: tuple[Hit, ...] = ()
    busy: bool = False

    @property
    def can_save(self) -> bool:
        """Whether the open section has changes, all of them right."""
        wrong = any(line.problem for line in self.lines)
        return self.section in self.unsaved and not wrong and not self.busy


class SettingsModel(QObject):
    """Keeps what is typed until it is saved or given up.

    Attributes:
        saved: the keys (a tuple) that were saved.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    saved = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._values = Values({})
        self._typed: dict[str, str] = {}
        self._section = SECTIONS[0]
        self._query = ""
        self._busy = False
        self.state = SettingsState()

    def refresh(self) -> None:
        """Reads the settings anew; what is being typed stays."""
        self._tasks.read(self, self._shop.settings.all, self._use, self._fail)

    def draft(self) -> Values:
        """The settings as they would be if all that is typed were saved."""
        return Values({**self._values.values, **self._typed})

    def open(self, key: str) -> None:
        """Shows a section; what was typed in another one stays there."""
        self._section = next(section for section in SECTIONS if section.key == key)
        self._query = ""
        self._show()

    def edit(self, key: str, value: str) -> None:
        """Changes a setting without saving it."""
        if value == self._values[key]:
            self._typed.pop(key, None)
        else:
            self._typed[key] = value
        self._show()

    def search(self, text: str) -> None:
        """Looks for a setting by words, with or without tone marks."""
        self._query = text
        self._show()

    def save(self) -> None:
        """Saves the open section: all of it, or nothing."""
        changes = self._changes(self._section)
        if not self.state.can_save:
            return
        shop = self._shop
        self._busy = True
        self._show()
        self._tasks.write(
            self,
            lambda: shop.settings.set(shop.actor, changes),
            lambda values: self._saved(values, changes),
            self._fail,
        )

    def give_up(self) -> None:
        """Forgets what was typed in the open section."""
        for key in self._section.keys:
            self._typed.pop(key, None)
        self._show()

    def _changes(self, section: Section) -> dict[str, str]:
        return {key: self._typed[key] for key in section.keys if key in self._typed}

    def _use(self, values: Values) -> None:
        self._values = values
        self._show()

    def _saved(self, values: Values, changes: Mapping[str, str]) -> None:
        self._busy, self._values = False, values
        for key, value in changes.items():
            if self._typed.get(key) == value:
                del self._typed[key]
        self._show()
        self.effect.emit(Say(_saved_words(changes)))
        self.saved.emit(tuple(changes))

    def _fail(self, error: Refused | Trouble) -> None:
        self._busy = False
        self._show()
        self.effect.emit(say(error))

    def _show(self) -> None:
        draft = self.draft()
        state = SettingsState(
            section=self._section.key,
            lines=tuple(line_of(key, draft[key]) for key in self._section.keys),
            unsaved=frozenset(s.key for s in SECTIONS if self._changes(s)),
            query=self._query,
            hits=hits_of(self._query),
            busy=self._busy,
        )
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def line_of(key: str, value: str) -> Line:
    """A setting ready to show."""
    return Line(
        key=key,
        label=_(BY_KEY[key].label),
        hint=_(HINTS.get(key, "")),
        value=value,
        choices=_choices(key, value),
        many_lines=key in MANY_LINES,
        plain=key in PLAIN,
        folder=key in FOLDERS,
        problem=problem_of(key, value),
    )


def problem_of(key: str, value: str) -> str:
    """Why a value cannot be saved, in words; empty if it can."""
    try:
        BY_KEY[key].check(value)
    except Refused as refusal:
        return sentence(refusal.code, refusal.params)
    return ""


def hits_of(query: str) -> tuple[Hit, ...]:
    """The settings, and sections, in whose words all of the query's words stand."""
    words = fold(query).split()
    if not words:
        return ()
    found: list[Hit] = []
    for section in SECTIONS:
        label, about = _(section.label), _(section.about)
        if _fits(words, label, about):
            found.append(Hit(section.key, "", label, about))
        found += [
            Hit(section.key, key, _(BY_KEY[key].label), label)
            for key in section.keys
            if _fits(words, _(BY_KEY[key].label), *_words_of(key))
        ]
    return tuple(found)


def _words_of(key: str) -> tuple[str, ...]:
    return (_(HINTS.get(key, "")), *(_(words) for words in CHOICES.get(key, {}).values()))


def _fits(words: list[str], *texts: str) -> bool:
    whole = fold(" ".join(texts))
    return all(word in whole for word in words)


def _choices(key: str, value: str) -> tuple[Choice, ...]:
    known = CHOICES.get(key, {})
    choices = tuple(Choice(each, _(words)) for each, words in known.items())
    if known and value not in known and value.isdigit():
        return (*choices, Choice(value, format_dong(int(value))))
    return choices


def _saved_words(changes: Mapping[str, str]) -> str:
    if "window.language" in changes:
        return _("Saved. The screen changes its language when you open the program again.")
    if any(section_of(key).key == "bank" for key in changes):
        return _("Saved. The change is written down, and the till shows it for a day.")
    return _("Saved.")
