/* The head of a letter: its masthead, and the title, byline and date that stand above the text. */
#include "core/utf8.h"
#include "extract/letter_part.h"
#include "extract/meta.h"
#include "extract/words.h"

#define HEAD_BLOCKS 30
#define PROSE_WORDS 20 /* with which the text has begun */
#define LOOSE_WORDS 2  /* beside names, date and number in a masthead's line */
#define LINE_WORDS 24
#define TITLE_SHARE 2 /* a heading of one part in so many of the subject shows it */

size_t
letter_loose_words(const struct letter_parts *parts, size_t at)
{
	struct arena *arena = parts->ctx->arena;
	const struct meta *meta = parts->meta;
	str rest = parts->list[at].folded, word;
	size_t loose = 0;

	rest = letter_without(arena, rest, meta->title);
	rest = letter_without(arena, rest, meta->site);
	rest = letter_without(arena, rest, meta->series);
	for (size_t i = 0; i < meta->author_count && i < 4; i++)
		rest = letter_without(arena, rest, meta->authors[i]);
	while (str_word(&rest, &word))
		loose += !ascii_is_digit((unsigned char)word.at[0]);
	return loose;
}

/* The line shows the subject, or the part of it that is the title. */
static bool
shows_title(const struct letter_parts *parts, size_t at)
{
	const struct letter_block *block = &parts->list[at];
	str title = utf8_fold_words(parts->ctx->arena, parts->meta->title);

	if (!block->folded.len || !title.len)
		return false;
	if (str_eq(block->folded, title))
		return true;
	return block->folded.len * TITLE_SHARE > title.len &&
	    str_find(title, block->folded) != STR_NOT_FOUND;
}

static bool
is_prose(const struct letter_parts *parts, size_t at)
{
	const struct letter_block *block = &parts->list[at];

	return block->words >= PROSE_WORDS && !block->links &&
	    !(block->signs & (LETTER_WEB | LETTER_FOOT | LETTER_LINE));
}

/* Names, a date, a number, and hardly a word else. */
static bool
is_masthead(const struct letter_parts *parts, size_t at)
{
	const struct letter_block *block = &parts->list[at];
	size_t loose;

	if (!block->words || meta_is_shown(parts->ctx->arena, parts->meta, block->text))
		return true;
	if (block->words <= LINE_WORDS &&
	    (block->small || block->signs & (LETTER_WEB | LETTER_FOOT)))
		return true;
	if (block->words <= LINE_WORDS &&
	    letter_within(parts->page, parts->blocks->list[at].owner, STR("preheader")))
		return true;
	if (block->words > LINE_WORDS)
		return false;
	loose = letter_loose_words(parts, at);
	return loose <= LOOSE_WORDS && loose < str_words(block->folded);
}

/* A dek, by its class. */
static bool
is_dek(const struct letter_parts *parts, size_t at)
{
	uint32_t up = parts->blocks->list[at].owner;

	for (int i = 0; i < 2 && up; i++, up = parts->page->nodes[up].parent)
		if (words_of_element(parts->page, up) & GROUP_BIT(GROUP_INTRO))
			return true;
	return false;
}

void
letter_drop_head(struct letter_parts *parts)
{
	size_t count = parts->blocks->count, end = 0, title = count;

	for (size_t i = 0, seen = 0; i < count && seen < HEAD_BLOCKS; i++) {
		end = i;
		if (parts->list[i].out)
			continue;
		if (title == count && shows_title(parts, i))
			title = i;
		else if (is_prose(parts, i) && !(title != count && is_dek(parts, i)))
			break;
		seen++;
		end = i + 1;
	}
	for (size_t i = 0; i < end; i++) {
		if (parts->list[i].out)
			continue;
		if (title != count && i <= title) {
			letter_out(parts, i);
		} else if (title != count && is_dek(parts, i)) {
			if (!parts->meta->subtitle.len)
				parts->meta->subtitle = parts->blocks->list[i].text;
			letter_out(parts, i);
		} else if (is_masthead(parts, i)) {
			letter_out(parts, i);
		} else if (title != count && i > title + 1 && parts->list[i].words > 2) {
			/* The text has begun, with a line that is no paragraph. */
			break;
		}
	}
	/* What stands before the title, pictures too, is the masthead. */
	if (title != count && title < end)
		letter_out_nodes(parts, 0, parts->blocks->list[title].last);
}
