"""What must hold of every screen. Each check returns complaints, none where all is well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QAccessible, QFontInfo, QFontMetrics, QImage, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QWidget,
)

from posdesk.ui import theme
from posdesk.ui.palette import contrast
from posdesk.ui.widgets.notices import Toast

LEAST_CONTRAST = 4.5
Pressed = QAbstractButton | QLineEdit


def complaints(root: QWidget, colours: bool = True) -> list[str]:
    """All checks that need no keyboard focus; colours are the same in each size."""
    return [
        *cut_texts(root),
        *small_targets(root),
        *small_texts(root),
        *unnamed(root),
        *(low_contrasts(root) if colours else ()),
        *overlaps(root),
    ]


def cut_texts(root: QWidget) -> list[str]:
    """Words that do not fit their label or button, and controls that stick out of the window."""
    found = [_say("cut", w) for w in _shown(root) if _cut(w)]
    return [*found, *(_say("outside", w) for w in _shown(root) if _outside(w, root))]


def small_targets(root: QWidget) -> list[str]:
    """Anything pressed that is smaller than a finger."""
    least = QSize(theme.TARGET, theme.TARGET)
    pressed = [w for w in _shown(root) if isinstance(w, Pressed)]
    found = [_say("small target", w) for w in pressed if w.size().boundedTo(least) != least]
    views = [w for w in _shown(root) if isinstance(w, QAbstractItemView)]
    return [*found, *(_say("small rows", view) for view in views if _rows_small(view))]


def small_texts(root: QWidget) -> list[str]:
    """Type under 14 px."""
    spoken = [w for w in _shown(root) if isinstance(w, QLabel | Pressed | QAbstractItemView)]
    return [_say("small text", w) for w in spoken if QFontInfo(w.font()).pixelSize() < theme.SMALL]


def unnamed(root: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    return [
        _say("unnamed", widget)
        for widget in _shown(root)
        if _takes_focus(widget) and not spoken_name(widget)
    ]


def low_contrasts(root: QWidget) -> list[str]:
    """Words that hardly stand out from their ground, as painted; half scrolled away tells not."""
    worded = [w for w in _shown(root) if isinstance(w, QLabel | QAbstractButton) and _worded(w)]
    worded = [w for w in worded if w.visibleRegion().boundingRect() == w.rect()]
    painted = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    places = [QRect(w.mapTo(root, w.rect().topLeft()), w.size()) for w in worded]
    return [
        _say("low contrast", widget)
        for widget, place in zip(worded, places, strict=True)
        if _most_contrast(painted.copy(place)) < LEAST_CONTRAST
    ]


def overlaps(root: QWidget) -> list[str]:
    """Controls and news that lie on each other."""
    pressed = [w for w in _shown(root) if isinstance(w, Pressed | Toast)]
    places = [(w, _seen(w, root)) for w in pressed]
    return [
        f"{_say('overlap', one)} with {_say('', other)}"
        for number, (one, place) in enumerate(places)
        for other, its in places[number + 1 :]
        if place.intersects(its) and not one.isAncestorOf(other)
    ]


def invisible_focus(root: QWidget) -> list[str]:
    """Controls that look the same with the keyboard's focus as without."""
    found = []
    for widget in _shown(root):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            with_focus = widget.grab().toImage()
            widget.clearFocus()
            if widget.grab().toImage() == with_focus:
                found.append(_say("focus not visible", widget))
    return found


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls the control."""
    face = QAccessible.queryAccessibleInterface(widget)
    return str(face.text(QAccessible.Text.Name))


def _shown(root: QWidget) -> Iterator[QWidget]:
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            yield widget


def _say(what: str, widget: QWidget) -> str:
    words = spoken_name(widget) or getattr(widget, "text", str)()
    return f"{what}: {type(widget).__name__} {words!r} {widget.width()}x{widget.height()}"


def _seen(widget: QWidget, root: QWidget) -> QRect:
    """What is left of a control after its parents cut it."""
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(root, seen.topLeft()), seen.size())


def _cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width())
        return widget.width() < QFontMetrics(widget.font()).horizontalAdvance(widget.text())
    if isinstance(widget, QAbstractButton):
        return widget.width() < widget.minimumSizeHint().width()
    return False


def _outside(widget: QWidget, root: QWidget) -> bool:
    if _scrolled(widget, root) or not isinstance(widget, QLabel | Pressed):
        return False
    place = QRect(widget.mapTo(root, widget.rect().topLeft()), widget.size())
    return not root.rect().contains(place)


def _scrolled(widget: QWidget, root: QWidget) -> bool:
    above: QWidget | None = widget.parentWidget() if widget is not root else None
    while above is not None and above is not root:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def _rows_small(view: QAbstractItemView) -> bool:
    model = view.model()
    rows = range(min(model.rowCount(), 5))
    return any(view.visualRect(model.index(row, 0)).height() < theme.TARGET for row in rows)


def _takes_focus(widget: QWidget) -> bool:
    pressed = isinstance(widget, Pressed | QAbstractItemView)
    return pressed or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _worded(widget: QLabel | QAbstractButton) -> bool:
    return bool(widget.text() if isinstance(widget, QLabel) else spoken_name(widget))


def _most_contrast(image: QImage) -> float:
    """The commonest colour against the one that differs most from it."""
    counted = Counter(memoryview(image.constBits()).cast("I"))
    ground = max(counted, key=counted.__getitem__)
    return max(_contrast(ground, other) for other in counted)


@cache
def _contrast(one: int, other: int) -> float:
    """Of two pixels; a smooth edge has many shades, but the same ones everywhere."""
    return contrast(f"#{one & 0xFFFFFF:06x}", f"#{other & 0xFFFFFF:06x}")
