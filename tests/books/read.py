#!/usr/bin/env python3
"""Reads each book as others do: every XML file by libxml2, strictly, and the whole book by MuPDF."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from book import Book, listed, say  # noqa: E402


def lines(output):
    return [line for line in output.decode("utf-8", "replace").splitlines() if line.strip()]


def strict(book):
    """What xmllint complains of, without recovery and without the network."""
    with tempfile.TemporaryDirectory() as folder:
        files = [n for n in book.names if n.endswith((".xml", ".opf", ".ncx", ".xhtml", ".svg"))]
        book.zip.extractall(folder, files)
        done = subprocess.run(["xmllint", "--noout", "--nonet", *files], cwd=folder, capture_output=True)
    return lines(done.stderr) if done.returncode or done.stderr else []


def mupdf(path):
    done = subprocess.run(["mutool", "draw", "-q", "-F", "text", path], capture_output=True)
    if done.returncode:
        return lines(done.stderr)[-5:] or [f"mutool ended with status {done.returncode}"]
    said = [line for line in lines(done.stderr) if line.startswith("error")]
    return said if done.stdout.strip() else said + ["mutool finds no text"]


def main():
    results = []
    for path, _, _ in listed():
        name = os.path.basename(path)
        try:
            results.append((f"libxml2 reads {name}", strict(Book(path))))
        except Exception as broken:  # whatever it is, it is this book's failure
            results.append((f"libxml2 reads {name}", [f"{type(broken).__name__}: {broken}"]))
        results.append((f"MuPDF reads {name}", mupdf(path)))
    return say(results)


if __name__ == "__main__":
    sys.exit(main())
