#!/usr/bin/env python3
"""House rules of a book, most of them things that EPUBCheck does not see: tests/books/lint.py [BOOK...]"""
import os
import posixpath
import re
import struct
import sys
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from book import DC, NCX, OPF, OPS, XHTML, Book, listed, local, properties, say  # noqa: E402

PAGE = "application/xhtml+xml"
MAGIC = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "image/gif": b"GIF8"}
TYPES = {PAGE, "application/x-dtbncx+xml", "text/css", "image/svg+xml", *MAGIC}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PAGE_LIMIT = 270000
COVER_LIMIT = 500000
LABEL_LEVELS = 2

# What no page of a book may hold; the attributes by their beginning.
ELEMENTS = set("applet audio base blink button canvas center dialog embed font form frame iframe input "
               "marquee noscript object picture script select slot template textarea video".split())
ATTRIBUTES = ("on", "style", "srcset", "loading", "align", "bgcolor", "data-")

# CSS that makes an old engine drop the sheet, or a night mode unreadable.
CSS = re.compile(r"calc\(|var\(|min\(|max\(|clamp\(|@media|@supports|@import|@font-face|\bflex\b|\bgrid\b|"
                 r"!important|(?<![\w-])(?:color|background[\w-]*|direction|unicode-bidi|position|float)\s*:|"
                 r"text-align:\s*justify|margin[\w-]*:[^;}]*-\d")


def container(book):
    with open(book.path, "rb") as f:
        head = f.read(58)
    flags, method = struct.unpack("<HH", head[6:10])
    if head[30:58] != b"mimetypeapplication/epub+zip" or method or flags & 8 or head[28:30] != b"\0\0":
        yield "mimetype is not first, stored and bare"
    for entry in book.zip.infolist():
        name = entry.filename
        if entry.compress_type not in (0, 8) or entry.flag_bits & 1:
            yield f"{name}: method {entry.compress_type}, flags {entry.flag_bits}"
        if not re.fullmatch(r"mimetype|META-INF/container\.xml|[A-Za-z]+/[a-z0-9._/-]+", name) or name.endswith("/"):
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
    if not book.path.endswith(".epub") or len(os.path.basename(book.path).encode()) > 100:
        yield "the file's name"


def xml(book):
    for name in book.names:
        kind = book.by_path[name].get("media-type") if name in book.by_path else ""
        if not kind.endswith("xml") and not name.endswith((".opf", ".xml")):
            continue
        data = book.read(name)
        if kind != "image/svg+xml" and not data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>'):
            yield f"{name}: no XML declaration"
        for mark in (b"<!--", b"<!ENTITY", b"<![CDATA["):
            if mark in data:
                yield f"{name}: {mark.decode()}"
        if data.count(b"<?") > 1:
            yield f"{name}: a processing instruction"
        if kind == PAGE and not re.match(rb"<\?xml[^>]*\?>\s*<!DOCTYPE html>", data):
            yield f"{name}: no <!DOCTYPE html>"


def metadata(book):
    def all_of(name):
        return [(e.text or "").strip() for e in book.opf.iter(DC + name)]

    if len(all_of("title")) != 1 or not 0 < len(all_of("title")[0]) <= 300:
        yield f"titles {all_of('title')}"
    identifiers = {e.get("id"): (e.text or "") for e in book.opf.iter(DC + "identifier")}
    identifier = identifiers.get(book.opf.get("unique-identifier"), "")
    if not re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", identifier):
        yield f"identifier {identifier!r} is no UUID of version 5"
    language = (all_of("language") or [""])[0]
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) or language in ("und", "mul", "zxx"):
        yield f"language {language!r}"
    if len(all_of("date")) > 1:
        yield "two dates"
    names = [(e.get("property"), (e.text or "").strip()) for e in book.opf.iter(OPF + "meta") if e.get("property")]
    modified = [v for n, v in names if n == "dcterms:modified"]
    if len(modified) != 1 or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified[0]):
        yield f"dcterms:modified {modified}"
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard",
                 "accessibilitySummary"):
        if not any(n == "schema:" + name and v for n, v in names):
            yield f"no schema:{name}"
    if any(n == "dcterms:conformsTo" for n, _ in names):
        yield "claims conformance that nobody has checked"
    for element in book.opf.find(OPF + "metadata"):
        if not (element.text or "").strip() and not element.get("content"):
            yield f"an empty {local(element)}"
    right_to_left = language.split("-")[0] in ("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
    if (book.opf.find(OPF + "spine").get("page-progression-direction") == "rtl") != right_to_left:
        yield f"page-progression-direction of a book in {language}"


def jpeg_frame(data):
    """(marker, bits, height, width, components) of a JPEG's frame header."""
    at = 2
    while at + 10 <= len(data) and data[at] == 0xFF:
        marker, size = data[at + 1], int.from_bytes(data[at + 2:at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return (marker, *struct.unpack(">BHHB", data[at + 4:at + 10]))
        at += 2 + size
    return None


def cover(book):
    images = [(p, i) for p, i in book.by_path.items() if "cover-image" in properties(i)]
    named = [m.get("content") for m in book.opf.iter(OPF + "meta") if m.get("name") == "cover"]
    if not images and not named:
        return  # --cover none
    if len(images) != 1 or named != [images[0][1].get("id")]:
        yield "cover: the property and the meta do not name one item"
        return
    path, item = images[0]
    data = book.read(path)
    frame = jpeg_frame(data) if item.get("media-type") == "image/jpeg" else None
    if frame is None or frame[0] != 0xC0 or frame[1] != 8 or frame[4] != 3:
        yield f"{path}: no baseline JPEG of 8 bits and 3 components: {frame}"
    elif len(data) > COVER_LIMIT:
        yield f"{path}: {len(data)} bytes"
    first = book.spine[0]
    page = book.parse(first)
    if "cover" not in posixpath.basename(first) or len(list(page.iter(XHTML + "img"))) != 1 \
            or len("".join(page.find(XHTML + "body").itertext()).split()) > 4:
        yield f"{first}: the first page is not a cover page"


def pictures(book):
    for path, item in book.by_path.items():
        kind = item.get("media-type")
        if kind not in TYPES:
            yield f"{path}: type {kind}"
        if kind in MAGIC and not book.read(path).startswith(MAGIC[kind]):
            yield f"{path}: not {kind} inside"


def sheets(book):
    for path, item in book.by_path.items():
        if item.get("media-type") != "text/css":
            continue
        text = book.read(path).decode()
        for word in CSS.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
            yield f"{path}: {word}"
        if not re.search(r"section[^{}]*\{[^}]*display:\s*block", text):
            yield f"{path}: section is not display: block, so old engines mix the order"


def stem(path):
    """The article of a file: the parts of a long one are STEM.xhtml, STEM-2.xhtml, STEM-3.xhtml."""
    return re.sub(r"(-\d+)?\.xhtml(#.*)?$", "", posixpath.basename(path))


def elements(path, page):
    levels = []
    for e in page.iter():
        name = local(e)
        if name in ELEMENTS:
            yield f"{path}: {name}"
        for attribute in e.attrib:
            if attribute.startswith(ATTRIBUTES):
                yield f"{path}: {name} {attribute}"
        if name == "img" and (e.get("alt") is None or not e.get("src")):
            yield f"{path}: img src {e.get('src')!r} alt {e.get('alt')!r}"
        if name == "pre" and "\t" in "".join(e.itertext()):
            yield f"{path}: a tab in pre"
        if name == "a" and e.get("href") is not None and not "".join(e.itertext()).strip() \
                and not any(i.get("alt") for i in e.iter(XHTML + "img")):
            yield f"{path}: a link to {e.get('href')} without text"
        if XML_LANG in e.attrib and e.get("lang") != e.get(XML_LANG):
            yield f"{path}: lang {e.get('lang')} and xml:lang {e.get(XML_LANG)}"
        if re.fullmatch("h[1-6]", name):
            levels.append(int(name[1]))
    for before, level in zip([0] + levels, levels):
        if level > before + 1:
            yield f"{path}: h{level} after h{before}"
            break
    if levels.count(1) > 1:
        yield f"{path}: {levels.count(1)} h1"


def notes(path, page):
    """Each reference to a note is answered by a link back."""
    ids = {e.get("id"): e for e in page.iter() if e.get("id")}
    for a in page.iter(XHTML + "a"):
        if a.get(OPS + "type") != "noteref":
            continue
        note = ids.get((a.get("href") or "#")[1:])
        back = [b.get("href") for b in note.iter(XHTML + "a")] if note is not None else []
        if "#" + (a.get("id") or "") not in back:
            yield f"{path}: note {a.get('href')} has no way back"


def pages(book):
    for path, page in book.pages().items():
        is_nav = path == book.nav
        size = book.zip.getinfo(path).file_size
        if size > PAGE_LIMIT and not is_nav:
            yield f"{path}: {size} bytes"
        if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", book.read(path)):
            yield f"{path}: a control character"
        if not (page.findtext(f"{XHTML}head/{XHTML}title") or "").strip():
            yield f"{path}: no title"
        if not page.get("lang") or page.get("lang") != page.get(XML_LANG):
            yield f"{path}: lang {page.get('lang')!r} and xml:lang {page.get(XML_LANG)!r}"
        if page.find(XHTML + "body").get("id"):
            yield f"{path}: an id on body"
        yield from elements(path, page)
        yield from notes(path, page)
        for a in page.iter(XHTML + "a"):
            href = a.get("href") or ""
            if "#" in href and ":" not in href and not href.startswith("#") and not is_nav \
                    and stem(href) != stem(path):
                yield f"{path}: link {href} into another file has a fragment"


def depth(element, name):
    return max([depth(child, name) for child in element] or [0]) + (element.tag == name)


def contents(book):
    toc = book.toc()
    ncx_item = book.items.get(book.opf.find(OPF + "spine").get("toc"))
    if ncx_item is None:
        yield "no NCX"
        return
    ncx_path = book.resolve(ncx_item.get("href"), book.opf_name)
    ncx = book.parse(ncx_path)
    points = list(ncx.iter(NCX + "navPoint"))
    labels = [(book.resolve(p.find(NCX + "content").get("src"), ncx_path),
               p.findtext(f"{NCX}navLabel/{NCX}text")) for p in points]
    if labels != toc:
        yield f"nav and NCX differ: {next((pair for pair in zip(toc, labels) if pair[0] != pair[1]), 'in length')}"
    if [p.get("playOrder") for p in points] != [str(n) for n in range(1, len(points) + 1)]:
        yield "playOrder has a gap"
    if any(not label.strip() for _, label in toc):
        yield "an entry of the contents without a label"
    files = [target.partition("#")[0] for target, _ in toc]
    order = [book.spine.index(f) if f in book.spine else -1 for f in files]
    if -1 in order or order != sorted(order):
        yield "the contents are not in reading order"
    if depth(ncx.find(NCX + "navMap"), NCX + "navPoint") > LABEL_LEVELS:
        yield f"more than {LABEL_LEVELS} levels of contents"
    guide = {r.get("type"): book.resolve(r.get("href"), book.opf_name) for r in book.opf.iter(OPF + "reference")}
    if "text" not in guide or any(target.partition("#")[0] not in book.by_path for target in guide.values()):
        yield f"guide {guide}"
    marks = {a.get(OPS + "type"): book.resolve(a.get("href"), book.nav) for n in book.parse(book.nav).iter(XHTML + "nav")
             if n.get(OPS + "type") == "landmarks" for a in n.iter(XHTML + "a")}
    if "bodymatter" not in marks or any(t.partition("#")[0] not in book.spine for t in marks.values()):
        yield f"landmarks {marks}"


RULES = (container, xml, metadata, cover, pictures, sheets, pages, contents)


def lint(path):
    try:
        book = Book(path)
        return [finding for rule in RULES for finding in rule(book)]
    except Exception as broken:  # whatever it is, it is this book's failure
        return [f"cannot be read: {type(broken).__name__} {broken}"]


if __name__ == "__main__":
    sys.exit(say([(f"house rules of {os.path.basename(path)}", lint(path)) for path, _, _ in listed()]))
