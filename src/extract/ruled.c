/* What the user's rules and --selector say of a page. */
#include "extract/ruled.h"

#include "core/url.h"
#include "core/utf8.h"

#define TEXT_BYTES 1000 /* of a title or name that are taken */

struct reader {
	struct ctx *ctx;
	struct page *page;
	struct ruled *out;
	unsigned char *found; /* by the selector that ran last */
	unsigned char *gone;  /* by all of `remove`; NULL until there is one */
	uint64_t steps;
};

static str
address_of(const struct ctx *ctx, const struct page *page)
{
	str canonical = STR_NONE, graph = STR_NONE;

	for (uint32_t i = 0; i < page->count; i++) {
		if (page->nodes[i].tag == TAG_LINK && !canonical.len &&
		    page_has_token(page, i, STR("rel"), STR("canonical")))
			canonical = page_get(page, i, STR("href"));
		if (page->nodes[i].tag == TAG_META && !graph.len &&
		    str_eq_nocase(page_get(page, i, STR("property")), STR("og:url")))
			graph = page_get(page, i, STR("content"));
	}
	return url_is_web(ctx->settings->base_url) ? ctx->settings->base_url
	    : url_is_web(page->saved_from)         ? page->saved_from
	    : url_is_web(str_trim(canonical))      ? str_trim(canonical)
	    : url_is_web(str_trim(graph))          ? str_trim(graph)
	    : url_is_web(page->base_url)           ? page->base_url
						   : STR_NONE;
}

/* Runs a selector; 0 too when its steps ran out, which is said. */
static int
find(struct reader *r, const struct selector *selector, str place)
{
	int count = 0;

	if (r->steps > 0)
		count = select_nodes(selector, r->page, r->found, &r->steps);
	if (count < 0)
		diag_say(r->ctx->log, DIAG_SELECTOR_COSTLY, r->ctx->name, "%.*s", STR_ARG(place));
	return count < 0 ? 0 : count;
}

/* "octavo.rules:12" */
static str
place_of(struct reader *r, uint32_t line)
{
	return arena_printf(r->ctx->arena, "%.*s:%u", STR_ARG(r->ctx->settings->rules->name), line);
}

/* A rule for every page need not fit each. */
static void
say_none(struct reader *r, const struct rule_section *section, enum rule_key key)
{
	if (section->host.len && r->steps)
		diag_say(r->ctx->log, DIAG_RULE_NONE, r->ctx->name, "%.*s (%.*s)",
		    STR_ARG(place_of(r, section->lines[key].list[0].line)),
		    STR_ARG(rules_key_name(key)));
}

static int
select_content(struct reader *r, const struct selector *selector, str place)
{
	int count = find(r, selector, place);

	for (uint32_t i = 0; count && i < r->page->count; i++)
		if (r->found[i])
			r->page->nodes[i].flags |= NODE_SELECTED;
	r->out->selected |= count > 0;
	return count;
}

static void
read_content(struct reader *r, const struct rule_section *section)
{
	const struct rule_lines *lines = &section->lines[RULE_CONTENT];
	str *first = &r->out->places[RULE_CONTENT];

	for (size_t i = 0; i < lines->count; i++) {
		str place = place_of(r, lines->list[i].line);

		if (select_content(r, lines->list[i].selector, place) && !first->at)
			*first = place;
	}
	if (lines->count && !first->at)
		say_none(r, section, RULE_CONTENT);
}

static void
read_remove(struct reader *r, const struct rule_section *section)
{
	const struct rule_lines *lines = &section->lines[RULE_REMOVE];

	for (size_t i = 0; i < lines->count; i++) {
		int count = find(r, lines->list[i].selector, place_of(r, lines->list[i].line));

		if (!count)
			continue;
		if (!r->gone)
			r->gone = arena_array(r->ctx->arena, r->page->count, 1);
		for (uint32_t k = 0; k < r->page->count; k++)
			r->gone[k] |= r->found[k];
	}
}

/* What an element says: the attribute that the rule names, else what its markup has for programs,
   else its text. */
static str
value_of(struct reader *r, uint32_t at, const struct rule *rule, enum rule_key key)
{
	str value = STR_NONE;

	if (rule->attribute.len)
		return page_get(r->page, at, rule->attribute);
	value = page_get(r->page, at, STR("content"));
	if (key == RULE_DATE && !value.len)
		value = page_get(r->page, at, STR("datetime"));
	return value.len ? value : page_text_of(r->ctx->arena, r->page, at);
}

static void
take_author(struct reader *r, str text)
{
	struct byline_names *names = &r->out->authors;
	size_t before = names->count;

	byline_split(r->ctx->arena, text, BYLINE_DECLARED, names);
	/* What the user points at is a name, whatever it looks like. */
	if (names->count == before && names->count < BYLINE_NAMES_MAX)
		*ARENA_PUSH(r->ctx->arena, names->list, names->count, names->room) = text;
}

/* Takes the value; false when no more are wanted. */
static bool
take_value(struct reader *r, enum rule_key key, str text)
{
	struct ruled *out = r->out;

	switch (key) {
	case RULE_TITLE:
		out->title = text;
		return false;
	case RULE_AUTHOR:
		out->byline = out->authors.count ? STR_NONE : text;
		take_author(r, text);
		return out->authors.count < BYLINE_NAMES_MAX;
	default:
		out->dates[out->date_count++] = text;
		return out->date_count < RULED_DATES_MAX;
	}
}

/* The lines are tried in order: the first one that finds a text decides. */
static void
read_text(struct reader *r, const struct rule_section *section, enum rule_key key)
{
	const struct rule_lines *lines = &section->lines[key];
	bool more = true, any = false;

	for (size_t i = 0; i < lines->count && !any; i++) {
		const struct rule *rule = &lines->list[i];
		str place = place_of(r, rule->line);

		if (!find(r, rule->selector, place))
			continue;
		for (uint32_t at = 0; at < r->page->count && more;) {
			str text = STR_NONE;

			if (r->found[at])
				text = utf8_fold_space(r->ctx->arena,
				    utf8_head(value_of(r, at, rule, key), TEXT_BYTES));
			if (text.len) {
				any = true;
				more = take_value(r, key, text);
			}
			at = r->found[at] ? r->page->nodes[at].end : at + 1;
		}
		if (any)
			r->out->places[key] = place;
	}
	if (lines->count && !any)
		say_none(r, section, key);
}

/* Which sections were used, each once. */
static void
say_used(struct reader *r, const struct rule_section *const found[RULE_COUNT])
{
	for (size_t key = 0; key < RULE_COUNT; key++) {
		size_t before = 0;

		while (before < key && found[before] != found[key])
			before++;
		if (found[key] && before == key)
			diag_say(r->ctx->log, DIAG_RULES_USED, r->ctx->name, "%.*s, [%.*s]",
			    STR_ARG(place_of(r, found[key]->line)), STR_ARG(found[key]->label));
	}
}

static void
read_rules(struct reader *r)
{
	const struct rule_section *found[RULE_COUNT];
	bool whole = r->ctx->settings->whole;

	rules_for(r->ctx->arena, r->ctx->settings->rules, address_of(r->ctx, r->page), found);
	say_used(r, found);
	if (found[RULE_CONTENT] && !whole && !r->ctx->settings->selected)
		read_content(r, found[RULE_CONTENT]);
	if (found[RULE_REMOVE] && !whole)
		read_remove(r, found[RULE_REMOVE]);
	for (enum rule_key key = RULE_TITLE; key <= RULE_DATE; key++)
		if (found[key])
			read_text(r, found[key], key);
}

const struct ruled *
ruled_read(struct ctx *ctx, struct page *page)
{
	const struct settings *settings = ctx->settings;
	struct reader r = {.ctx = ctx, .page = page, .steps = select_steps(page)};

	if (page->is_dump || page->is_written || (!settings->selected && !settings->rules))
		return NULL;
	r.out = arena_alloc(ctx->arena, sizeof *r.out);
	r.found = arena_array(ctx->arena, page->count, 1);
	if (settings->selected && !settings->whole &&
	    !select_content(&r, settings->selected, STR("--selector")) && r.steps)
		diag_say(
		    ctx->log, DIAG_SELECTOR_NONE, ctx->name, "%.*s", STR_ARG(settings->selector));
	if (settings->rules)
		read_rules(&r);
	if (r.gone)
		page_remove(page, r.gone);
	return r.out;
}

void
ruled_people(struct ctx *ctx, const struct ruled *ruled, struct meta *meta)
{
	struct date date;
	bool dated = false;

	if (ruled->authors.count) {
		meta->authors = ruled->authors.list;
		meta->author_count = ruled->authors.count;
		meta->author_room = ruled->authors.room;
		meta->byline = ruled->byline;
		meta->sure.author = 1;
	}
	for (size_t i = 0; i < ruled->date_count && !dated; i++)
		dated = date_parse(ruled->dates[i], meta->lang, &date) ||
		    date_find(ruled->dates[i], meta->lang, &date);
	if (dated) {
		meta->date = date;
		meta->sure.date = 1;
	} else if (ruled->date_count) {
		diag_say(ctx->log, DIAG_RULE_NONE, ctx->name, "%.*s (date)",
		    STR_ARG(ruled->places[RULE_DATE]));
	}
}
