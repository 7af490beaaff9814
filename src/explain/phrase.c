/* Features in words: a table by name, and the distances to elements and groups of class names. */
#include "explain/phrase.h"

#include "core/buf.h"
#include "extract/feature.h"

#define NEVER 15 /* levels: no such ancestor */
#define FAR 12   /* and farther is all the same */
#define GAP_FAR 200
#define PART_ALL 1.02f /* a part that is next to all of it */

enum form { FLAG, SHARE, COUNT, GAP, LEVELS, PLACE, WORD, PART };

static const struct phrase {
	const char *feature;
	enum form form;
	const char *text;
} phrases[] = {
#define PHRASE(feature, form, text) {feature, form, text},
#include "explain/phrase.def"
#undef PHRASE
};

static const struct phrase *
find(size_t feature)
{
	str name = str_of(feature_name(feature));

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (str_eq(name, str_of(phrases[i].feature)))
			return &phrases[i];
	return NULL;
}

/* The alternative `at` of those between bars; the last where there are fewer. */
static str
alternative(const char *text, size_t at)
{
	str rest = str_of(text), part = rest;

	for (size_t i = 0; i <= at && str_cut(&rest, '|', &part); i++)
		;
	return part;
}

static str
number(struct arena *arena, double value)
{
	if (value == 0)
		return STR("no");
	if (value == (double)(int64_t)value)
		return arena_printf(arena, "%lld", (long long)value);
	return arena_printf(arena, value < 10 ? "%.1f" : "%.0f", value);
}

static str
percent(struct arena *arena, double share)
{
	if (share <= 0)
		return STR("none");
	if (share < 0.01)
		return STR("less than 1 %");
	return arena_printf(arena, "%.0f\xc2\xa0%%", share * 100);
}

/* The pattern with the number in place of #. */
static str
fill(struct arena *arena, str pattern, str with)
{
	size_t at = str_find_char(pattern, '#');
	struct buf to = BUF(arena);

	if (at == STR_NOT_FOUND)
		return pattern;
	buf_add(&to, str_head(pattern, at));
	buf_add(&to, with);
	buf_add(&to, str_from(pattern, at + 1));
	return buf_str(&to);
}

static str
levels(struct arena *arena, str what, str none, float value)
{
	if (value >= NEVER)
		return none;
	if (value >= FAR)
		return arena_printf(arena, "%.*s, %d levels up or more", STR_ARG(what), FAR);
	if (value < 1)
		return arena_printf(arena, "%.*s: its own element", STR_ARG(what));
	return arena_printf(
	    arena, "%.*s, %d level%s up", STR_ARG(what), (int)value, value < 2 ? "" : "s");
}

/* Distances to elements (tag_nav) and to groups of class names (near_nav), said by their names. */
static str
of_distance(struct arena *arena, size_t feature, float value)
{
	str name = str_of(feature_name(feature)), what = str_of(feature_what(feature));
	size_t colon = str_find(what, STR(": "));

	if (str_starts(name, STR("tag_"))) {
		name = str_from(name, 4);
		return levels(arena, arena_printf(arena, "within %.*s", STR_ARG(name)),
		    arena_printf(arena, "not within %.*s", STR_ARG(name)), value);
	}
	if (!str_starts(name, STR("near_")) || colon == STR_NOT_FOUND)
		return arena_printf(
		    arena, "%.*s: %.3g", STR_ARG(what.len ? what : name), (double)value);
	what = str_from(what, colon + 2);
	return levels(arena,
	    arena_printf(arena, "within an element of the group “%.*s”", STR_ARG(what)),
	    arena_printf(arena, "in no element of the group “%.*s”", STR_ARG(what)), value);
}

str
phrase_of(struct arena *arena, size_t feature, float value)
{
	const struct phrase *phrase = find(feature);
	double size = value < 0 ? -(double)value : (double)value;
	size_t many = size == 1 ? 0 : 1;

	if (!phrase)
		return of_distance(arena, feature, value);
	switch (phrase->form) {
	case FLAG:
		return alternative(phrase->text, value > 0 ? 0 : 1);
	case SHARE:
		return fill(arena, str_of(phrase->text), percent(arena, (double)value));
	case LEVELS:
		return levels(
		    arena, alternative(phrase->text, 0), alternative(phrase->text, 1), value);
	case WORD:
		return alternative(phrase->text, value > 0 ? (size_t)value : 0);
	case PLACE:
		return fill(arena, alternative(phrase->text, (value < 0 ? 0 : 2) + many),
		    number(arena, size));
	case PART:
		if (value <= PART_ALL)
			return alternative(phrase->text, 0);
		return fill(arena, alternative(phrase->text, 1), percent(arena, 1 / size));
	case GAP:
		if (value >= GAP_FAR || value < 0)
			return alternative(phrase->text, 2);
		break;
	default:
		if (value < 0)
			many = 2;
		break;
	}
	return fill(arena, alternative(phrase->text, many), number(arena, size));
}

bool
phrase_has(size_t feature)
{
	return find(feature) != NULL;
}
