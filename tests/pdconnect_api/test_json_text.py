"""A quicker JSON parser changes only the time: the same values of the same types, or the same error."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from pdconnect_api import decoding
from pdconnect_api.decoding import fast_loads, standard_loads

from ..cases import for_each

LOADS = {"standard": standard_loads, "orjson": fast_loads(orjson.loads), "chosen": decoding.loads}

numbers = st.one_of(
    st.integers(),
    st.integers(-(2**70), 2**70),
    st.sampled_from([sign * 2**power + near for sign in (1, -1) for power in (53, 63, 64) for near in (-1, 0, 1)]),
    st.floats(),
)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
number_texts = st.from_regex(r"-?[0-9]{1,25}(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?", fullmatch=True)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-32-be", "latin-1"])


def outcome(loads: Callable[[bytes], Any], content: bytes) -> tuple[type, str]:
    """Return the value with its types, or the kind of error."""
    try:
        value = loads(content)
    except (ValueError, RecursionError) as error:
        return type(error), ""
    return type(value), repr(value)  # distinguishes 1 from 1.0, -0.0 from 0.0, and the order of members


def check(content: bytes) -> None:
    for loads in LOADS.values():
        assert outcome(loads, content) == outcome(json.loads, content)


@given(values, st.booleans())
def test_any_value_is_read_as_json_loads_does(value: Any, ascii_only: bool) -> None:
    check(json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass"))


@given(number_texts, st.text(alphabet=" \t\r\n,:[]{}abc", max_size=9))
def test_any_number_is_read_as_json_loads_does(number: str, before: str) -> None:
    check(number.encode())
    check(f'{{"{before.strip()}": [{number}, "{number}"]}}'.encode())
    check(f"{before}{number}".encode())


@given(st.binary())
def test_any_bytes_are_read_as_json_loads_does(content: bytes) -> None:
    check(content)


@given(st.text(alphabet='{}[]",:0123456789.-+eE\\u truefalsnNI\x00\x1f\ufeff', max_size=30), encodings)
def test_almost_json_is_read_as_json_loads_does(text: str, encoding: str) -> None:
    check(text.encode(encoding, "replace"))


@given(values, encodings)
def test_any_encoding_is_read_as_json_loads_does(value: Any, encoding: str) -> None:
    check(json.dumps(value).encode(encoding))


@for_each(
    "text",
    [
        '{"a": 1, "b": 2, "a": {"c": 3}}',
        '{"a": NaN, "b": [Infinity, -Infinity]}',
        '"\\ud800"',
        '"\\ud83d\\ude00"',
        '{"\\ud800": "\\udfff\\ud83d"}',
        "1e400",
        "-1e400",
        "1e-400",
        "-0",
        "[-0.0]",
        "[1]x",
        '"\x1f"',
        "",
        "9" * 5_000,
        "[" * 100_000,
        "[" * 500 + "]" * 500,
        "\ufeff[1]",
    ],
    ids=lambda text: text[:20],
)
def test_texts_where_parsers_differ_are_read_as_json_loads_does(text: str) -> None:
    check(text.encode())


@for_each("digits", [17, 18, 19, 20, 21, 40])
@for_each("before", range(8))
def test_large_integers_are_exact_at_any_position(digits: int, before: int) -> None:
    number = int("9" * digits)
    content = json.dumps({"a" * before: number, "negative": -number}).encode()
    for loads in LOADS.values():
        assert loads(content) == {"a" * before: number, "negative": -number}
    check(content)


def test_standard_library_is_used_without_orjson() -> None:
    """The test runs in a process where orjson cannot be imported."""
    program = """
import sys
sys.modules["orjson"] = None
from pdconnect_api import decoding
assert decoding.loads is decoding.standard_loads
assert decoding.loads(b'[12345678901234567890]') == [12345678901234567890]
"""
    subprocess.run([sys.executable, "-c", program], check=True)
    assert decoding.loads is not standard_loads
