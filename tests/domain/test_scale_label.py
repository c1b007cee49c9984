from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.barcode import check_digit
from posdesk.domain.errors import Refused
from posdesk.domain.scale_label import (
    DEFAULT,
    Kind,
    ScaleLabel,
    Verdict,
    explain,
    format_patterns,
    parse_pattern,
    parse_patterns,
    read,
)
from tests.domain.shapes import refusal

modest = settings(max_examples=200, deadline=None)
GRAMS = parse_patterns(DEFAULT)

marks = st.lists(
    st.sampled_from(["IIIII", "VVVVV", ".", "..", "VV", "III"]), min_size=2, max_size=5
).filter(lambda parts: any("I" in part for part in parts) and any("V" in part for part in parts))
pictures = st.builds(
    lambda head, parts, value, check, times: (
        f"{head}{''.join(parts).replace('V', value)}{check}{times}"
    ),
    st.from_regex(r"[0-9]{1,4}", fullmatch=True),
    marks,
    st.sampled_from("WP"),
    st.sampled_from(["", "C"]),
    st.sampled_from(["", "*10", "*100", "*1000"]),
)


def label_for(picture: str, item: int, value: int) -> str:
    """The code a scale prints; digits that do not matter are sevens."""
    text = picture.partition("*")[0]
    items = iter(str(item).zfill(text.count("I")))
    values = iter(str(value).zfill(text.count("W") + text.count("P")))
    sources = {"I": items, "W": values, "P": values}
    code = "".join(next(sources[mark]) if mark in sources else mark for mark in text)
    code = code.replace(".", "7")
    return code[:-1] + check_digit(code[:-1]) if text.endswith("C") else code


def test_the_label_of_the_scales_guide() -> None:
    assert read("2610001005003", GRAMS) == ScaleLabel("10001", Kind.WEIGHT, 500)


@pytest.mark.parametrize(
    ("picture", "code", "label"),
    [
        ("27IIIIIPPPPPC*100", "2700042003509", ScaleLabel("00042", Kind.PRICE, 35_000)),
        ("22PPPPPIIIIIC", "2201500000097", ScaleLabel("00009", Kind.PRICE, 1500)),
        ("23IIIIIWWWWC*10", "230000500259", ScaleLabel("00005", Kind.WEIGHT, 250)),
        ("21IIIIWWWWWW", "210007012345", ScaleLabel("0007", Kind.WEIGHT, 12_345)),
        ("20IIIIIWWWWW.....C", "201000100500750007", ScaleLabel("10001", Kind.WEIGHT, 500)),
    ],
)
def test_other_scales(picture: str, code: str, label: ScaleLabel) -> None:
    assert read(code, parse_patterns(picture)) == label


@modest
@given(pictures)
def test_a_pattern_reads_back_equal(picture: str) -> None:
    pattern = parse_pattern(picture)
    assert parse_pattern(str(pattern)) == pattern
    assert parse_patterns(format_patterns([pattern, *GRAMS])) == (pattern, *GRAMS)


@modest
@given(pictures, st.data())
def test_a_label_says_what_the_scale_wrote(picture: str, data: st.DataObject) -> None:
    pattern = parse_pattern(picture)
    item = data.draw(st.integers(0, 10 ** picture.count("I") - 1))
    value = data.draw(st.integers(0, 10 ** (picture.count("W") + picture.count("P")) - 1))
    label = read(label_for(picture, item, value), [pattern])
    assert label == ScaleLabel(
        str(item).zfill(picture.count("I")), pattern.kind, value * pattern.multiplier
    )


@modest
@given(st.integers(0, 99_999), st.integers(0, 99_999), st.integers(0, 12), st.integers(1, 9))
def test_a_damaged_label_never_sells(item: int, grams: int, place: int, change: int) -> None:
    code = label_for(DEFAULT, item, grams)
    wrong = str((int(code[place]) + change) % 10)
    assert read(code[:place] + wrong + code[place + 1 :], GRAMS) is None


def test_the_first_pattern_that_fits_decides() -> None:
    patterns = parse_patterns(f"{DEFAULT} 2IIIIIIPPPPPC")
    assert read("2610001005003", patterns) == ScaleLabel("10001", Kind.WEIGHT, 500)
    assert read("2610001005003", patterns[::-1]) == ScaleLabel("610001", Kind.PRICE, 500)


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("2610001005003", Verdict.MATCHES),
        ("2610001005004", Verdict.WRONG_CHECK_DIGIT),
        ("8936136161020", Verdict.OTHER_HEAD),
        ("261000100500", Verdict.OTHER_LENGTH),
        ("26A0001005003", Verdict.NOT_DIGITS),
        ("26１0001005003", Verdict.NOT_DIGITS),
        ("", Verdict.NOT_DIGITS),
    ],
)
def test_the_tester_says_why(code: str, verdict: Verdict) -> None:
    (tried,) = explain(code, GRAMS)
    assert tried.verdict is verdict
    assert tried.label == read(code, GRAMS)
    assert (tried.label is not None) == (verdict is Verdict.MATCHES)


@pytest.mark.parametrize("text", [DEFAULT.lower(), f" {DEFAULT} "])
def test_a_pattern_typed_carelessly(text: str) -> None:
    assert parse_patterns(text) == GRAMS


def test_no_pattern_switches_labels_off() -> None:
    assert parse_patterns("") == ()
    assert read("2610001005003", ()) is None


@pytest.mark.parametrize(
    "text",
    [
        "IIIIIWWWWWC",
        "26IIIIIC",
        "26WWWWWC",
        "26IIIIIWWPPPC",
        "26IIIIICWWWWW",
        "26IIIIIWWWWWC*7",
        "26IIIIIWWWWWX",
        "26" + "I" * 20 + "W" * 20,
    ],
)
def test_a_wrong_pattern_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_patterns(f"{DEFAULT} {text}")
    assert refusal(caught) == ("scale_pattern", {"pattern": text[:40]})
