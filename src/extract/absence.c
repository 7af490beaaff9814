/* Why a page has no article. */
#include "extract/absence.h"

#include "core/utf8.h"
#include "extract/readability.h"

#define NOTICE_WORDS 80 /* an error's page says less */
#define FULL_WORDS \
	300 /* or so much, with teasers or terms, under a title and a heading that say so */
#define NOTICE_LOOK 300  /* bytes of a title or block that are looked at */
#define NOTICE_BLOCKS 40 /* blocks of a page without an article that are */
#define ODDS_WORDS 100
#define ODDS_CONFIDENCE 0.25
#define SHELL_WORDS 20 /* a page that a script fills says less */
#define LINKS_SHARE 0.8
#define LINKS_WORDS 10
#define PROSE_SHARE 0.75

/* Words of scripts with letters of three bytes and more may stand without spaces. */
static bool
stands_apart(str folded, size_t at, size_t len, unsigned char first)
{
	if (first >= 0xE0)
		return true;
	return (at == 0 || folded.at[at - 1] == ' ') &&
	    (at + len == folded.len || folded.at[at + len] == ' ');
}

static bool
says(str folded, str phrase)
{
	size_t at = 0, found;

	if (phrase.at[0] == '^') {
		phrase = str_from(phrase, 1);
		return str_starts(folded, phrase) &&
		    stands_apart(folded, 0, phrase.len, (unsigned char)phrase.at[0]);
	}
	while ((found = str_find(str_from(folded, at), phrase)) != STR_NOT_FOUND) {
		if (stands_apart(folded, at + found, phrase.len, (unsigned char)phrase.at[0]))
			return true;
		at += found + 1;
	}
	return false;
}

static enum absence
notice_in(struct ctx *ctx, str text)
{
	static const struct {
		const char *at;
		uint8_t len, why;
	} phrases[] = {
#define NOTICE(why, phrase) {phrase, sizeof phrase - 1, ABSENCE_##why},
#include "extract/notice.def"
#undef NOTICE
	};
	str folded = utf8_fold_words(ctx->arena, utf8_head(text, NOTICE_LOOK));

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (says(folded, (str){phrases[i].at, phrases[i].len}))
			return (enum absence)phrases[i].why;
	return ABSENCE_NONE;
}

static enum absence
notice_in_title(struct ctx *ctx, const struct page *page)
{
	uint32_t title = page_find(page, 0, (uint32_t)page->count, TAG_TITLE);

	return title == PAGE_NONE ? ABSENCE_NONE
				  : notice_in(ctx, page_text_of(ctx->arena, page, title));
}

/* What the page's first heading says, kept or not. */
static enum absence
notice_in_heading(struct ctx *ctx, const struct page *page, const struct blocks *blocks)
{
	for (size_t i = 0; i < blocks->count; i++)
		if (tag_kinds(page->nodes[blocks->list[i].owner].tag) & IS_HEADING)
			return notice_in(ctx, blocks->list[i].text);
	return ABSENCE_NONE;
}

static bool
asks_password(const struct page *page)
{
	for (uint32_t i = 0; i < page->count; i++)
		if (page->nodes[i].tag == TAG_INPUT &&
		    str_eq_nocase(page_get(page, i, STR("type")), STR("password")))
			return true;
	return false;
}

/* What a page says of whose text few words are kept: title, heading and beginning. A teaser stands
 * before a wall, and is one. */
static enum absence
notice_in_kept(
    struct ctx *ctx, const struct page *page, const struct blocks *blocks, const bool *kept)
{
	enum absence why = notice_in_title(ctx, page);
	size_t looked = 0;

	if (!why)
		why = notice_in_heading(ctx, page, blocks);
	for (size_t i = 0; i < blocks->count && looked < 2 && !why; i++) {
		if (!kept[i])
			continue;
		why = notice_in(ctx, blocks->list[i].text);
		if (looked++ && (why == ABSENCE_WALL || why == ABSENCE_LOGIN))
			why = ABSENCE_NONE;
	}
	return why == ABSENCE_LOGIN && !asks_password(page) ? ABSENCE_NONE : why;
}

static enum absence
notice_in_noscript(struct ctx *ctx, const struct page *page)
{
	for (uint32_t i = 0; i < page->count; i++)
		if (page->nodes[i].tag == TAG_NOSCRIPT &&
		    notice_in(ctx, page_text_of(ctx->arena, page, i)) == ABSENCE_SCRIPT)
			return ABSENCE_SCRIPT;
	return ABSENCE_NONE;
}

static bool
is_scripted(const struct page *page)
{
	for (uint32_t i = 0; i < page->count; i++)
		if (page->nodes[i].tag == TAG_SCRIPT ||
		    (page->nodes[i].tag == TAG_LINK &&
			str_eq_nocase(page_get(page, i, STR("as")), STR("script"))))
			return true;
	return false;
}

enum absence
absence_of_page(struct ctx *ctx, const struct page *page, const struct blocks *blocks)
{
	enum absence why = notice_in_title(ctx, page);
	size_t words = 0, chars = 0, links = 0;

	for (size_t i = 0; i < blocks->count; i++) {
		words += blocks->list[i].words;
		chars += blocks->list[i].chars;
		links += blocks->list[i].link_chars;
		if (!why && i < NOTICE_BLOCKS)
			why = notice_in(ctx, blocks->list[i].text);
	}
	if (why == ABSENCE_LOGIN && !asks_password(page))
		why = ABSENCE_NONE;
	if (!why)
		why = notice_in_noscript(ctx, page);
	if (!why && words < SHELL_WORDS && is_scripted(page))
		why = ABSENCE_SCRIPT;
	if (!why && words == 0)
		why = ABSENCE_EMPTY;
	if (!why && words >= LINKS_WORDS && (double)links >= LINKS_SHARE * (double)chars)
		why = ABSENCE_LINKS;
	return why ? why : ABSENCE_ODDS;
}

/* Whether the kept text is links and little else, as nearly all of the page is. */
static bool
is_links(const struct blocks *blocks, const bool *kept)
{
	size_t chars[2] = {0, 0}, links[2] = {0, 0}; /* of all blocks, of kept ones */

	for (size_t i = 0; i < blocks->count; i++)
		for (unsigned k = 0; k <= kept[i]; k++) {
			chars[k] += blocks->list[i].chars;
			links[k] += blocks->list[i].link_chars;
		}
	return (double)links[0] >= LINKS_SHARE * (double)chars[0] &&
	    (double)links[1] >= LINKS_SHARE * (double)chars[1];
}

enum absence
absence_judge(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const bool *kept, double confidence)
{
	size_t all = 0, words = 0, prose = 0;
	enum absence why;

	for (size_t i = 0; i < blocks->count; i++) {
		all += blocks->list[i].words;
		words += kept[i] ? blocks->list[i].words : 0;
		prose +=
		    kept[i] && readability_is_long(&blocks->list[i]) ? blocks->list[i].words : 0;
	}
	if (words == 0 || (words < ODDS_WORDS && words < all / 2 && confidence < ODDS_CONFIDENCE))
		return absence_of_page(ctx, page, blocks);
	if (words < NOTICE_WORDS) {
		why = notice_in_kept(ctx, page, blocks, kept);
		return why || !is_links(blocks, kept) ? why : ABSENCE_LINKS;
	}
	if (words >= FULL_WORDS)
		return ABSENCE_NONE;
	why = notice_in_title(ctx, page);
	if (!why || notice_in_heading(ctx, page, blocks) != why)
		return ABSENCE_NONE;
	if (why == ABSENCE_CHECK || why == ABSENCE_CONSENT)
		return why;
	return (double)prose < PROSE_SHARE * (double)words && why == ABSENCE_ERROR ? why
										   : ABSENCE_NONE;
}
