"""Settings: declared once, seen in plain words, saved section by section."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from posdesk.domain.shift import ActionKind
from posdesk.runtime import i18n
from posdesk.services.settings import ALL, BY_KEY
from posdesk.services.transfers import payload_of
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.bank import BankModel
from posdesk.ui.viewmodels.effects import Say
from posdesk.ui.viewmodels.receipt_look import ReceiptLook
from posdesk.ui.viewmodels.settings import SettingsModel
from posdesk.ui.viewmodels.settings_words import CHOICES, ELSEWHERE, HINTS, MANY_LINES, SECTIONS
from tests.services.shops import Counter
from tests.ui.desks import CTRL, Desk, Key, settle
from tests.ui.executors import Held, Immediate


class Settings:
    """The view-model with what it said."""

    def __init__(self, counter: Counter, tasks: Tasks) -> None:
        self.model = SettingsModel(counter.shop, tasks)
        self.said: list[object] = []
        self.model.effect.connect(self.said.append)
        self.model.refresh()

    def problem(self, key: str) -> str:
        return next(line.problem for line in self.model.state.lines if line.key == key)


@pytest.fixture
def settings(counter: Counter, tasks: Tasks) -> Settings:
    return Settings(counter, tasks)


@pytest.fixture
def desk(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, counter, tasks, tmp_path / "reports")
    made.window.open_screen("settings")
    yield made
    made.close()


def test_each_declared_setting_has_its_place_and_its_words() -> None:
    placed = [key for section in SECTIONS for key in section.keys]
    assert sorted(placed) == sorted(setting.key for setting in ALL)
    assert {*HINTS, *CHOICES, *MANY_LINES, *ELSEWHERE} <= set(BY_KEY)
    for setting in ALL:
        words = set(CHOICES.get(setting.key, ()))
        assert words == set(setting.choices) or setting.key == "cash.rounding_step"


def test_a_section_is_saved_by_itself(settings: Settings, counter: Counter) -> None:
    model = settings.model
    model.edit("shop.phone", "0905 123 456")
    model.open("goods")
    model.edit("stock.below_zero", "refuse")
    assert model.state.unsaved == {"shop", "goods"}
    model.save()
    assert counter.shop.settings.all()["stock.below_zero"] == "refuse"
    assert counter.shop.settings.all()["shop.phone"] == ""
    assert settings.said == [Say("Saved.")]
    model.open("shop")
    assert model.state.can_save
    model.give_up()
    assert (model.state.unsaved, model.state.can_save) == (frozenset(), False)


def test_what_is_wrong_is_said_beside_it_and_nothing_is_saved(
    settings: Settings, counter: Counter
) -> None:
    model = settings.model
    model.edit("shop.address", "12 Lê Lợi")
    model.edit("shop.phone", "0" * 41)
    assert settings.problem("shop.phone") == "The text is longer than 40 letters."
    assert settings.problem("shop.address") == ""
    model.save()
    assert counter.shop.settings.all()["shop.address"] == ""
    model.edit("shop.phone", "")
    model.save()
    assert counter.shop.settings.all()["shop.address"] == "12 Lê Lợi"


def test_typing_what_is_saved_already_is_no_change(settings: Settings) -> None:
    settings.model.edit("shop.name", "Gốm")
    settings.model.edit("shop.name", "Gốm Bàu Trúc")
    assert settings.model.state.unsaved == frozenset()


def test_a_step_of_another_program_has_its_words(settings: Settings, counter: Counter) -> None:
    counter.set(cash__rounding_step=200)
    settings.model.refresh()
    settings.model.open("money")
    step = next(line for line in settings.model.state.lines if line.key == "cash.rounding_step")
    assert (step.value, step.choices[-1].label) == ("200", "200\u00a0₫")


def test_settings_are_found_with_and_without_tone_marks(settings: Settings) -> None:
    i18n.set_language("vi")
    for text in ("lam tron", "làm tròn"):
        settings.model.search(text)
        keys = {hit.key for hit in settings.model.state.hits}
        assert {"cash.rounding_step", "cash.rounding_mode"} <= keys
    settings.model.search("lam tron xyz")
    assert settings.model.state.hits == ()


def test_another_language_says_when_it_counts(settings: Settings) -> None:
    settings.model.open("screen")
    settings.model.edit("window.language", "en")
    settings.model.save()
    assert settings.said == [
        Say("Saved. The screen changes its language when you open the program again.")
    ]


def test_the_bank_is_found_by_letters_and_the_code_follows_each_key(
    settings: Settings, counter: Counter
) -> None:
    bank = BankModel(settings.model)
    settings.model.open("bank")
    assert bank.state.problem.startswith("Choose the bank")
    bank.search("ngoai thuong")
    bank.choose(bank.state.hits[0].key)
    assert (bank.state.bank, bank.state.query) == ("Vietcombank", "")
    for typed in ("012345", "0123456", "0123456789"):
        settings.model.edit("shop.bank_account", typed)
        assert bank.state.payload == payload_of("970436", typed, None, "")
    for typed in ("01234", "01-23456"):
        settings.model.edit("shop.bank_account", typed)
        assert (bank.state.payload, bank.state.problem.split()[0]) == ("", f"“{typed}”")
    settings.model.edit("shop.bank_account", "0123 456 789")
    assert bank.state.payload == payload_of("970436", "0123456789", None, "")
    settings.model.save()
    assert counter.shop.settings.all()["shop.bank_account"] == "0123456789"


def test_a_change_of_the_account_is_written_down_and_announced(
    settings: Settings, counter: Counter
) -> None:
    counter.set(shop__bank_bin="970422", shop__bank_account="0123456789")
    assert counter.shop.settings.bank_changed_at() is None  # the first account is no change
    counter.clock.go_on(seconds=1)
    settings.model.refresh()
    settings.model.open("bank")
    settings.model.edit("shop.bank_bin", "970436")
    settings.model.save()
    assert settings.said == [
        Say("Saved. The change is written down, and the till shows it for a day.")
    ]
    assert counter.shop.settings.bank_changed_at() == counter.clock.now()
    with counter.store.read() as reader:
        [action] = reader.actions(ActionKind.SETTING, counter.clock.now())
    assert (action.ref, action.detail) == ("shop.bank_bin", "970422 -> 970436")


def test_the_sample_follows_what_is_typed(
    settings: Settings, counter: Counter, tasks: Tasks
) -> None:
    look = ReceiptLook(counter.shop, tasks, settings.model, lambda _path: "")
    settings.model.open("receipt")
    before = look.state.paper
    assert before.startswith(b"\x89PNG")
    settings.model.edit("receipt.footer", "Đổi hàng trong 7 ngày")
    assert look.state.paper not in (b"", before)
    assert counter.shop.settings.all()["receipt.footer"] == ""


def test_a_sample_that_comes_late_is_not_shown(settings: Settings, counter: Counter) -> None:
    readers = Held()
    look = ReceiptLook(counter.shop, Tasks(Immediate(), readers), settings.model, lambda _path: "")
    settings.model.open("receipt")
    settings.model.edit("receipt.footer", "một")
    settings.model.edit("receipt.footer", "")
    settings.model.edit("receipt.footer", "hai")
    last = readers.jobs[-1]
    readers.jobs.pop()
    last()
    shown = look.state.paper
    readers.release()
    assert look.state.paper == shown != b""


def test_a_name_is_changed_by_keys_alone_and_the_top_shows_it(desk: Desk, counter: Counter) -> None:
    desk.type("shop name")
    desk.enter()
    for letter in (" ", "2"):
        desk.press(Key(ord(letter)), letter)
    desk.press(Key.Key_S, modifier=CTRL)
    assert counter.shop.settings.all()["shop.name"] == "Gốm Bàu Trúc 2"
    assert desk.window.bar._shop.text().startswith("Gốm Bàu Trúc 2")


def test_who_leaves_is_told_what_is_not_saved(desk: Desk) -> None:
    desk.settings.model.edit("shop.name", "Gốm Phù Lãng")
    desk.window.open_screen("till")
    assert desk.window.toast.words == "Not saved yet: Shop."
    desk.touch("Go back")
    assert desk.settings.isVisible()
    desk.settings.model.save()
    desk.window.toast.hide()
    desk.window.open_screen("till")
    assert not desk.window.toast.isVisible()


def test_a_setting_is_changed_by_touch_alone(desk: Desk, counter: Counter) -> None:
    desk.touch("Goods and scales")
    desk.touch("When stock runs out: Do not sell")
    desk.touch("Save")
    assert counter.shop.settings.all()["stock.below_zero"] == "refuse"
    desk.touch("Shop")
    desk.touch_field("Telephone")
    desk.touch("Letters on the screen")
    for key in ("0", "9", "Capital", "e", "e"):
        desk.touch(key)
    desk.touch_field("Shop name")
    for key in ("space", "d", "d", "a", "x"):
        desk.touch(key)
    desk.touch("Save")
    values = counter.shop.settings.all()
    assert values["shop.phone"] == "09EE", "no Telex in numbers"
    assert values["shop.name"] == "Gốm Bàu Trúc ĐÃ"


def test_where_one_writes_stays_in_view_above_the_letters(desk: Desk) -> None:
    desk.window.resize(1093, 614)
    desk.touch("Bank account")
    desk.touch_field("Search for the bank")
    desk.touch("Letters on the screen")
    settle()
    settle()
    field = QApplication.focusWidget()
    assert field is desk.settings.bank.search
    assert field.visibleRegion().boundingRect() == field.rect()
    desk.touch("Letters on the screen")
    assert desk.settings.bank.code.isVisible()


def test_the_bank_is_set_up_at_the_window(desk: Desk, counter: Counter) -> None:
    desk.touch("Bank account")
    desk.type("mbbank")
    desk.enter()
    desk.type("0123456789")
    desk.press(Key.Key_S, modifier=CTRL)
    values = counter.shop.settings.all()
    assert (values["shop.bank_bin"], values["shop.bank_account"]) == ("970422", "0123456789")
    assert not desk.till.notice.accessibleName()  # the first account is no change
    counter.clock.go_on(seconds=1)
    counter.set(shop__bank_account="999999")
    desk.window.data_changed.emit()
    assert desk.till.notice.accessibleName().startswith("The account for transfers was changed")


@pytest.fixture
def scales(desk: Desk, counter: Counter) -> Desk:
    """The section of the scales; 10001 is honey by weight, 330.000 a kilogram."""
    desk.window.open_screen("settings")
    desk.settings.open_section("goods")
    settle()
    return desk


def said(desk: Desk) -> str:
    return desk.settings.scales.trial.state.words


def test_a_label_of_the_scale_is_tried_by_a_scan(scales: Desk) -> None:
    scales.hands.scan("2610001005003")
    assert said(scales) == (
        "Item 10001: Mật ong rừng (cân) · weight 0,5 kg · amount 165.000\u00a0₫"
        " · check digit 3 is right"
    )
    assert scales.settings.scales.trial.state.good
    assert not scales.settings.model.state.unsaved, "the scan is written nowhere"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2610001005004", "26IIIIIWWWWWC fits, but the last digit should be 3."),
        ("8934567890120", "26IIIIIWWWWWC is for codes that begin with 26; this one does not."),
        ("26100010050", "26IIIIIWWWWWC is for 13 digits; this code has 11."),
        ("ABC-12", "26IIIIIWWWWWC: a label of a scale has digits only."),
        ("2699999005004", "26IIIIIWWWWWC reads item 99999, weight 0,5 kg, but no goods have"),
        ("2000000000015", "This is the code of Bình gốm men tro 25 cm itself, 320.000\u00a0₫."),
    ],
)
def test_a_label_that_is_not_read_says_why(scales: Desk, code: str, words: str) -> None:
    scales.hands.scan(code)
    assert said(scales).startswith(words)
    assert scales.settings.scales.trial.state.good is words.startswith("This is")


def test_another_pattern_reads_the_label_anew_before_it_is_saved(
    scales: Desk, counter: Counter
) -> None:
    counter.add("77", 50_000, name="Giò lụa", weighed=True, stock=9)
    scales.hands.scan("2700077123456")
    assert "begin with 26" in said(scales)
    scales.settings.model.edit("scan.scale_labels", "26IIIIIWWWWWC 27IIIIIPPPPPC")
    assert said(scales) == "Item 00077: Giò lụa · price 12.345\u00a0₫ · check digit 6 is right"
    scales.settings.model.edit("scan.scale_labels", "26II")
    assert said(scales) == "“26II” is not a pattern of scale labels."
    scales.settings.model.edit("scan.scale_labels", "")
    assert said(scales) == "No pattern is set, so labels of scales are not read."


def test_what_a_label_says_is_in_view_on_a_low_screen(scales: Desk) -> None:
    scales.window.resize(1093, 614)
    scales.hands.scan("2610001005003")
    settle()
    settle()
    [words] = [each for each in scales.top.findChildren(QLabel) if each.text() == said(scales)]
    assert words.visibleRegion().boundingRect() == words.rect()


def test_a_scan_in_another_section_is_told(desk: Desk) -> None:
    desk.settings.open_section("shop")
    desk.hands.scan("2610001005003")
    assert said(desk) == ""
    assert desk.window.toast.words.startswith("Scanned 2610001005003: it is on no bill.")


def test_saving_nothing_says_nothing(settings: Settings) -> None:
    settings.model.save()
    assert settings.said == []
