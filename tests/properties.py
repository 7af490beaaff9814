#!/usr/bin/env python3
"""What holds of every book: it has no word that neither its input nor templates/ has, and every link and
picture in it leads somewhere. tests/properties.py reads the list that tests/books/make writes."""
import base64
import email
import email.policy
import glob
import html
import os
import re
import sys
import unicodedata
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "books"))
from book import XHTML, Book, listed, say  # noqa: E402

BLOCKS = set("address article aside blockquote body br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 "
             "h6 header hr img li main nav ol p pre rp rt ruby section table tbody td tfoot th thead title tr ul".split())
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
                      "\U00020000-\U0003ffff]")
UNITS = {"kb", "mb", "gb"}  # symbols of sizes, written for numbers of bytes
PLACES = {"forwarded", "message", "item"}  # how the colophon names what a mailbox or a feed holds
WORD = re.compile(r"[^\W_]+")


def fold(text):
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE)).casefold()


def words(text):
    """The words of a text; of a script without spaces between words, each letter."""
    found = set()
    for word in WORD.findall(fold(text)):
        if UNSPACED.search(word):
            found.update(word)
            found.update(re.findall(r"[0-9]+", word))
        else:
            found.add(word)
    return found


def decode(data):
    """A file's text: by its byte-order mark, as UTF-8, else by what it declares, else as windows-1252."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    declared = re.search(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", data[:4096])
    names = [("utf-8", "strict")] + ([(declared.group(1).decode(), "replace")] if declared else [])
    lossy = data.decode("utf-8", "replace")
    if lossy.count("\ufffd") > sum(c > "\x7f" and c != "\ufffd" for c in lossy):
        names = [n for n in names if n[0].lower() != "utf-8"]  # its bytes refute the declaration
    for name, errors in names:
        try:
            return data.decode({"shift_jis": "cp932", "euc-kr": "cp949", "gb2312": "gb18030", "windows-874": "cp874",
                                "iso-8859-1": "cp1252"}.get(name.lower(), name), errors)
        except (UnicodeDecodeError, LookupError):
            pass
    return data.decode("cp1252", "replace")


def unpacked(text):
    """What stands in base64, as feeds may carry their texts."""
    found = []
    for run in re.findall(r"[A-Za-z0-9+/]{12,}={0,2}", text):
        try:
            found.append(base64.b64decode(run, validate=True).decode())
        except ValueError:
            pass
    return " ".join(found)


def source_words(text):
    """All that a reader could take from a file: as it stands, with its references resolved, with its
    escapes undone, and with its tags and marks taken out where they cut a word in two."""
    plain = html.unescape(html.unescape(text))
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), plain)
    unescaped = unescaped.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    joined = html.unescape(re.sub(r"<[^>]*>", "", text))
    bare = re.sub(r"\\([^\w\s])|[*_~`=^$]", r"\1", plain)
    return words(text) | words(plain) | words(unescaped) | words(joined) | words(bare) | words(unpacked(text))


def files_below(path):
    if os.path.isfile(path):
        return [path]
    return [f for f in glob.glob(os.path.join(glob.escape(path), "**"), recursive=True) if os.path.isfile(f)]


def mail_words(message):
    """The words of a message's headers and parts, as Python reads them."""
    found = set()
    for part in message.walk():
        found |= words(" ".join(str(value) for value in part.values()))
        if not part.is_multipart():
            found |= source_words(decode(part.get_payload(decode=True) or b""))
            try:
                found |= source_words(part.get_content())
            except (KeyError, LookupError, TypeError):
                pass  # no text, or of no charset that Python knows
    return found


def read_words(paths):
    found = set()
    for path in paths:
        found |= words(re.sub(r"[_./-]", " ", path))
        with open(path, "rb") as f:
            data = f.read()
        found |= source_words(decode(data))
        if path.endswith((".eml", ".mhtml", ".mht", ".mbox")):
            found |= mail_words(email.message_from_bytes(data, policy=email.policy.default))
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    found |= source_words(decode(archive.read(name)))
    return found


def page_text(page, known):
    """A page's text as words stand on it: inline elements do not part them, a formula's tokens and
    marks of notes do. A formula that was made of TeX is the TeX, one that was MathML its letters and numbers, and one that was made
    text is none (unit/test_tex.c)."""
    parts = []

    def walk(element):
        block = not isinstance(element.tag, str) or "MathML" in element.tag or \
            element.tag.rsplit("}")[-1] in BLOCKS or element.get("role") == "doc-noteref"
        parts.append(" " if block else "")
        if element.get("alttext") or "math" in (element.get("class") or "").split():
            line = element.get("alttext") or ""
            parts.append(f" {line} " if words(line) <= known else re.sub(r"(\d+|[^\W\d_])", r" \1 ", line))
            return
        parts.append(element.text or "")
        parts.append(element.get("alt") or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        parts.append(" " if block else "")

    walk(page)
    return "".join(parts)


def invented(book, known):
    numbers = {int(w) for w in known if w.isdecimal() and len(w) < 10}
    found = []
    for path, page in book.pages().items():
        for word in sorted(words(page_text(page, known)) - known - UNITS - PLACES):
            if word.isdecimal() and (len(word) < 4 or int(word) in numbers):
                continue  # days, and the numbers of notes and articles
            found.append(f"{path}: {word} stands neither in the input nor in templates/")
    return found


def dead_links(book):
    pages = book.pages()
    ids = {path: {e.get("id") for e in page.iter() if e.get("id")} for path, page in pages.items()}
    found = []
    for path, page in pages.items():
        for element in page.iter():
            for attribute in ("href", "src"):
                target = element.get(attribute)
                if target is None or re.match(r"(https?|mailto|tel|ftp|geo|doi|magnet|sms|xmpp|irc|news):", target) \
                        and element.tag == XHTML + "a":
                    continue
                file, _, fragment = book.resolve(target, path).partition("#")
                if ":" in target or file not in book.by_path or file not in book.names:
                    found.append(f"{path}: {attribute} {target} leads nowhere")
                elif fragment and fragment not in ids.get(file, ()):
                    found.append(f"{path}: {attribute} {target} has no such place")
    return found


def expected(path):
    """What is expected of an input whose encoding is the point of it: only octavo itself can read that."""
    if not path.startswith("tests/golden/decode/"):
        return []
    beside = re.sub(r"\.in\..*", "", path)
    return [f for f in (beside + ".text", beside + ".json") if os.path.isfile(f)]


def main():
    templates = read_words(files_below("templates"))
    results, seen = [], {}
    for path, options, inputs in listed():
        name = os.path.basename(path)
        known = templates | words(options)
        for one in inputs:
            if one not in seen:
                seen[one] = read_words(files_below(one) + expected(one))
            known |= seen[one]
        try:
            book = Book(path)
            results.append((f"no word of {name} is invented", invented(book, known)))
            results.append((f"each link of {name} leads somewhere", dead_links(book)))
        except Exception as broken:  # whatever it is, it is this book's failure
            results.append((f"properties of {name}", [f"{type(broken).__name__}: {broken}"]))
    return say(results)


if __name__ == "__main__":
    sys.exit(main())
