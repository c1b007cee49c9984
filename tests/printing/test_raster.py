from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from PIL import Image

from posdesk.domain.receipt import Align, Picture, Qr, ReceiptDocument, Row, Rule, Size, Space, Text
from posdesk.printing.raster import Bitmap, png, rasterize

from .samples import HOSTILE, only, receipt

LETTERS = [
    chr(code)
    for code in range(0xC0, 0x1EFA)
    if unicodedata.normalize("NFD", chr(code))[0] in "aeiouyAEIOUY" and chr(code).isalpha()
]


def vietnamese() -> list[str]:
    """The accented letters: a vowel with a shape mark, a tone mark, or both; and đ."""
    marks = set("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
    shapes = {"\u0302": "aeo", "\u0306": "a", "\u031b": "ou"}
    found = ["đ", "Đ"]
    for letter in LETTERS:
        parts = unicodedata.normalize("NFD", letter)
        base, above = parts[0], list(parts[1:])
        shape = [mark for mark in above if mark in shapes]
        one_tone = len(above) - len(shape) <= 1 and set(above) <= marks
        if one_tone and all(base.lower() in shapes[mark] for mark in shape):
            found.append(letter)
    return found


def picture(document: ReceiptDocument, width: int) -> Image.Image:
    return Image.open(io.BytesIO(png(rasterize(document, width)))).convert("L")


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The box of all black dots."""
    box = image.point(lambda grey: 255 - grey).getbbox()
    assert box
    return box


def test_there_are_134_accented_letters() -> None:
    assert len(vietnamese()) == 134


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("size", [Size.SMALL, Size.NORMAL])
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("before", ["", "n", "t", "ch"])
def test_every_mark_survives_the_threshold(width: int, size: Size, bold: bool, before: str) -> None:
    """No two letters look alike, wherever they stand in a word: ấ is neither â nor á nor ầ."""
    seen: dict[bytes, str] = {}
    for letter in [*"aeiouydAEIOUYD", *vietnamese()]:
        rows = rasterize(only(Text(before + letter, size=size, bold=bold)), width).rows
        assert rows not in seen, f"{letter} prints as {seen[rows]}"
        seen[rows] = letter


def test_no_letter_is_a_box() -> None:
    box = rasterize(only(Text("\ufffe\U000e0fff")), 576).rows
    assert all(
        rasterize(only(Text(letter)), 576).rows != box for letter in [*vietnamese(), "₫", "×", "·"]
    )


def test_marks_above_the_first_line_are_not_cut_off() -> None:
    alone = ink(picture(only(Space(5), Text("Ế Ẵ Ổ", size=Size.HUGE)), 576))
    first = ink(picture(only(Text("Ế Ẵ Ổ", size=Size.HUGE)), 576))
    assert first[3] - first[1] == alone[3] - alone[1]


def test_lines_do_not_run_into_each_other() -> None:
    above = rasterize(only(Text("ỘẶỵgq")), 576)
    below = rasterize(only(Space(0), Text("ẾẴỔỶ")), 576)
    assert above.height == below.height
    both = rasterize(only(Text("ỘẶỵgq"), Text("ẾẴỔỶ")), 576)
    assert both.rows == above.rows + below.rows


def test_a_rule_is_two_rows_of_black() -> None:
    bitmap = rasterize(only(Rule()), 384)
    black = [
        row for row in range(bitmap.height) if bitmap.rows[row * 48 : row * 48 + 48] != bytes(48)
    ]
    assert black == [8, 9]
    assert bitmap.rows[8 * 48 : 9 * 48] == b"\xff" * 48


def test_the_png_has_the_dots_of_the_paper() -> None:
    bitmap = rasterize(receipt(), 384)
    shown = Image.open(io.BytesIO(png(bitmap)))
    assert shown.size == (384, bitmap.height)
    black = shown.convert("L").point(lambda grey: 255 - grey).convert("1")
    assert black.tobytes() == bitmap.rows


def test_text_stands_left_right_and_in_the_middle() -> None:
    boxes = [ink(picture(only(Text("III", align)), 576)) for align in Align]
    (left, _, left_end, _), (centre, _, centre_end, _), (right, _, right_end, _) = boxes
    assert left < 5
    assert abs(centre + centre_end - 576) < 5
    assert right_end > 571
    assert left_end - left == centre_end - centre == right_end - right


def test_amounts_of_one_length_stand_in_columns() -> None:
    boxes = [ink(picture(only(Row("", amount)), 576))[0] for amount in ("8.111.118", "8.888.888")]
    assert abs(boxes[0] - boxes[1]) <= 1


@pytest.mark.parametrize("width", [384, 576])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_do_no_harm(width: int, name: str) -> None:
    bitmap = rasterize(only(Text(name), Row(name, "12.000"), Rule()), width)
    assert len(bitmap.rows) == bitmap.height * width // 8
    assert bitmap.rows[-10 * width // 8 :][: width // 8] == b"\xff" * (width // 8)


def test_direction_marks_do_not_turn_amounts_around() -> None:
    plain = rasterize(only(Row("Gốm", "1.000")), 576)
    tricked = rasterize(only(Row("\u202eGốm\u2067", "\u202e1.000\u202c")), 576)
    assert plain == tricked


def test_the_end_of_an_endless_bill_is_drawn() -> None:
    """2 000 lines are 70 000 rows: more than 16 bits count."""
    bitmap = rasterize(only(*[Row("Bát", "1.000")] * 2000), 576)
    line = bitmap.height // 2000 * 72
    assert bitmap.rows[-line:] == bitmap.rows[:line]
    assert any(bitmap.rows[-line:])


def test_stripes_leave_no_seam() -> None:
    blocks = [Row(f"Bát số {number}", "1.000") for number in range(150)]
    whole = rasterize(only(*blocks), 576)
    parts = [rasterize(only(block), 576).rows for block in blocks]
    assert whole.rows == b"".join(parts)


def test_a_logo_is_black_on_white_in_the_middle() -> None:
    logo = Image.new("L", (200, 100), 255)
    logo.paste(0, (50, 25, 150, 75))
    file = io.BytesIO()
    logo.save(file, "PNG")
    left, top, right, bottom = ink(picture(only(Picture(file.getvalue())), 576))
    assert (right - left, bottom - top) == (100, 50)
    assert left + right == 576


def test_a_broken_logo_leaves_the_rest_alone() -> None:
    file = io.BytesIO()
    Image.new("L", (200, 100), 0).save(file, "PNG")
    bitmap = rasterize(only(Picture(file.getvalue()[:60]), Rule()), 384)
    assert b"\xff" * 48 in bitmap.rows


@pytest.mark.oracle
@pytest.mark.parametrize("width", [384, 512, 576])
def test_a_phone_reads_the_code(width: int) -> None:
    decode = import_module("pyzbar.pyzbar").decode  # needs a library of the system
    payload = receipt().blocks[-3]
    assert isinstance(payload, Qr)
    assert [code.data.decode() for code in decode(picture(receipt(), width))] == [payload.payload]


def test_without_a_window_one_call_makes_letters_drawable() -> None:
    """What the command line does; asking Qt for fonts without it would end the program."""
    code = (
        "from posdesk.printing.fonts import ensure_gui\n"
        "from posdesk.printing.raster import rasterize\n"
        "from posdesk.domain.receipt import ReceiptDocument, Text\n"
        "ensure_gui()\n"
        "print(any(rasterize(ReceiptDocument('', 'vi', (Text('ế'),)), 384).rows))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={}
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")


def test_printers_draw_side_by_side() -> None:
    """Each printer draws in its own thread, the screen's preview in another."""
    alone = {width: rasterize(receipt(), width) for width in (384, 512, 576)}
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda width: rasterize(receipt(), width), [*alone] * 20))
    assert all(bitmap == alone[bitmap.width] for bitmap in together)


def test_nothing_is_still_a_bitmap() -> None:
    assert rasterize(only(), 384) == Bitmap(384, 1, bytes(48))
