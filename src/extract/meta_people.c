/* Elements that may name a person: bylines, boxes about authors, posters, portraits. */
#include "extract/meta_people.h"

#define OF_A_KIND_MAX 8
#define TEXT_MAX 120  /* bytes of a text that may be a name */
#define POSTER_MAX 32 /* bytes of the name of an account */
#define NODES_MAX 30  /* nodes of an element that may be a name */

static void
add(struct witnesses *w, enum person_kind kind, uint32_t at, str text)
{
	text = str_trim(text);
	if (!text.len || text.len > (kind == PERSON_POSTER ? POSTER_MAX : TEXT_MAX) ||
	    w->people_count == WITNESS_PEOPLE_MAX || w->people_of[kind] == OF_A_KIND_MAX)
		return;
	w->people_of[kind]++;
	w->people[w->people_count++] = (struct person){kind, text, at};
}

/* A line about the text may say many other things. */
static void
add_if_name(struct witnesses *w, uint32_t at, str text)
{
	if (byline_prefix(text) || byline_is_person(text))
		add(w, PERSON_CLASS, at, text);
}

/* The alternative text of a portrait, without what says that it is one. */
static str
portrait(str alt)
{
	static const char *const heads[] = {"picture of ", "photo of ", "headshot of ", "image of ",
	    "portrait of ", "avatar of ", "avatar for ", "avatar photo of ", "author "};
	static const char *const tails[] = {" headshot", "'s avatar", "’s avatar", "'s picture",
	    " avatar", " photo", " image", " portrait", "'s profile picture"};

	alt = str_trim(alt);
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		if (str_starts_nocase(alt, str_of(heads[i])))
			alt = str_from(alt, str_of(heads[i]).len);
	for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++)
		if (str_ends_nocase(alt, str_of(tails[i])))
			alt = str_head(alt, alt.len - str_of(tails[i]).len);
	return alt;
}

/* Who wrote a post, as some forums say it in an attribute of their own. */
static str
poster_of(const struct page *page, uint32_t at)
{
	static const char *const names[] = {"author", "data-author"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		str value = page_get(page, at, str_of(names[i]));

		if (value.len && value.len < 60)
			return value;
	}
	return STR_NONE;
}

/* The first link or bold text in a column about who wrote a post. */
static str
name_within(struct witnesses *w, uint32_t at)
{
	const struct page *page = w->page;

	for (uint32_t i = at + 1; i < page->nodes[at].end && i < at + NODES_MAX; i++)
		if (page->nodes[i].tag == TAG_A || page->nodes[i].tag == TAG_STRONG ||
		    page->nodes[i].tag == TAG_B) {
			str text = meta_witness_text(w, i, true);

			if (text.len)
				return text;
		}
	return STR_NONE;
}

static void
look_at_class(struct witnesses *w, uint32_t at, str class)
{
	static const char *const bylines[] = {"author", "byline", "authors", "autor", "auteur",
	    "writer", "contributor", "contributors", "verfasser", "redattore", "autore", NULL};
	static const char *const lines[] = {"meta", "posted", "info", NULL};
	static const char *const boxes[] = {
	    "author", "bio", "authorbox", "contributor", "writer", "autor", NULL};
	static const char *const names[] = {"name", "title", "heading", "names", "fn", NULL};
	static const char *const posters[] = {"username", "bigusername", "poster", "postuser",
	    "creator", "postername", "nickname", "displayname", "posteddby", NULL};
	static const char *const columns[] = {"postleft", "postprofile", "postauthor", "postbit",
	    "userinfo", "inner-postprofile", NULL};
	const struct node *node = &w->page->nodes[at];
	uint32_t size = node->end - at;

	if (size > NODES_MAX || w->region[at] & ~w->own & (IN_NAV | IN_FOOTER))
		return;
	if (w->people_of[PERSON_POSTER] < 2 && meta_witness_named(class, posters))
		add(w, PERSON_POSTER, at, meta_witness_text(w, at, true));
	if (w->people_of[PERSON_POSTER] < 2 && meta_witness_named(class, columns))
		add(w, PERSON_POSTER, at, name_within(w, at));
	if (w->region[at] & ~w->own & (IN_COMMENTS | IN_RELATED))
		return;
	if (w->people_of[PERSON_BOX] < OF_A_KIND_MAX && meta_witness_named(class, names) &&
	    meta_witness_named(class, boxes))
		add(w, PERSON_BOX, at, meta_witness_text(w, at, true));
	else if (w->people_of[PERSON_CLASS] < OF_A_KIND_MAX && meta_witness_named(class, bylines))
		add(w, PERSON_CLASS, at, meta_witness_text(w, at, true));
	else if (w->people_of[PERSON_CLASS] < OF_A_KIND_MAX && meta_witness_named(class, lines))
		add_if_name(w, at, meta_witness_text(w, at, true));
}

void
meta_people_look(struct witnesses *w, uint32_t at)
{
	const struct page *page = w->page;
	str class = page_get(page, at, STR("class"));
	bool astray = w->region[at] & ~w->own & (IN_NAV | IN_FOOTER | IN_COMMENTS | IN_RELATED);

	if (w->people_count == WITNESS_PEOPLE_MAX)
		return;
	if (class.at)
		look_at_class(w, at, class);
	if (w->people_of[PERSON_POSTER] < 2)
		add(w, PERSON_POSTER, at, poster_of(page, at));
	if (astray)
		return;
	if (page->nodes[at].tag == TAG_ADDRESS)
		add(w, PERSON_ADDRESS, at, meta_witness_text(w, at, true));
	else if (page->nodes[at].tag == TAG_IMG)
		add(w, PERSON_ALT, at, portrait(page_get(page, at, STR("alt"))));
}
