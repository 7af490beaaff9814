/* JSON-LD: which node is the article, and what it says. */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "extract/jsonld.h"

#define NODES_MAX 20000 /* objects looked at in a page */
#define VALUE_MAX 5000  /* bytes of a text that are taken */

struct item {
	const cJSON *object;
	const char *type; /* its first @type; "" when it has none */
	const char *id;   /* its @id, or NULL */
	const char *key;  /* the name under which it stands; "" in a list of the top level */
	uint32_t order;
};

struct graph {
	struct ctx *ctx;
	struct item *items, *by_id;
	size_t count, room, id_count;
};

/* Types of an article (schema.org: Article and below, and what is read like one). */
static const char *const article_types[] = {"Article", "NewsArticle", "BlogPosting",
    "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
    "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "ScholarlyArticle",
    "MedicalScholarlyArticle", "TechArticle", "Report", "SocialMediaPosting",
    "AdvertiserContentArticle", "DiscussionForumPosting", "QAPage", "Question", "Recipe", "HowTo",
    "Review", "CreativeWork", "PodcastEpisode", "VideoObject", "Course", "JobPosting", "Event"};
#define ARTICLE_TYPES_PROPER 17

static const char *const page_types[] = {"WebPage", "ItemPage", "AboutPage", "FAQPage",
    "CollectionPage", "MedicalWebPage", "ProfilePage", "CheckoutPage", "ContactPage", "WebContent"};

/* Names under which an article stands that is another one. */
static const char *const foreign_keys[] = {"itemListElement", "hasPart", "comment", "review",
    "relatedLink", "citation", "blogPost", "item", "isPartOf", "isBasedOn", "about", "mentions",
    "suggestedAnswer", "acceptedAnswer", "reviews", "subjectOf", "exampleOfWork", "associatedMedia",
    "video", "image", "author", "publisher"};

static bool
among(const char *what, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(what, list[i]) == 0)
			return true;
	return false;
}

#define AMONG(what, list) among((what), (list), sizeof(list) / sizeof(list)[0])

static const char *
text_of(const cJSON *value)
{
	return cJSON_IsString(value) && value->valuestring ? value->valuestring : NULL;
}

static const cJSON *
get(const cJSON *object, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* @type is a string or a list of them; an address in front is left out. */
static const char *
type_of(const cJSON *object)
{
	const cJSON *type = get(object, "@type");
	const char *text, *slash;

	if (cJSON_IsArray(type))
		type = type->child;
	text = text_of(type);
	if (!text)
		return "";
	slash = strrchr(text, '/');
	return slash ? slash + 1 : text;
}

/* All objects of the tree in document order, without recursion. */
static void
gather(struct graph *graph, const cJSON *root)
{
	const cJSON *stack[JSONLD_DEPTH_MAX + 4], *at = root;
	const char *keys[JSONLD_DEPTH_MAX + 4] = {""};
	size_t depth = 0;

	while (at && graph->count < NODES_MAX) {
		const char *key = at->string ? at->string : keys[depth];

		if (cJSON_IsObject(at)) {
			struct item *item =
			    ARENA_PUSH(graph->ctx->arena, graph->items, graph->count, graph->room);

			*item = (struct item){
			    at, type_of(at), text_of(get(at, "@id")), key, (uint32_t)graph->count};
		}
		if (at->child && depth + 1 < sizeof stack / sizeof stack[0]) {
			stack[depth++] = at;
			/* The nodes of a @graph are of the top level. */
			keys[depth] = strcmp(key, "@graph") == 0 ? "" : key;
			at = at->child;
			continue;
		}
		while (depth && !at->next)
			at = stack[--depth];
		at = depth ? at->next : NULL;
	}
}

static int
compare_ids(const void *left, const void *right)
{
	const struct item *a = left, *b = right;
	int order = strcmp(a->id, b->id);

	return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

/* Only objects that say more than their @id can be referred to. */
static void
index_ids(struct graph *graph)
{
	graph->by_id = arena_array(graph->ctx->arena, graph->count + 1, sizeof *graph->by_id);
	for (size_t i = 0; i < graph->count; i++)
		if (graph->items[i].id && graph->items[i].object->child &&
		    graph->items[i].object->child->next)
			graph->by_id[graph->id_count++] = graph->items[i];
	if (graph->id_count)
		qsort(graph->by_id, graph->id_count, sizeof *graph->by_id, compare_ids);
}

/* The object that `object` refers to when it is but an @id; else itself. */
static const cJSON *
follow(const struct graph *graph, const cJSON *object)
{
	const char *id = cJSON_IsObject(object) ? text_of(get(object, "@id")) : NULL;
	size_t low = 0, high = graph->id_count;

	if (!id || get(object, "name"))
		return object;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (strcmp(graph->by_id[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < graph->id_count && strcmp(graph->by_id[low].id, id) == 0
	    ? graph->by_id[low].object
	    : object;
}

/* The text of a value: a string, an object's @value, name or url, the first of a list. */
static str
value_text(const struct graph *graph, const cJSON *value)
{
	const char *text;

	for (int level = 0; level < 4 && value; level++) {
		text = text_of(value);
		if (text) {
			str plain =
			    jsonld_plain(graph->ctx->arena, utf8_head(str_of(text), VALUE_MAX));

			return plain.len ? plain : STR_NONE;
		}
		if (cJSON_IsArray(value)) {
			value = value->child;
		} else if (cJSON_IsObject(value)) {
			const cJSON *object = follow(graph, value);

			value = get(object, "@value");
			if (!value)
				value = get(object, "name");
			if (!value)
				value = get(object, "url");
			if (!value)
				value = get(object, "contentUrl");
			if (!value)
				value = get(object, "@id");
		} else {
			return STR_NONE;
		}
	}
	return STR_NONE;
}

static str
member(const struct graph *graph, const cJSON *object, const char *name)
{
	return value_text(graph, get(object, name));
}

/* An address: an image may be a string, an object with url, or a list. */
static str
member_url(const struct graph *graph, const cJSON *object, const char *name)
{
	const cJSON *value = get(object, name);

	if (cJSON_IsArray(value))
		value = value->child;
	if (cJSON_IsObject(value)) {
		const cJSON *image = follow(graph, value);

		for (size_t i = 0; i < 3; i++) {
			static const char *const names[] = {"url", "contentUrl", "@id"};
			str url = member(graph, image, names[i]);

			if (url.len)
				return url;
		}
		return STR_NONE;
	}
	return value_text(graph, value);
}

static void
add_name(const struct graph *graph, struct jsonld_names *names, str name)
{
	if (!name.len || names->count >= JSONLD_NAMES_MAX)
		return;
	for (size_t i = 0; i < names->count; i++)
		if (str_eq(names->list[i], name))
			return;
	*ARENA_PUSH(graph->ctx->arena, names->list, names->count, names->room) = name;
}

static void
add_author(const struct graph *graph, struct jsonld *out, const cJSON *value)
{
	const cJSON *object = follow(graph, value);
	bool organization = false;
	str name = STR_NONE;

	if (cJSON_IsString(object)) {
		name = value_text(graph, object);
	} else if (cJSON_IsObject(object)) {
		const char *type = type_of(object);

		name = member(graph, object, "name");
		if (!name.len) {
			str given = member(graph, object, "givenName");
			str family = member(graph, object, "familyName");

			if (given.len && family.len)
				name = arena_printf(graph->ctx->arena, "%.*s %.*s", STR_ARG(given),
				    STR_ARG(family));
		}
		organization = *type && strcmp(type, "Person") != 0 && strcmp(type, "Author") != 0;
	}
	add_name(graph, organization ? &out->organizations : &out->persons, name);
}

static void
take_authors(const struct graph *graph, struct jsonld *out, const cJSON *article)
{
	static const char *const keys[] = {"author", "creator"};
	size_t seen = 0;

	for (size_t i = 0; i < 2 && !out->persons.count && !out->organizations.count; i++) {
		const cJSON *value = get(article, keys[i]), *one;

		if (cJSON_IsArray(value)) {
			for (one = value->child; one && seen < JSONLD_NAMES_MAX;
			     one = one->next, seen++)
				add_author(graph, out, one);
		} else if (value) {
			add_author(graph, out, value);
		}
	}
}

static void
take_keywords(const struct graph *graph, struct jsonld *out, const cJSON *article)
{
	const cJSON *value = get(article, "keywords"), *one;
	size_t seen = 0;
	str rest, part;

	if (cJSON_IsArray(value)) {
		for (one = value->child; one && seen < JSONLD_NAMES_MAX; one = one->next, seen++)
			add_name(graph, &out->keywords, value_text(graph, one));
		return;
	}
	rest = value_text(graph, value);
	while (rest.at && str_cut(&rest, ',', &part))
		add_name(graph, &out->keywords, str_trim(part));
}

static void
take_access(struct jsonld *out, const cJSON *article)
{
	const cJSON *value = get(article, "isAccessibleForFree");
	const char *text = text_of(value);

	if (cJSON_IsBool(value))
		out->access = cJSON_IsTrue(value) ? JSONLD_FREE : JSONLD_PAYWALLED;
	else if (text && str_ends_nocase(str_of(text), STR("false")))
		out->access = JSONLD_PAYWALLED;
	else if (text && str_ends_nocase(str_of(text), STR("true")))
		out->access = JSONLD_FREE;
}

static void
take_article(const struct graph *graph, struct jsonld *out, const struct item *item)
{
	const cJSON *object = item->object;

	out->type = jsonld_plain(graph->ctx->arena, utf8_head(str_of(item->type), 100));
	out->headline = member(graph, object, "headline");
	out->alternative = member(graph, object, "alternativeHeadline");
	out->name = member(graph, object, "name");
	out->description = member(graph, object, "description");
	out->image = member_url(graph, object, "image");
	if (!out->image.len)
		out->image = member_url(graph, object, "thumbnailUrl");
	out->published = member(graph, object, "datePublished");
	if (!out->published.len)
		out->published = member(graph, object, "dateCreated");
	out->modified = member(graph, object, "dateModified");
	out->publisher = member(graph, object, "publisher");
	out->url = member_url(graph, object, "mainEntityOfPage");
	if (str_find(out->url, STR("//")) == STR_NOT_FOUND)
		out->url = member_url(graph, object, "url");
	out->lang = member(graph, object, "inLanguage");
	out->section = member(graph, object, "articleSection");
	take_authors(graph, out, object);
	take_keywords(graph, out, object);
	take_access(out, object);
}

/* How well an object stands for the article; 0 not at all. */
static int
standing(const struct item *item)
{
	bool foreign = AMONG(item->key, foreign_keys);

	if (among(item->type, article_types, ARTICLE_TYPES_PROPER))
		return foreign ? 0 : 4;
	if (AMONG(item->type, article_types))
		return foreign ? 0 : 3;
	if (AMONG(item->type, page_types))
		return foreign ? 0 : 2;
	return !foreign && get(item->object, "headline") ? 1 : 0;
}

/* What other nodes than the article tell. */
static void
take_around(const struct graph *graph, struct jsonld *out)
{
	for (size_t i = 0; i < graph->count; i++) {
		const struct item *item = &graph->items[i];
		const cJSON *object = item->object;

		type_said_add(&out->said, str_of(item->type));
		if (!out->anyone.len && strcmp(item->type, "Person") == 0 &&
		    strcmp(item->key, "founder") != 0)
			out->anyone = member(graph, object, "name");
		if (!out->site.len && strcmp(item->type, "WebSite") == 0)
			out->site = member(graph, object, "name");
		if (strcmp(item->type, "Product") == 0)
			out->product = true;
		if (!out->page_published.len && AMONG(item->type, page_types) &&
		    !AMONG(item->key, foreign_keys)) {
			out->page_published = member(graph, object, "datePublished");
			out->page_modified = member(graph, object, "dateModified");
			out->page_name = member(graph, object, "name");
		}
	}
}

static void
delete_tree(void *tree)
{
	cJSON_Delete(tree);
}

void
jsonld_read(struct ctx *ctx, const str *bodies, size_t count, struct jsonld *out)
{
	struct graph graph = {.ctx = ctx};
	const struct item *best = NULL;
	size_t total = 0;
	int best_standing = 0;

	*out = (struct jsonld){.type = STR_NONE};
	for (size_t i = 0; i < count && total + bodies[i].len <= JSONLD_TOTAL_MAX; i++) {
		str strict = jsonld_mend(ctx->arena, bodies[i]);
		cJSON *tree;

		total += bodies[i].len;
		if (!strict.len)
			continue;
		tree = cJSON_ParseWithLength(strict.at, strict.len);
		if (!tree)
			continue;
		arena_defer(ctx->arena, delete_tree, tree);
		gather(&graph, tree);
	}
	index_ids(&graph);
	for (size_t i = 0; i < graph.count; i++) {
		int here = standing(&graph.items[i]);

		if (here > best_standing) {
			best = &graph.items[i];
			best_standing = here;
		}
	}
	take_around(&graph, out);
	if (best) {
		out->article = best_standing >= 3;
		take_article(&graph, out, best);
	}
}
