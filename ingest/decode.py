"""Bytes to text, with the encoding that was used. Offsets count in what comes out of here, so nothing is translated."""

from __future__ import annotations

import codecs
import re

from vectorstore.errors import ArticleError

MAX_CHARACTERS = 2_000_000
MAX_CONTROL_SHARE = 0.02  # of the characters; text from a word processor has a stray one now and then

_MARKS = (  # UTF-32 before UTF-16: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")  # those that no text needs


def decode(data: bytes) -> tuple[str, str]:
    """The text without its byte-order mark, and the name of the encoding; ArticleError for what is not text."""
    text, encoding = _decoded(data)
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(f"{len(text):,} characters, the most is {MAX_CHARACTERS:,}. Split the file.")
    if not text.strip():
        raise ArticleError("is empty.")
    if "\0" in text or len(_CONTROLS.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise ArticleError("looks binary. Save it as plain text.")
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding is None:
                raise ArticleError("is UTF-32. Save it as UTF-8.")
            return _strictly(data[len(mark) :], encoding), encoding
    if b"\0" in data:
        raise ArticleError("looks binary. Save it as plain text.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("windows-1252"), "windows-1252"
    except UnicodeDecodeError:  # five bytes are undefined there
        return data.decode("latin-1"), "latin-1"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(f"has bytes that are not {encoding} (at byte {error.start}). Save it as UTF-8.") from error
