/* Cutting a page into blocks. */
#include "extract/block.h"

#include "core/utf8.h"

#define PARAGRAPH_BREAKS 2 /* br that stand for a new paragraph, as old pages have it */
#define NOSCRIPT_WORDS 80  /* fewer are a notice or a tracking pixel, not a page */

/* A walk over the page, with what is known of the block that is open. */
struct cutter {
	const struct page *page;
	struct blocks *blocks;
	struct arena *arena;
	char *to;            /* where the next byte of text goes */
	struct block *block; /* NULL between two blocks */
	uint32_t owners[LIMIT_NESTING + 2];
	size_t depth;
	uint32_t link_end, bold_end; /* one past the last node of the one that is open */
	uint32_t unspaced;
	unsigned breaks; /* br since the last character that shows */
	bool gap, in_word;
};

static bool
is_skipped(const struct page *page, uint32_t at, bool noscript)
{
	switch (page->nodes[at].tag) {
	case TAG_NOSCRIPT:
		return !noscript;
	case TAG_SELECT:
	case TAG_TEXTAREA:
	case TAG_DATALIST:
	case TAG_OPTION:
	case TAG_AUDIO:
	case TAG_VIDEO:
	case TAG_AMP_VIDEO:
	case TAG_IFRAME:
	case TAG_AMP_IFRAME:
	case TAG_OBJECT:
	case TAG_CANVAS:
	case TAG_ANNOTATION:
	case TAG_ANNOTATION_XML:
	case TAG_RP:
		return true;
	default:
		return tag_kinds(page->nodes[at].tag) & IS_HIDDEN;
	}
}

bool
block_skips(const struct blocks *blocks, const struct page *page, uint32_t at)
{
	return is_skipped(page, at, blocks->noscript);
}

static size_t
words_below(const struct page *page, uint32_t at, bool noscript)
{
	size_t words = 0;
	uint32_t end = page->nodes[at].end;

	for (uint32_t i = at + 1; i < end;) {
		if (page->nodes[i].tag == TAG_TEXT)
			words += utf8_words(page->nodes[i].text);
		i = page->nodes[i].tag != TAG_TEXT && is_skipped(page, i, noscript)
		    ? page->nodes[i].end
		    : i + 1;
	}
	return words;
}

/* Some platforms serve the page itself in noscript and build the visible one by script. */
static bool
wants_noscript(const struct page *page)
{
	size_t words = 0;

	for (uint32_t i = 0; i < page->count;) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_NOSCRIPT)
			words += words_below(page, i, true);
		i = node->tag == TAG_NOSCRIPT || node->tag == TAG_HEAD ? node->end : i + 1;
	}
	return words >= NOSCRIPT_WORDS && words_below(page, 0, false) < words;
}

static void
close_block(struct cutter *cut)
{
	struct block *block = cut->block;

	if (!block)
		return;
	block->text.len = (size_t)(cut->to - block->text.at);
	block->words += (cut->unspaced + 1) / 2;
	cut->block = NULL;
	cut->gap = cut->in_word = false;
	cut->unspaced = 0;
}

static void
open_block(struct cutter *cut, uint32_t at)
{
	struct blocks *blocks = cut->blocks;

	cut->block = ARENA_PUSH(cut->arena, blocks->list, blocks->count, blocks->room);
	*cut->block = (struct block){
	    .owner = cut->depth ? cut->owners[cut->depth - 1] : 0,
	    .first = at,
	    .text = {cut->to, 0},
	};
}

/* One character that shows: `len` bytes at `from`. */
static void
put(struct cutter *cut, uint32_t at, const char *from, size_t len, uint32_t code)
{
	bool alone = code >= 0x80 && code_is_unspaced(code);
	bool word = !alone &&
	    (code < 0x80 ? ascii_is_alpha((unsigned char)code) ||
			ascii_is_digit((unsigned char)code) || code == '_'
			 : code_is_word(code));
	uint32_t chars = cut->gap && cut->block ? 2 : 1;

	if (!cut->block)
		open_block(cut, at);
	else if (cut->gap)
		*cut->to++ = ' ';
	cut->in_word = cut->in_word && !cut->gap;
	cut->gap = false;
	cut->breaks = 0;
	for (size_t i = 0; i < len; i++)
		*cut->to++ = from[i];
	cut->block->chars += chars;
	cut->block->link_chars += at < cut->link_end ? chars : 0;
	cut->block->bold_chars += at < cut->bold_end ? chars : 0;
	cut->block->words += word && !cut->in_word;
	cut->block->last = at + 1;
	cut->unspaced += alone;
	cut->in_word = word;
}

static bool
is_invisible(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x200B ||
	    code == 0x2060 || code == 0xFEFF || code == 0xFFFC;
}

static void
add_text(struct cutter *cut, uint32_t at)
{
	str s = cut->page->nodes[at].text;

	while (s.len) {
		size_t len = 1;
		uint32_t code = (unsigned char)s.at[0];

		if (code >= 0x80)
			code = utf8_decode(s, &len);
		if (code_is_space(code))
			cut->gap = true;
		else if (!is_invisible(code))
			put(cut, at, s.at, len, code);
		s = str_from(s, len);
	}
}

static void
step_in(struct cutter *cut, uint32_t at)
{
	const struct node *node = &cut->page->nodes[at];

	if (tag_kinds(node->tag) & IS_BLOCK) {
		close_block(cut);
		cut->owners[cut->depth++] = at;
	} else if (node->tag == TAG_BR) {
		cut->gap = true;
		if (++cut->breaks == PARAGRAPH_BREAKS)
			close_block(cut);
	} else if (node->tag == TAG_A && node->end > cut->link_end) {
		cut->link_end = node->end;
	} else if ((node->tag == TAG_B || node->tag == TAG_STRONG) && node->end > cut->bold_end) {
		cut->bold_end = node->end;
	}
}

struct blocks *
block_cut(struct ctx *ctx, struct page *page)
{
	struct blocks *blocks = arena_alloc(ctx->arena, sizeof *blocks);
	struct cutter *cut = arena_alloc(ctx->arena, sizeof *cut);
	struct buf room = BUF(ctx->arena);
	size_t bytes = 1;

	*cut = (struct cutter){.page = page, .blocks = blocks, .arena = ctx->arena};
	for (uint32_t i = 0; i < page->count; i++)
		bytes += page->nodes[i].tag == TAG_TEXT ? page->nodes[i].text.len + 1 : 0;
	cut->to = buf_reserve(&room, bytes);
	blocks->noscript = wants_noscript(page);
	for (uint32_t i = 0; i < page->count;) {
		const struct node *node = &page->nodes[i];

		while (cut->depth && i >= page->nodes[cut->owners[cut->depth - 1]].end) {
			close_block(cut);
			cut->depth--;
		}
		if (node->tag == TAG_TEXT) {
			add_text(cut, i);
		} else if (is_skipped(page, i, blocks->noscript)) {
			if (tag_kinds(node->tag) & IS_BLOCK && node->tag != TAG_NOSCRIPT)
				close_block(cut);
			i = node->end;
			continue;
		} else {
			step_in(cut, i);
		}
		i++;
	}
	close_block(cut);
	return blocks;
}
