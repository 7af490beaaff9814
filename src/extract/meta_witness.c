/* Witnesses, gathered in one walk over the page. */
#include "extract/meta_witness.h"

#include "core/utf8.h"
#include "extract/meta_people.h"

#define DATE_TRIES_MAX 2000 /* elements of a date-like class that are searched for a date */
#define PROSE 80            /* bytes of a text that is more than a label */

enum where { META, ITEM, REL, SEEN };

static const struct {
	enum where where;
	const char *key;
} rows[] = {
#define WITNESS(symbol, where, key) {where, key},
#include "extract/meta_witness.def"
#undef WITNESS
};

/* Words of class and id names (split at hyphens, underscores and changes of case) that tell where
   in a page an element stands. */
static const struct {
	const char *word;
	unsigned char region;
} region_words[] = {
    {"comment", IN_COMMENTS},
    {"comments", IN_COMMENTS},
    {"respond", IN_COMMENTS},
    {"replies", IN_COMMENTS},
    {"related", IN_RELATED},
    {"recommended", IN_RELATED},
    {"recommendations", IN_RELATED},
    {"recent", IN_RELATED},
    {"latest", IN_RELATED},
    {"popular", IN_RELATED},
    {"trending", IN_RELATED},
    {"more", 0},
    {"sidebar", IN_ASIDE},
    {"widget", IN_ASIDE},
    {"footer", IN_FOOTER},
    {"nav", IN_NAV},
    {"menu", IN_NAV},
    {"navbar", IN_NAV},
    {"navigation", IN_NAV},
    {"breadcrumb", IN_NAV},
    {"breadcrumbs", IN_NAV},
    {"cookie", IN_HIDDEN},
    {"modal", IN_HIDDEN},
    {"popup", IN_HIDDEN},
    {"suggested", IN_RELATED},
    {"testimonial", IN_RELATED},
    {"testimonials", IN_RELATED},
    {"review", 0},
    {"reviews", IN_COMMENTS},
};

/* The next word of a class name, of three letters at least. */
static bool
class_word(str *rest, str *word)
{
	size_t from = 0, end;

	for (;; from = end) {
		while (from < rest->len && !ascii_is_alpha((unsigned char)rest->at[from]))
			from++;
		if (from == rest->len)
			return false;
		for (end = from + 1; end < rest->len; end++) {
			unsigned char c = (unsigned char)rest->at[end];
			unsigned char before = (unsigned char)rest->at[end - 1];

			if (!ascii_is_alpha(c) ||
			    (c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z'))
				break;
		}
		if (end - from >= 3)
			break;
	}
	*word = (str){rest->at + from, end - from};
	*rest = str_from(*rest, end);
	return true;
}

/* The same word but for case; the lists are long and few words are alike at the first letter. */
static bool
is_word(str word, const char *listed)
{
	return (word.at[0] | 0x20) == (listed[0] | 0x20) && str_eq_nocase(word, str_of(listed));
}

bool
meta_witness_named(str names, const char *const *words)
{
	str word;

	names = str_head(names, 400);
	while (class_word(&names, &word))
		for (size_t i = 0; words[i]; i++)
			if (is_word(word, words[i]))
				return true;
	return false;
}

/* What the names of an element's class and id tell. A wrapper's "under-menu" or "has-sidebar" is no
   region of what holds most of the page's prose; the comments may hold most of it. */
static unsigned char
region_named(const struct page *page, uint32_t at, bool holds_prose)
{
	static const str names[] = {{"class", 5}, {"id", 2}};
	unsigned char region = 0;

	for (size_t i = 0; i < 2; i++) {
		str value = str_head(page_get(page, at, names[i]), 400), word;

		while (class_word(&value, &word))
			for (size_t k = 0; k < sizeof region_words / sizeof region_words[0]; k++)
				if (is_word(word, region_words[k].word))
					region |= region_words[k].region;
	}
	return holds_prose ? region & IN_COMMENTS : region;
}

static unsigned char
region_of(const struct page *page, uint32_t at, unsigned char around, bool holds_prose)
{
	unsigned char region = region_named(page, at, holds_prose);
	str role = page_get(page, at, STR("role"));

	switch (page->nodes[at].tag) {
	case TAG_MAIN:
		region |= IN_MAIN;
		break;
	case TAG_ARTICLE:
		region |= IN_ARTICLE;
		break;
	case TAG_NAV:
	case TAG_MENU:
		region |= IN_NAV;
		break;
	case TAG_ASIDE:
		region |= IN_ASIDE;
		break;
	case TAG_FOOTER:
		region |= IN_FOOTER;
		break;
	case TAG_BODY:
	case TAG_HTML:
		return 0;
	default:
		break;
	}
	if (str_eq_nocase(role, STR("main")))
		region |= IN_MAIN;
	else if (str_eq_nocase(role, STR("navigation")))
		region |= IN_NAV;
	else if (str_eq_nocase(role, STR("dialog")))
		region |= IN_HIDDEN;
	/* An article's own footer may have its byline. */
	return around & (IN_ARTICLE | IN_MAIN) ? region & (unsigned char)~IN_FOOTER : region;
}

/* Elements within a heading or a byline that are not its text. */
static bool
is_beside_text(const struct page *page, uint32_t at)
{
	static const char *const beside[] = {"editsection", "headerlink", "anchor", "only",
	    "reader", "visuallyhidden", "permalink", "badge", "edit", "tooltip", "icon", NULL};
	const struct node *node = &page->nodes[at];

	if (node->tag == TAG_BUTTON || node->tag == TAG_SELECT || node->tag == TAG_TEXTAREA ||
	    node->flags & NODE_SVG || tag_kinds(node->tag) & IS_HIDDEN || node->tag == TAG_NOSCRIPT)
		return true;
	if (page_has(page, at, STR("hidden")))
		return true;
	return (node->tag == TAG_A || node->tag == TAG_SPAN) &&
	    meta_witness_named(page_get(page, at, STR("class")), beside);
}

str
meta_witness_text(struct witnesses *w, uint32_t at, bool spaced)
{
	const struct page *page = w->page;
	struct buf buf = BUF(w->ctx->arena);
	str text;
	uint32_t end = page->nodes[at].end;

	if (end - at > 120)
		return STR_NONE;
	for (uint32_t i = at; i < end && buf.len < WITNESS_TEXT_MAX; i++) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_TEXT) {
			buf_add(&buf, node->text);
			if (spaced)
				buf_char(&buf, ' ');
		} else if (i > at && is_beside_text(page, i)) {
			i = node->end - 1;
		} else if (tag_kinds(node->tag) & IS_BLOCK || node->tag == TAG_BR) {
			buf_char(&buf, ' ');
		}
	}
	text = utf8_fold_space(w->ctx->arena, utf8_head(buf_str(&buf), WITNESS_TEXT_MAX));
	while (str_ends(text, STR("¶")) || str_ends(text, STR(" #")))
		text = str_trim(str_head(text, text.len - 2));
	return str_is_blank(text) ? STR_NONE : text;
}

static void
testify(struct witnesses *w, enum witness which, uint32_t node, str value)
{
	if (w->value[which].at)
		return;
	value = jsonld_plain(w->ctx->arena, utf8_head(value, WITNESS_TEXT_MAX));
	if (str_is_blank(value))
		return;
	w->value[which] = value;
	w->node[which] = node;
}

static void
add_to_list(struct witnesses *w, struct byline_names *names, str value)
{
	value = utf8_fold_space(w->ctx->arena, utf8_head(value, 200));
	if (value.len && names->count < BYLINE_NAMES_MAX)
		*ARENA_PUSH(w->ctx->arena, names->list, names->count, names->room) = value;
}

/* "w-published-date", "ms.date": names of dates that no vocabulary has. */
static bool
is_date_like(str key)
{
	static const char *const others[] = {"modif", "updat", "expir", "valid", "revis", "review"};

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (str_find_nocase(key, str_of(others[i])) != STR_NOT_FOUND)
			return false;
	for (size_t i = 0; i < WITNESS_COUNT; i++)
		if (str_eq_nocase(key, str_of(rows[i].key)))
			return false;
	return str_find_nocase(key, STR("publish")) != STR_NOT_FOUND ||
	    str_ends_nocase(key, STR("date"));
}

static void
read_meta(struct witnesses *w, uint32_t at)
{
	static const str names[] = {
	    {"property", 8}, {"name", 4}, {"itemprop", 8}, {"http-equiv", 10}};
	str content = page_get(w->page, at, STR("content"));

	if (!content.at)
		return;
	for (size_t k = 0; k < 4; k++) {
		str key = str_trim(page_get(w->page, at, names[k]));

		if (!key.len || key.len > 60)
			continue;
		for (size_t i = 0; i < WITNESS_COUNT; i++)
			if ((rows[i].where == META || (rows[i].where == ITEM && k == 2)) &&
			    str_eq_nocase(key, str_of(rows[i].key)))
				testify(w, (enum witness)i, at, content);
		if (str_eq_nocase(key, STR("citation_author")))
			add_to_list(w, &w->authors, content);
		else if (str_eq_nocase(key, STR("article:tag")))
			add_to_list(w, &w->tags, content);
		if (is_date_like(key))
			testify(w,
			    str_find_nocase(key, STR("publish")) != STR_NOT_FOUND
				? W_DATE_PUBLISH_LIKE
				: W_DATE_LIKE,
			    at, content);
	}
}

/* The value of an element with itemprop (HTML Living Standard, 5.2.4), its inner name for a
   person. */
static str
item_value(struct witnesses *w, uint32_t at)
{
	static const str names[] = {{"content", 7}, {"datetime", 8}};
	const struct page *page = w->page;
	uint32_t end = page->nodes[at].end;

	for (size_t i = 0; i < 2; i++) {
		str value = page_get(page, at, names[i]);

		if (!str_is_blank(value))
			return value;
	}
	if (page->nodes[at].tag == TAG_IMG)
		return page_get(page, at, STR("src"));
	for (uint32_t i = at + 1; i < end && i < at + 40; i++)
		if (page_has_token(page, i, STR("itemprop"), STR("name"))) {
			str value = page_get(page, i, STR("content"));

			return str_is_blank(value) ? meta_witness_text(w, i, true) : value;
		}
	return meta_witness_text(w, at, true);
}

static void
read_item(struct witnesses *w, uint32_t at, str props)
{
	str prop;

	props = str_head(props, 200);
	while (str_word(&props, &prop))
		for (size_t i = 0; i < WITNESS_COUNT; i++)
			if (rows[i].where == ITEM && !w->value[i].at &&
			    str_eq_nocase(prop, str_of(rows[i].key)) &&
			    !(w->region[at] & (IN_COMMENTS | IN_RELATED)))
				testify(w, (enum witness)i, at, item_value(w, at));
}

static void
read_link(struct witnesses *w, uint32_t at)
{
	for (size_t i = 0; i < WITNESS_COUNT; i++)
		if (rows[i].where == REL &&
		    page_has_token(w->page, at, STR("rel"), str_of(rows[i].key)))
			testify(w, (enum witness)i, at, page_get(w->page, at, STR("href")));
}

static bool
is_author_address(str href)
{
	static const char *const parts[] = {"/author/", "/authors/", "/people/", "/team/",
	    "/profile/", "/profiles/", "/by/", "/staff/", "/contributor/", "/contributors/",
	    "/writers/", "/writer/", "/journalist/", "/autor/", "/autore/", "/auteur/",
	    "/redakteur/", "/members/", "/member/", "/user/", "/users/", "/u/",
	    "?author=", "/columnist/", "/bio/"};

	href = str_head(href, 300);
	for (size_t at = 0; at + 3 < href.len; at++) {
		if (href.at[at] != '/' && href.at[at] != '?')
			continue;
		for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
			if (parts[i][1] == (href.at[at + 1] | 0x20) &&
			    href.len > at + str_of(parts[i]).len &&
			    str_starts_nocase(str_from(href, at), str_of(parts[i])))
				return true;
	}
	return false;
}

/* The last link of the way of crumbs: where the page belongs. */
static void
read_crumbs(struct witnesses *w, uint32_t at)
{
	static const char *const words[] = {"breadcrumb", "breadcrumbs", "crumb", "crumbs", NULL};
	const struct page *page = w->page;
	uint32_t last = PAGE_NONE, text = PAGE_NONE;

	if (w->value[W_SECTION_CRUMB].at || page->nodes[at].end - at > 120 ||
	    !(meta_witness_named(page_get(page, at, STR("class")), words) ||
		meta_witness_named(page_get(page, at, STR("aria-label")), words)))
		return;
	for (uint32_t i = at; i < page->nodes[at].end; i++)
		if (page->nodes[i].tag == TAG_A)
			last = i;
		else if (page->nodes[i].tag == TAG_TEXT && page->nodes[i].text.len > 2 &&
		    !str_is_blank(page->nodes[i].text))
			text = i;
	if (text != PAGE_NONE) {
		testify(w, W_CRUMBS, at, meta_witness_text(w, at, true));
		testify(w, W_CRUMB_LAST, text, str_trim(page->nodes[text].text));
	}
	if (last != PAGE_NONE)
		testify(w, W_SECTION_CRUMB, last, meta_witness_text(w, last, true));
}

/* The time that a time element or a script's own one of its kind has in an attribute. */
static str
time_attribute(const struct page *page, uint32_t at)
{
	static const char *const names[] = {"datetime", "ts", "created-timestamp"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		str value = page_get(page, at, str_of(names[i]));

		if (value.len >= 8 && value.len < 60)
			return value;
	}
	return STR_NONE;
}

/* Elements of the body that say something by their class, rel or kind. */
static void
read_body(struct witnesses *w, uint32_t at)
{
	static const char *const author_words[] = {"author", "byline", "authors", "autor", "auteur",
	    "username", "writer", "contributor", NULL};
	static const char *const not_author[] = {"avatar", "bio", "box", "image", "img", "photo",
	    "social", "title", "links", "description", "info", "about", "tags", "date", NULL};
	static const char *const date_words[] = {"date", "published", "pubdate", "time", "datetime",
	    "timestamp", "dateline", "fecha", "datum", "posted", "meta", NULL};
	static const char *const dek_words[] = {"dek", "subtitle", "standfirst", "subheadline",
	    "subhead", "subheading", "deck", "subtitulo", "chapo", "kicker2", "lede", "excerpt",
	    NULL};
	static const char *const title_words[] = {"headline", "title", NULL};
	static const char *const entry_words[] = {"entry", "post", "article", "page", "story",
	    "content", "news", "blog", "thread", "topic", "product", "single", NULL};
	const struct page *page = w->page;
	const struct node *node = &page->nodes[at];
	str class = page_get(page, at, STR("class"));
	bool astray = w->region[at] & ~w->own & (IN_COMMENTS | IN_RELATED | IN_NAV | IN_FOOTER);

	if (node->tag == TAG_TIME || time_attribute(page, at).len) {
		str value = time_attribute(page, at);

		if (str_is_blank(value))
			value = meta_witness_text(w, at, true);
		if (w->region[at] & IN_COMMENTS)
			testify(w, W_DATE_TIME_TALK, at, value);
		if (w->region[at] & (IN_MAIN | IN_ARTICLE) && !astray)
			testify(w, W_DATE_TIME_MAIN, at, value);
		if (!astray)
			testify(w, W_DATE_TIME_FIRST, at, value);
	}
	read_crumbs(w, at);
	meta_people_look(w, at);
	if (astray)
		return;
	if (node->tag == TAG_A) {
		bool rel = page_has_token(page, at, STR("rel"), STR("author"));

		if (rel)
			testify(w, W_AUTHOR_REL, at, meta_witness_text(w, at, true));
		if (rel || is_author_address(page_get(page, at, STR("href"))))
			testify(w, W_AUTHOR_LINK, at, meta_witness_text(w, at, true));
	}
	if (!class.at || node->end - at > 60)
		return;
	if (!w->value[W_AUTHOR_CLASS].at && meta_witness_named(class, author_words) &&
	    !meta_witness_named(class, not_author))
		testify(w, W_AUTHOR_CLASS, at, meta_witness_text(w, at, true));
	if (!w->value[W_DATE_CLASS].at && meta_witness_named(class, date_words) &&
	    w->date_tries++ < DATE_TRIES_MAX) {
		str text = meta_witness_text(w, at, true);
		struct date date;

		if (text.len < 200 && date_find(text, w->value[W_LANG_HTML], &date))
			testify(w, W_DATE_CLASS, at, text);
	}
	if (!w->value[W_SUBTITLE_CLASS].at && meta_witness_named(class, dek_words))
		testify(w, W_SUBTITLE_CLASS, at, meta_witness_text(w, at, false));
	if (!w->value[W_TITLE_CLASS].at && meta_witness_named(class, title_words) &&
	    meta_witness_named(class, entry_words))
		testify(w, W_TITLE_CLASS, at, meta_witness_text(w, at, false));
}

static void
read_run(struct witnesses *w, uint32_t at, uint32_t block)
{
	str text = w->page->nodes[at].text;

	if (w->run_count >= WITNESS_RUNS_MAX || str_is_blank(text))
		return;
	text = str_trim(text);
	w->run_bytes += text.len;
	if (text.len >= PROSE)
		w->long_bytes += text.len;
	if (text.len >= 120 && !(w->region[at] & (IN_COMMENTS | IN_NAV | IN_FOOTER)))
		w->long_runs++;
	if (text.len < 16 &&
	    (str_find_char(text, '$') != STR_NOT_FOUND ||
		str_find(text, STR("€")) != STR_NOT_FOUND ||
		str_find(text, STR("£")) != STR_NOT_FOUND))
		w->prices++;
	*ARENA_PUSH(w->ctx->arena, w->runs, w->run_count, w->run_room) =
	    (struct run){text, at, block};
}

static void
read_heading(struct witnesses *w, uint32_t at)
{
	str text;

	if (w->heading_count >= WITNESS_HEADINGS_MAX)
		return;
	if (w->page->nodes[at].tag == TAG_H1)
		w->own |= w->region[at] & (IN_ASIDE | IN_COMMENTS | IN_RELATED | IN_HIDDEN);
	text = meta_witness_text(w, at, false);
	if (text.len)
		*ARENA_PUSH(w->ctx->arena, w->headings, w->heading_count, w->heading_room) =
		    (struct heading){text, at};
}

/* Microdata's types; only the first of several. */
static void
read_item_type(struct witnesses *w, uint32_t at)
{
	str type = str_trim(str_head(page_get(w->page, at, STR("itemtype")), 200));
	size_t slash = str_rfind_char(type, '/');

	if (slash != STR_NOT_FOUND)
		type_said_add(&w->said, str_from(type, slash + 1));
}

static void
read_element(struct witnesses *w, uint32_t at)
{
	const struct page *page = w->page;
	str props = page_get(page, at, STR("itemprop"));
	str type = page_get(page, at, STR("itemtype"));

	if (page->nodes[at].attr_count)
		read_item_type(w, at);
	switch (page->nodes[at].tag) {
	case TAG_META:
		read_meta(w, at);
		return;
	case TAG_LINK:
		read_link(w, at);
		break;
	case TAG_TITLE:
		testify(w, W_TITLE_ELEMENT, at, page_text_of(w->ctx->arena, page, at));
		return;
	case TAG_HTML:
		testify(w, W_LANG_HTML, at, page_get(page, at, STR("lang")));
		testify(w, W_LANG_HTML, at, page_get(page, at, STR("xml:lang")));
		return;
	case TAG_ARTICLE:
		w->articles++;
		break;
	default:
		break;
	}
	if (str_ends(type, STR("Article")) || str_ends(type, STR("BlogPosting")))
		w->item_article = true;
	if (props.at)
		read_item(w, at, props);
	read_body(w, at);
}

/* Of each node, the bytes of longer texts before it; that of all comes last. */
static uint32_t *
count_prose(struct ctx *ctx, const struct page *page)
{
	uint32_t *prose = arena_array(ctx->arena, (size_t)page->count + 1, sizeof *prose);

	for (uint32_t i = 0; i < page->count; i++) {
		const struct node *node = &page->nodes[i];
		bool longer = node->tag == TAG_TEXT && node->text.len >= PROSE;

		prose[i + 1] = prose[i] + (longer ? (uint32_t)node->text.len : 0);
	}
	return prose;
}

void
meta_witness_read(struct ctx *ctx, struct page *page, struct witnesses *out)
{
	uint32_t *block = arena_array(ctx->arena, page->count, sizeof *block);
	const uint32_t *prose = count_prose(ctx, page);

	*out = (struct witnesses){.ctx = ctx, .page = page};
	out->region = arena_alloc(ctx->arena, page->count);
	jsonld_read(ctx, page->jsonld, page->jsonld_count, &out->jsonld);
	for (uint32_t i = 0; i < page->count; i++) {
		const struct node *node = &page->nodes[i];
		unsigned kinds = tag_kinds(node->tag);
		bool root = node->parent == PAGE_NONE;

		out->region[i] = root ? 0 : out->region[node->parent];
		block[i] = root || kinds & IS_BLOCK ? i : block[node->parent];
		if (node->tag == TAG_TEXT) {
			read_run(out, i, block[i]);
			continue;
		}
		if (node->flags & NODE_SVG && node->tag != TAG_DOCUMENT) {
			i = node->end - 1;
			continue;
		}
		out->region[i] |= region_of(
		    page, i, out->region[i], prose[node->end] - prose[i] > prose[page->count] / 2);
		read_element(out, i);
		if (kinds & IS_HEADING)
			read_heading(out, i);
		if (kinds & IS_HIDDEN && node->tag != TAG_HEAD)
			i = node->end - 1;
	}
}

size_t
meta_witness_run(const struct witnesses *w, uint32_t node)
{
	size_t low = 0, high = w->run_count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (w->runs[mid].node < node)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}
