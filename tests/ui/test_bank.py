"""The account holder's name: typed as people write it, kept and shown as banks write it."""

from __future__ import annotations

import pytest

from posdesk.domain.errors import Refused
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.bank import BankModel
from posdesk.ui.viewmodels.settings import SettingsModel
from tests.services.shops import Counter


def opened(counter: Counter, tasks: Tasks) -> tuple[SettingsModel, BankModel]:
    """The bank's section, as the screen has it."""
    settings = SettingsModel(counter.shop, tasks)
    bank = BankModel(settings, settings)
    settings.refresh()
    settings.open("bank")
    return settings, bank


def test_the_preview_folds_the_holder_at_each_key_and_the_field_when_saved(
    counter: Counter, tasks: Tasks
) -> None:
    settings, bank = opened(counter, tasks)
    for typed, shown in (("n", "N"), ("nguyễn", "NGUYEN"), ("Nguyễn Văn Đạt", "NGUYEN VAN DAT")):
        settings.edit("shop.bank_holder", typed)
        assert bank.state.holder == shown
        assert settings.state.lines[-1].value == typed
    settings.save()
    assert counter.shop.settings.all()["shop.bank_holder"] == "NGUYEN VAN DAT"
    assert settings.state.lines[-1].value == "NGUYEN VAN DAT"
    assert settings.state.unsaved == frozenset()


def test_the_code_says_the_holder_as_the_bank_does(counter: Counter) -> None:
    counter.set(
        shop__bank_bin="970436", shop__bank_account="0123456789", shop__bank_holder="Trần Thị Út"
    )
    sale = counter.sell(counter.line("GOM-01"))
    shown = counter.shop.transfers.ask(counter.actor, sale.id, 1_000)
    assert shown.holder == "TRAN THI UT"


def test_a_name_with_no_letter_a_bank_can_write_is_refused(counter: Counter) -> None:
    with pytest.raises(Refused, match="bad_setting"):
        counter.set(shop__bank_holder="王")
    counter.set(shop__bank_holder="")
