"""Where the customer looks: a second screen has the display, and one may be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from posdesk.runtime.i18n import _
from posdesk.ui.keys import Command
from posdesk.ui.viewmodels.display import DisplayModel

if TYPE_CHECKING:
    from posdesk.ui.screens.display import CustomerDisplay


class CustomerScreen(QObject):
    """Opens the display where a second screen is, and closes it when that goes away."""

    def __init__(self, app: QGuiApplication, model: DisplayModel, window: QWidget) -> None:
        super().__init__(window)
        self._window, self.model = window, model
        self._display: CustomerDisplay | None = None
        app.screenAdded.connect(self.open_on)
        app.screenRemoved.connect(self._close_on)
        for screen in app.screens():
            self.open_on(screen)

    @property
    def display(self) -> CustomerDisplay:
        """The display, made when it is first shown: most shops have one screen."""
        if self._display is None:
            from posdesk.ui.screens.display import CustomerDisplay  # noqa: PLC0415 - see above

            self._display = CustomerDisplay(self.model, self._window)
        return self._display

    def command(self) -> Command:
        """Shows or hides the display."""
        return Command(("Ctrl+Shift+D",), _("The customer's display"), self.toggle)

    def toggle(self) -> None:
        """Shows the display, as a window where there is no second screen; or hides it."""
        if self.display.isVisible():
            self.display.hide()
            return
        others = [screen for screen in QGuiApplication.screens() if self._is_second(screen)]
        if others:
            self.open_on(others[0])
        else:
            self.display.showNormal()

    def open_on(self, screen: QScreen) -> None:
        """Fills a screen that the till is not on."""
        if self._is_second(screen) and not self.display.isVisible():
            self.display.setGeometry(screen.geometry())
            self.display.showFullScreen()

    def _close_on(self, screen: QScreen) -> None:
        if self._display is not None and self._display.screen() is screen:
            self._display.hide()

    def _is_second(self, screen: QScreen) -> bool:
        return screen is not self._window.screen()
