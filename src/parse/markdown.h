/* The Markdown stage's parts: what they share. Nobody outside of it includes this. */
#ifndef PARSE_MARKDOWN_H
#define PARSE_MARKDOWN_H

#include "core/buf.h"
#include "core/ctx.h"
#include "core/idmap.h"

/* What CommonMark does not know, or cmark-gfm 0.29 reads otherwise than CommonMark 0.31.2, is set
   aside before the parse: a mark stands in its place that cmark takes for punctuation, and the
   writer of the HTML puts in what is meant. Where a mark turns up in code, in an address or in raw
   HTML, what stood there is put back byte by byte, so that looking for these things need not know
   all of CommonMark's blocks. */
enum slot_kind {
	SLOT_TEXT,       /* shown as it stands */
	SLOT_HTML,       /* raw */
	SLOT_MATH,       /* `text` is TeX */
	SLOT_DISPLAY,    /* the same, on a line of its own */
	SLOT_LINK,       /* [[note]]: `text` is what stands between */
	SLOT_EMBED,      /* ![[file]] */
	SLOT_OPEN,       /* `text` names the element that begins */
	SLOT_CLOSE,      /* and ends */
	SLOT_DROP,       /* a comment */
	SLOT_ANCHOR,     /* ^id at the end of a block: `text` is the id */
	SLOT_ATTRIBUTES, /* {#id .class key=value} */
	SLOT_VERSE,      /* "| " before a line of a line block */
	SLOT_ITEM,       /* ":   " before a definition; a bullet and the space stand before it */
	SLOT_DIV,        /* ":::" and what follows it, the mark in an HTML comment */
	SLOT_DIV_END,    /* the same */
	SLOT_ORDER,      /* lines that only programs read, the mark in an HTML comment */
	SLOT_NOTE,       /* ^[text]: the mark stands in [^ and ] */
	SLOT_KINDS
};

struct slot {
	enum slot_kind kind;
	str raw; /* as it stood in the text */
	str text;
};

struct abbreviation {
	str key, title;
	uint32_t next; /* the next one with the same first word, plus one */
};

/* One text on its way. */
struct markdown {
	struct ctx *ctx;
	struct slot *slots;
	size_t slot_count, slot_room;
	struct idmap by_raw[SLOT_KINDS];
	struct idmap labels; /* of reference definitions, as written */
	struct abbreviation *abbreviations;
	size_t abbreviation_count, abbreviation_room;
	struct idmap first_words; /* of abbreviations */
	uint32_t *notes;          /* slots of notes written inline, whose text is to come */
	size_t note_count, note_room;
	struct idmap ids;   /* of headings */
	size_t head;        /* bytes of HTML before the text's */
	uint32_t footnotes; /* written so far */
};

/* markdown.c: parse_markdown; without `autolinks` addresses that stand in the text bare stay text,
   as CommonMark has it and GFM not. */
struct page *markdown_page(struct ctx *ctx, str text, bool autolinks);

/* markdown_slot.c: setting aside and finding again. Equal things get the same mark, so that labels
   that hold one still match. */
uint32_t
markdown_slot_put(struct markdown *md, struct buf *out, enum slot_kind kind, str raw, str text);
/* The next mark in *rest and what stands before it; false, with all in *before, when there is none.
 */
bool
markdown_slot_next(const struct markdown *md, str *rest, str *before, const struct slot **slot);
/* Append a text with the marks taken back. */
void markdown_slot_restore(const struct markdown *md, struct buf *out, str text);
/* Whether an HTML block is nothing but a mark in a comment. */
const struct slot *markdown_slot_alone(const struct markdown *md, str literal);

/* markdown_drawn.c: the text with tables that are drawn (simple, multiline, grid) as rows with
   pipes; linear. What stands in fences is left alone. */
str markdown_drawn_read(struct arena *arena, str text);

/* markdown_block.c: the text with what is no CommonMark set aside; linear. */
str markdown_block_read(struct markdown *md, str text);

/* markdown_span.c: the same within a run of lines that could be a paragraph. */
void markdown_span_read(struct markdown *md, struct buf *out, str text, bool in_note);

/* markdown_sign.c: the end of braces at a place with an id, classes or keys with values in them, 0
   where there are none; the bracket that closes one that opened before a place, STR_NOT_FOUND when
   it is not within `longest` bytes; symbols that Unicode does not call punctuation, which 0.31.2
   takes for it beside emphasis. */
size_t markdown_sign_attributes_end(str text, size_t at);
size_t markdown_sign_closing(str text, size_t from, size_t longest);
bool markdown_sign_is_symbol(uint32_t code);

/* markdown_math.c: length of the formula with its delimiters at the start of a text, 0 when it is
   none. `before` is the character before it, `close` the place where it could end. */
bool markdown_math_is_tex(str inner);
bool markdown_math_dollars(str inner, unsigned char before, unsigned char behind);
bool markdown_math_brackets(str inner, bool is_alone);
/* Name of the environment that \begin opens at the start of a text, one of those that stand alone;
   absent when it opens none. */
str markdown_math_environment(str text);
/* TeX of several lines without the marks of the quotation around it. */
str markdown_math_inner(struct arena *arena, str inner);

/* markdown_html.c: the tree of cmark-gfm as HTML. */
struct cmark_node;
void markdown_html_write(struct markdown *md, struct buf *out, struct cmark_node *document);

#define MARKDOWN_BLOCK_ID "block-" /* before the id of a block, against those of headings */

/* markdown_phrase.c: text and what was set aside, as HTML or (plain) as an attribute's value. */
void markdown_phrase(struct markdown *md, struct buf *out, str text, bool is_plain);
void markdown_phrase_escape(struct buf *out, str text);
void markdown_phrase_href(struct buf *out, str address);
/* Raw HTML; `is_closed` when the end of its element stands elsewhere. */
void markdown_phrase_raw(struct markdown *md, struct buf *out, str html, bool is_closed);
void markdown_phrase_math(struct buf *out, str tex, bool is_display);
/* {#id .class}: the id, absent without one. */
str markdown_phrase_id(str attributes);
/* GitHub's way from a heading's text to its address. */
str markdown_phrase_slug(struct arena *arena, str text);

#endif
