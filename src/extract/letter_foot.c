/* The foot of a letter: why it came, the way out, who sent it from where, and what hangs before. */
#include "core/utf8.h"
#include "extract/letter_part.h"
#include "extract/words.h"

#define PROSE_WORDS 30  /* a block of so many that says nothing of the foot is text */
#define LOOSE_WORDS 170 /* of such blocks between those that do, in all */
#define TAIL_WORDS 18   /* a heading of what hangs behind the text */
#define PLACE_WORDS 22  /* a postal address */
#define LINKS_WORDS 5   /* a row of links before the foot */
#define LOOK_UP 6

/* "© 2026 The Weekly" */
static bool
is_rights(str text)
{
	return str_starts(text, STR("\xc2\xa9")) || str_starts_nocase(text, STR("(c)"));
}

static bool
is_foot(const struct letter_parts *parts, size_t at)
{
	const struct letter_block *block = &parts->list[at];
	uint32_t up = parts->blocks->list[at].owner;

	if (block->signs & LETTER_FOOT || (block->own && block->words <= PROSE_WORDS) ||
	    is_rights(block->text))
		return true;
	if (block->signs & LETTER_TAIL && block->words <= TAIL_WORDS)
		return true;
	if (block->words > PROSE_WORDS)
		return false;
	for (int i = 0; i < LOOK_UP && up; i++, up = parts->page->nodes[up].parent)
		if (words_of_element(parts->page, up) & GROUP_BIT(GROUP_FOOTER))
			return true;
	return false;
}

/* Digits and no sentence: "12 Ropewalk Lane, Northgate". */
static bool
is_place(const struct letter_block *block)
{
	size_t digits = 0;
	str text = str_trim(block->text);

	for (size_t i = 0; i < text.len; i++)
		digits += ascii_is_digit((unsigned char)text.at[i]);
	return digits && block->words <= PLACE_WORDS && !str_ends(text, STR("!")) &&
	    !str_ends(text, STR("?")) && !str_ends(text, STR(":")) &&
	    (str_find_char(text, ',') != STR_NOT_FOUND || digits > 3) && !str_ends(text, STR("."));
}

/* A picture stands right before: small letters below it are its caption. */
static bool
follows_picture(const struct letter_parts *parts, size_t at)
{
	uint32_t from = at ? parts->blocks->list[at - 1].last : 0;

	for (uint32_t i = from; i < parts->blocks->list[at].first; i++)
		if (parts->page->nodes[i].tag == TAG_IMG)
			return true;
	return false;
}

/* Lines right before the foot that are of it: signs, buttons, the publication, its address. */
static bool
leads_in(const struct letter_parts *parts, size_t at)
{
	const struct letter_block *block = &parts->list[at];
	const struct meta *meta = parts->meta;

	if (block->out || !block->words)
		return true;
	if (tag_kinds(parts->page->nodes[parts->blocks->list[at].owner].tag) & IS_HEADING)
		return false;
	if (block->signs & (LETTER_LINE | LETTER_WEB) || is_place(block) ||
	    (block->small && !follows_picture(parts, at)) ||
	    (block->links && block->words <= LINKS_WORDS))
		return true;
	return meta->site.len &&
	    str_eq(block->folded, utf8_fold_words(parts->ctx->arena, meta->site));
}

void
letter_drop_foot(struct letter_parts *parts)
{
	size_t start = parts->blocks->count, loose = 0;

	for (size_t i = start; i-- > 0;) {
		const struct letter_block *block = &parts->list[i];

		if (block->out)
			continue;
		if (is_foot(parts, i)) {
			start = i;
			continue;
		}
		loose += block->words;
		if (block->words > PROSE_WORDS || loose > LOOSE_WORDS)
			break;
	}
	if (start == parts->blocks->count)
		return;
	while (start > 0 && leads_in(parts, start - 1))
		start--;
	/* "-- " and who signs below it. */
	for (size_t i = start; i-- > 0 && i + 4 > start;)
		if (str_eq(str_trim(parts->list[i].text), STR("--")))
			start = i;
	for (size_t i = start; i < parts->blocks->count; i++)
		parts->list[i].out = true;
	letter_out_nodes(parts, parts->blocks->list[start].first, (uint32_t)parts->page->count);
}
