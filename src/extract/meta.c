/* Metadata: from witnesses to an article's meta. */
#include "extract/meta.h"

#include "core/lang_detect.h"
#include "core/lang_script.h"
#include "core/url.h"
#include "core/utf8.h"
#include "extract/lang.h"
#include "extract/meta_like.h"
#include "extract/meta_title.h"
#include "extract/meta_title_shown.h"
#include "extract/ruled.h"
#include "extract/sitename.h"
#include "extract/type.h"

#define TAGS_MAX 50
#define LANG_BYTES 40000 /* of the text are looked at for its language */
#define LANG_LEAST 300   /* letters; fewer are not guessed at */
#define LANG_SHARE 80    /* per cent of the text must be in it */
#define WRITTEN_REACH 3  /* runs behind a written text's title in which its byline may stand */

static void
add_tag(struct witnesses *w, struct meta *meta, str tag)
{
	tag = utf8_fold_space(w->ctx->arena, utf8_head(tag, 200));
	if (!tag.len || tag.len > 80 || meta->tag_count >= TAGS_MAX)
		return;
	for (size_t i = 0; i < meta->tag_count; i++)
		if (str_eq_nocase(meta->tags[i], tag))
			return;
	*ARENA_PUSH(w->ctx->arena, meta->tags, meta->tag_count, meta->tag_room) = tag;
}

static void
add_tags(struct witnesses *w, struct meta *meta, str list)
{
	str tag;
	char mark = str_find_char(list, ',') == STR_NOT_FOUND ? ';' : ',';

	while (list.at && str_cut(&list, mark, &tag))
		add_tag(w, meta, tag);
}

static void
set_tags(struct witnesses *w, struct meta *meta)
{
	const struct front *front = w->page->front;

	if (front && front->tag_count) {
		for (size_t i = 0; i < front->tag_count; i++)
			add_tag(w, meta, front->tags[i]);
		return;
	}
	for (size_t i = 0; i < w->tags.count; i++)
		add_tag(w, meta, w->tags.list[i]);
	if (!meta->tag_count)
		for (size_t i = 0; i < w->jsonld.keywords.count; i++)
			add_tag(w, meta, w->jsonld.keywords.list[i]);
	if (!meta->tag_count)
		add_tags(w, meta, w->value[W_TAGS_NEWS]);
	if (!meta->tag_count)
		add_tags(w, meta, w->value[W_TAGS_KEYWORDS]);
}

static str
first_of(const str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!str_is_blank(list[i]))
			return list[i];
	return STR_NONE;
}

#define FIRST_OF(...) \
	first_of((const str[]){__VA_ARGS__}, sizeof((const str[]){__VA_ARGS__}) / sizeof(str))

/* An address made absolute; absent when it is not of the web. */
static str
web_address(struct witnesses *w, str address)
{
	str whole;

	if (!address.len)
		return STR_NONE;
	whole = url_resolve(w->ctx->arena, w->page->base_url, address);
	return url_is_web(whole) ? whole : STR_NONE;
}

static void
set_addresses(struct witnesses *w, struct meta *meta)
{
	const struct settings *settings = w->ctx->settings;
	const struct front *front = w->page->front;
	const str canonical[] = {
	    w->value[W_CANONICAL_LINK], w->value[W_CANONICAL_OG], w->jsonld.url};
	str image = front && front->image.len
	    ? front->image
	    : FIRST_OF(w->value[W_IMAGE_OG], w->value[W_IMAGE_OG_SECURE], w->value[W_IMAGE_OG_URL],
		  w->value[W_IMAGE_TWITTER], w->value[W_IMAGE_TWITTER_SRC], w->jsonld.image,
		  w->value[W_IMAGE_LINK], w->value[W_IMAGE_ITEM]);

	for (size_t i = 0; i < 3 && !meta->canonical.len; i++)
		meta->canonical = web_address(w, canonical[i]);
	meta->source =
	    FIRST_OF(settings->base_url, front ? front->source : STR_NONE, w->page->saved_from);
	if (!url_is_web(meta->source))
		meta->source =
		    FIRST_OF(meta->canonical, w->page->is_body ? STR_NONE : w->page->base_url);
	if (!url_is_web(meta->source))
		meta->source = STR_NONE;
	/* A local image keeps its address as the page has it: it lies beside the page. */
	meta->image = web_address(w, image);
	if (!meta->image.len && str_starts(image, STR("/")) && meta->canonical.len)
		meta->image = url_resolve(w->ctx->arena, meta->canonical, image);
	if (!meta->image.len && image.len && str_find(image, STR(":")) == STR_NOT_FOUND)
		meta->image = image;
}

/* The last or first part of the title element where it is the host's name written out. */
static str
site_of_title(struct witnesses *w)
{
	str parts[SITENAME_PARTS_MAX], known[SITE_NAMES_MAX];
	size_t count = sitename_parts(w->value[W_TITLE_ELEMENT], parts);
	size_t known_count = meta_site_names(w, known);

	if (count > 1 && sitename_is(w->ctx->arena, parts[count - 1], known, known_count))
		return parts[count - 1];
	if (count > 1 && sitename_is(w->ctx->arena, parts[0], known, known_count))
		return parts[0];
	return STR_NONE;
}

static void
set_site(struct witnesses *w, struct meta *meta)
{
	const struct front *front = w->page->front;
	str host = url_host(FIRST_OF(meta->canonical, meta->source));

	if (str_starts_nocase(host, STR("www.")))
		host = str_from(host, 4);
	/* Where a letter is shown on the web tells nothing of who sent it. */
	if (front && front->is_letter)
		host = STR_NONE;
	meta->site = FIRST_OF(front ? front->site : STR_NONE, front ? front->publisher : STR_NONE,
	    w->value[W_SITE_OG], w->value[W_SITE_CITATION], w->jsonld.site, w->jsonld.publisher,
	    site_of_title(w), w->value[W_SITE_APPLICATION], w->value[W_SITE_APPLE],
	    w->value[W_SITE_DC], host, meta_title_rest(w, meta->title));
	meta->publisher =
	    FIRST_OF(front ? front->publisher : STR_NONE, w->jsonld.publisher, w->value[W_SITE_DC]);
	meta->series = front ? front->series : STR_NONE;
	meta->series_index = front ? front->series_index : STR_NONE;
	meta->title_sort = front ? front->title_sort : STR_NONE;
	meta->rights = FIRST_OF(front ? front->rights : STR_NONE, w->value[W_RIGHTS_DC],
	    w->value[W_RIGHTS_DCTERMS], w->value[W_RIGHTS_META]);
}

static void
set_lang(struct witnesses *w, struct meta *meta)
{
	const struct front *front = w->page->front;
	const str tags[] = {front ? front->lang : STR_NONE, w->value[W_LANG_HTML],
	    w->value[W_LANG_META], w->value[W_LANG_OG], w->jsonld.lang, w->value[W_LANG_ITEM],
	    w->value[W_LANG_DC], w->value[W_LANG_CITATION]};

	for (size_t i = 0; i < sizeof tags / sizeof tags[0] && !meta->lang.len; i++)
		meta->lang = lang_clean(w->ctx->arena, tags[i]);
}

/* What the letters do not decide. */
static void
detect_lang(struct ctx *ctx, const struct page *page, bool has_kept, struct meta *meta)
{
	uint32_t body = page_body(page);
	struct buf text = BUF(ctx->arena);

	for (uint32_t i = body; i < page->nodes[body].end && text.len < LANG_BYTES; i++) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_TEXT && (!has_kept || node->flags & NODE_KEEP)) {
			buf_add(&text, str_head(node->text, LANG_BYTES));
			buf_char(&text, ' ');
		} else if ((tag_kinds(node->tag) & IS_HIDDEN) || node->tag == TAG_PRE ||
		    node->tag == TAG_CODE) {
			i = node->end - 1;
		}
	}
	if (lang_detect(ctx->arena, buf_str(&text), LANG_LEAST, LANG_SHARE, &meta->lang) ==
	    LANG_NO_LIBRARY)
		diag_say(ctx->log, DIAG_LANG_LIBRARY, ctx->name, NULL);
}

void
meta_guess_lang(struct ctx *ctx, struct page *page, struct meta *meta)
{
	struct lang_letters kept = {0}, all = {0};
	uint32_t body = page_body(page);

	if (meta->lang.len || !page->count)
		return;
	for (uint32_t i = body; i < page->nodes[body].end; i++) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_TEXT) {
			lang_script_count(&all, node->text);
			if (node->flags & NODE_KEEP)
				lang_script_count(&kept, node->text);
		} else if (tag_kinds(node->tag) & IS_HIDDEN) {
			i = node->end - 1;
		}
	}
	meta->lang = lang_script_guess(kept.all ? &kept : &all);
	if (!meta->lang.len)
		detect_lang(ctx, page, kept.all > 0, meta);
}

static bool
same_words(struct arena *arena, str a, str b)
{
	return str_eq(utf8_fold_words(arena, a), utf8_fold_words(arena, b));
}

/* A dek is a sentence or two that stands near the title and is not the title again. */
static bool
is_dek(struct witnesses *w, const struct meta *meta, str text)
{
	return text.len >= 15 && text.len <= 500 && !same_words(w->ctx->arena, text, meta->title) &&
	    !same_words(w->ctx->arena, text, meta->site);
}

/* The block right after the title that says what the description says. */
static str
dek_as_described(struct witnesses *w, uint32_t title_node, str description)
{
	str wanted = utf8_fold_words(w->ctx->arena, description);
	size_t from;

	if (title_node == PAGE_NONE || wanted.len < 20)
		return STR_NONE;
	from = meta_witness_run(w, w->page->nodes[title_node].end);
	for (size_t i = from; i < w->run_count && i < from + 12; i++)
		if (w->runs[i].text.len < 600 &&
		    str_eq(utf8_fold_words(w->ctx->arena, w->runs[i].text), wanted))
			return w->runs[i].text;
	return STR_NONE;
}

static void
set_description(struct witnesses *w, struct meta *meta, uint32_t title_node)
{
	const struct front *front = w->page->front;
	str described = FIRST_OF(front ? front->description : STR_NONE,
	    w->value[W_DESCRIPTION_META], w->value[W_DESCRIPTION_OG], w->jsonld.description,
	    w->value[W_DESCRIPTION_TWITTER], w->value[W_DESCRIPTION_DC]);
	const str deks[] = {front ? front->subtitle : STR_NONE, w->value[W_SUBTITLE_CLASS],
	    w->value[W_SUBTITLE_ITEM], w->jsonld.alternative,
	    dek_as_described(w, title_node, w->value[W_DESCRIPTION_META]),
	    dek_as_described(w, title_node, w->value[W_DESCRIPTION_OG])};

	for (size_t i = 0; i < sizeof deks / sizeof deks[0] && !meta->subtitle.len; i++)
		if (is_dek(w, meta, deks[i]))
			meta->subtitle = utf8_fold_space(w->ctx->arena, deks[i]);
	meta->description = FIRST_OF(meta->subtitle, described);
}

/* What front matter says of the type, where it is one of ours; else what the page is like. What
   has not been looked at is an article: a dump, a written text. */
static void
set_type(struct witnesses *w, const struct seen *seen, struct meta *meta)
{
	const struct front *front = w->page->front;

	for (size_t i = 0; front && i < TYPE_COUNT; i++)
		if (str_eq_nocase(front->type, str_of(type_name((enum page_type)i)))) {
			meta->type = str_of(type_name((enum page_type)i));
			meta->sure.type = 1;
			return;
		}
	meta->type = str_of(type_name(seen ? type_of(seen) : TYPE_ARTICLE));
	meta->sure.type = seen ? (double)seen->likely[type_of(seen)] : 0;
}

static void
add_author(struct witnesses *w, struct meta *meta, str name)
{
	*ARENA_PUSH(w->ctx->arena, meta->authors, meta->author_count, meta->author_room) = name;
}

/* What front matter and a written text's own first lines say. */
static void
set_people_of_written(struct witnesses *w, struct meta *meta, uint32_t title_node)
{
	const struct front *front = w->page->front;
	struct byline_names names = {0};
	struct near_byline near = {.first = PAGE_NONE};

	if (front)
		meta->date = front->date;
	if (!(front && front->author_count) && title_node != PAGE_NONE) {
		near = meta_near_byline(w, title_node, WRITTEN_REACH);
		byline_split(w->ctx->arena, near.text, BYLINE_SHOWN, &names);
		meta->byline = near.text;
		if (names.count && !date_is_set(meta->date))
			date_find(near.text, meta->lang, &meta->date);
	}
	for (size_t i = 0; i < names.count; i++)
		add_author(w, meta, names.list[i]);
	if (front)
		meta->sure.title = meta->sure.author = meta->sure.date = 0;
}

/* What front matter, a feed or a mail says is believed before the page, field by field. */
static void
set_told(struct witnesses *w, struct meta *meta)
{
	const struct front *front = w->page->front;
	struct byline_names names = {0};

	for (size_t i = 0; i < front->author_count; i++)
		byline_split(w->ctx->arena, front->authors[i], BYLINE_DECLARED, &names);
	if (names.count) {
		meta->authors = names.list;
		meta->author_count = names.count;
		meta->author_room = names.room;
	}
	if (front->author_count)
		meta->sure.author = 1;
	if (date_is_set(front->date)) {
		meta->date = front->date;
		meta->sure.date = 1;
	}
	if (date_is_set(front->modified))
		meta->modified = front->modified;
	if (!str_is_blank(front->title))
		meta->sure.title = 1;
	meta->section = front->section;
}

static void
set_people(struct witnesses *w, const struct seen *seen, struct meta *meta, uint32_t title_node)
{
	struct meta_authors authors;
	struct meta_dates dates;
	struct meta_choice author, date;
	float row[LIKE_SIGNAL_COUNT];

	meta_dates_find(w, title_node, meta->title, &dates);
	meta_authors_find(w, title_node, meta->title, &dates, &authors);
	meta_like_signals(w, seen, &authors, &dates, meta->title, row);
	author = meta_like_author(row, &authors);
	date = meta_like_date(row, &dates);
	if (author.given) {
		size_t best = meta_authors_whole(w->ctx->arena, &authors, author.best);
		const struct byline_names *names = &authors.list[best].names;

		for (size_t i = 0; i < names->count; i++)
			add_author(w, meta, names->list[i]);
		meta->byline = authors.byline;
		meta->sure.author = author.sure;
	}
	if (date.given) {
		meta->date = dates.list[date.best].date;
		meta->sure.date = date.sure;
		if (date_is_set(dates.modified) &&
		    date_compare_day(dates.modified, meta->date) >= 0)
			meta->modified = dates.modified;
	}
}

void
meta_override(struct ctx *ctx, struct meta *meta)
{
	const struct settings *settings = ctx->settings;
	struct byline_names names = {0};
	struct date date;
	str lang;

	if (!str_is_blank(settings->title)) {
		meta->title = utf8_fold_space(ctx->arena, settings->title);
		meta->sure.title = 1;
	}
	if (!str_is_blank(settings->author)) {
		byline_split(ctx->arena, settings->author, BYLINE_DECLARED, &names);
		/* A name that the user gives is a name, whatever it looks like. */
		if (!names.count)
			*ARENA_PUSH(ctx->arena, names.list, names.count, names.room) =
			    utf8_fold_space(ctx->arena, settings->author);
		meta->authors = names.list;
		meta->author_count = names.count;
		meta->author_room = names.room;
		meta->byline = STR_NONE;
		meta->sure.author = 1;
	}
	lang = lang_clean(ctx->arena, settings->lang);
	if (lang.len)
		meta->lang = lang;
	if (date_parse(settings->date, meta->lang, &date)) {
		meta->date = date;
		meta->sure.date = 1;
	}
	if (!str_is_blank(settings->description))
		meta->description = utf8_fold_space(ctx->arena, settings->description);
	if (!str_is_blank(settings->series))
		meta->series = utf8_fold_space(ctx->arena, settings->series);
	if (!str_is_blank(settings->publisher))
		meta->publisher = utf8_fold_space(ctx->arena, settings->publisher);
}

void
meta_collect(struct ctx *ctx, struct page *page, struct article *article, struct extraction *out)
{
	struct meta *meta = &article->meta;
	struct witnesses w;
	str shown;

	meta_witness_read(ctx, page, &w);
	if (out->seen)
		type_classify(&w, out->seen);
	shown = meta_title_choose(&w, out->seen, &meta->sure.title);
	meta->title = page->front && !str_is_blank(page->front->title) ? page->front->title : shown;
	if (page->is_written && w.heading_count && !(page->front && page->front->title.len))
		meta->title = w.headings[0].text;
	if (out->ruled && out->ruled->title.len) {
		meta->title = out->ruled->title;
		meta->sure.title = 1;
	}
	meta->title = utf8_fold_space(ctx->arena, meta->title);
	out->title_node = meta_title_node(&w, meta->title);
	set_addresses(&w, meta);
	set_site(&w, meta);
	set_lang(&w, meta);
	set_type(&w, out->seen, meta);
	if (page->is_written || page->is_dump || page->is_body)
		set_people_of_written(&w, meta, page->is_dump ? PAGE_NONE : out->title_node);
	else
		set_people(&w, out->seen, meta, meta_near_title(&w, meta->title));
	if (page->front)
		set_told(&w, meta);
	if (out->ruled)
		ruled_people(ctx, out->ruled, meta);
	set_description(&w, meta, out->title_node);
	set_tags(&w, meta);
	out->section =
	    FIRST_OF(w.value[W_SECTION_ARTICLE], w.jsonld.section, w.value[W_SECTION_CRUMB]);
	if (out->title_node == PAGE_NONE)
		out->title_node = meta_title_shown_node(&w, meta->title);
	meta_override(ctx, meta);
}
