"""Printers: found or typed, tried, asked; what waits for them is answered by people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.runtime.ids import new_id
from posdesk.services.ports.printing import (
    FoundPrinter,
    JobState,
    PrinterConfig,
    PrinterFinder,
    PrinterStatus,
    PrintJob,
)
from posdesk.storage.jobs import SqlJobs
from posdesk.ui.screens.printer_card import PrinterCard
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Say
from posdesk.ui.viewmodels.printers import PrintersModel, config_of
from posdesk.ui.viewmodels.printers_state import Health, PrinterForm, Word
from posdesk.ui.viewmodels.printers_words import address_of, status_word
from tests.services.shops import Counter
from tests.ui.desks import Desk, Key
from tests.ui.executors import Held, Immediate

FOUND = (
    FoundPrinter("usb:0416:5011", "XPrinter XP-58"),
    FoundPrinter("serial:/dev/ttyS0", "n/a"),
)


class Finder:
    """Finds what it was told."""

    def candidates(self) -> Sequence[FoundPrinter]:
        return FOUND


@dataclass
class Room:
    """The printers' view-model of a shop, with what it said."""

    counter: Counter
    tasks: Tasks

    def __post_init__(self) -> None:
        shop = replace(self.counter.shop, finder=self._finder)
        self.model = PrintersModel(shop, self.tasks)
        self.said: list[object] = []
        self.model.effect.connect(self.said.append)
        self.model.refresh()

    def _finder(self) -> PrinterFinder:
        return Finder()

    @property
    def form(self) -> PrinterForm:
        assert self.model.state.form is not None
        return self.model.state.form

    def end(self, state: JobState, cause: str | None, *, held: bool = False) -> UUID:
        """Gives the oldest waiting job this end."""
        jobs = SqlJobs(self.counter.store)
        printer = self.counter.shop.papers.printers()[0]
        job = jobs.claim(printer.id, drawer=False)
        assert job is not None
        if held:
            jobs.put_back(job.id, None, held=True)
        else:
            jobs.finish(job.id, state, cause)
        self.model.refresh()
        return job.id

    def answers(self) -> list[str]:
        return [answer.label for answer in self.model.state.jobs[0].answers]

    def answer(self, label: str) -> None:
        row = self.model.state.jobs[0]
        key = next(answer.key for answer in row.answers if answer.label == label)
        self.model.answer(row.id, key)

    def states(self) -> list[tuple[JobState, str | None]]:
        return [(job.state, job.cause) for job in self.counter.shop.papers.jobs()]


@pytest.fixture
def room(counter: Counter, tasks: Tasks) -> Room:
    return Room(counter, tasks)


@pytest.fixture
def waiting(room: Room) -> Room:
    """A printer that nobody serves, and a receipt that waits for it."""
    room.counter.printer()
    room.counter.sell(room.counter.line("GOM-01"))
    room.model.refresh()
    return room


def test_a_network_printer_is_added_by_its_numbers(room: Room) -> None:
    room.model.add()
    room.model.change(address="192.168.1.50", name="Quầy", width=384, drawer=True)
    room.model.save()
    [printer] = room.counter.shop.papers.printers()
    assert printer.address == "tcp:192.168.1.50:9100"
    assert (printer.width_dots, printer.has_drawer, printer.answers) == (384, True, None)
    assert room.model.state.form is None
    assert room.said == [Say("Quầy is set up.")]
    assert room.model.state.printers[0].detail == "tcp:192.168.1.50:9100 · 58 mm · cash drawer"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("192.168.1.50", "tcp:192.168.1.50:9100"),
        (" 10.0.0.7:9101 ", "tcp:10.0.0.7:9101"),
        ("tcp:printer.local:9100", "tcp:printer.local:9100"),
        ("device:/dev/usb/lp0", "device:/dev/usb/lp0"),
    ],
)
def test_addresses_as_people_type_them(typed: str, address: str) -> None:
    assert address_of(typed) == address


def test_a_found_printer_brings_its_own_name(room: Room) -> None:
    room.model.add()
    assert [found.label for found in room.form.found] == [
        "XPrinter XP-58 · usb:0416:5011",
        "Port without a name · serial:/dev/ttyS0",
    ]
    room.model.take_found("usb:0416:5011")
    assert (room.form.address, room.form.name) == ("usb:0416:5011", "XPrinter XP-58")


def test_looking_for_printers_holds_up_nothing(counter: Counter) -> None:
    readers = Held()
    room = Room(counter, Tasks(Immediate(), readers))
    readers.release()
    room.model.add()
    before = room.form
    room.model.change(name="Quầy")
    readers.release()
    assert (before.looking, room.form.looking) == (True, False)
    assert (room.form.name, len(room.form.found)) == ("Quầy", 2)


def test_what_cannot_be_a_printer_is_said_on_the_card(room: Room) -> None:
    room.model.add()
    room.model.change(address="nowhere")
    room.model.save()
    assert room.form.problem.startswith("“nowhere” is not a printer's address.")
    assert not room.form.busy
    assert room.counter.shop.papers.printers() == ()


def test_a_test_page_keeps_the_printer_and_tells_how_it_went(room: Room, tmp_path: Path) -> None:
    room.model.add()
    room.model.change(address=f"file:{tmp_path}/paper", name="Tệp")
    room.model.test()
    [job] = room.counter.shop.papers.jobs()
    assert room.form.test == Word("The test page goes out …", Health.PROGRESS)
    room.counter.shop.papers.wait(job)
    room.model.refresh()
    assert room.form.test.health is Health.GOOD
    assert room.form.test.words.startswith("The printer says that it printed.")
    room.model.test()
    assert len(room.counter.shop.papers.printers()) == 1


def test_a_printer_that_is_off_says_so_in_words(room: Room) -> None:
    room.model.add()
    room.model.change(address="127.0.0.1:9")
    room.model.test()
    [job] = room.counter.shop.papers.jobs()
    room.counter.shop.papers.wait(job, 0.1)
    room.model.refresh()
    assert room.form.test.words.startswith("Printer busy or switched off")


def test_moved_to_another_address_nothing_is_known_of_its_answers() -> None:
    config = PrinterConfig(new_id(), "Quầy", "tcp:10.0.0.7:9100", 576, False, True, True)
    form = PrinterForm(config=config, name="Quầy", address="tcp:10.0.0.7:9100")
    assert config_of(form).answers is True
    assert config_of(replace(form, address="10.0.0.8")).answers is None
    assert config_of(replace(form, address="10.0.0.8")).id == config.id


def test_asked_a_printer_that_is_off_is_told_from_one_that_is_silent(
    room: Room, tmp_path: Path
) -> None:
    room.counter.printer()
    silent = PrinterConfig(new_id(), "Tệp", f"file:{tmp_path}/p", 576, False, True, None)
    room.counter.shop.papers.add_printer(room.counter.actor, silent)
    room.model.refresh()
    room.model.ask()
    off, still = (row.status for row in room.model.state.printers)
    assert off.health is Health.TROUBLE
    assert off.words.startswith("Printer busy or switched off · ")
    assert still == Word("Reached; it says nothing about its paper", Health.GOOD)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (PrinterStatus(online=True), "Ready"),
        (PrinterStatus(online=True, paper_near_end=True), "Ready; the paper is near its end"),
        (
            PrinterStatus(online=False, paper_out=True),
            "Out of paper · Put in a new roll. Then it prints by itself.",
        ),
        (
            PrinterStatus(online=False, cover_open=True),
            "Cover open · Close the cover. Then it prints by itself.",
        ),
    ],
)
def test_what_a_printer_says_in_plain_words(status: PrinterStatus, words: str) -> None:
    assert status_word(status).words == words


def test_did_it_come_out_yes(waiting: Room) -> None:
    waiting.end(JobState.UNCONFIRMED, "no_answer")
    assert waiting.model.state.jobs[0].advice == "Did the paper come out?"
    waiting.answer("Yes, it did")
    assert waiting.states() == [(JobState.CONFIRMED, "seen")]
    assert waiting.answers() == []


def test_did_it_come_out_no(waiting: Room) -> None:
    waiting.end(JobState.UNCONFIRMED, "link_lost")
    waiting.answer("No, print again")
    first, second = waiting.counter.shop.papers.jobs()
    assert (second.state, second.copy) == (JobState.WAITING, first.copy + 1)
    assert [row.id for row in waiting.model.state.jobs] == [second.id]


def test_a_held_job_is_printed_or_given_up_by_a_person(waiting: Room) -> None:
    waiting.end(JobState.WAITING, None, held=True)
    assert waiting.answers() == ["Print it", "Not wanted"]
    waiting.answer("Not wanted")
    assert waiting.states() == [(JobState.FAILED, "cancelled")]
    assert waiting.model.state.jobs == ()


def test_a_failed_job_says_why_and_goes_to_another_printer(waiting: Room) -> None:
    other = PrinterConfig(new_id(), "Kho", "tcp:127.0.0.1:10", 384, False, True, None)
    waiting.counter.shop.papers.add_printer(waiting.counter.actor, other)
    waiting.end(JobState.FAILED, "paper_out")
    row = waiting.model.state.jobs[0]
    assert (row.state.words, row.advice) == (
        "Not printed · Out of paper",
        "Put in a new roll. Then it prints by itself.",
    )
    assert waiting.model.state.pill == Word("Out of paper", Health.TROUBLE)
    waiting.answer("On Kho")
    assert waiting.counter.shop.papers.jobs()[-1].printer_id == other.id


def test_answered_twice_it_prints_once(waiting: Room) -> None:
    job = waiting.end(JobState.UNCONFIRMED, "no_answer")
    waiting.model.answer(job, "again")
    waiting.model.answer(job, "again")
    assert len(waiting.counter.shop.papers.jobs()) == 2
    assert waiting.said == [Say("This was printed again already.")]


def test_a_removed_printer_hands_its_jobs_to_the_next(waiting: Room) -> None:
    papers, actor = waiting.counter.shop.papers, waiting.counter.actor
    first = papers.printers()[0]
    other = PrinterConfig(new_id(), "Kho", "tcp:127.0.0.1:10", 384, False, True, None)

    def printers_of_jobs() -> list[UUID | None]:
        return [job.printer_id for job in papers.jobs()]

    waiting.model.edit(first.id)
    waiting.model.remove_edited()
    assert (printers_of_jobs(), waiting.model.state.form) == ([None], None)
    papers.add_printer(actor, other)
    assert printers_of_jobs() == [other.id]
    papers.add_printer(actor, first)
    papers.remove_printer(actor, other)
    assert printers_of_jobs() == [first.id]


def test_the_pill_says_how_printing_goes(room: Room) -> None:
    assert room.model.state.pill == Word()
    room.counter.printer()
    room.model.refresh()
    assert room.model.state.pill == Word("Printer ready", Health.GOOD)
    room.counter.sell(room.counter.line("GOM-01"))
    room.model.refresh()
    assert room.model.state.pill == Word("Printing", Health.PROGRESS)
    room.end(JobState.UNCONFIRMED, "no_answer")
    assert room.model.state.pill == Word("Papers to look at: 1", Health.ATTENTION)


def test_what_stops_printing_now_is_seen_before_an_older_doubt(waiting: Room) -> None:
    doubtful = waiting.end(JobState.UNCONFIRMED, "link_lost")
    waiting.counter.sell(waiting.counter.line("GOM-03"))
    jobs = SqlJobs(waiting.counter.store)
    job = jobs.claim(waiting.counter.shop.papers.printers()[0].id, drawer=False)
    assert job is not None
    jobs.put_back(job.id, "paper_out")
    waiting.model.refresh()
    state = waiting.model.state
    assert state.pill == Word("Out of paper", Health.TROUBLE)
    assert [row.id for row in state.jobs] == [job.id, doubtful]
    waiting.end(JobState.CONFIRMED, None)
    assert waiting.model.state.pill == Word("Papers to look at: 1", Health.ATTENTION)


def test_a_roll_that_ended_in_a_receipt_is_told_before_the_next_one(waiting: Room) -> None:
    waiting.end(JobState.UNCONFIRMED, "paper_out")
    assert waiting.model.state.pill == Word("Out of paper", Health.TROUBLE)


def test_of_what_is_done_only_the_last_few_are_listed(waiting: Room) -> None:
    waiting.end(JobState.CONFIRMED, None)
    for _sale in range(7):
        waiting.counter.sell(waiting.counter.line("GOM-03"))
        waiting.end(JobState.CONFIRMED, None)
    titles = [row.title for row in waiting.model.state.jobs]
    assert [title.split(" · ")[0] for title in titles] == [
        f"Receipt T1-00000{number}" for number in (8, 7, 6, 5, 4)
    ]


@pytest.fixture
def desk(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, counter, tasks, tmp_path / "reports")
    made.window.open_screen("settings")
    made.settings.open_section("printers")
    yield made
    made.close()


def test_a_printer_is_set_up_and_removed_by_keys_alone(desk: Desk, counter: Counter) -> None:
    desk.press(Key.Key_Space, " ")
    assert isinstance(desk.over(), PrinterCard)
    desk.type("10.0.0.7")
    desk.enter()
    [printer] = counter.shop.papers.printers()
    assert (printer.address, printer.name) == ("tcp:10.0.0.7:9100", "Counter")
    assert not isinstance(desk.over(), PrinterCard)
    desk.touch("Set up Counter")
    desk.touch("Remove")
    desk.enter()
    assert counter.shop.papers.printers() == ()


def test_leaving_the_card_keeps_nothing(desk: Desk, counter: Counter) -> None:
    desk.touch("Add a printer")
    desk.type("10.0.0.7")
    desk.press(Key.Key_Escape)
    assert counter.shop.papers.printers() == ()
    desk.touch("Add a printer")
    card = desk.top
    assert isinstance(card, PrinterCard)
    assert card.address.text() == ""


def test_a_double_click_prints_one_more(desk: Desk, counter: Counter) -> None:
    """The second click meets the new job, of which a quick printer is not sure again."""
    counter.printer()
    counter.sell(counter.line("GOM-01"))
    jobs = SqlJobs(counter.store)
    for _click in range(2):
        job = jobs.claim(counter.shop.papers.printers()[0].id, drawer=False)
        if job is not None:
            jobs.finish(job.id, JobState.UNCONFIRMED, "no_answer")
        desk.settings.printers._model.refresh()
        desk.touch("No, print again: Receipt T1-000001")
    assert len(counter.shop.papers.jobs()) == 2
    counter.clock.go_on(seconds=2)
    desk.touch("No, print again: Receipt T1-000001")
    assert len(counter.shop.papers.jobs()) == 3


def test_jobs_are_answered_by_touch(desk: Desk, counter: Counter) -> None:
    counter.printer()
    counter.sell(counter.line("GOM-01"))
    jobs = SqlJobs(counter.store)
    job: PrintJob | None = jobs.claim(counter.shop.papers.printers()[0].id, drawer=False)
    assert job is not None
    jobs.finish(job.id, JobState.UNCONFIRMED, "no_answer")
    desk.settings.printers._model.refresh()
    desk.touch("Yes, it did: Receipt T1-000001")
    assert [each.state for each in counter.shop.papers.jobs()] == [JobState.CONFIRMED]
    assert desk.button("Add a printer").hasFocus()
    desk.window.bar.pressed.emit("printer")
    assert desk.settings.model.state.section == "printers"
