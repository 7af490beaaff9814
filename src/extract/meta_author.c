/* The authors: which witnesses speak, and whom to believe. */
#include "extract/meta_author.h"

#include "core/utf8.h"

#define SHOWN_MAX 120 /* bytes of an element that is the byline */
#define FAR 80        /* runs behind the title in which "by X" may still be the byline */

struct candidate {
	enum author_source source;
	enum byline_kind kind;
	const str *texts; /* each one or more names */
	size_t count;
};

/* twitter:data1 holds what twitter:label1 says, in the page's language. */
static bool
is_written_by(str label)
{
	static const char *const words[] = {"written", "author", "by", "verfasst", "geschrieben",
	    "autor", "escrito", "écrit", "rédigé", "scritto", "auteur", "geschreven", "skriven",
	    "skrevet", "napisane", "автор", "作者", "執筆", "yazan", "著者"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_find_nocase(label, str_of(words[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

/* article:author is often the address of an account. */
static bool
is_name(str text)
{
	return str_find_char(text, '/') == STR_NOT_FOUND &&
	    str_find_char(text, ' ') != STR_NOT_FOUND;
}

static bool
all_desks(const struct byline_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (!byline_is_desk(names->list[i]))
			return false;
	return true;
}

static void
read_candidate(struct witnesses *w, const struct candidate *candidate, struct byline_names *names)
{
	struct arena *arena = w->ctx->arena;

	*names = (struct byline_names){0};
	for (size_t i = 0; i < candidate->count; i++) {
		str text = candidate->texts[i], name;

		if (!text.len)
			continue;
		if (candidate->source != AUTHOR_FROM_ORGANIZATION) {
			byline_split(arena, text, candidate->kind, names);
			continue;
		}
		/* Names of organizations may have any word in them. */
		name = byline_name(arena, text, BYLINE_DECLARED);
		if (name.len && names->count < BYLINE_NAMES_MAX)
			*ARENA_PUSH(arena, names->list, names->count, names->room) = name;
	}
}

static void
believe(struct witnesses *w, const struct candidate *list, size_t count, struct meta_authors *out)
{
	struct byline_names late = {0}, names;

	for (size_t i = 0; i < count; i++) {
		read_candidate(w, &list[i], &names);
		if (!names.count)
			continue;
		out->of[list[i].source] = names;
		out->sources |= 1u << list[i].source;
		if (!all_desks(&names)) {
			if (!out->names.count)
				out->names = names;
		} else if (!late.count) {
			late = names;
		}
	}
	if (!out->names.count)
		out->names = late;
}

void
meta_authors_find(struct witnesses *w, uint32_t title_node, struct meta_authors *out)
{
	const struct jsonld *ld = &w->jsonld;
	struct near_byline near = meta_near_byline(w, title_node, NEAR_AFTER);
	struct near_byline far = near.text.len ? near : meta_near_byline(w, title_node, FAR);
	str twitter =
	    is_written_by(w->value[W_TWITTER_LABEL]) ? w->value[W_TWITTER_DATA] : STR_NONE;
	str article = is_name(w->value[W_AUTHOR_ARTICLE]) ? w->value[W_AUTHOR_ARTICLE]
							  : w->value[W_AUTHOR_ARTICLE_NAME];
	str dc = w->value[W_AUTHOR_DC].len ? w->value[W_AUTHOR_DC] : w->value[W_AUTHOR_DCTERMS];
	str meta = w->value[W_AUTHOR_META].len ? w->value[W_AUTHOR_META] : w->value[W_AUTHOR_BYL];
	const struct candidate list[] = {
	    {AUTHOR_FROM_CITATION, BYLINE_DECLARED, w->authors.list, w->authors.count},
	    {AUTHOR_FROM_PARSELY, BYLINE_DECLARED, &w->value[W_AUTHOR_PARSELY], 1},
	    {AUTHOR_FROM_SAILTHRU, BYLINE_DECLARED, &w->value[W_AUTHOR_SAILTHRU], 1},
	    {AUTHOR_FROM_PERSON, BYLINE_DECLARED, ld->persons.list, ld->persons.count},
	    {AUTHOR_FROM_TWITTER, BYLINE_DECLARED, &twitter, 1},
	    {AUTHOR_FROM_CLASS, BYLINE_SHOWN, &w->value[W_AUTHOR_CLASS], 1},
	    {AUTHOR_FROM_REL, BYLINE_SHOWN, &w->value[W_AUTHOR_REL], 1},
	    {AUTHOR_FROM_META, BYLINE_DECLARED, &meta, 1},
	    {AUTHOR_FROM_DC, BYLINE_DECLARED, &dc, 1},
	    {AUTHOR_FROM_ARTICLE, BYLINE_DECLARED, &article, 1},
	    {AUTHOR_FROM_NEAR, BYLINE_SHOWN, &near.text, 1},
	    {AUTHOR_FROM_ITEM, BYLINE_SHOWN, &w->value[W_AUTHOR_ITEM], 1},
	    {AUTHOR_FROM_FAR, BYLINE_SHOWN, &far.text, 1},
	    {AUTHOR_FROM_ORGANIZATION, BYLINE_DECLARED, ld->organizations.list,
		ld->organizations.count},
	    {AUTHOR_FROM_ANYONE, BYLINE_DECLARED, &ld->anyone, 1},
	    {AUTHOR_FROM_LINK, BYLINE_SHOWN, &w->value[W_AUTHOR_LINK], 1},
	};

	*out = (struct meta_authors){.byline = near.text};
	if (!near.text.len && w->value[W_AUTHOR_CLASS].len < SHOWN_MAX)
		out->byline = w->value[W_AUTHOR_CLASS];
	believe(w, list, sizeof list / sizeof list[0], out);
}
