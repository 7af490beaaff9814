"""Rules of the sheet: docs/epub-rules.md 57-66."""
import re

# What makes an old engine drop the sheet, or a night mode unreadable, or takes what is the reader's to choose.
FORBIDDEN = re.compile(r"calc\(|var\(|min\(|max\(|clamp\(|@[\w-]+|\bflex\b|\bgrid\b|!important|letter-spacing|writing-mode|"
                       r"(?<![\w-])(?:color|background[\w-]*|direction|unicode-bidi|position|float)\s*:|"
                       r"text-align:\s*justify|margin[\w-]*:[^;}]*-\d|display:\s*none|url\(|\d(?:pt|cm|mm|in|pc)\b")
LENGTHS = re.compile(r"(?<![\w.-])(?:width|height|font-size|margin[\w-]*|padding[\w-]*):[^;}]*\dpx")


def rules_of(text):
    """(selector, {property: value}) of each rule, a list of selectors taken apart."""
    for head, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        pairs = dict(p.split(":", 1) for p in body.replace(": ", ":").split(";") if ":" in p)
        pairs = {k.strip(): v.strip() for k, v in pairs.items()}
        for selector in head.split(","):
            yield selector.strip(), pairs


def sheets(book):
    found = [path for path, item in book.by_path.items() if item.get("media-type") == "text/css"]
    if len(found) != 1:
        yield f"sheets {found}"
    for path in found:
        for finding in sheet(re.sub(r"/\*.*?\*/", "", book.read(path).decode(), flags=re.S)):
            yield f"{path}: {finding}"


def sheet(text):
    if re.sub(r"[^{}]*\{[^{}]*\}", "", text).strip():
        yield "what is no rule"
    yield from FORBIDDEN.findall(text)
    yield from LENGTHS.findall(text)
    rules = {}
    for selector, pairs in rules_of(text):
        rules.setdefault(selector, {}).update(pairs)
        if re.fullmatch(r"(html|body|p|li|div|section)", selector) and {"font-size", "line-height", "font-family"} & set(pairs):
            yield f"{selector} sets what the reader chooses"
        if pairs.get("font-family", "monospace") != "monospace":
            yield f"{selector} in {pairs['font-family']}"
        if pairs.get("font-size", "1em")[-2:] != "em":
            yield f"{selector} at {pairs['font-size']}"
        if re.search(r"\b(td|th)\b", selector) and any(k.startswith("border") or k == "width" for k in pairs):
            yield f"{selector} with a border or a width"
        if any(re.match(r"border", k) and re.search(r"#|rgb|[a-z]{3,}", v.replace("solid", "").replace("collapse", ""))
               for k, v in pairs.items()):
            yield f"{selector} with a border in a colour"
    if not text.lstrip().startswith("article, aside,"):
        yield "the blocks of HTML 5 do not come first"
    for name in ("article", "aside", "figcaption", "figure", "footer", "header", "main", "nav", "section"):
        if rules.get(name, {}).get("display") != "block":
            yield f"{name} is not display: block, so old engines mix the order"
    wanted = {"img": {"max-width": "100%", "height": "auto"}, "h1": {"hyphens": "none"}, "code": {"hyphens": "none"},
              "pre": {"white-space": "pre-wrap", "word-wrap": "break-word", "overflow-wrap": "anywhere"},
              "table": {"border-collapse": "collapse"}, ".cover img": {"max-height": "98vh"}}
    for selector, pairs in wanted.items():
        for name, value in pairs.items():
            if rules.get(selector, {}).get(name) != value:
                yield f"{selector} lacks {name}: {value}"


RULES = (sheets,)
