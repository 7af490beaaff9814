/* From UTF-8 to a Page, whatever the kind. */
#ifndef PARSE_PARSE_H
#define PARSE_PARSE_H

#include "page/page.h"

/* Each gives a finished page in the ctx's arena; none fails: what cannot be parsed becomes text,
   with a diagnostic. `text` is valid UTF-8 and must live as long as the page. */

/* HTML Living Standard, scripting off. Bodies of scripts and styles are skipped before the parse
   (JSON-LD is kept in page->jsonld); nesting and attributes are bounded. */
struct page *parse_html(struct ctx *ctx, str text);

/* XML when it is well-formed (no DTD is loaded, no entity but the five and HTML's own), else as
   HTML. */
struct page *parse_xhtml(struct ctx *ctx, str text);

/* CommonMark 0.31.2 with what docs/markdown.md lists, and front matter. Its
   HTML is parsed as parse_html does, so raw HTML is cleaned like any page. */
/* Call once, before any thread parses Markdown. */
void parse_markdown_begin(void);
struct page *parse_markdown(struct ctx *ctx, str text);

/* A dump of a page as text: runs of lines become p, li, pre; see page->is_dump. */
struct page *parse_text(struct ctx *ctx, str text);

/* Front matter at the start of text: YAML, TOML, JSON, Pandoc's titles, MultiMarkdown's headers,
   Readwise's list. NULL when there is none or it is broken (then said in the log); *rest is the
   text without it. */
struct front *parse_front_matter(struct ctx *ctx, str text, str *rest);

#endif
