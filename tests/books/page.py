"""Rules of the pages: docs/epub-rules.md 36-37, 44-56, 64-65 and 77-84, 93, as far as markup goes."""
import posixpath
import re

from book import OPS, XHTML, local, properties
from package import XML_LANG, is_right_to_left

MATHML = "{http://www.w3.org/1998/Math/MathML}"
PAGE_LIMIT = 270000

# What no page of a book may hold; the attributes by their beginning.
ELEMENTS = set("applet audio base blink button canvas center dialog embed font form frame iframe input "
               "marquee noscript object picture script select slot template textarea video".split())
ATTRIBUTES = ("on", "style", "srcset", "loading", "align", "bgcolor", "data-")
FOREIGN = {OPS + "type", XML_LANG}

# epub:type, the role that goes with it, and where the pair may stand. Types without a role stand on body alone.
ROLES = {"noteref": ("doc-noteref", "a"), "footnote": ("doc-footnote", "aside"), "chapter": ("doc-chapter", "section"),
         "part": ("doc-part", "section"), "colophon": ("doc-colophon", "section"), "toc": ("doc-toc", "nav")}
BODY_TYPES = {"cover", "frontmatter", "bodymatter", "backmatter"}
NAV_TYPES = {"toc", "landmarks", "cover", "bodymatter"}
MATH = set("math maction merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace "
           "msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover".split())


def stem(path):
    """The article of a file: the parts of a long one are STEM.xhtml, STEM-2.xhtml, STEM-3.xhtml."""
    return re.sub(r"(-\d+)?\.xhtml(#.*)?$", "", posixpath.basename(path))


def document(book, path, page):
    size = book.zip.getinfo(path).file_size
    if size > PAGE_LIMIT and path != book.nav:
        yield f"{size} bytes"
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", book.read(path).decode()):
        yield "a control character, or none at all"
    if not (page.findtext(f"{XHTML}head/{XHTML}title") or "").strip():
        yield "no title"
    if not page.get("lang") or page.get("lang") != page.get(XML_LANG):
        yield f"lang {page.get('lang')!r} and xml:lang {page.get(XML_LANG)!r}"
    direction = "rtl" if is_right_to_left(page.get("lang")) else "ltr"
    body = page.find(XHTML + "body")
    section = next(iter(body), None)
    inner = section.get("dir") if section is not None else None
    if direction not in (page.get("dir"), inner) or body.get("dir") != page.get("dir"):
        yield f"dir {page.get('dir')!r}, body {body.get('dir')!r}, inside {inner!r}, in {page.get('lang')}"
    if body.get("id") or body.get("role"):
        yield "an id or a role on body"


def elements(book, path, page):
    for e in page.iter():
        name = local(e)
        if name in ELEMENTS:
            yield name
        for attribute in e.attrib:
            if attribute.startswith(ATTRIBUTES) or attribute.startswith("{") and attribute not in FOREIGN:
                yield f"{name} {attribute}"
        if name == "img" and (e.get("alt") is None or not e.get("src")):
            yield f"img src {e.get('src')!r} alt {e.get('alt')!r}"
        if name == "pre" and "\t" in "".join(e.itertext()):
            yield "a tab in pre"
        if name == "q":
            yield "a q, which not every engine gives marks"
        if name == "a" and e.get("href") is not None and not "".join(e.itertext()).strip() \
                and not any(i.get("alt") for i in e.iter(XHTML + "img")):
            yield f"a link to {e.get('href')} without text"
        if XML_LANG in e.attrib and e.get("lang") != e.get(XML_LANG):
            yield f"lang {e.get('lang')} and xml:lang {e.get(XML_LANG)}"
        if name == "ruby" and e.find(XHTML + "rt") is not None and e.find(XHTML + "rp") is None:
            yield "ruby without rp"
        if name in ("td", "th") and len(e) and all(local(c) == "p" for c in e):
            yield "a cell of paragraphs, which old engines print over each other"
        if name == "th" and not "".join(e.itertext()).strip() and not list(e.iter(XHTML + "img")):
            yield "an empty header cell"


def types(book, path, page):
    for e in page.iter():
        kind, role, name = e.get(OPS + "type"), e.get("role"), local(e)
        if kind is None:
            continue
        if path == book.nav and kind in NAV_TYPES or name == "body" and kind in BODY_TYPES:
            continue
        if ROLES.get(kind) != (role, name):
            yield f"{name} of type {kind} with role {role}"


def headings(book, path, page):
    levels = [int(local(e)[1]) for e in page.iter() if re.fullmatch("h[1-6]", local(e))]
    for before, level in zip([0] + levels, levels):
        if level > before + 1:
            yield f"h{level} after h{before}"
            break
    if levels.count(1) > 1:
        yield f"{levels.count(1)} h1"


def ids(book, path, page):
    found = [e.get("id") for e in page.iter() if e.get("id") is not None]
    for i in found:
        if not re.fullmatch(r"[^\W\d][\w.-]*", i):
            yield f"id {i!r} is no XML name"
    if len(set(found)) < len(found):
        yield "an id that stands twice"
    for a in page.iter(XHTML + "a"):
        href = a.get("href") or ""
        if href.startswith("#") and href[1:] not in found:
            yield f"{href} is not there"
        if "#" in href and ":" not in href and not href.startswith("#") and path != book.nav and stem(href) != stem(path):
            yield f"link {href} into another file has a fragment"


def notes(book, path, page):
    """References and notes answer each other, and the notes stand at the end in the order of their references."""
    found = {e.get("id"): e for e in page.iter() if e.get("id")}
    order = []
    for a in page.iter(XHTML + "a"):
        if a.get(OPS + "type") == "noteref":
            href = a.get("href") or "#"
            note = found.get(href[1:])
            if not href.startswith("#"):
                continue  # the rest of a long article, where it did not fit
            back = [b.get("href") for b in note.iter(XHTML + "a")] if note is not None else []
            if "#" + (a.get("id") or "") not in back:
                yield f"note {href} has no way back"
            if href[1:] not in order:
                order.append(href[1:])
        if a.get("role") == "doc-backlink" and not (a.get("aria-label") and "".join(a.itertext()).strip()):
            yield f"a way back to {a.get('href')} that says nothing"
    asides = [e for e in page.iter(XHTML + "aside") if e.get(OPS + "type") == "footnote"]
    referred = [e.get("id") for e in asides if e.get("id") in order]
    inside = {e.get("id") for aside in asides for e in aside.iter(XHTML + "a") if e.get(OPS + "type") == "noteref"}
    if not inside and referred != [i for i in order if i in referred]:
        yield f"notes {referred[:9]}, referred to as {order[:9]}"
    for section in page.iter(XHTML + "section"):
        kinds = ["note" if e in asides else "turn" if "turn" in (e.get("class") or "") else "text" for e in section]
        if "note" in kinds and "text" in kinds[kinds.index("note"):]:
            yield "a note amid the text"


def maths(book, path, page):
    has_math = False
    for e in page.iter():
        if not isinstance(e.tag, str) or not e.tag.startswith(MATHML):
            continue
        has_math = True
        if local(e) not in MATH:
            yield f"{local(e)} in a formula"
        if local(e) == "math" and not (e.get("alttext") or "").strip():
            yield "a formula without alttext"
    if has_math != ("mathml" in properties(book.by_path[path])):
        yield f"MathML and properties {properties(book.by_path[path])}"


def turns(book, path, page):
    """Links to elsewhere in the book stand at an article's end, not on top."""
    for section in page.iter(XHTML + "section"):
        turn = ["turn" in (e.get("class") or "").split() for e in section]
        if True in turn and False in turn[turn.index(True):]:
            yield "a turn amid the text"


CHECKS = (document, elements, types, headings, ids, notes, maths, turns)


def pages(book):
    for path, page in book.pages().items():
        for check in CHECKS:
            for finding in check(book, path, page):
                yield f"{path}: {finding}"


RULES = (pages,)
