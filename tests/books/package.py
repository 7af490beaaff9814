"""Rules of the package: metadata, cover, contents; docs/epub-rules.md 15-43 and 91-94."""
import posixpath
import re
import struct

from book import DC, NCX, OPF, OPS, XHTML, local, properties

COVER_LIMIT = 500000
COVER_SIDES = (1600, 2560)
LABEL_LEVELS = 2
LONGEST_TITLE = 300
RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
PREFIXES = {"a11y", "dcterms", "marc", "media", "onix", "rendition", "schema", "xsd"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def is_right_to_left(lang):
    return (lang or "").split("-")[0] in RIGHT_TO_LEFT


def metas(book):
    """(property, value) of each meta of EPUB 3."""
    return [(e.get("property"), (e.text or "").strip()) for e in book.opf.iter(OPF + "meta") if e.get("property")]


def refined(book, element):
    """{property: value} of what refines an element."""
    return {m.get("property"): (m.text or "").strip() for m in book.opf.iter(OPF + "meta")
            if m.get("refines") == "#" + (element.get("id") or "")}


def metadata(book):
    def all_of(name):
        return [(e.text or "").strip() for e in book.opf.iter(DC + name)]

    if len(all_of("title")) != 1 or not 0 < len(all_of("title")[0]) <= LONGEST_TITLE:
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
    if any(not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date) for date in all_of("date")):
        yield f"dates {all_of('date')}"
    for text in all_of("title") + all_of("description") + all_of("creator"):
        if re.search(r"</[a-z]+>|&[a-z]+;", text):
            yield f"markup in {text[:60]!r}"
    modified = [v for n, v in metas(book) if n == "dcterms:modified"]
    if len(modified) != 1 or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", modified[0]):
        yield f"dcterms:modified {modified}"
    for element in book.opf.find(OPF + "metadata"):
        if not (element.text or "").strip() and not element.get("content"):
            yield f"an empty {local(element)}"
    spine = book.opf.find(OPF + "spine")
    if (spine.get("page-progression-direction") == "rtl") != is_right_to_left(language):
        yield f"page-progression-direction of a book in {language}"
    if book.opf.get(XML_LANG) != language or book.opf.get("dir") != ("rtl" if is_right_to_left(language) else "ltr"):
        yield f"package in {book.opf.get(XML_LANG)!r}, {book.opf.get('dir')!r}, of a book in {language}"


def people(book):
    """Each person alone, with a role and a name to sort by; the maker is named."""
    for creator in book.opf.iter(DC + "creator"):
        said = refined(book, creator)
        if said.get("role") != "aut" or not said.get("file-as"):
            yield f"creator {creator.text!r} has {said}"
    if not any(refined(book, c).get("role") == "bkp" for c in book.opf.iter(DC + "contributor")):
        yield "no contributor who made the book"


def series(book):
    """What EPUB 3 says of a series Calibre's own words say too, and the number is a small one."""
    named = {m.get("name"): m.get("content") for m in book.opf.iter(OPF + "meta") if m.get("name")}
    found = [e for e in book.opf.iter(OPF + "meta") if e.get("property") == "belongs-to-collection"]
    if [e.text for e in found] != [v for k, v in named.items() if k == "calibre:series"]:
        yield f"series {[e.text for e in found]} and {named}"
    for e in found:
        said = refined(book, e)
        if said.get("collection-type") != "series" or said.get("group-position") != named.get("calibre:series_index"):
            yield f"series {e.text!r}: {said} and {named}"
        if said.get("group-position") and not 0 <= float(said["group-position"]) < 1000000:
            yield f"number {said['group-position']}"


def vocabulary(book):
    ids = {e.get("id") for e in book.opf.iter() if e.get("id")}
    for e in book.opf.iter(OPF + "meta"):
        if e.get("refines") and e.get("refines")[1:] not in ids:
            yield f"{e.get('property')} refines {e.get('refines')}, which is not there"
        prefix, colon, _ = (e.get("property") or "").partition(":")
        if colon and prefix not in PREFIXES:
            yield f"prefix {prefix}"


def accessibility(book):
    """What is said is all that must be said, and true of what is in the book."""
    said = [(n[7:], v) for n, v in metas(book) if n.startswith("schema:")]
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard",
                 "accessibilitySummary"):
        if not any(n == name and v for n, v in said):
            yield f"no schema:{name}"
    if any(n == "dcterms:conformsTo" for n, _ in metas(book)):
        yield "claims conformance that nobody has checked"
    features = {v for n, v in said if n == "accessibilityFeature"}
    pages = {p: page for p, page in book.pages().items() if p != book.nav and "cover" not in posixpath.basename(p)}
    images = [i for page in pages.values() for i in page.iter(XHTML + "img")]
    has_math = any(e.tag.endswith("}math") for page in pages.values() for e in page.iter())
    if (("accessMode", "visual") in said) != bool(images):
        yield f"accessMode visual, and {len(images)} pictures"
    if "alternativeText" in features and not all(
            (i.get("alt") or "").strip() or i.get("role") == "presentation" for i in images):
        yield "promises alternative text that some picture lacks"
    if ("MathML" in features) != has_math:
        yield f"MathML {'promised' if 'MathML' in features else 'not said'}"
    animated = any(book.read(p).count(b"\x21\xf9\x04") > 1 for p in book.by_path if p.endswith(".gif"))
    if animated and ("accessibilityHazard", "none") in said:
        yield "a picture moves, and no hazard is said"


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
    elif len(data) > COVER_LIMIT or frame[3] > COVER_SIDES[0] or frame[2] > COVER_SIDES[1]:
        yield f"{path}: {len(data)} bytes, {frame[3]}x{frame[2]}"
    first = book.spine[0]
    page = book.parse(first)
    if "cover" not in posixpath.basename(first) or len(list(page.iter(XHTML + "img"))) != 1 \
            or len("".join(page.find(XHTML + "body").itertext()).split()) > 4:
        yield f"{first}: the first page is not a cover page"
    for e in page.iter():
        if e.tag == XHTML + "a" or e.tag.endswith("}svg"):
            yield f"{first}: {e.tag}"
    for image in page.iter(XHTML + "img"):
        if image.get("role") != "doc-cover" or not image.get("alt"):
            yield f"{first}: role {image.get('role')!r}, alt {image.get('alt')!r}"


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
    heads = {m.get("name"): m.get("content") for m in ncx.iter(NCX + "meta")}
    levels = depth(ncx.find(NCX + "navMap"), NCX + "navPoint")
    if (heads.get("dtb:depth"), heads.get("dtb:totalPageCount"), heads.get("dtb:maxPageNumber")) != (str(levels), "0", "0"):
        yield f"NCX of {levels} levels says {heads}"
    if levels > LABEL_LEVELS:
        yield f"more than {LABEL_LEVELS} levels of contents"


def ways_in(book):
    """Guide and landmarks lead to the cover, the contents and the beginning; the nav stays out of the spine."""
    guide = {r.get("type"): book.resolve(r.get("href"), book.opf_name) for r in book.opf.iter(OPF + "reference")}
    if "text" not in guide or any(target.partition("#")[0] not in book.spine for target in guide.values()):
        yield f"guide {guide}"
    marks = {}
    for nav in book.parse(book.nav).iter(XHTML + "nav"):
        kind = nav.get(OPS + "type")
        if kind == "landmarks":
            marks = {a.get(OPS + "type"): book.resolve(a.get("href"), book.nav) for a in nav.iter(XHTML + "a")}
            if nav.get("hidden") is None:
                yield "landmarks are shown"
        elif kind != "toc":
            yield f"a nav of {kind}"
    if "bodymatter" not in marks or any(t.partition("#")[0] not in book.spine for t in marks.values()):
        yield f"landmarks {marks}"
    if marks != {{"text": "bodymatter"}.get(kind, kind): target for kind, target in guide.items()}:
        yield f"landmarks {marks} and guide {guide} differ"
    if book.nav in book.spine:
        yield "the nav is in the spine"


def edition(book):
    """A digest: a front page, a page for each section of several, one file an article, all in the contents; lists lead to
    each article, and from its end a way leads on, back and to the front page."""
    names = [posixpath.basename(path) for path in book.spine]
    if "front.xhtml" not in names:
        return
    listed = [posixpath.basename(target) for target, _ in book.toc()]
    first = [n for n in names if not re.search(r"-\d+\.xhtml$", n) and n not in ("cover.xhtml", "colophon.xhtml")]
    if listed != first:
        yield f"contents {listed[:5]}, pages {first[:5]}"
    articles = [n for n in first if re.fullmatch(r"s\d+a\d+\.xhtml", n)]
    sections = [n for n in first if re.fullmatch(r"s\d+\.xhtml", n)]
    if len(sections) not in (0, len({n.partition("a")[0] for n in articles})):
        yield f"{len(sections)} section pages"

    def ways(path):
        return {posixpath.basename(book.resolve(a.get("href"), path).partition("#")[0])
                for a in book.parse(path).iter(XHTML + "a") if "://" not in (a.get("href") or "://")}

    lists = [p for p, n in zip(book.spine, names) if not re.match(r"s\d+a", n) and n[:8] != "colophon"]
    unlisted = set(articles).difference(*map(ways, lists)) if lists else set()
    if unlisted:
        yield f"no list leads to {sorted(unlisted)[:3]}"
    last = {}
    for path, name in zip(book.spine, names):
        last[re.sub(r"-\d+(?=\.xhtml$)", "", name)] = path
    for number, name in enumerate(articles):
        wanted = {"front.xhtml", *articles[number + 1:number + 2], *(articles[number - 1:number] if number else ())}
        if wanted - ways(last[name]):
            yield f"{name}: no way to {sorted(wanted - ways(last[name]))}"


RULES = (metadata, people, series, vocabulary, accessibility, cover, contents, ways_in, edition)
