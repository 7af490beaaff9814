/* Pass 1: one input becomes an Article. */
#include "cli/job.h"

#include "cli/frame.h"
#include "core/sha256.h"
#include "core/url.h"
#include "decode/decode.h"
#include "edit/edit.h"
#include "extract/extract.h"
#include "parse/parse.h"
#include "rebuild/rebuild.h"
#include "template/template.h"
#include "unpack/sidecar.h"

/* How a kind of input is read. */
struct reader {
	enum kind kind;
	bool is_markup;
	struct page *(*parse)(struct ctx *ctx, str text);
};

static const struct reader readers[] = {
    {KIND_HTML, true, parse_html},
    {KIND_XHTML, true, parse_xhtml},
    {KIND_MARKDOWN, false, parse_markdown},
    {KIND_TEXT, false, parse_text},
};

struct job *
job_new(const struct settings *settings)
{
	struct arena own;
	struct job *job;

	arena_init(&own, (size_t)1 << 20, NULL);
	job = arena_alloc(&own, sizeof *job);
	job->own = own;
	job->settings = settings;
	job->deflate = deflate_new();
	if (!job->deflate) {
		arena_release(&own);
		return NULL;
	}
	return job;
}

void
job_free(struct job *job)
{
	struct arena own = job->own;

	arena_release(&job->arena);
	deflate_free(job->deflate);
	arena_release(&own);
}

/* Where a page's pictures are looked for: beside it, then where the user says. */
struct places {
	const struct shelf *beside, *resources;
};

static enum edit_found
find_beside(struct ctx *ctx, const void *shelf, str address, str absolute, size_t most, str *bytes)
{
	const struct places *places = shelf;
	enum shelf_result result = shelf_find(ctx, places->beside, address, absolute, most, bytes),
			  other;

	if (places->resources && result != SHELF_FOUND && result != SHELF_TOO_LARGE) {
		other = shelf_find(ctx, places->resources, address, absolute, most, bytes);
		if (other != SHELF_MISSING)
			result = other;
	}
	switch (result) {
	case SHELF_FOUND:
		return EDIT_FOUND;
	case SHELF_OUTSIDE:
		return EDIT_OUTSIDE;
	case SHELF_UNREADABLE:
		return EDIT_UNREADABLE;
	case SHELF_TOO_LARGE:
		return EDIT_TOO_LARGE;
	default:
		return EDIT_MISSING;
	}
}

/* What a page's links are relative to: its own <base>, meant from where it was taken. */
static str
base_of(struct ctx *ctx, const struct page *page, str address)
{
	str base = url_resolve(ctx->arena, address, page->base_href);

	return base.len ? base : address;
}

static bool
has_file(struct ctx *ctx, const void *places, str address, str absolute)
{
	enum edit_found found;
	str bytes;

	found = find_beside(ctx, places, address, absolute, 0, &bytes);
	return found == EDIT_FOUND || found == EDIT_TOO_LARGE;
}

struct page *
job_page(struct ctx *ctx, struct source_item *item, uint8_t digest[32])
{
	struct page *page, *framed;
	const char *encoding;
	str text;

	if (!source_read(ctx, item))
		return NULL;
	sha256(item->bytes, digest);
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		if (readers[i].kind == item->kind) {
			text = decode_document(
			    ctx, item->bytes, item->charset, readers[i].is_markup, &encoding);
			page = readers[i].parse(ctx, text);
			page->encoding = str_of(encoding);
			page->is_body = item->is_body;
			if (item->base_url.at) {
				/* A body's links are relative to where the feed stands. */
				if (!item->is_body)
					page->saved_from = item->base_url;
				if (!url_is_web(page->base_url))
					page->base_url = base_of(ctx, page, item->base_url);
			}
			framed = readers[i].is_markup && !item->is_body
			    ? frame_page(ctx, item, page)
			    : NULL;
			page = framed ? framed : page;
			if (item->told && !page->front)
				page->front = item->told;
			page->front =
			    front_over(ctx->arena, sidecar_read(ctx, item->file), page->front);
			page->front = front_over(ctx->arena, ctx->settings->told, page->front);
			return page;
		}
	return NULL;
}

/* Say in the article's language where the way back from a note leads: edit leaves the number. */
static void
name_ways_back(struct article *article)
{
	struct words *words = words_new(article->arena, article->meta.lang);
	const xmlNode *top = article->body->root;

	for (xmlNode *node = article->body->root; node; node = tree_next(top, node)) {
		struct values *values;

		if (!str_eq(tree_get(node, "role"), STR("doc-backlink")))
			continue;
		values = values_new(article->arena);
		values_set(
		    values, "number", arena_copy(article->arena, tree_get(node, "aria-label")));
		tree_set(article->body, node, "aria-label",
		    words_fill(article->arena, words, "back", values));
	}
}

static str
section_of(const struct settings *settings, const struct source_item *item, const struct meta *meta)
{
	if (item->is_placed)
		return item->section;
	switch (settings->sections) {
	case SECTIONS_FOLDER:
		return item->folder;
	case SECTIONS_FEED:
		return item->feed;
	case SECTIONS_TAG:
		return meta->tag_count ? meta->tags[0] : STR_NONE;
	case SECTIONS_SITE:
		return meta->site;
	case SECTIONS_ASKED:
		return meta->section;
	case SECTIONS_NONE:
		return STR_NONE;
	default:
		return meta->section.at ? meta->section : item->section;
	}
}

static struct article *
make_article(struct job *job)
{
	struct ctx *ctx = &job->ctx;
	struct source_item *item = &job->item;
	struct article *article = article_new(ctx->arena);
	struct places places = {source_shelf(ctx->arena, item), ctx->settings->resources};
	struct edit_shelf beside = {find_beside, &places};
	struct article_files files = {has_file, &places};
	struct extraction *found = &job->found;
	struct page *page;

	job->page = page = job_page(ctx, item, article->input_digest);
	if (!page)
		return NULL;
	article->kind = str_of(kind_row(item->as ? item->as : item->kind)->name);
	article->base_url = page->base_url;
	extract_article(ctx, page, article, found);
	if (!article->empty) {
		/* Of files beside a page their names tell enough. */
		if (item->shelf || places.resources)
			article->files = &files;
		rebuild_article(ctx, page, article, found->title_node);
		article->files = NULL;
		edit_article(ctx, article, &beside);
		name_ways_back(article);
		article->empty = article->words == 0 && article->picture_count == 0;
		article->absence = article->empty ? ABSENCE_EMPTY : ABSENCE_NONE;
	}
	if (article->empty)
		article->words = 0;
	article->captured = item->captured;
	article->meta.section = section_of(ctx->settings, item, &article->meta);
	return article;
}

static void
refuse(struct job *job, enum arena_fault fault)
{
	str name = job->item.name.at ? arena_copy(&job->own, job->item.name) : STR_NONE;

	arena_release(&job->arena);
	arena_init(&job->arena, (size_t)1 << 20, NULL);
	job->log = (struct diag_log){.arena = &job->arena};
	job->article = NULL;
	job->result = NULL;
	job->item = (struct source_item){.is_refused = true, .order = job->item.order};
	job->item.name = job->item.label = name;
	if (fault == ARENA_NO_MEMORY)
		diag_say(&job->log, DIAG_NO_MEMORY, name, NULL);
	else
		diag_say(&job->log, DIAG_LIMIT_MEMORY, name, "%zu MiB", LIMIT_ITEM_MEMORY >> 20);
}

static void
begin(struct job *job, jmp_buf *escape)
{
	arena_release(&job->arena);
	arena_init(&job->arena, LIMIT_ITEM_MEMORY, escape);
	job->log = (struct diag_log){.arena = &job->arena};
	job->ctx = (struct ctx){&job->arena, &job->log, job->settings, STR_NONE};
	job->item = (struct source_item){0};
	job->article = NULL;
	job->result = NULL;
	job->fault = 0;
}

bool
job_fetch(struct job *job, struct unpacking *unpacking)
{
	jmp_buf escape;
	bool more;
	int fault;

	begin(job, &escape);
	fault = setjmp(escape);
	if (fault) {
		job->arena.escape = NULL;
		unpack_give_up(unpacking, &job->ctx, &job->item);
		refuse(job, (enum arena_fault)fault);
		return true;
	}
	more = unpack_next(unpacking, &job->ctx, &job->item);
	job->arena.escape = NULL;
	return more;
}

void
job_run(struct job *job, void (*then)(struct job *job, const struct source_item *item, void *with),
    void *with)
{
	jmp_buf escape;
	int fault;

	if (job->item.is_refused)
		return;
	job->arena.escape = &escape;
	fault = setjmp(escape);
	if (fault) {
		refuse(job, (enum arena_fault)fault);
		return;
	}
	job->article = make_article(job);
	if (job->article)
		then(job, &job->item, with);
	job->arena.escape = NULL;
}
