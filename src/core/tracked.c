/* Addresses of mail: what counts clicks and readers, and where a link really leads. */
#include "core/tracked.h"

#include "core/url.h"

#define LEAST_TOKEN 6  /* characters of what a machine made */
#define LONG_TOKEN 16  /* of what is nothing else */
#define SURE_TOKEN 64  /* of what no site names a page by */
#define SURE_VALUE 48  /* the same of a parameter */
#define OWN_BYTES 24   /* of a name that has the way out in it; a longer one is a page about it */
#define LEAST_READER 6 /* characters of the reader's address */

static const char *const counted[] = {
#define COUNTED(name) name,
#define SAID(name)
#define NOT_TARGET(name)
#define CLICK(word)
#define OWN(word)
#define SHARE(word)
#define PIXEL(word)
#define MAILER(word)
#define VIEW(word)
#include "core/tracked.def"
#undef COUNTED
#define COUNTED(name)
};
static const char *const said[] = {
#undef SAID
#define SAID(name) name,
#include "core/tracked.def"
#undef SAID
#define SAID(name)
};
static const char *const not_targets[] = {
#undef NOT_TARGET
#define NOT_TARGET(name) name,
#include "core/tracked.def"
#undef NOT_TARGET
#define NOT_TARGET(name)
};
static const char *const clicks[] = {
#undef CLICK
#define CLICK(word) word,
#include "core/tracked.def"
#undef CLICK
#define CLICK(word)
};
static const char *const owns[] = {
#undef OWN
#define OWN(word) word,
#include "core/tracked.def"
#undef OWN
#define OWN(word)
};
static const char *const shares[] = {
#undef SHARE
#define SHARE(word) word,
#include "core/tracked.def"
#undef SHARE
#define SHARE(word)
};
static const char *const pixels[] = {
#undef PIXEL
#define PIXEL(word) word,
#include "core/tracked.def"
#undef PIXEL
#define PIXEL(word)
};
static const char *const mailers[] = {
#undef MAILER
#define MAILER(word) word,
#include "core/tracked.def"
#undef MAILER
#define MAILER(word)
};
static const char *const views[] = {
#undef VIEW
#define VIEW(word) word,
#include "core/tracked.def"
};

#define IS_IN(list, s) is_in(list, sizeof(list) / sizeof *(list), s)

static bool
is_in(const char *const *list, size_t count, str s)
{
	for (size_t i = 0; i < count; i++) {
		str row = str_of(list[i]);

		if (str_ends(row, STR("*")) ? str_starts_nocase(s, str_head(row, row.len - 1))
					    : str_eq_nocase(s, row))
			return true;
	}
	return false;
}

/* Letters as words have them: a vowel among them, capitals only at the start or all over. */
static bool
is_word(str s)
{
	size_t capitals = 0, letters = 0;
	bool has_vowel = false;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c >= 0x80)
			has_vowel = true;
		else if (!ascii_is_alpha(c))
			return false;
		letters++;
		capitals += c >= 'A' && c <= 'Z';
		has_vowel |=
		    c < 0x80 && str_find_char(STR("aeiouyAEIOUY"), (char)c) != STR_NOT_FOUND;
	}
	return letters > 1 && has_vowel &&
	    (capitals == 0 || capitals == letters || (capitals == 1 && s.at[0] < 'a'));
}

static bool
is_joint(char c)
{
	return c == '-' || c == '_' || c == '.' || c == '+' || c == ' ' || c == ',' || c == '~';
}

bool
tracked_is_token(str piece)
{
	size_t words = 0, digits = 0, from = 0;

	if (piece.len < LEAST_TOKEN)
		return false;
	for (size_t i = 0; i <= piece.len; i++) {
		if (i < piece.len) {
			digits += ascii_is_digit((unsigned char)piece.at[i]);
			if (!is_joint(piece.at[i]))
				continue;
		}
		if (is_word((str){piece.at + from, i - from}))
			words += i - from;
		from = i + 1;
	}
	/* Numbers name pages, too. */
	if (digits == piece.len)
		return piece.len > LONG_TOKEN;
	return words * 2 < piece.len;
}

/* Whether an address, decoded, holds one of the reader's. */
static bool
names_reader(const struct tracked *by, str decoded)
{
	str rest = by->reader, word;

	while (str_word(&rest, &word))
		if (word.len >= LEAST_READER && str_find_nocase(decoded, word) != STR_NOT_FOUND)
			return true;
	return false;
}

static str
name_of(str parameter)
{
	return str_head(parameter, str_find_char(parameter, '='));
}

static str
value_of(str parameter)
{
	size_t at = str_find_char(parameter, '=');

	return at == STR_NOT_FOUND ? STR_NONE : str_from(parameter, at + 1);
}

static bool
is_counted(struct arena *arena, const struct tracked *by, str parameter, bool is_judged)
{
	str name = name_of(parameter), value = url_decode(arena, value_of(parameter));

	if (is_judged)
		return value.len >= SURE_VALUE && tracked_is_token(value);

	if (IS_IN(counted, name) || names_reader(by, value) ||
	    (value.len >= TRACKED_VALUE_BYTES &&
		str_has_word_nocase(by->values, value_of(parameter))))
		return true;
	return IS_IN(said, name) &&
	    (str_find_nocase(value, STR("newsletter")) != STR_NOT_FOUND ||
		str_find_nocase(value, STR("email")) != STR_NOT_FOUND ||
		str_find_nocase(value, STR("e-mail")) != STR_NOT_FOUND);
}

/* Without the parameters that count, or (of an address that was judged) whose values are so long
   that they are somebody's; *taken says whether there were any. */
static str
without_counted(
    struct arena *arena, const struct tracked *by, str address, bool is_judged, bool *taken)
{
	size_t query = str_find_char(address, '?'), hash = str_find_char(address, '#');
	str rest, part;
	struct buf out = BUF(arena);
	char mark = '?';

	*taken = false;
	if (query == STR_NOT_FOUND || query > hash)
		return address;
	hash = hash == STR_NOT_FOUND ? address.len : hash;
	rest = (str){address.at + query + 1, hash - query - 1};
	buf_add(&out, str_head(address, query));
	while (str_cut(&rest, '&', &part)) {
		if (is_counted(arena, by, part, is_judged)) {
			*taken = true;
			continue;
		}
		buf_char(&out, mark);
		buf_add(&out, part);
		mark = '&';
	}
	/* Fragments count, too: "#utm_source=…". */
	if (str_starts_nocase(str_from(address, hash), STR("#utm_")))
		*taken = true;
	else
		buf_add(&out, str_from(address, hash));
	return *taken ? buf_str(&out) : address;
}

/* The address within: in a parameter, else in the path. */
static str
target_of(struct arena *arena, str address, const struct url *url)
{
	str rest = url->query, part, found;
	bool counts = false;

	while (str_cut(&rest, '&', &part)) {
		if (!value_of(part).len || IS_IN(not_targets, name_of(part)) ||
		    IS_IN(counted, name_of(part)))
			continue;
		found = tracked_target(arena, url_decode(arena, value_of(part)));
		if (found.len)
			return found;
	}
	/* "?https://host/path" */
	if (str_find_char(str_head(url->query, 12), ':') != STR_NOT_FOUND) {
		found = tracked_target(arena, url->query);
		if (found.len)
			return found;
	}
	rest = url->path;
	while (str_cut(&rest, '/', &part)) {
		/* As it is, a path may hold what an archive keeps. */
		if (str_eq_nocase(part, STR("http:")) || str_eq_nocase(part, STR("https:"))) {
			if (!counts)
				return STR_NONE;
			return tracked_target(
			    arena, str_from(address, (size_t)(part.at - address.at)));
		}
		if (str_starts(part, STR("__http"))) {
			size_t at = str_find(address, STR("/__http"));

			return at == STR_NOT_FOUND
			    ? STR_NONE
			    : tracked_target(arena, str_from(address, at + 1));
		}
		found = tracked_target(arena, part);
		if (found.len)
			return found;
		counts |= IS_IN(clicks, part);
	}
	return STR_NONE;
}

static bool
is_number(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_is_digit((unsigned char)s.at[i]))
			return false;
	return true;
}

struct look {
	bool clicks, clicks_short; /* a part that counts; one of a letter or two */
	bool own, share;
	bool mails; /* the host's name begins as those that send mail are called */
	size_t tokens, longest, words;
	size_t longest_value; /* of a machine-made parameter's value */
};

/* "unsubscribe.php", "unsubscribe-me" are the way out, too. */
static bool
is_own(str part)
{
	return IS_IN(owns, str_head(part, str_find_char(part, '.'))) ||
	    (part.len <= OWN_BYTES && str_find_nocase(part, STR("unsubscri")) != STR_NOT_FOUND);
}

static void
look_at_path(struct arena *arena, str path, struct look *look)
{
	str rest = path, part;

	while (str_cut(&rest, '/', &part)) {
		str plain = url_decode(arena, part);

		if (!plain.len)
			continue;
		look->own |= is_own(plain);
		look->share |= IS_IN(shares, plain);
		if (IS_IN(clicks, plain)) {
			*(plain.len > 2 ? &look->clicks : &look->clicks_short) = true;
			continue;
		}
		if (tracked_is_token(plain)) {
			look->tokens++;
			look->longest = plain.len > look->longest ? plain.len : look->longest;
		} else if (plain.len > 3 && !is_number(plain) && !IS_IN(views, plain)) {
			look->words++;
		}
	}
}

static void
look_at_rest(struct arena *arena, const struct url *url, struct look *look)
{
	str rest = url->host, part;

	look->mails = IS_IN(mailers, str_head(url->host, str_find_char(url->host, '.')));
	while (str_cut(&rest, '.', &part)) {
		/* The last two are the owner's name. */
		if (str_find_char(rest, '.') == STR_NOT_FOUND)
			break;
		look->own |= IS_IN(owns, part);
		if (IS_IN(clicks, part))
			look->clicks |= part.len > 2;
		look->clicks_short |= IS_IN(clicks, part);
	}
	rest = url->query;
	while (str_cut(&rest, '&', &part)) {
		str value = url_decode(arena, value_of(part));

		look->own |= is_own(value);
		if (!tracked_is_token(value))
			continue;
		look->tokens++;
		if (value.len > look->longest_value)
			look->longest_value = value.len;
	}
}

/* A fragment that is a script's path, with machine-made parts: "#/feedback/07aed914c383e40a". */
static bool
is_route(struct arena *arena, str fragment)
{
	struct look look = {0};

	if (!str_starts(fragment, STR("/")) && !str_starts(fragment, STR("!/")))
		return false;
	look_at_path(arena, fragment, &look);
	return look.longest >= LONG_TOKEN;
}

/* Whether it leads over one who counts, or is for this reader alone. */
static enum tracked_result
judge(struct arena *arena, const struct tracked *by, str address, const struct url *url)
{
	struct look look = {0};
	size_t longest;

	look_at_path(arena, url->path, &look);
	look_at_rest(arena, url, &look);
	if (is_route(arena, url->fragment))
		return TRACKED_LOST;
	if (look.own || (look.share && url->query.len) ||
	    names_reader(by, url_decode(arena, address)))
		return TRACKED_OWN;
	if (!look.tokens)
		return TRACKED_NOT;
	longest = look.longest > look.longest_value ? look.longest : look.longest_value;
	/* A page that has a name is found without a value, too. */
	return look.longest >= SURE_TOKEN || (!look.words && look.longest_value >= SURE_VALUE) ||
		str_has_word_nocase(by->counters, url->host) || (look.mails && !look.words) ||
		(look.clicks && (!look.words || longest >= LONG_TOKEN)) ||
		(look.clicks_short && !look.words && (look.tokens > 1 || longest >= LONG_TOKEN))
	    ? TRACKED_LOST
	    : TRACKED_NOT;
}

enum tracked_result
tracked_clean(struct arena *arena, const struct tracked *by, str address, str *clean)
{
	enum tracked_result result = TRACKED_NOT, judged;
	struct url url;
	bool taken, taken_more;

	*clean = address;
	if (!url_is_web(address))
		return TRACKED_NOT;
	if (address.len > LIMIT_TRACKED_BYTES)
		return TRACKED_LOST;
	for (int level = 0; level < LIMIT_TRACKED_LEVELS; level++) {
		struct look look = {0};
		str target;

		if (!url_parse(arena, *clean, &url))
			return TRACKED_LOST;
		look_at_path(arena, url.path, &look);
		if (look.own || (look.share && url.query.len))
			return TRACKED_OWN;
		target = target_of(arena, *clean, &url);
		if (!target.len)
			break;
		*clean = target;
		result = TRACKED_CLEAN;
	}
	*clean = without_counted(arena, by, *clean, false, &taken);
	if (!url_parse(arena, *clean, &url))
		return TRACKED_LOST;
	judged = judge(arena, by, *clean, &url);
	if (judged != TRACKED_NOT)
		return judged;
	*clean = without_counted(arena, by, *clean, true, &taken_more);
	return taken || taken_more ? TRACKED_CLEAN : result;
}

/* Whether a path ends in a name as pictures have it. */
static bool
names_picture(str path)
{
	static const char *const ends[] = {
	    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".avif"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends_nocase(path, str_of(ends[i])))
			return true;
	return false;
}

bool
tracked_is_pixel(struct arena *arena, str address)
{
	struct look look = {0};
	struct url url;
	str rest, part;
	bool counts = false;

	if (!url_is_web(address) || address.len > LIMIT_TRACKED_BYTES ||
	    !url_parse(arena, address, &url))
		return false;
	rest = url.path;
	while (str_cut(&rest, '/', &part))
		counts |= IS_IN(pixels, part);
	look_at_path(arena, url.path, &look);
	look_at_rest(arena, &url, &look);
	return look.tokens &&
	    (counts ||
		((look.longest >= LONG_TOKEN || look.longest_value >= LONG_TOKEN) &&
		    !names_picture(url.path)));
}
