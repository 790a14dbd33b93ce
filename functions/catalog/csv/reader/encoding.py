"""Decodes a file to text: UTF-8, UTF-16 with a byte order mark, or else Windows-1252 with a warning."""

import codecs

from functions.catalog.csv.reader.problems import Problems

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# How an .xlsx file (a ZIP archive) and an .xls file begin.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def decode(content: bytes, problems: Problems) -> str:
    """The file's text; raises FileRefused if the file is not text."""
    if content.startswith(_WORKBOOKS):
        problems.add(1, "file", "is an Excel workbook; save it as CSV UTF-8 and import that file")
    problems.raise_if_any()
    text = _decoded(content, problems)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.add(line, "file", "has a NUL character: it is not a text file, or not in an encoding that is read")
    elif not text.strip():
        problems.add(1, "file", "is empty")
    problems.raise_if_any()
    return text


def _decoded(content: bytes, problems: Problems) -> str:
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as failure:
        line = content.count(b"\n", 0, failure.start) + 1
        if encoding == "utf-16":
            problems.add(line, "file", "begins as UTF-16, but cannot be read as such; save it as CSV UTF-8")
            problems.raise_if_any()
        return _windows_1252(content, line, problems)


def _windows_1252(content: bytes, line: int, problems: Problems) -> str:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        problems.add(line, "file", "is neither UTF-8 nor Windows-1252; save it as CSV UTF-8")
        problems.raise_if_any()
        raise AssertionError from None
    problems.warn(line, "file", "is not UTF-8; it is read as Windows-1252: check the letters with accents")
    return text
