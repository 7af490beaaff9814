/* HTTP messages as web archives keep them (RFC 9110, RFC 9112). */
#include "unpack/warc_record.h"

/* "HTTP/1.1 200 OK", "HTTP/2 200"; false where it is none. */
static bool
parse_status(str line, unsigned *status)
{
	uint32_t number;
	str word;

	if (!str_starts_nocase(line, STR("HTTP/")) || !str_word(&line, &word) ||
	    !str_word(&line, &word) || str_number(word, 3, &number) != 3)
		return false;
	*status = number;
	return true;
}

/* "GET /a HTTP/1.1". */
static bool
is_request(str line)
{
	str word;

	return !str_starts_nocase(line, STR("HTTP/")) &&
	    ascii_is_alpha((unsigned char)(line.len ? line.at[0] : ' ')) &&
	    str_word(&line, &word) && str_words(line) >= 1;
}

str
warc_media(str value, str *charset)
{
	str media = STR_NONE, part;

	*charset = STR_NONE;
	if (!str_cut(&value, ';', &media))
		return STR_NONE;
	while (str_cut(&value, ';', &part)) {
		part = str_trim(part);
		if (!str_starts_nocase(part, STR("charset")))
			continue;
		part = str_trim(str_from(part, 7));
		if (!str_starts(part, STR("=")))
			continue;
		part = str_trim(str_from(part, 1));
		if (part.len >= 2 && (part.at[0] == '"' || part.at[0] == '\'') &&
		    part.at[part.len - 1] == part.at[0])
			part = str_head(str_from(part, 1), part.len - 2);
		if (part.len && !charset->at)
			*charset = part;
	}
	return str_trim(media);
}

static void
add_codings(struct warc_http *http, str value)
{
	static const struct {
		const char *name;
		enum http_coding coding;
	} names[] = {
	    {"gzip", HTTP_GZIP},
	    {"x-gzip", HTTP_GZIP},
	    {"deflate", HTTP_DEFLATE},
	    {"br", HTTP_BROTLI},
	    {"zstd", HTTP_ZSTD},
	};
	str part;

	while (str_cut(&value, ',', &part)) {
		part = str_trim(part);
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (str_eq_nocase(part, str_of(names[i].name)) &&
			    http->coding_count < HTTP_CODINGS)
				http->codings[http->coding_count++] = names[i].coding;
	}
}

static void
take_field(struct warc_http *http, str name, str value)
{
	if (str_eq_nocase(name, STR("Content-Type")))
		http->media = warc_media(value, &http->charset);
	else if (str_eq_nocase(name, STR("Location")))
		http->location = value;
	else if (str_eq_nocase(name, STR("Content-Encoding")))
		add_codings(http, value);
	else if (str_eq_nocase(name, STR("Transfer-Encoding")))
		http->is_chunked = str_find_nocase(value, STR("chunked")) != STR_NOT_FOUND;
	else if (str_eq_nocase(name, STR("Sec-Fetch-Dest")))
		http->destination = value;
	else if (str_eq_nocase(name, STR("X-Requested-With")))
		http->is_script = str_eq_nocase(value, STR("XMLHttpRequest"));
}

bool
warc_http_parse(str bytes, struct warc_http *http)
{
	str rest, line;

	*http = (struct warc_http){0};
	http->size = warc_head_size(bytes);
	rest = str_head(bytes, http->size);
	if (!http->size || !str_cut(&rest, '\n', &line) ||
	    (!parse_status(line, &http->status) && !is_request(line)))
		return false;
	while (str_cut(&rest, '\n', &line)) {
		size_t colon = str_find_char(line, ':');

		if (colon == STR_NOT_FOUND || line.at[0] == ' ' || line.at[0] == '\t')
			continue;
		take_field(
		    http, str_trim(str_head(line, colon)), str_trim(str_from(line, colon + 1)));
	}
	return true;
}

/* Whether a body that is said to come in chunks does: a line of hexadecimal digits. */
static bool
begins_chunk(str head)
{
	size_t at = 0;

	while (at < head.len && (head.at[at] == '\r' || head.at[at] == '\n'))
		at++;
	head = str_from(head, at);
	at = 0;
	while (at < head.len && at < 16 &&
	    (ascii_is_digit((unsigned char)head.at[at]) ||
		((head.at[at] | 32) >= 'a' && (head.at[at] | 32) <= 'f')))
		at++;
	if (!at || at == head.len)
		return false;
	return head.at[at] == '\r' || head.at[at] == '\n' || head.at[at] == ';' ||
	    head.at[at] == ' ';
}

static bool
begins_markup(str head)
{
	head = str_trim(str_head(head, 256));
	return str_starts(head, STR("<")) || str_starts(head, STR("\xef\xbb\xbf<"));
}

/* zlib's two bytes (RFC 1950 section 2.2); many servers leave them out. */
static bool
begins_zlib(str head)
{
	unsigned first, second;

	if (head.len < 2)
		return false;
	first = (unsigned char)head.at[0];
	second = (unsigned char)head.at[1];
	return (first & 15) == 8 && (first << 8 | second) % 31 == 0;
}

static struct stream *
decoded(struct arena *arena, struct stream *body, enum http_coding coding)
{
	str head = stream_peek(body, 256);

	switch (coding) {
	case HTTP_GZIP:
		return str_starts(head, STR("\x1f\x8b"))
		    ? stream_inflate(arena, body, INFLATE_GZIP, false)
		    : body;
	case HTTP_ZSTD:
		return str_starts(head, STR("\x28\xb5\x2f\xfd"))
		    ? stream_zstd(arena, body, false, STR_NONE)
		    : body;
	case HTTP_DEFLATE:
		if (begins_markup(head))
			return body;
		return stream_inflate(
		    arena, body, begins_zlib(head) ? INFLATE_ZLIB : INFLATE_RAW, false);
	default:
		return begins_markup(head) ? body : stream_brotli(arena, body);
	}
}

struct stream *
warc_http_body(struct arena *arena, struct stream *block, const struct warc_http *http)
{
	struct stream *body = block;

	if (http->is_chunked && begins_chunk(stream_peek(body, 64)))
		body = stream_chunked(arena, body);
	for (size_t i = http->coding_count; i > 0 && stream_peek(body, 1).len; i--)
		body = decoded(arena, body, http->codings[i - 1]);
	return body;
}
