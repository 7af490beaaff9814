/* Files as `wget -x` and `wget -p` lay them out: a folder for each host, and names after addresses.
 */
#include "core/url.h"
#include "source/shelf.h"

/* How a name may have been written. */
enum spelling {
	SPELLED_PLAIN,   /* percent-encoding resolved */
	SPELLED_WGET,    /* the same, but for what wget thinks unsafe in a name */
	SPELLED_ENCODED, /* as it stands in the address */
	SPELLINGS
};

/* wget writes a slash within a name as %XX, and control characters, those of Latin-1 among them,
   which are bytes of UTF-8. */
static str
spell_wget(struct arena *arena, str text, bool is_query)
{
	struct buf name = BUF(arena);

	while (text.len) {
		size_t raw = text.at[0] == '%' ? 3 : 1;
		str one = url_decode(arena, str_head(text, raw));
		unsigned char c;

		if (one.len != 1)
			raw = one.len = 1;
		c = (unsigned char)one.at[0];
		if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c == '/' && (raw == 3 || is_query)))
			buf_printf(&name, "%%%02X", c);
		else
			buf_char(&name, (char)c);
		text = str_from(text, raw);
	}
	return buf_str(&name);
}

static str
spell(struct arena *arena, str text, enum spelling spelling, bool is_query)
{
	switch (spelling) {
	case SPELLED_PLAIN:
		return url_decode(arena, text);
	case SPELLED_WGET:
		return spell_wget(arena, text, is_query);
	default:
		return text;
	}
}

/* "harbour.example", with a port "harbour.example:8080", and so that Windows takes it. */
static size_t
spell_host(struct arena *arena, const struct url *url, str names[3])
{
	static const char *const forms[] = {"%.*s:%.*s", "%.*s+%.*s"};
	str host = arena_lower(arena, url->host);
	size_t count = 0;

	if (url->port.len)
		for (size_t i = 0; i < 2; i++) {
			struct buf name = BUF(arena);

			buf_printf(&name, forms[i], STR_ARG(host), STR_ARG(url->port));
			names[count++] = buf_str(&name);
		}
	names[count++] = host;
	return count;
}

/* The file of one spelling of path and query. */
static enum shelf_result
find_name(struct ctx *ctx, str root, str host, str path, const char *mark, str query, size_t most,
    str *bytes)
{
	str name;

	if (!path.len || str_ends(path, STR("/")))
		path = arena_printf(ctx->arena, "%.*sindex.html", STR_ARG(path));
	while (str_starts(path, STR("/")))
		path = str_from(path, 1);
	/* In front of a name with a port, "./" says that it is no scheme. */
	name = arena_printf(
	    ctx->arena, "./%.*s/%.*s%s%.*s", STR_ARG(host), STR_ARG(path), mark, STR_ARG(query));
	return shelf_read(ctx, root, name, most, bytes);
}

static enum shelf_result
find_of_host(struct ctx *ctx, str root, str host, const struct url *url, size_t most, str *bytes)
{
	static const char *const marks[] = {"?", "@", "%3F"};
	enum shelf_result result = SHELF_MISSING;
	struct arena *arena = ctx->arena;

	for (int i = 0; i < SPELLINGS && result == SHELF_MISSING; i++) {
		str path = spell(arena, url->path, (enum spelling)i, false);
		str query = spell(arena, url->query, (enum spelling)i, true);

		for (size_t k = 0; k < (url->query.at ? 3 : 1) && result == SHELF_MISSING; k++)
			result = find_name(ctx, root, host, path, url->query.at ? marks[k] : "",
			    query, most, bytes);
	}
	return result;
}

static enum shelf_result
find_in_mirror(
    struct ctx *ctx, const struct shelf *shelf, str address, str absolute, size_t most, str *bytes)
{
	const str *root = shelf->state;
	enum shelf_result result = SHELF_MISSING;
	struct url url;
	str hosts[3];
	size_t count;

	(void)address;
	if (!url_parse(ctx->arena, absolute, &url) || !url.host.len ||
	    (!str_eq_nocase(url.scheme, STR("http")) && !str_eq_nocase(url.scheme, STR("https"))))
		return SHELF_MISSING;
	count = spell_host(ctx->arena, &url, hosts);
	for (size_t i = 0; i < count && result == SHELF_MISSING; i++)
		result = find_of_host(ctx, *root, hosts[i], &url, most, bytes);
	/* An address that leads out of the folder has no file in it. */
	return result == SHELF_OUTSIDE ? SHELF_MISSING : result;
}

struct shelf *
shelf_of_mirror(struct arena *arena, str folder)
{
	struct shelf *shelf = arena_alloc(arena, sizeof *shelf);
	str *root = arena_alloc(arena, sizeof *root);

	*root = folder;
	*shelf = (struct shelf){find_in_mirror, root, NULL};
	return shelf;
}
