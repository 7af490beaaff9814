"""Rules of the container: docs/epub-rules.md 1-14 and 67-69, as far as files, names and bytes go."""
import os
import posixpath
import re
import struct
import unicodedata

from book import CONTAINER, OPF, XHTML

PAGE = "application/xhtml+xml"
MAGIC = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "image/gif": b"GIF8"}
TYPES = {PAGE: (".xhtml",), "application/x-dtbncx+xml": (".ncx",), "text/css": (".css",), "image/svg+xml": (".svg",),
         "image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",), "image/gif": (".gif",)}
LONGEST_NAME = 100


def archive(book):
    with open(book.path, "rb") as f:
        head = f.read(58)
        f.seek(max(os.path.getsize(book.path) - 65600, 0))
        tail = f.read()
    flags, method = struct.unpack("<HH", head[6:10])
    if head[30:58] != b"mimetypeapplication/epub+zip" or method or flags & 8 or head[28:30] != b"\0\0":
        yield "mimetype is not first, stored and bare"
    if b"PK\6\6" in tail or b"PK\6\7" in tail:
        yield "Zip64"
    for entry in book.zip.infolist():
        if entry.compress_type not in (0, 8) or entry.flag_bits & 1:
            yield f"{entry.filename}: method {entry.compress_type}, flags {entry.flag_bits}"
    if len({entry.date_time for entry in book.zip.infolist()}) != 1:
        yield "entries of several times"
    if not book.path.endswith(".epub") or len(os.path.basename(book.path).encode()) > LONGEST_NAME:
        yield "the file's name"


def names(book):
    for name in book.names:
        if not re.fullmatch(r"mimetype|META-INF/container\.xml|([A-Za-z]+/)+[a-z0-9_-][a-z0-9._-]*[a-z0-9]", name):
            yield f"{name}: a name for trouble"
    if len({unicodedata.normalize("NFC", n).casefold() for n in book.names}) < len(book.names):
        yield "two names are the same when case is folded"
    expected = ["mimetype", "META-INF/container.xml", book.opf_name]
    if book.names[:3] != expected:
        yield f"the archive begins with {book.names[:3]}"
    pages = [n for n in book.names if n in book.spine]
    if pages != [n for n in book.spine if n in book.names]:
        yield "the pages are not in reading order in the archive"
    for name in set(book.names) - set(expected) - set(book.by_path):
        yield f"{name} is not in the manifest"
    for name in set(book.by_path) - set(book.names):
        yield f"{name} is in the manifest alone"
    hrefs = [i.get("href") for i in book.opf.iter(OPF + "item")]
    if len(set(hrefs)) < len(hrefs) or len(set(book.spine)) < len(book.spine):
        yield "a file stands twice in the manifest or the spine"
    roots = list(book.parse("META-INF/container.xml").iter(CONTAINER + "rootfile"))
    if len(roots) != 1 or roots[0].get("media-type") != "application/oebps-package+xml":
        yield "no single package"


def xml(book):
    for name in book.names:
        kind = book.by_path[name].get("media-type") if name in book.by_path else ""
        if not kind.endswith("xml") and not name.endswith((".opf", ".xml")):
            continue
        data = book.read(name)
        if kind != "image/svg+xml" and not data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>'):
            yield f"{name}: no XML declaration"
        if re.search(rb"&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)", data):
            yield f"{name}: an entity that XML does not know"
        for mark in (b"<!--", b"<!ENTITY", b"<![CDATA["):
            if mark in data:
                yield f"{name}: {mark.decode()}"
        if data.count(b"<?") > 1:
            yield f"{name}: a processing instruction"
        if kind == PAGE and not re.match(rb"<\?xml[^>]*\?>\s*<!DOCTYPE html>", data):
            yield f"{name}: no <!DOCTYPE html>"


def addresses(book):
    """Everything that is shown is in the book, and nothing in it leads to a place on the device."""
    for path, page in book.pages().items():
        for e in page.iter():
            for name in ("href", "src", "poster", "data", "srcset", "cite"):
                value = e.get(name)
                if value is None:
                    continue
                web = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value)
                if name == "cite":
                    continue
                if e.tag == XHTML + "a" and name == "href":
                    if web and web.group() not in ("http:", "https:", "mailto:", "tel:"):
                        yield f"{path}: a link to {value}"
                    if web:
                        continue
                elif web or value.startswith("//"):
                    yield f"{path}: {name} {value[:60]} is outside the book"
                    continue
                target = book.resolve(value, path).partition("#")[0]
                if value.startswith("/") or "?" in value or target not in book.by_path:
                    yield f"{path}: {name} {value} leads nowhere"
    for item in book.items.values():
        if ":" in item.get("href") or {"remote-resources", "scripted"} & set((item.get("properties") or "").split()):
            yield f"{item.get('href')}: remote or scripted"


def pictures(book):
    for path, item in book.by_path.items():
        kind = item.get("media-type")
        if path.endswith("/provenance.json") and kind == "application/json":
            continue  # of a volume, for programs
        if kind not in TYPES or posixpath.splitext(path)[1] not in TYPES[kind]:
            yield f"{path}: type {kind}"
        if kind in MAGIC and not book.read(path).startswith(MAGIC[kind]):
            yield f"{path}: not {kind} inside"


RULES = (archive, names, xml, addresses, pictures)
