/* The authors: what each witness says, and what speaks for it. */
#include "extract/meta_author.h"

#include "core/utf8.h"
#include "extract/meta_author_compare.h"
#include "extract/meta_title.h"
#include "extract/sitename.h"

#define SHOWN_MAX 120   /* bytes of an element that is the byline */
#define FAR_REACH 80    /* runs behind the title in which "by X" may still be the byline */
#define SEEN_REACH 40   /* runs behind the title that are near it */
#define UNDER_REACH 4   /* runs under the title in which a name may stand alone */
#define BESIDE_REACH 3  /* runs before and behind a date */
#define TOGETHER_MAX 12 /* authors of one text that a byline may add to one already known */
#define ALT_REACH 8     /* runs around a portrait */
#define BIT(sign) ((uint64_t)1 << AUTHOR_##sign)

static const double weights[] = {
#define AUTHOR(symbol, weight, words) weight,
#include "extract/meta_author.def"
#undef AUTHOR
};

static const char *const source_words[] = {
#define AUTHOR(symbol, weight, words) words,
#include "extract/meta_author.def"
#undef AUTHOR
};

str
meta_author_source(size_t sign)
{
	str words = str_of(source_words[sign]);

	return words.len ? words : STR_NONE;
}

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

static str
joined(struct arena *arena, const struct byline_names *names)
{
	struct buf buf = BUF(arena);

	for (size_t i = 0; i < names->count; i++) {
		buf_z(&buf, i ? ", " : "");
		buf_add(&buf, names->list[i]);
	}
	return buf_str(&buf);
}

static void
propose_names(struct witnesses *w, struct meta_authors *out, const struct byline_names *names,
    uint64_t signs, uint32_t node)
{
	str text, folded;

	if (!names->count)
		return;
	text = joined(w->ctx->arena, names);
	folded = utf8_fold_words(w->ctx->arena, text);
	if (!folded.len)
		return;
	for (size_t i = 0; i < out->count; i++)
		if (str_eq(out->list[i].folded, folded)) {
			out->list[i].signs |= signs;
			if (out->list[i].node == PAGE_NONE)
				out->list[i].node = node;
			return;
		}
	if (out->count < AUTHOR_POOL_MAX)
		out->list[out->count++] =
		    (struct author_candidate){*names, text, folded, signs, 0, node};
}

static void
propose(struct witnesses *w, struct meta_authors *out, str text, enum byline_kind kind,
    uint64_t signs, uint32_t node)
{
	struct byline_names names = {0};

	if (!text.len)
		return;
	byline_split(w->ctx->arena, text, kind, &names);
	propose_names(w, out, &names, signs, node);
}

static void
propose_all(
    struct witnesses *w, struct meta_authors *out, const str *list, size_t count, uint64_t signs)
{
	struct byline_names names = {0};

	for (size_t i = 0; i < count; i++)
		byline_split(w->ctx->arena, list[i], BYLINE_DECLARED, &names);
	propose_names(w, out, &names, signs, PAGE_NONE);
}

/* Names of organizations may have any word in them. */
static void
propose_organizations(struct witnesses *w, struct meta_authors *out)
{
	struct byline_names names = {0};

	for (size_t i = 0; i < w->jsonld.organizations.count; i++) {
		str name =
		    byline_name(w->ctx->arena, w->jsonld.organizations.list[i], BYLINE_DECLARED);

		if (name.len && names.count < BYLINE_NAMES_MAX)
			*ARENA_PUSH(w->ctx->arena, names.list, names.count, names.room) = name;
	}
	propose_names(w, out, &names, BIT(ORGANIZATION), PAGE_NONE);
}

static void
propose_declared(struct witnesses *w, struct meta_authors *out)
{
	static const struct {
		enum witness witness;
		enum author_sign sign;
		enum byline_kind kind;
	} rows[] = {
	    {W_AUTHOR_PARSELY, AUTHOR_CITATION, BYLINE_DECLARED},
	    {W_AUTHOR_SAILTHRU, AUTHOR_CITATION, BYLINE_DECLARED},
	    {W_AUTHOR_META, AUTHOR_META, BYLINE_DECLARED},
	    {W_AUTHOR_BYL, AUTHOR_META, BYLINE_DECLARED},
	    {W_AUTHOR_DC, AUTHOR_DC, BYLINE_DECLARED},
	    {W_AUTHOR_DCTERMS, AUTHOR_DC, BYLINE_DECLARED},
	    {W_AUTHOR_ARTICLE_NAME, AUTHOR_ARTICLE, BYLINE_DECLARED},
	    {W_AUTHOR_ITEM, AUTHOR_ITEM, BYLINE_SHOWN},
	    {W_AUTHOR_REL, AUTHOR_REL, BYLINE_SHOWN},
	    {W_AUTHOR_LINK, AUTHOR_LINK, BYLINE_SHOWN},
	    {W_AUTHOR_CLASS, AUTHOR_CLASS, BYLINE_SHOWN},
	};
	const struct jsonld *ld = &w->jsonld;

	propose_all(w, out, w->authors.list, w->authors.count, BIT(CITATION));
	propose_all(w, out, ld->persons.list, ld->persons.count, BIT(PERSON));
	if (is_written_by(w->value[W_TWITTER_LABEL]))
		propose(w, out, w->value[W_TWITTER_DATA], BYLINE_DECLARED, BIT(TWITTER), PAGE_NONE);
	if (is_name(w->value[W_AUTHOR_ARTICLE]))
		propose(
		    w, out, w->value[W_AUTHOR_ARTICLE], BYLINE_DECLARED, BIT(ARTICLE), PAGE_NONE);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		propose(w, out, w->value[rows[i].witness], rows[i].kind,
		    (uint64_t)1 << rows[i].sign, w->node[rows[i].witness]);
	propose_organizations(w, out);
	propose(w, out, ld->anyone, BYLINE_DECLARED, BIT(ANYONE), PAGE_NONE);
}

/* Whether a run around the node says the text. */
static bool
said_around(const struct witnesses *w, uint32_t node, str text)
{
	size_t at = meta_witness_run(w, node), from = at > ALT_REACH ? at - ALT_REACH : 0;

	for (size_t i = from; i < w->run_count && i < at + ALT_REACH; i++)
		if (w->runs[i].text.len < 2 * text.len + 20 &&
		    str_find_nocase(w->runs[i].text, text) != STR_NOT_FOUND)
			return true;
	return false;
}

static void
propose_people(struct witnesses *w, struct meta_authors *out)
{
	static const uint64_t signs[] = {[PERSON_CLASS] = BIT(CLASS_MORE),
	    [PERSON_BOX] = BIT(BOX),
	    [PERSON_POSTER] = BIT(POSTER),
	    [PERSON_ADDRESS] = BIT(ADDRESS),
	    [PERSON_ALT] = BIT(ALT)};

	for (size_t i = 0; i < w->people_count; i++) {
		const struct person *it = &w->people[i];
		bool account = it->kind == PERSON_POSTER;

		if (it->kind == PERSON_CLASS && it->node == w->node[W_AUTHOR_CLASS])
			continue;
		if (it->kind == PERSON_ALT && !said_around(w, it->node, it->text))
			continue;
		propose(w, out, it->text, account ? BYLINE_DECLARED : BYLINE_SHOWN, signs[it->kind],
		    it->node);
	}
}

/* A run that is a person's name and nothing else, or a name and a date. */
static void
propose_bare(struct witnesses *w, struct meta_authors *out, size_t run, uint64_t sign)
{
	const struct run *it = &w->runs[run];
	str name = it->text.len < 60 && byline_is_person(it->text) ? it->text
								   : byline_beside_date(it->text);

	if (name.len &&
	    !(w->region[it->node] & ~w->own & (IN_NAV | IN_FOOTER | IN_COMMENTS | IN_RELATED)))
		propose(w, out, name, BYLINE_SHOWN, sign, it->node);
}

/* Names that stand alone under the title, or by the date near it. */
static void
propose_nearby(struct witnesses *w, struct meta_authors *out, uint32_t title_node,
    const struct meta_dates *dates)
{
	size_t from;

	if (title_node != PAGE_NONE) {
		from = meta_witness_run(w, w->page->nodes[title_node].end);
		for (size_t i = from; i < w->run_count && i < from + UNDER_REACH; i++)
			propose_bare(w, out, i, BIT(UNDER_TITLE));
	}
	for (size_t i = 0; i < dates->count; i++) {
		size_t at = meta_witness_run(w, dates->list[i].node);

		if (dates->list[i].node == PAGE_NONE || !(dates->list[i].signs & META_DATE_NEAR))
			continue;
		from = at > BESIDE_REACH ? at - BESIDE_REACH : 0;
		for (size_t k = from; k < w->run_count && k <= at + BESIDE_REACH; k++)
			propose_bare(w, out, k, BIT(BY_DATE));
	}
}

/* Names of one person's own site: in the title element, in the line of the copyright. */
static void
propose_owners(struct witnesses *w, struct meta_authors *out)
{
	str parts[SITENAME_PARTS_MAX], text = utf8_head(w->value[W_TITLE_ELEMENT], 500);
	size_t count = sitename_parts(text, parts);

	for (size_t i = 0; i < count; i++)
		if (byline_is_person(parts[i]) && count > 1)
			propose(w, out, parts[i], BYLINE_SHOWN, BIT(TITLE_PART), PAGE_NONE);
	propose(w, out, w->value[W_SITE_OG].len ? w->value[W_SITE_OG] : w->jsonld.site,
	    BYLINE_DECLARED, BIT(SITE), PAGE_NONE);
	for (size_t i = w->run_count; i-- > 0 && i + 60 > w->run_count;) {
		size_t at = str_find(w->runs[i].text, STR("©"));
		str rest = at == STR_NOT_FOUND ? STR_NONE : str_from(w->runs[i].text, at + 2);

		while (rest.len &&
		    (ascii_is_digit((unsigned char)rest.at[0]) || rest.at[0] == ' ' ||
			rest.at[0] == '-' || rest.at[0] == ','))
			rest = str_from(rest, 1);
		rest = str_head(rest, str_find_char(rest, '.'));
		if (rest.len && byline_is_person(rest))
			propose(w, out, rest, BYLINE_SHOWN, BIT(COPYRIGHT), w->runs[i].node);
	}
}

static void
propose_shown(struct witnesses *w, struct meta_authors *out, uint32_t title_node)
{
	struct near_byline near = meta_near_byline(w, title_node, NEAR_AFTER);
	struct near_byline far = near.text.len ? near : meta_near_byline(w, title_node, FAR_REACH);
	struct near_byline last = meta_last_byline(w);

	out->byline = near.text;
	if (!near.text.len && w->value[W_AUTHOR_CLASS].len < SHOWN_MAX)
		out->byline = w->value[W_AUTHOR_CLASS];
	propose(w, out, near.text, BYLINE_SHOWN, BIT(NEAR), near.first);
	if (!near.text.len)
		propose(w, out, far.text, BYLINE_SHOWN, BIT(FAR), far.first);
	propose(w, out, last.text, BYLINE_SHOWN, BIT(LAST), last.first);
}

void
meta_authors_find(struct witnesses *w, uint32_t title_node, str title,
    const struct meta_dates *dates, struct meta_authors *out)
{
	*out = (struct meta_authors){.count = 0};
	propose_declared(w, out);
	propose_shown(w, out, title_node);
	propose_people(w, out);
	propose_nearby(w, out, title_node, dates);
	propose_owners(w, out);
	meta_author_compare(w, title_node, title, out);
	for (size_t i = 0; i < out->count; i++) {
		out->signs |= out->list[i].signs;
		for (size_t k = 0; k < AUTHOR_SIGN_COUNT; k++)
			if (out->list[i].signs >> k & 1)
				out->list[i].score += weights[k];
	}
}

static bool
names_all(struct arena *arena, const struct byline_names *names, const struct byline_names *wanted)
{
	for (size_t i = 0; i < wanted->count; i++) {
		str folded = utf8_fold_words(arena, wanted->list[i]);
		bool found = false;

		for (size_t k = 0; k < names->count && !found; k++)
			found = str_eq(utf8_fold_words(arena, names->list[k]), folded);
		if (!found)
			return false;
	}
	return true;
}

size_t
meta_authors_whole(struct arena *arena, const struct meta_authors *authors, size_t chosen)
{
	const uint64_t trusted = BIT(CITATION) | BIT(PERSON) | BIT(TWITTER) | BIT(META) |
	    BIT(CLASS) | BIT(ITEM) | BIT(NEAR);
	const struct byline_names *names = &authors->list[chosen].names;
	size_t best = chosen;

	for (size_t i = 0; i < authors->count; i++) {
		const struct author_candidate *it = &authors->list[i];

		if (it->signs & trusted && it->names.count > names->count &&
		    it->names.count <= TOGETHER_MAX &&
		    (best == chosen || it->score > authors->list[best].score) &&
		    names_all(arena, &it->names, names))
			best = i;
	}
	return best;
}
