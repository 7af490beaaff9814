/* Web archives (ISO 28500:2017, WARC 1.0 and 1.1): the pages that were saved, each with the files
   that were saved with it. The archive is looked through once, then read in places. */
#include <errno.h>
#include <string.h>

#include "core/utf8.h"
#include "unpack/container.h"
#include "unpack/wacz.h"

#define FEW_WORDS 10 /* a page with fewer shows nothing to read */
#define FRAGMENT_WORDS                                                            \
	150 /* markup without a page around it, with fewer, was made for a script \
	     */

struct state {
	struct warc warc;
	struct warc_set listed; /* addresses of pages, where a list says them */
	size_t next;            /* of the pages */
	size_t given;           /* of them */
	bool ended;             /* what is to be said of the whole was said */
};

/* Pages that a list names, and where their addresses lead to; a list that names none of the pages
   that are here is of something else. */
static void
take_list(struct container *container, const struct warc_set *pages)
{
	struct state *state = container->state;
	const struct warc_index *index = &state->warc.index;
	struct warc_set listed = {0};
	bool has_page = false;

	for (size_t i = 0; pages && pages->count && i <= pages->mask; i++) {
		uint64_t hash = pages->slots[i];

		for (int n = 0; hash && n <= LIMIT_WARC_REDIRECTS; n++) {
			warc_set_add(container->arena, &listed, hash);
			hash = warc_index_redirect(index, hash);
		}
	}
	for (size_t i = 0; i < index->page_count && !has_page; i++)
		has_page = warc_set_has(&listed, index->pages[i].address);
	if (has_page)
		state->listed = listed;
}

static bool
open(struct container *container, struct ctx *ctx)
{
	struct state *state = arena_alloc(container->arena, sizeof *state);

	container->state = state;
	warc_scan(&state->warc, ctx->settings, container->arena, &container->entry,
	    container->from.stream, true);
	take_list(container, wacz_pages(container));
	return true;
}

/* Words outside tags and scripts, counted up to `most`. */
static size_t
count_words(str markup, size_t most)
{
	size_t words = 0;

	while (markup.len && words < most) {
		size_t tag = str_find_char(markup, '<'), end;

		words += str_words(str_head(markup, tag));
		markup = str_from(markup, tag == STR_NOT_FOUND ? markup.len : tag);
		if (str_starts_nocase(markup, STR("<script")))
			markup = str_from(markup, str_find_nocase(markup, STR("</script")));
		else if (str_starts_nocase(markup, STR("<style")))
			markup = str_from(markup, str_find_nocase(markup, STR("</style")));
		end = str_find_char(markup, '>');
		markup = str_from(markup, end == STR_NOT_FOUND ? markup.len : end + 1);
	}
	return words;
}

static bool
has_page_around(str head)
{
	static const char *const marks[] = {
	    "<html", "<!doctype", "<body", "<head", "<title", "<meta"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_find_nocase(head, str_of(marks[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

/* Why what calls itself HTML is no page to read; NULL when it is one. */
static const char *
why_none(str head)
{
	const char *foreign;
	enum kind kind = kind_tell(STR_NONE, head, &foreign);

	if (!head.len)
		return "empty";
	if (kind != KIND_HTML && kind != KIND_XHTML && kind != KIND_TEXT)
		return "no HTML, though its headers say so";
	/* What is longer than what can be looked at has its words; so has UTF-16, whose tags are
	   not found here. */
	if (head.len >= STREAM_PEEK || memchr(head.at, 0, head.len))
		return NULL;
	if (!has_page_around(head) && count_words(head, FRAGMENT_WORDS) < FRAGMENT_WORDS)
		return "a part of a page";
	return count_words(head, FEW_WORDS) < FEW_WORDS ? "too short to be read" : NULL;
}

static enum kind
kind_of(const struct warc_payload *payload, uint64_t place)
{
	if (place >> 48 & WARC_IS_ANY_KIND)
		return KIND_UNKNOWN;
	return str_starts_nocase(payload->media, STR("application/")) &&
		str_find_nocase(payload->media, STR("xhtml")) != STR_NOT_FOUND
	    ? KIND_XHTML
	    : KIND_HTML;
}

static void
say_passed(struct ctx *ctx, const struct source_item *item, const char *why)
{
	diag_say(ctx->log, DIAG_WARC_PASSED, item->name, "%s", why);
}

/* The item of a page; CONTAINER_END when it is none. */
static enum container_step
give(struct container *container, struct ctx *ctx, struct source_item *item, uint64_t place)
{
	struct state *state = container->state;
	struct warc_payload payload;
	const char *why = NULL;

	if (!warc_open(&container->entry, &state->warc, place, &payload)) {
		container_name(container, ctx, item, " (", payload.head.target, ")");
		diag_say(ctx->log, DIAG_INPUT_UNREADABLE, item->name, "its record is broken");
		return CONTAINER_REFUSED;
	}
	container_name(container, ctx, item, " (", payload.head.target, ")");
	item->stream = payload.body;
	item->kind = kind_of(&payload, place);
	if (item->kind && payload.head.length <= ctx->settings->max_input) {
		str head = stream_peek(payload.body, STREAM_PEEK);

		why = payload.body->why && !head.len ? NULL : why_none(head);
	}
	if (why) {
		say_passed(ctx, item, why);
		return CONTAINER_END;
	}
	item->charset = arena_copy(ctx->arena, payload.charset);
	item->base_url = arena_copy(ctx->arena, payload.head.target);
	date_parse(payload.head.date, STR_NONE, &item->captured);
	item->shelf = warc_shelf(ctx->arena, &state->warc);
	container_hold(container, ctx);
	return CONTAINER_ITEM;
}

/* What is to be said of the archive when its pages are all given. */
static enum container_step
end(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct state *state = container->state;
	const struct warc *warc = &state->warc;
	str name = container->from.name;
	bool said = true;

	if (state->ended)
		return CONTAINER_END;
	state->ended = true;
	if (warc->broken)
		diag_say(ctx->log, DIAG_ARCHIVE_BROKEN, name, "%s", warc->broken);
	else if (warc->held_errno)
		diag_say(ctx->log, DIAG_SPOOL_FAILED, name, "%s", strerror(warc->held_errno));
	else if (warc->index.is_full)
		diag_say(ctx->log, DIAG_LIMIT_ENTRIES, name, "%zu", LIMIT_WARC_ENTRIES);
	else if (!state->given && !container->given)
		diag_say(ctx->log, DIAG_WARC_EMPTY, name, NULL);
	else
		said = false;
	item->name = arena_copy(ctx->arena, name);
	item->label =
	    arena_copy(ctx->arena, container->from.label.at ? container->from.label : name);
	return said ? CONTAINER_REFUSED : CONTAINER_END;
}

static enum container_step
next(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct state *state = container->state;
	const struct warc_index *index = &state->warc.index;

	while (state->next < index->page_count) {
		const struct warc_entry *page = &index->pages[state->next++];
		enum container_step step;

		if (state->listed.count ? !warc_set_has(&state->listed, page->address)
					: warc_set_has(&index->asides, page->address) &&
			    !warc_set_has(&index->documents, page->address))
			continue;
		*item = (struct source_item){0};
		step = give(container, ctx, item, page->place);
		state->given += step == CONTAINER_ITEM;
		if (step != CONTAINER_END)
			return step;
		arena_release(&container->entry);
		arena_init(&container->entry, LIMIT_ITEM_MEMORY, ctx->arena->escape);
	}
	*item = (struct source_item){0};
	return end(container, ctx, item);
}

const struct container_kind container_warc = {KIND_WARC, open, next, NULL};
