/* Which section of the rules decides over a page. */
#include "rules/rules.h"

#include "core/url.h"

/* What sections are compared with: the host in lower case without "www.", and path and query with
   percent-encoding resolved. */
struct place {
	str host, path;
};

static struct place
place_of(struct arena *arena, str address)
{
	struct place place = {STR(""), STR("/")};
	struct buf path = BUF(arena);
	struct url url;

	if (!address.len || !url_parse(arena, address, &url) || !url.host.len)
		return place;
	place.host = arena_lower(arena, url.host);
	if (str_starts(place.host, STR("www.")))
		place.host = str_from(place.host, 4);
	if (!url.path.len)
		buf_char(&path, '/');
	buf_add(&path, str_head(url.path, RULES_ADDRESS_BYTES));
	if (url.query.at)
		buf_printf(&path, "?%.*s", STR_ARG(str_head(url.query, RULES_ADDRESS_BYTES)));
	place.path = str_head(url_decode(arena, buf_str(&path)), RULES_ADDRESS_BYTES);
	return place;
}

/* RFC 9309 section 2.2.3. The last star takes more when what follows it does not fit. */
static bool
path_matches(str pattern, str path)
{
	bool ends = str_ends(pattern, STR("$"));
	size_t at = 0, in = 0, star = SIZE_MAX, resume = 0;

	pattern.len -= ends;
	for (;;) {
		if (in < pattern.len && pattern.at[in] == '*') {
			star = ++in;
			resume = at;
		} else if (in == pattern.len && (!ends || at == path.len)) {
			return true;
		} else if (in < pattern.len && at < path.len && pattern.at[in] == path.at[at]) {
			in++;
			at++;
		} else if (star != SIZE_MAX && resume < path.len) {
			in = star;
			at = ++resume;
		} else {
			return false;
		}
	}
}

static bool
section_matches(const struct rule_section *section, const struct place *place)
{
	str host = place->host, wanted = section->host;

	if (!wanted.len)
		return path_matches(section->path, place->path);
	if (section->below) {
		if (host.len <= wanted.len + 1 || !str_ends(host, wanted) ||
		    host.at[host.len - wanted.len - 1] != '.')
			return false;
	} else if (!str_eq(host, wanted)) {
		return false;
	}
	return path_matches(section->path, place->path);
}

static bool
is_less_specific(const struct rule_section *a, const struct rule_section *b)
{
	int a_kind = a->host.len ? 2 - a->below : 0, b_kind = b->host.len ? 2 - b->below : 0;

	if (a_kind != b_kind)
		return a_kind < b_kind;
	if (a->host.len != b->host.len)
		return a->host.len < b->host.len;
	return a->path.len <= b->path.len;
}

void
rules_for(struct arena *arena, const struct rules *rules, str address,
    const struct rule_section *found[RULE_COUNT])
{
	struct place place = place_of(arena, address);

	for (size_t key = 0; key < RULE_COUNT; key++)
		found[key] = NULL;
	for (size_t i = 0; i < rules->count; i++) {
		const struct rule_section *section = &rules->sections[i];

		if (!section_matches(section, &place))
			continue;
		for (size_t key = 0; key < RULE_COUNT; key++)
			if (section->lines[key].said &&
			    (!found[key] || is_less_specific(found[key], section)))
				found[key] = section;
	}
}
