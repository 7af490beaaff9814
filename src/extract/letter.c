/* A letter's blocks: what they say, and which of them are not its text. */
#include "core/utf8.h"
#include "extract/letter_part.h"
#include "extract/letter_style.h"
#include "extract/trace.h"

#define SIGN_WORDS 80  /* a block of more is text, whatever it says */
#define LINE_WORDS 24  /* a button or an offer says less */
#define BUTTON_WORDS 5 /* the words of a button that comes again and again */
#define BUTTON_TIMES 3
#define BUTTON_UP 3 /* elements around its words that are asked whether they are one */
#define NAMED_UP 8
#define LEAST_LEFT 10 /* words that must be left */
#define LOOK_NODES 400
#define NEAR_END 200   /* blocks at each end of a letter */
#define SIZES 64       /* pixels of letters that are told apart */
#define USUAL_SIZE 16  /* where nothing says it */
#define SMALL_SIZE 14  /* letters of less may be small print */
#define SMALL_SHARE 85 /* of the usual size, of a hundred */

static const struct phrase {
	const char *text;
	uint8_t len;
	uint8_t sign;
} phrases[] = {
#define LETTER(sign, text) {text, sizeof text - 1, LETTER_##sign},
#include "extract/letter.def"
#undef LETTER
};

static bool
has_phrase(str folded, const struct phrase *phrase)
{
	str text = {phrase->text, phrase->len};
	size_t plus;

	if (text.at[0] == '=')
		return str_eq(folded, str_from(text, 1));
	if (text.at[0] == '^')
		return str_starts(folded, str_from(text, 1));
	plus = str_find_char(text, '+');
	if (plus == STR_NOT_FOUND)
		return str_find(folded, text) != STR_NOT_FOUND;
	return str_find(folded, str_head(text, plus)) != STR_NOT_FOUND &&
	    str_find(folded, str_from(text, plus + 1)) != STR_NOT_FOUND;
}

str
letter_without(struct arena *arena, str folded, str name)
{
	size_t at;

	name = utf8_fold_words(arena, name);
	at = name.len ? str_find(folded, name) : STR_NOT_FOUND;
	if (at == STR_NOT_FOUND)
		return folded;
	return utf8_fold_words(arena,
	    arena_printf(arena, "%.*s %.*s", STR_ARG(str_head(folded, at)),
		STR_ARG(str_from(folded, at + name.len))));
}

static unsigned
signs_of(str folded, bool anywhere)
{
	unsigned signs = 0;

	for (size_t i = 0; folded.len && i < sizeof phrases / sizeof *phrases; i++)
		if (!(signs & phrases[i].sign) &&
		    (anywhere || phrases[i].text[0] == '=' || phrases[i].text[0] == '^') &&
		    has_phrase(folded, &phrases[i]))
			signs |= phrases[i].sign;
	return signs;
}

/* Length of "[12]" at the start; 0 without. */
static size_t
reference_length(str s)
{
	size_t digits = 1;

	while (digits < s.len && digits < 6 && ascii_is_digit((unsigned char)s.at[digits]))
		digits++;
	return digits > 1 && digits < s.len && s.at[0] == '[' && s.at[digits] == ']' ? digits + 1
										     : 0;
}

/* The text without the addresses that stand in it, and numbers that stand for some. */
static str
without_addresses(struct arena *arena, str text)
{
	struct buf out = BUF(arena);

	if (str_find_nocase(text, STR("http")) == STR_NOT_FOUND &&
	    str_find_char(text, '[') == STR_NOT_FOUND)
		return text;
	for (size_t i = 0; i < text.len;) {
		str rest = str_from(text, i);
		size_t n = reference_length(rest);

		if (str_starts_nocase(rest, STR("http://")) ||
		    str_starts_nocase(rest, STR("https://")))
			while (n < rest.len && !ascii_is_space((unsigned char)rest.at[n]))
				n++;
		if (!n)
			buf_char(&out, *rest.at);
		i += n ? n : 1;
	}
	return buf_str(&out);
}

static bool
has_own_link(const struct letter_parts *parts, const struct block *block)
{
	const struct page *page = parts->page;
	uint32_t from = block->first, at = page->nodes[from].parent;

	/* The link may stand around the first text. */
	for (int up = 0; up < 4 && at != PAGE_NONE && at; up++, at = page->nodes[at].parent)
		if (parts->letter->own[at])
			return true;
	for (uint32_t i = from; i < block->last && i < from + LOOK_NODES; i++)
		if (parts->letter->own[i])
			return true;
	return false;
}

/* The size of most of the text's letters. */
static uint32_t
usual_size(const struct letter_parts *parts, const uint8_t *sizes)
{
	uint32_t words[SIZES] = {0}, best = 0;

	for (size_t i = 0; i < parts->blocks->count; i++)
		words[sizes[i]] += parts->blocks->list[i].words;
	words[USUAL_SIZE] += words[0];
	for (uint32_t i = 1; i < SIZES; i++)
		if (words[i] > words[best] || best == 0)
			best = i;
	return best;
}

static void
find_small(struct letter_parts *parts)
{
	size_t count = parts->blocks->count;
	uint8_t *sizes = arena_alloc(parts->ctx->arena, count + 1);
	uint32_t usual;

	for (size_t i = 0; i < count; i++) {
		uint32_t size = letter_style_size(parts->page, parts->blocks->list[i].first);

		sizes[i] = (uint8_t)(size < SIZES ? size : 0);
	}
	usual = usual_size(parts, sizes);
	for (size_t i = 0; i < count; i++)
		parts->list[i].small =
		    sizes[i] && sizes[i] < SMALL_SIZE && sizes[i] * 100u <= usual * SMALL_SHARE;
}

/* Whether all phrases are looked for: they stand at the ends of a long letter. */
static bool
is_near_end(const struct letter_parts *parts, size_t at)
{
	return parts->blocks->count <= 2 * NEAR_END || at < NEAR_END ||
	    at + NEAR_END >= parts->blocks->count;
}

/* How often lines that are all link say each thing. */
static void
count_buttons(struct letter_parts *parts)
{
	parts->buttons = IDMAP(parts->ctx->arena);
	for (size_t i = 0; i < parts->blocks->count; i++) {
		const struct block *block = &parts->blocks->list[i];
		bool is_new;

		if (block->words && block->words <= BUTTON_WORDS &&
		    block->link_chars == block->chars)
			idmap_add(&parts->buttons, parts->list[i].folded, &is_new)->value++;
	}
}

void
letter_read(struct letter_parts *parts)
{
	struct arena *arena = parts->ctx->arena;

	parts->list = arena_array(arena, parts->blocks->count + 1, sizeof *parts->list);
	for (size_t i = 0; i < parts->blocks->count; i++) {
		const struct block *block = &parts->blocks->list[i];
		struct letter_block *own = &parts->list[i];

		own->words = block->words;
		own->links = block->link_chars * 2 > block->chars;
		own->out = !(parts->page->nodes[block->first].flags & NODE_KEEP);
		if (block->words > SIGN_WORDS)
			continue;
		own->text = without_addresses(arena, block->text);
		own->folded = utf8_fold_words(arena, own->text);
		own->signs = signs_of(own->folded, is_near_end(parts, i));
		/* "Share The Weekly" */
		if (!own->signs && block->words <= LINE_WORDS && parts->meta->site.len)
			own->signs =
			    signs_of(letter_without(arena, own->folded, parts->meta->site), true);
		own->own = has_own_link(parts, block);
	}
	find_small(parts);
	count_buttons(parts);
}

void
letter_out_nodes(struct letter_parts *parts, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++)
		parts->page->nodes[i].flags &= (uint16_t)~NODE_KEEP;
}

void
letter_out(struct letter_parts *parts, size_t at)
{
	const struct block *block = &parts->blocks->list[at];

	parts->list[at].out = true;
	letter_out_nodes(parts, block->first, block->last);
}

static size_t
times(const struct letter_parts *parts, size_t at)
{
	const struct idmap_entry *entry = idmap_find(&parts->buttons, parts->list[at].folded);

	return entry ? entry->value : 0;
}

bool
letter_within(const struct page *page, uint32_t at, str word)
{
	for (int up = 0; up < NAMED_UP && at; up++, at = page->nodes[at].parent)
		if (str_find_nocase(str_head(page_get(page, at, STR("class")), 400), word) !=
			STR_NOT_FOUND ||
		    str_find_nocase(str_head(page_get(page, at, STR("id")), 400), word) !=
			STR_NOT_FOUND)
			return true;
	return false;
}

/* Painted as a button, or called one. */
static bool
is_button(const struct page *page, uint32_t at)
{
	for (int up = 0; up < BUTTON_UP && at; up++, at = page->nodes[at].parent) {
		str class = page_get(page, at, STR("class"));

		if (page_has(page, at, STR("bgcolor")) ||
		    str_find_nocase(class, STR("button")) != STR_NOT_FOUND ||
		    str_find_nocase(class, STR("btn")) != STR_NOT_FOUND)
			return true;
	}
	return false;
}

/* A line that is out wherever it stands: buttons, offers, ways to the web and out. */
static bool
is_line(const struct letter_parts *parts, size_t at)
{
	const struct letter_block *block = &parts->list[at];
	const struct block *own = &parts->blocks->list[at];

	if (block->words > LINE_WORDS)
		return false;
	if (block->signs & LETTER_LINE)
		return true;
	/* What it led to may stand behind it, and is gone. */
	if (block->signs & (LETTER_WEB | LETTER_FOOT) &&
	    (block->own || block->small || str_ends(block->text, STR(":")) ||
		letter_within(parts->page, own->owner, STR("subscri"))))
		return true;
	/* All of it leads to what is the reader's own. */
	if (block->own && block->links && block->words <= BUTTON_WORDS)
		return true;
	return block->words && block->words <= BUTTON_WORDS && own->link_chars == own->chars &&
	    is_button(parts->page, own->owner) && times(parts, at) >= BUTTON_TIMES;
}

static void
drop_lines(struct letter_parts *parts)
{
	for (size_t i = 0; i < parts->blocks->count; i++)
		if (!parts->list[i].out && is_line(parts, i))
			letter_out(parts, i);
}

static size_t
words_left(const struct letter_parts *parts)
{
	size_t words = 0;

	for (size_t i = 0; i < parts->blocks->count; i++)
		words += parts->list[i].out ? 0 : parts->blocks->list[i].words;
	return words;
}

void
letter_drop(struct ctx *ctx, struct page *page, const struct blocks *blocks,
    struct article *article, const struct letter *letter, struct extraction *out)
{
	struct letter_parts parts = {ctx, page, blocks, letter, &article->meta, NULL, {0}};
	uint16_t *flags = arena_array(ctx->arena, page->count + 1, sizeof *flags);

	for (uint32_t i = 0; i < page->count; i++)
		flags[i] = page->nodes[i].flags;
	letter_read(&parts);
	letter_drop_foot(&parts);
	letter_drop_ads(&parts);
	letter_drop_head(&parts);
	drop_lines(&parts);
	/* A message that is nothing but such lines is its text. */
	if (words_left(&parts) < LEAST_LEFT)
		for (uint32_t i = 0; i < page->count; i++)
			page->nodes[i].flags = flags[i];
	trace_note_nodes(out->trace, REASON_SENT, page);
}
