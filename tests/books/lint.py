#!/usr/bin/env python3
"""House rules of a book, most of them things that EPUBCheck does not see: tests/books/lint.py [BOOK...]

docs/epub-rules.md says which rule is held by what."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import container  # noqa: E402
import package  # noqa: E402
import page  # noqa: E402
import sheet  # noqa: E402
from book import Book, listed, say  # noqa: E402

RULES = container.RULES + package.RULES + sheet.RULES + page.RULES


def lint(path):
    try:
        book = Book(path)
        return [finding for rule in RULES for finding in rule(book)]
    except Exception as broken:  # whatever it is, it is this book's failure
        return [f"cannot be read: {type(broken).__name__} {broken}"]


if __name__ == "__main__":
    sys.exit(say([(f"house rules of {os.path.basename(path)}", lint(path)) for path, _, _ in listed()]))
