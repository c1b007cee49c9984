"""The second screen, for the customer. It takes no keys, no scans and no touches."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QFont,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.services.banks import bank_name
from posdesk.services.posters import Poster
from posdesk.services.transfers import ShownTransfer
from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import P, colour
from posdesk.ui.shown import BillRow
from posdesk.ui.theme import Face
from posdesk.ui.viewmodels.bill_state import Fact
from posdesk.ui.viewmodels.display import DisplayModel, DisplayState, Scene
from posdesk.ui.viewmodels.posters import PosterModel
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.qr import QrView

LEAST = (800, 480)
"""The smallest display, px."""

_BASE = (1024, 600)
"""Sizes of type are written for this display and grow with it."""

TURN_MS = 8000
"""So long a picture is seen while nobody is served."""

_ROW, _LINE, _FACT_ROW, _PAD = 62, 25, 32, 24
_NAME, _DETAIL, _FACT = Face(20, theme.MEDIUM), Face(16), Face(20)
_AMOUNT = Face(22, theme.SEMIBOLD)
_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CustomerDisplay(QWidget):
    """Shows a ``DisplayState`` in a window of its own."""

    def __init__(self, model: DisplayModel, parent: QWidget) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(parent, flags)
        self._till = parent
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("For the customer"))
        self.setMinimumSize(*LEAST)
        self.resize(*_BASE)
        self._type = Scaled()
        self.pages: dict[Scene, Page] = {
            Scene.WELCOME: WelcomePage(self._type, model.posters),
            Scene.BILL: BillPage(self._type),
            Scene.TRANSFER: TransferPage(self._type),
            Scene.THANKS: ThanksPage(self._type),
        }
        self._scenes = QStackedWidget()
        for page in self.pages.values():
            self._scenes.addWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._scenes)
        self.state = model.state
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def show_state(self, state: DisplayState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.state = state
        page = self.pages[state.scene]
        page.show_state(state)
        self._scenes.setCurrentWidget(page)

    def changeEvent(self, event: QEvent) -> None:
        """The keys and scans belong to the till, whatever the window system thinks."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._till.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The larger the display, the larger the type."""
        super().resizeEvent(event)
        self._type.scale(min(self.width() / _BASE[0], self.height() / _BASE[1]))


class Scaled:
    """Labels whose type grows with the display."""

    def __init__(self) -> None:
        self.by = 1.0
        self._labels: list[tuple[QLabel, Face]] = []
        self._others: list[QWidget] = []

    def label(
        self, size: int, weight: QFont.Weight = theme.REGULAR, text: str = "", *, ink: str = ""
    ) -> QLabel:
        """A label; ``size`` is for the base display, px."""
        made = label(text, size, weight, ink=ink, wrap=True)
        self._labels.append((made, Face(size, weight)))
        return made

    def follow(self, widget: QWidget) -> None:
        """Has a widget painted anew when the scale changes."""
        self._others.append(widget)

    def scale(self, by: float) -> None:
        """Sets all types anew."""
        self.by = by
        for words, face in self._labels:
            words.setFont(self.face(face).font)
        for widget in self._others:
            widget.updateGeometry()
            widget.update()

    def face(self, face: Face) -> Face:
        """A face in the present scale, never too small to read."""
        return Face(max(theme.SMALL, round(face.size * self.by)), face.weight)


class WelcomePage(QWidget):
    """Nobody is being served: whose shop it is, and pictures that change slowly.

    Attributes:
        turns: from one picture to the next.
    """

    def __init__(self, scaled: Scaled, posters: PosterModel) -> None:
        super().__init__()
        self._posters = posters
        self._shop = scaled.label(48, theme.BOLD)
        self._welcome = scaled.label(28, text=_("Welcome!"), ink="second")
        self._logo, self._picture = PictureView(scaled), PictureView(scaled, grows=True)
        self._words = scaled.label(28, theme.SEMIBOLD)
        self._price = scaled.label(36, theme.BOLD, ink="main")
        rows = _centre(
            self, self._logo, self._shop, self._welcome, self._picture, self._words, self._price
        )
        rows.setStretchFactor(self._picture, 1)
        self.turns = QTimer(self, interval=TURN_MS)
        self.turns.timeout.connect(self._turn)
        posters.shown.connect(self.show_poster)
        self.show_poster(None, None)

    def show_state(self, state: DisplayState) -> None:
        """Whose shop it is."""
        self._shop.setText(state.shop)
        self._logo.show_image(QImage.fromData(state.logo) if state.logo else None)

    def show_poster(self, poster: Poster | None, image: QImage | None) -> None:
        """Shows another picture, or none."""
        self._picture.show_image(image)
        self._welcome.setVisible(poster is None)
        price = poster.price if poster else None
        for place, words in (
            (self._words, poster.words if poster else ""),
            (self._price, "" if price is None else format_dong(price)),
        ):
            place.setText(words)
            place.setVisible(bool(words))

    def showEvent(self, event: QShowEvent) -> None:
        """Pictures begin with the first."""
        super().showEvent(event)
        self._posters.begin()
        self.turns.start()

    def _turn(self) -> None:
        """Pictures rest while nobody sees them."""
        if self.isVisible():
            self._posters.turn()
        else:
            self.turns.stop()


class PictureView(QWidget):
    """A picture as a whole; one that ``grows`` takes the room there is, up to twice its size."""

    def __init__(self, scaled: Scaled, *, grows: bool = False) -> None:
        super().__init__()
        self._scaled, self._pixmap = scaled, QPixmap()
        kind = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, kind)
        scaled.follow(self)
        self.hide()

    def show_image(self, image: QImage | None) -> None:
        """Shows another picture, or none."""
        self._pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        self.setHidden(self._pixmap.isNull())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the picture, in the scale of the type."""
        return self._pixmap.size() * self._scaled.by

    def minimumSizeHint(self) -> QSize:
        """It may be made small."""
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the middle, with round corners."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._pixmap.size() * 2 * self._scaled.by
        size = size.scaled(size.boundedTo(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(QRectF(self.rect()).center())
        shape = QPainterPath()
        shape.addRoundedRect(place, _PAD / 2, _PAD / 2)
        painter.setClipPath(shape)
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        painter.end()


class ThanksPage(QWidget):
    """The sale is made: what to give back, large."""

    def __init__(self, scaled: Scaled) -> None:
        super().__init__()
        self._what = scaled.label(28, ink="second")
        self._amount = scaled.label(76, theme.BOLD, ink="main")
        thanks = scaled.label(36, theme.SEMIBOLD, _("Thank you!"))
        _centre(self, CheckMark(scaled), thanks, self._what, self._amount)

    def show_state(self, state: DisplayState) -> None:
        """Change, or what was paid."""
        done = state.done
        if done is not None:
            self._what.setText(_("Your change") if done.change else done.word)
            self._amount.setText(done.change or done.amount)


class BillPage(QWidget):
    """The lines as they are rung up, and what they come to."""

    def __init__(self, scaled: Scaled) -> None:
        super().__init__()
        self.lines, self.facts = LinesView(scaled), FactsView(scaled)
        self._what, self._total = scaled.label(28), scaled.label(56, theme.BOLD)
        sums = QFrame()
        sums.setProperty("surface", "panel")
        right = QVBoxLayout(sums)
        right.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        right.addWidget(self.facts, 1)
        for words in (self._what, self._total):
            words.setAlignment(_RIGHT)
            right.addWidget(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.lines, 11)
        row.addWidget(sums, 9)

    def show_state(self, state: DisplayState) -> None:
        """Lines and total."""
        sums = state.sums
        self.lines.show_rows(state.rows)
        self.facts.show_facts(sums.facts)
        self._what.setText(sums.main.label)
        self._total.setText(sums.main.amount)


class TransferPage(QWidget):
    """The code to pay by: scanned by the customer's own phone."""

    def __init__(self, scaled: Scaled) -> None:
        super().__init__()
        self.qr = QrView(_("QR code for the transfer"), 320)
        self._amount = scaled.label(56, theme.BOLD)
        self._account = scaled.label(30, theme.SEMIBOLD)
        self._holder, self._code = scaled.label(24), scaled.label(30, theme.SEMIBOLD)
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(8)
        words.addWidget(
            scaled.label(26, text=_("Scan the code with your bank's app"), ink="second")
        )
        words.addWidget(self._amount)
        words.addSpacing(_PAD)
        for part in (self._account, self._holder, self._code):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        row.setSpacing(2 * _PAD)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(said, 1, Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, state: DisplayState) -> None:
        """The code and what it says."""
        if state.transfer is not None:
            self._show_transfer(state.transfer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The code takes the height there is, up to half of the width."""
        super().resizeEvent(event)
        side = min(self.height() - 2 * _PAD, self.width() // 2)
        self.qr.setFixedSize(side, side)

    def _show_transfer(self, transfer: ShownTransfer) -> None:
        self.qr.show_payload(transfer.payload)
        self._amount.setText(format_dong(transfer.amount))
        bank = bank_name(transfer.bank_bin)
        self._account.setText(f"{bank} {transfer.account}".strip())
        self._holder.setText(transfer.holder)
        self._holder.setVisible(bool(transfer.holder))
        self._code.setText(transfer.code)


Page = WelcomePage | ThanksPage | BillPage | TransferPage
"""One scene of the display."""


class LinesView(QWidget):
    """The newest lines that fit, the last one at the foot; nothing to press."""

    def __init__(self, scaled: Scaled) -> None:
        super().__init__()
        self._scaled = scaled
        self._rows: tuple[BillRow, ...] = ()
        scaled.follow(self)

    def show_rows(self, rows: Sequence[BillRow]) -> None:
        """Shows other lines."""
        self._rows = tuple(rows)
        spoken = (row.spoken(number) for number, row in enumerate(rows, 1))
        self.setAccessibleName("\n".join(spoken))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The first ones that fit, or the newest once there are more."""
        painter = QPainter(self)
        top, wide = _PAD / 2, self.width() - 2 * _PAD
        for row in self._fitting():
            place = QRectF(_PAD, top, wide, self._high(row))
            self._draw(painter, place, row)
            top += place.height()
        painter.end()

    def _fitting(self) -> tuple[BillRow, ...]:
        """The newest lines that have room, at least one."""
        room, count = self.height() - _PAD, 0
        for row in reversed(self._rows):
            room -= self._high(row)
            if room < 0:
                break
            count += 1
        return self._rows[-max(1, count) :]

    def _high(self, row: BillRow) -> int:
        """A long name takes a second line."""
        more = len(self._name_lines(row)) - 1
        return round((_ROW + more * _LINE) * self._scaled.by)

    def _name_lines(self, row: BillRow) -> tuple[str, ...]:
        amount = self._scaled.face(_AMOUNT).metrics.horizontalAdvance(row.amount)
        wide = self.width() - 3 * _PAD - amount
        return paint.two_lines(row.name, self._scaled.face(_NAME), wide)

    def _draw(self, painter: QPainter, place: QRectF, row: BillRow) -> None:
        name, detail, amount = (self._scaled.face(face) for face in (_NAME, _DETAIL, _AMOUNT))
        line = QRectF(place.left(), place.top() + 6, place.width(), _LINE * self._scaled.by)
        for words in self._name_lines(row):
            paint.text(painter, line, words, name.font, P.paper.ink)
            line.translate(0, line.height())
        times = f"{row.quantity} × {row.detail}"
        paint.text(painter, line, times, detail.font, P.paper.second)
        paint.text(painter, place, row.amount, amount.font, P.paper.ink, _RIGHT)
        painter.fillRect(
            QRectF(place.left(), place.bottom() - 1, place.width(), 1), colour(P.paper.line)
        )


class FactsView(QWidget):
    """Figures above the total, the last one at the foot."""

    def __init__(self, scaled: Scaled) -> None:
        super().__init__()
        self._scaled = scaled
        self._facts: tuple[Fact, ...] = ()
        scaled.follow(self)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Shows other figures."""
        self._facts = facts
        self.setAccessibleName("\n".join(f"{fact.label} {fact.amount}" for fact in facts))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From the foot upwards; what finds no room is the first to go."""
        painter = QPainter(self)
        face, high = self._scaled.face(_FACT), round(_FACT_ROW * self._scaled.by)
        for place, fact in enumerate(reversed(self._facts), 1):
            row = QRectF(0, self.height() - place * high, self.width(), high)
            if row.top() >= 0:
                paint.text(painter, row, fact.label, face.font, P.card.second)
                paint.text(painter, row, fact.amount, face.font, P.card.ink, _RIGHT)
        painter.end()


class CheckMark(QWidget):
    """Done."""

    def __init__(self, scaled: Scaled) -> None:
        super().__init__()
        self._scaled = scaled
        scaled.follow(self)
        self.setFixedHeight(110)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A green check in the middle."""
        painter = QPainter(self)
        side = min(self.height(), round(90 * self._scaled.by))
        drawn = icons.pixmap("check", P.answer.ink, side, self.devicePixelRatioF())
        at = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
        painter.drawPixmap(at, drawn)
        painter.end()


def _centre(page: QWidget, *parts: QWidget) -> QVBoxLayout:
    rows = QVBoxLayout(page)
    rows.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
    rows.setSpacing(10)
    rows.addStretch()
    for part in parts:
        if isinstance(part, QLabel):
            part.setAlignment(_CENTRE)
        rows.addWidget(part)
    rows.addStretch()
    return rows
