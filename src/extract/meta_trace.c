/* Who said what of the metadata: every witness's claim, and whether it was taken. */
#include "extract/meta_trace.h"

#include "core/url.h"
#include "core/utf8.h"
#include "extract/lang.h"
#include "extract/meta_author.h"
#include "extract/meta_date.h"
#include "extract/meta_title.h"

#define TITLE_SOURCES_SAID 3

static const char *const title_words[] = {
#define TITLE(symbol, what) what,
#include "extract/meta_title.def"
#undef TITLE
};

/* Fields whose witnesses are taken as they stand, the most trusted first. */
static const struct {
	enum claim_field field;
	enum witness witness;
	const char *words;
} plain[] = {
    {CLAIM_MODIFIED, W_MODIFIED_ARTICLE, "meta article:modified_time"},
    {CLAIM_MODIFIED, W_MODIFIED_ITEM, "itemprop dateModified"},
    {CLAIM_MODIFIED, W_MODIFIED_OG, "meta og:updated_time"},
    {CLAIM_MODIFIED, W_MODIFIED_DCTERMS, "meta dcterms.modified"},
    {CLAIM_MODIFIED, W_MODIFIED_META, "meta last-modified"},
    {CLAIM_LANGUAGE, W_LANG_HTML, "html lang"},
    {CLAIM_LANGUAGE, W_LANG_META, "meta content-language"},
    {CLAIM_LANGUAGE, W_LANG_OG, "meta og:locale"},
    {CLAIM_LANGUAGE, W_LANG_ITEM, "itemprop inLanguage"},
    {CLAIM_LANGUAGE, W_LANG_DC, "meta dc.language"},
    {CLAIM_LANGUAGE, W_LANG_CITATION, "meta citation_language"},
    {CLAIM_SITE, W_SITE_OG, "meta og:site_name"},
    {CLAIM_SITE, W_SITE_CITATION, "meta citation_journal_title"},
    {CLAIM_SITE, W_SITE_APPLICATION, "meta application-name"},
    {CLAIM_SITE, W_SITE_APPLE, "meta apple-mobile-web-app-title"},
    {CLAIM_SITE, W_SITE_DC, "meta dc.publisher"},
    {CLAIM_DEK, W_SUBTITLE_CLASS, "element of a class such as dek"},
    {CLAIM_DEK, W_SUBTITLE_ITEM, "itemprop alternativeHeadline"},
    {CLAIM_DEK, W_DESCRIPTION_META, "meta description"},
    {CLAIM_DEK, W_DESCRIPTION_OG, "meta og:description"},
    {CLAIM_DEK, W_DESCRIPTION_TWITTER, "meta twitter:description"},
    {CLAIM_DEK, W_DESCRIPTION_DC, "meta dc.description"},
    {CLAIM_CANONICAL, W_CANONICAL_LINK, "link of rel=canonical"},
    {CLAIM_CANONICAL, W_CANONICAL_OG, "meta og:url"},
    {CLAIM_IMAGE, W_IMAGE_OG, "meta og:image"},
    {CLAIM_IMAGE, W_IMAGE_TWITTER, "meta twitter:image"},
    {CLAIM_IMAGE, W_IMAGE_LINK, "link of rel=image_src"},
    {CLAIM_IMAGE, W_IMAGE_ITEM, "itemprop image"},
    {CLAIM_TYPE, W_TYPE_OG, "meta og:type"},
};

struct tracer {
	struct witnesses *w;
	struct meta_trace *out;
	str taken[CLAIM_FIELD_COUNT]; /* what the article's metadata say */
	str folded[CLAIM_FIELD_COUNT];
};

str
meta_claim_field(enum claim_field field)
{
	static const str names[CLAIM_FIELD_COUNT] = {
	    [CLAIM_TITLE] = {"title", 5},
	    [CLAIM_AUTHOR] = {"author", 6},
	    [CLAIM_DATE] = {"date", 4},
	    [CLAIM_MODIFIED] = {"modified", 8},
	    [CLAIM_LANGUAGE] = {"language", 8},
	    [CLAIM_SITE] = {"site", 4},
	    [CLAIM_DEK] = {"subtitle", 8},
	    [CLAIM_CANONICAL] = {"canonical", 9},
	    [CLAIM_IMAGE] = {"image", 5},
	    [CLAIM_TYPE] = {"type", 4},
	};

	return names[field];
}

static str
names_text(struct arena *arena, const str *names, size_t count)
{
	struct buf buf = BUF(arena);

	for (size_t i = 0; i < count; i++) {
		buf_z(&buf, i ? ", " : "");
		buf_add(&buf, names[i]);
	}
	return count ? buf_str(&buf) : STR_NONE;
}

static str
day_text(struct arena *arena, struct date date)
{
	return date_is_set(date) ? date_day_iso(arena, date) : STR_NONE;
}

static void
read_taken(struct tracer *t, const struct meta *meta)
{
	struct arena *arena = t->w->ctx->arena;

	t->taken[CLAIM_TITLE] = meta->title;
	t->taken[CLAIM_AUTHOR] = names_text(arena, meta->authors, meta->author_count);
	t->taken[CLAIM_DATE] = day_text(arena, meta->date);
	t->taken[CLAIM_MODIFIED] = day_text(arena, meta->modified);
	t->taken[CLAIM_LANGUAGE] = meta->lang;
	t->taken[CLAIM_SITE] = meta->site;
	t->taken[CLAIM_DEK] = meta->subtitle;
	t->taken[CLAIM_CANONICAL] = meta->canonical;
	t->taken[CLAIM_IMAGE] = meta->image;
	t->taken[CLAIM_TYPE] = meta->type;
	for (size_t i = 0; i < CLAIM_FIELD_COUNT; i++)
		t->folded[i] = utf8_fold_words(arena, t->taken[i]);
}

static void
claim(struct tracer *t, enum claim_field field, str value, str source, uint32_t node)
{
	struct arena *arena = t->w->ctx->arena;

	value = utf8_fold_space(arena, value);
	if (!value.len)
		return;
	*ARENA_PUSH(arena, t->out->list, t->out->count, t->out->room) = (struct meta_claim){
	    field, value, source, node, str_eq(utf8_fold_words(arena, value), t->folded[field])};
}

/* The sources of a candidate, the first of them: those of a page's real title are many. */
static str
title_source(struct arena *arena, uint64_t sources)
{
	struct buf buf = BUF(arena);
	size_t said = 0, more = 0;

	for (size_t i = 0; i < TITLE_SOURCE_COUNT; i++) {
		if (!(sources >> i & 1))
			continue;
		if (said++ < TITLE_SOURCES_SAID)
			buf_printf(&buf, "%s%s", said > 1 ? ", " : "", title_words[i]);
		else
			more++;
	}
	if (more)
		buf_printf(&buf, ", and %zu more", more);
	return buf_str(&buf);
}

static void
claim_titles(struct tracer *t, const struct seen *seen)
{
	struct title_pool *pool = arena_alloc(t->w->ctx->arena, sizeof *pool);

	meta_title_rank(t->w, seen, pool);
	for (size_t done = 0; done < pool->count; done++) {
		size_t best = done;
		struct title_candidate swap;

		for (size_t i = done + 1; i < pool->count; i++)
			if (pool->list[i].score > pool->list[best].score)
				best = i;
		swap = pool->list[done];
		pool->list[done] = pool->list[best];
		pool->list[best] = swap;
		claim(t, CLAIM_TITLE, pool->list[done].text,
		    title_source(t->w->ctx->arena, pool->list[done].sources),
		    meta_title_node(t->w, pool->list[done].text));
	}
}

/* The sources among a candidate's signs. */
static str
sources_text(struct arena *arena, uint64_t signs, size_t count, str (*words)(size_t sign))
{
	struct buf buf = BUF(arena);

	for (size_t i = 0; i < count; i++) {
		str source = signs >> i & 1 ? words(i) : STR_NONE;

		if (!source.len)
			continue;
		buf_z(&buf, buf.len ? "; " : "");
		buf_add(&buf, source);
	}
	return buf_str(&buf);
}

/* The candidate of the highest score that was not yet taken; SIZE_MAX when none is left. */
static size_t
next_best(const double *scores, const bool *done, size_t count)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < count; i++)
		if (!done[i] && (best == SIZE_MAX || scores[i] > scores[best]))
			best = i;
	return best;
}

static void
claim_dates(struct tracer *t, const struct meta_dates *dates)
{
	struct arena *arena = t->w->ctx->arena;
	bool done[DATE_POOL_MAX] = {false};
	double scores[DATE_POOL_MAX];
	size_t at;

	for (size_t i = 0; i < dates->count; i++)
		scores[i] = dates->list[i].score;
	while ((at = next_best(scores, done, dates->count)) != SIZE_MAX) {
		done[at] = true;
		claim(t, CLAIM_DATE, date_day_iso(arena, dates->list[at].date),
		    sources_text(arena, dates->list[at].signs, DATE_SIGN_COUNT, meta_date_source),
		    dates->list[at].node);
	}
}

static void
claim_authors(struct tracer *t, const struct meta_authors *authors)
{
	bool done[AUTHOR_POOL_MAX] = {false};
	double scores[AUTHOR_POOL_MAX];
	size_t at;

	for (size_t i = 0; i < authors->count; i++)
		scores[i] = authors->list[i].score;
	while ((at = next_best(scores, done, authors->count)) != SIZE_MAX) {
		done[at] = true;
		claim(t, CLAIM_AUTHOR, authors->list[at].text,
		    sources_text(t->w->ctx->arena, authors->list[at].signs, AUTHOR_SIGN_COUNT,
			meta_author_source),
		    authors->list[at].node);
	}
}

static void
claim_people(struct tracer *t, uint32_t title_node, str title)
{
	struct meta_authors authors;
	struct meta_dates dates;

	meta_dates_find(t->w, title_node, title, &dates);
	meta_authors_find(t->w, title_node, title, &dates, &authors);
	claim_authors(t, &authors);
	claim_dates(t, &dates);
}

/* A witness's words as the field would have them. */
static str
as_field(struct tracer *t, enum claim_field field, str value)
{
	struct arena *arena = t->w->ctx->arena;
	struct date date;

	switch (field) {
	case CLAIM_MODIFIED:
		if (!date_parse(value, t->w->value[W_LANG_HTML], &date))
			return STR_NONE;
		return date_day_iso(arena, date);
	case CLAIM_LANGUAGE:
		return lang_clean(arena, value);
	case CLAIM_CANONICAL:
	case CLAIM_IMAGE:
		return value.len ? url_resolve(arena, t->w->page->base_url, value) : value;
	default:
		return value;
	}
}

static void
claim_plain(struct tracer *t)
{
	const struct jsonld *ld = &t->w->jsonld;

	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		claim(t, plain[i].field, as_field(t, plain[i].field, t->w->value[plain[i].witness]),
		    str_of(plain[i].words), t->w->node[plain[i].witness]);
	claim(t, CLAIM_MODIFIED, as_field(t, CLAIM_MODIFIED, ld->modified),
	    STR("JSON-LD, dateModified"), PAGE_NONE);
	claim(t, CLAIM_LANGUAGE, as_field(t, CLAIM_LANGUAGE, ld->lang), STR("JSON-LD, inLanguage"),
	    PAGE_NONE);
	claim(t, CLAIM_SITE, ld->site, STR("JSON-LD, WebSite"), PAGE_NONE);
	claim(t, CLAIM_SITE, ld->publisher, STR("JSON-LD, publisher"), PAGE_NONE);
	claim(t, CLAIM_DEK, ld->alternative, STR("JSON-LD, alternativeHeadline"), PAGE_NONE);
	claim(t, CLAIM_DEK, ld->description, STR("JSON-LD, description"), PAGE_NONE);
	claim(t, CLAIM_CANONICAL, as_field(t, CLAIM_CANONICAL, ld->url), STR("JSON-LD, url"),
	    PAGE_NONE);
	claim(
	    t, CLAIM_IMAGE, as_field(t, CLAIM_IMAGE, ld->image), STR("JSON-LD, image"), PAGE_NONE);
	claim(t, CLAIM_TYPE, ld->type, STR("JSON-LD, @type"), PAGE_NONE);
}

/* By field; of one field in the order said. */
static void
sort_claims(struct arena *arena, struct meta_trace *trace)
{
	struct meta_claim *sorted = arena_array(arena, trace->count, sizeof *sorted);
	size_t count = 0;

	for (int field = 0; field < CLAIM_FIELD_COUNT; field++)
		for (size_t i = 0; i < trace->count; i++)
			if ((int)trace->list[i].field == field)
				sorted[count++] = trace->list[i];
	trace->list = sorted;
	trace->room = count;
}

void
meta_trace_read(struct ctx *ctx, struct page *page, const struct meta *meta,
    const struct seen *seen, struct meta_trace *out)
{
	struct witnesses w;
	struct tracer t = {.w = &w, .out = out};

	*out = (struct meta_trace){.count = 0};
	meta_witness_read(ctx, page, &w);
	read_taken(&t, meta);
	claim_titles(&t, seen);
	claim_people(&t, meta_near_title(&w, meta->title), meta->title);
	claim_plain(&t);
	sort_claims(ctx->arena, out);
}
