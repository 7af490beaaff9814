/* Fields of the metadata, from the claims of their witnesses. */
#include "explain/fields.h"

#include "core/utf8.h"
#include "extract/meta_trace.h"
#include "extract/ruled.h"

struct fields {
	struct values *to;
	struct ctx *ctx;
	struct arena *arena;
	const struct page *page;
	const struct meta *meta;
	const struct ruled *ruled; /* NULL where the user has no rules */
	struct meta_trace trace;
};

static str
joined(struct arena *arena, const str *list, size_t count)
{
	struct buf to = BUF(arena);

	for (size_t i = 0; i < count; i++) {
		buf_z(&to, i ? ", " : "");
		buf_add(&to, list[i]);
	}
	return count ? buf_str(&to) : STR_NONE;
}

static str
shortened(struct arena *arena, str text)
{
	if (text.len <= FIELDS_BYTES_MAX)
		return text;
	return arena_printf(arena, "%.*s\xe2\x80\xa6", STR_ARG(utf8_head(text, FIELDS_BYTES_MAX)));
}

static str
day(struct arena *arena, struct date date)
{
	return date_is_set(date) ? date_day_iso(arena, date) : STR_NONE;
}

static str
value_of(const struct fields *fields, enum claim_field field)
{
	const struct meta *meta = fields->meta;

	switch (field) {
	case CLAIM_TITLE:
		return meta->title;
	case CLAIM_AUTHOR:
		return joined(fields->arena, meta->authors, meta->author_count);
	case CLAIM_DATE:
		return day(fields->arena, meta->date);
	case CLAIM_MODIFIED:
		return day(fields->arena, meta->modified);
	case CLAIM_LANGUAGE:
		return meta->lang;
	case CLAIM_SITE:
		return meta->site;
	case CLAIM_DEK:
		return meta->subtitle;
	case CLAIM_CANONICAL:
		return meta->canonical;
	case CLAIM_IMAGE:
		return meta->image;
	case CLAIM_TYPE:
		return meta->type;
	default:
		return STR_NONE;
	}
}

static str
rule_of(const struct fields *fields, enum rule_key key)
{
	str place = fields->ruled ? fields->ruled->places[key] : STR_NONE;

	return place.len ? arena_printf(fields->arena, "the rule of %.*s", STR_ARG(place))
			 : STR_NONE;
}

/* What the user said of a field. */
static str
option_of(const struct fields *fields, enum claim_field field)
{
	const struct settings *settings = fields->ctx->settings;

	switch (field) {
	case CLAIM_TITLE:
		return settings->title.len ? STR("the option --title")
					   : rule_of(fields, RULE_TITLE);
	case CLAIM_AUTHOR:
		return settings->author.len ? STR("the option --author")
					    : rule_of(fields, RULE_AUTHOR);
	case CLAIM_DATE:
		return settings->date.len ? STR("the option --date") : rule_of(fields, RULE_DATE);
	case CLAIM_LANGUAGE:
		return settings->lang.len ? STR("the option --lang") : STR_NONE;
	default:
		return STR_NONE;
	}
}

static const char *
front_name(const struct page *page)
{
	return page->is_written ? "front matter" : "what it came in: a feed, a mail, a book";
}

/* Where a value comes from that no witness claims. */
static str
other_source(const struct fields *fields, enum claim_field field)
{
	if (fields->page->front)
		return str_of(front_name(fields->page));
	if (fields->page->is_dump && field != CLAIM_LANGUAGE && field != CLAIM_TYPE)
		return STR("the lines around the text");
	switch (field) {
	case CLAIM_LANGUAGE:
		return STR("guessed from the text");
	case CLAIM_SITE:
		return STR("the title, or the address");
	case CLAIM_TYPE:
		return str_eq(fields->meta->type, STR("article"))
		    ? STR("taken where nothing says another")
		    : STR("drawn from what the page’s data say");
	case CLAIM_CANONICAL:
	case CLAIM_IMAGE:
		return STR("the page’s head");
	default:
		return STR("shown near the title");
	}
}

/* "NewsArticle" says "article". */
static bool
is_taken(const struct fields *fields, const struct meta_claim *claim)
{
	return claim->taken ||
	    (claim->field == CLAIM_TYPE &&
		str_find_nocase(claim->value, fields->meta->type) != STR_NOT_FOUND);
}

/* Sources of the claims from `first` on that say the same; they are marked in `done`. */
static str
sources_of(const struct fields *fields, size_t first, bool *done)
{
	const struct meta_claim *claim = &fields->trace.list[first];
	str folded = utf8_fold_words(fields->arena, claim->value);
	bool taken = is_taken(fields, claim);
	struct buf to = BUF(fields->arena);

	for (size_t i = first; i < fields->trace.count; i++) {
		const struct meta_claim *other = &fields->trace.list[i];

		if (other->field != claim->field)
			break;
		if (done[i] || is_taken(fields, other) != taken ||
		    (!taken && !str_eq(utf8_fold_words(fields->arena, other->value), folded)))
			continue;
		done[i] = true;
		buf_z(&to, to.len ? "; " : "");
		buf_add(&to, other->source);
	}
	return buf_str(&to);
}

static void
add_field(const struct fields *fields, enum claim_field field, bool *done)
{
	str value = value_of(fields, field), source = option_of(fields, field);
	struct values *to = NULL;
	size_t lost = 0, more = 0;

	if (value.len) {
		to = values_add(fields->to, "fields");
		values_set(to, "value", shortened(fields->arena, value));
	}
	for (size_t i = 0; i < fields->trace.count; i++) {
		const struct meta_claim *claim = &fields->trace.list[i];
		struct values *entry;
		str said;

		if (claim->field != field || done[i])
			continue;
		if (!to)
			to = values_add(fields->to, "fields");
		said = sources_of(fields, i, done);
		if (is_taken(fields, claim) && value.len) {
			if (!source.len)
				source = said;
			continue;
		}
		if (++lost > FIELDS_LOST_MAX) {
			more++;
			continue;
		}
		entry = values_add(to, "lost");
		values_set(entry, "value", shortened(fields->arena, claim->value));
		values_set(entry, "source", said);
	}
	if (!to)
		return;
	values_set(to, "name", meta_claim_field(field));
	values_set_flag(to, "has_lost", lost > 0);
	values_set(to, "source", !value.len || source.len ? source : other_source(fields, field));
	if (more)
		values_set_number(to, "more", more);
}

static void
add_plain(const struct fields *fields, const char *name, str value, const char *source)
{
	struct values *to;

	if (!value.len)
		return;
	to = values_add(fields->to, "fields");
	values_set(to, "name", str_of(name));
	values_set(to, "value", shortened(fields->arena, value));
	values_set(to, "source", str_of(source));
}

void
fields_add(struct values *to, struct ctx *ctx, struct page *page, const struct article *article,
    const struct extraction *found)
{
	const struct meta *meta = &article->meta;
	struct fields fields = {to, ctx, ctx->arena, page, meta, found->ruled, {.count = 0}};
	bool *done;

	meta_trace_read(ctx, page, meta, found->seen, &fields.trace);
	done = arena_array(ctx->arena, fields.trace.count + 1, sizeof *done);
	for (int field = 0; field < CLAIM_FIELD_COUNT; field++)
		add_field(&fields, (enum claim_field)field, done);
	add_plain(&fields, "byline", meta->byline, "as the page shows it");
	add_plain(&fields, "tags", joined(ctx->arena, meta->tags, meta->tag_count),
	    page->front ? front_name(page)
			: "article:tag, else keywords of JSON-LD or of the head");
	add_plain(&fields, "section", meta->section, "front matter, the feed or the folder");
}
