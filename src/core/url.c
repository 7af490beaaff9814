/* Addresses: taking apart, resolving, comparing. */
#include "core/url.h"

#include <string.h>

#include "core/utf8.h"

enum scheme_kind {
	SCHEME_OTHER, /* its path means nothing to us unless it begins with a slash */
	SCHEME_WEB,   /* must have a host: http, https, ftp, ws, wss */
	SCHEME_FILE
};

struct scheme {
	const char *name, *port;
	enum scheme_kind kind;
};

/* The special schemes of the WHATWG URL Standard, section 4.2. */
static const struct scheme schemes[] = {
    {"http", "80", SCHEME_WEB}, {"https", "443", SCHEME_WEB}, {"ftp", "21", SCHEME_WEB},
    {"ws", "80", SCHEME_WEB}, {"wss", "443", SCHEME_WEB}, {"file", "", SCHEME_FILE},
    {"", "", SCHEME_OTHER}, /* ends the table */
};

static const struct scheme *
find_scheme(str name)
{
	const struct scheme *row = schemes;

	while (row->kind != SCHEME_OTHER && !str_eq_nocase(name, str_of(row->name)))
		row++;
	return row;
}

static str
trim(str s)
{
	while (s.len && (unsigned char)s.at[0] <= ' ')
		s = str_from(s, 1);
	while (s.len && (unsigned char)s.at[s.len - 1] <= ' ')
		s.len--;
	return s;
}

/* Take the part of *rest before the first of `marks`; *rest begins with the mark then. */
static str
take_until(str *rest, const char *marks)
{
	size_t n = 0;
	str part;

	while (n < rest->len && !(rest->at[n] && strchr(marks, rest->at[n])))
		n++;
	part = (str){rest->at ? rest->at : "", n};
	*rest = str_from(*rest, n);
	return part;
}

/* Take "scheme:" off *rest; absent where there is none. */
static str
take_scheme(str *rest)
{
	size_t n = 0;
	str scheme;

	if (!rest->len || !ascii_is_alpha((unsigned char)rest->at[0]))
		return STR_NONE;
	while (n < rest->len &&
	    (ascii_is_alpha((unsigned char)rest->at[n]) ||
		ascii_is_digit((unsigned char)rest->at[n]) ||
		str_find_char(STR("+-."), rest->at[n]) != STR_NOT_FOUND))
		n++;
	if (n == rest->len || rest->at[n] != ':')
		return STR_NONE;
	scheme = str_head(*rest, n);
	*rest = str_from(*rest, n + 1);
	return scheme;
}

/* Characters that no host has (section 3.5), but the brackets of an IPv6 address. */
static bool
is_host(str host)
{
	for (size_t i = 0; i < host.len; i++) {
		unsigned char c = (unsigned char)host.at[i];

		if (c <= ' ' || c == 0x7F || strchr("#/<>?@\\^|\"`{}", c))
			return false;
	}
	return true;
}

static bool
take_authority(str *rest, struct url *url)
{
	str authority = take_until(rest, "/\\?#");
	size_t at = str_rfind_char(authority, '@'), close;
	uint32_t port;

	if (at != STR_NOT_FOUND)
		authority = str_from(authority, at + 1);
	url->has_authority = true;
	url->host = authority;
	if (str_starts(authority, STR("["))) {
		close = str_find_char(authority, ']');
		if (close == STR_NOT_FOUND)
			return false;
		url->host = str_head(authority, close + 1);
		authority = str_from(authority, close + 1);
		if (authority.len && authority.at[0] != ':')
			return false;
	} else {
		url->host = take_until(&authority, ":");
	}
	if (authority.len > 1) {
		url->port = str_from(authority, 1);
		if (url->port.len > 5 || str_number(url->port, 5, &port) != url->port.len ||
		    port > 65535)
			return false;
	}
	return is_host(url->host);
}

static bool
is_slash(str s)
{
	return s.len && (s.at[0] == '/' || s.at[0] == '\\');
}

/* Views of a text that has been trimmed. */
static bool
split(str text, struct url *url)
{
	const struct scheme *scheme;
	bool good = true;

	*url = (struct url){.scheme = take_scheme(&text)};
	scheme = find_scheme(url->scheme);
	if (scheme->kind == SCHEME_WEB) {
		while (is_slash(text))
			text = str_from(text, 1);
		good = take_authority(&text, url) && url->host.len > 0;
	} else if (str_starts(text, STR("//"))) {
		text = str_from(text, 2);
		good = take_authority(&text, url);
	}
	url->path = take_until(&text, "?#");
	if (str_starts(text, STR("?"))) {
		text = str_from(text, 1);
		url->query = take_until(&text, "#");
	}
	if (str_starts(text, STR("#")))
		url->fragment = str_from(text, 1);
	return good;
}

/* Without tabs and line ends, back slashes turned where the scheme is a special one or unsaid. */
static str
clean(struct arena *arena, str text)
{
	str rest = text = trim(text), scheme = take_scheme(&rest);
	bool turn = !scheme.at || find_scheme(scheme)->kind != SCHEME_OTHER, odd = false;
	struct buf buf = BUF(arena);

	for (size_t i = 0; i < text.len && !odd; i++)
		odd = text.at[i] == '\\' || (text.at[i] >= '\t' && text.at[i] <= '\r');
	if (!odd)
		return text;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (c == '\t' || c == '\n' || c == '\r')
			continue;
		turn = turn && c != '?' && c != '#';
		buf_char(&buf, turn && c == '\\' ? '/' : c);
	}
	return buf_str(&buf);
}

bool
url_parse(struct arena *arena, str text, struct url *url)
{
	return split(clean(arena, text), url);
}

/* RFC 3986 section 5.2.4, of a path that begins with a slash. */
static void
remove_dots(struct buf *buf)
{
	str rest = buf_str(buf), part;
	size_t out = 0;

	while (rest.len) {
		size_t n = str_find_char(str_from(rest, 1), '/');
		bool last = n == STR_NOT_FOUND;

		part = str_head(rest, last ? rest.len : n + 1);
		rest = str_from(rest, part.len);
		if (str_eq(part, STR("/.")) || str_eq_nocase(part, STR("/%2e"))) {
			part = last ? STR("/") : STR("");
		} else if (str_eq(part, STR("/..")) || str_eq_nocase(part, STR("/%2e%2e"))) {
			while (out && buf->at[--out] != '/')
				continue;
			part = last ? STR("/") : STR("");
		}
		if (part.len)
			memmove(buf->at + out, part.at, part.len);
		out += part.len;
	}
	buf->len = out;
}

/* Whether an address may hold the byte as it is: the ASCII among the URL code points, which are
   letters, digits and !$&'()*+,-./:;=?@_~ */
static bool
is_safe(unsigned char c)
{
	static const uint32_t safe[4] = {0, 0xAFFFFFD2, 0x87FFFFFF, 0x47FFFFFE};

	return c < 0x80 && (safe[c / 32] >> c % 32 & 1);
}

static void
add_encoded(struct buf *buf, str part)
{
	for (size_t i = 0; i < part.len; i++) {
		unsigned char c = (unsigned char)part.at[i];
		bool escape = c == '%' && i + 2 < part.len && ascii_hex(part.at[i + 1]) >= 0 &&
		    ascii_hex(part.at[i + 2]) >= 0;

		if (escape || is_safe(c)) {
			buf_char(buf, (char)c);
		} else {
			buf_char(buf, '%');
			buf_char(buf, "0123456789ABCDEF"[c >> 4]);
			buf_char(buf, "0123456789ABCDEF"[c & 15]);
		}
	}
}

static void
add_lower(struct buf *buf, str part)
{
	for (size_t i = 0; i < part.len; i++)
		buf_char(buf, (char)ascii_lower((unsigned char)part.at[i]));
}

static void
add_url(struct buf *buf, const struct url *url)
{
	struct buf path = BUF(buf->arena);

	if (url->scheme.at) {
		add_lower(buf, url->scheme);
		buf_char(buf, ':');
	}
	if (url->has_authority) {
		buf_add(buf, STR("//"));
		add_lower(buf, url->host);
		if (url->port.len && !str_eq(url->port, str_of(find_scheme(url->scheme)->port))) {
			buf_char(buf, ':');
			buf_add(buf, url->port);
		}
	}
	add_encoded(&path, url->path);
	if (str_starts(buf_str(&path), STR("/")) && url->scheme.at)
		remove_dots(&path);
	else if (path.len == 0 && find_scheme(url->scheme)->kind == SCHEME_WEB)
		buf_char(&path, '/');
	buf_add(buf, buf_str(&path));
	if (url->query.at) {
		buf_char(buf, '?');
		add_encoded(buf, url->query);
	}
	if (url->fragment.at) {
		buf_char(buf, '#');
		add_encoded(buf, url->fragment);
	}
}

/* RFC 3986 section 5.2.3. */
static str
merge_paths(struct arena *arena, const struct url *base, str path)
{
	size_t slash = str_rfind_char(base->path, '/');
	struct buf buf = BUF(arena);

	if (slash == STR_NOT_FOUND)
		buf_char(&buf, '/');
	else
		buf_add(&buf, str_head(base->path, slash + 1));
	buf_add(&buf, path);
	return buf_str(&buf);
}

/* RFC 3986 section 5.2.2, for an address without a scheme. */
static bool
inherit(struct arena *arena, const struct url *base, struct url *url)
{
	bool opaque = !base->has_authority && !str_starts(base->path, STR("/"));

	url->scheme = base->scheme;
	if (url->has_authority)
		return url->host.len || find_scheme(base->scheme)->kind != SCHEME_WEB;
	url->has_authority = base->has_authority;
	url->host = base->host;
	url->port = base->port;
	if (url->path.len == 0) {
		url->path = base->path;
		if (!url->query.at)
			url->query = base->query;
		return !opaque || url->fragment.at;
	}
	if (url->path.at[0] != '/')
		url->path = merge_paths(arena, base, url->path);
	return !opaque;
}

str
url_resolve(struct arena *arena, str base, str address)
{
	struct buf buf = BUF(arena);
	struct url url, from;

	address = clean(arena, address);
	if (address.len == 0 || !split(address, &url))
		return STR_NONE;
	if (!url.scheme.at && base.at) {
		if (!url_parse(arena, base, &from) || !from.scheme.at ||
		    !inherit(arena, &from, &url))
			return STR_NONE;
	}
	buf_reserve(&buf, address.len + base.len + 16);
	add_url(&buf, &url);
	return buf_str(&buf);
}

static bool
is_combining(uint32_t code)
{
	return code >= 0x300 && code <= 0x36F;
}

/* A part of a host between dots, as registries give them out: letters of any script, digits, "-"
   and "_", no combining mark first, at most 63 bytes (RFC 1034 section 3.1). */
static bool
is_label(str label)
{
	size_t len;

	if (!label.len || label.len > 63 || is_combining(utf8_decode(label, &len)))
		return false;
	for (; label.len; label = str_from(label, len)) {
		unsigned char c = (unsigned char)*label.at;

		len = 1;
		if (c >= 0x80 ? !code_is_word(utf8_decode(label, &len))
			      : !ascii_is_alpha(c) && !ascii_is_digit(c) && c != '-' && c != '_')
			return false;
	}
	return true;
}

/* Validators of books refuse links to other hosts, which lead nowhere anyway. */
static bool
is_good_host(str host)
{
	str label;

	if (str_ends(host, STR(".")))
		host.len--;
	if (!host.len)
		return false;
	while (str_cut(&host, '.', &label))
		if (!is_label(label))
			return false;
	return true;
}

bool
url_is_web(str address)
{
	struct url url;

	return split(trim(address), &url) && find_scheme(url.scheme)->kind == SCHEME_WEB &&
	    str_starts_nocase(url.scheme, STR("http")) && is_good_host(url.host);
}

/* Schemes of addresses that call or place somebody and have no host. */
static bool
is_dialled(str scheme)
{
	static const char *const names[] = {
	    "geo", "magnet", "mailto", "matrix", "news", "sip", "sips", "sms", "tel", "xmpp"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq_nocase(scheme, str_of(names[i])))
			return true;
	return false;
}

bool
url_is_link(str address)
{
	struct url url;

	if (url_is_web(address))
		return true;
	return split(trim(address), &url) && url.path.len && !url.has_authority &&
	    is_dialled(url.scheme);
}

str
url_host(str address)
{
	struct url url;

	return split(trim(address), &url) && url.host.len ? url.host : STR_NONE;
}

str
url_key(struct arena *arena, str address)
{
	struct buf query = BUF(arena), buf = BUF(arena);
	str rest, part;
	struct url url;

	address = url_resolve(arena, STR_NONE, address);
	if (!address.at || !split(address, &url))
		return STR_NONE;
	rest = url.query;
	while (str_cut(&rest, '&', &part)) {
		if (part.len == 0 || str_starts_nocase(part, STR("utm_")))
			continue;
		if (query.len)
			buf_char(&query, '&');
		buf_add(&query, part);
	}
	url.query = query.len ? buf_str(&query) : STR_NONE;
	url.fragment = STR_NONE;
	add_url(&buf, &url);
	if (!query.len)
		while (buf.len && buf.at[buf.len - 1] == '/')
			buf.len--;
	return buf_str(&buf);
}

str
url_decode(struct arena *arena, str text)
{
	struct buf buf = BUF(arena);

	if (str_find_char(text, '%') == STR_NOT_FOUND)
		return text;
	buf_reserve(&buf, text.len);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];

		if (c == '%' && i + 2 < text.len && ascii_hex(text.at[i + 1]) >= 0 &&
		    ascii_hex(text.at[i + 2]) >= 0) {
			c = (unsigned char)(ascii_hex(text.at[i + 1]) << 4 |
			    ascii_hex(text.at[i + 2]));
			i += 2;
		}
		buf_char(&buf, (char)c);
	}
	return buf_str(&buf);
}
