/* What of a web archive's records is a page, what a file that pages show, and what neither. */
#include "core/url.h"
#include "unpack/pattern.h"
#include "unpack/warc.h"

static bool
is_one_of(str media, const char *list)
{
	return str_has_word_nocase(str_of(list), media);
}

static bool
is_html(str media)
{
	return is_one_of(media, "text/html application/xhtml+xml application/vnd.wap.xhtml+xml");
}

/* Types that say nothing: the bytes are looked at (after the MIME Sniffing Standard, section 7; a
   text/plain is believed). */
static bool
is_vague(str media)
{
	return !media.len ||
	    is_one_of(media,
		"application/octet-stream binary/octet-stream unknown/unknown "
		"application/unknown */* text/xml application/xml");
}

/* What is read as well when the user asks for it by its address. */
static bool
is_readable(str media)
{
	return is_one_of(media,
	    "text/plain text/markdown text/x-markdown application/rss+xml application/atom+xml "
	    "application/rdf+xml application/feed+json");
}

static bool
is_web(str address)
{
	return str_starts_nocase(address, STR("http://")) ||
	    str_starts_nocase(address, STR("https://"));
}

/* Whether the first bytes are a page's. */
static bool
sniffs_page(const struct warc_judge *judge, const struct warc_candidate *candidate)
{
	struct stream *body = stream_of_bytes(judge->scratch,
	    candidate->has_http ? str_from(candidate->block, candidate->http.size)
				: candidate->block);
	const char *foreign;
	enum kind kind;

	if (candidate->has_http)
		body = warc_http_body(judge->scratch, body, &candidate->http);
	kind = kind_tell(STR_NONE, stream_peek(body, 2048), &foreign);
	return kind == KIND_HTML || kind == KIND_XHTML;
}

/* The flags of a page; false when it is none. */
static bool
judge_page(const struct warc_judge *judge, const struct warc_candidate *candidate, uint64_t *flags)
{
	const struct warc_head *head = candidate->head;
	const struct settings *settings = judge->settings;
	str media = candidate->media;
	bool is_asked = false, is_conversion = head->type == WARC_CONVERSION;

	*flags = 0;
	if (!judge->with_pages || (!is_web(head->target) && candidate->has_http))
		return false;
	if (str_starts_nocase(head->target, STR("urn:")) ||
	    (head->resource_type.len && !str_eq_nocase(head->resource_type, STR("document"))))
		return false;
	if (pattern_any(settings->exclude, settings->exclude_count, head->target))
		return false;
	if (settings->include_count) {
		if (!pattern_any(settings->include, settings->include_count, head->target))
			return false;
		is_asked = true;
	}
	if (is_html(media) || (is_vague(media) && sniffs_page(judge, candidate)))
		return true;
	*flags = WARC_IS_ANY_KIND;
	return (is_asked && is_readable(media)) ||
	    (is_conversion && str_eq_nocase(media, STR("text/plain")));
}

static bool
may_be_picture(const struct warc_candidate *candidate)
{
	str path = candidate->head->target;

	path = str_head(path, str_find_char(path, '?'));
	return str_starts_nocase(candidate->media, STR("image/")) || is_vague(candidate->media) ||
	    str_has_word_nocase(STR("jpg jpeg png gif svg webp avif"), kind_extension(path));
}

/* Note a page at a place; false when it came before. */
static bool
add_page(const struct warc_judge *judge, const struct warc_candidate *candidate)
{
	struct warc_index *index = judge->index;
	str digest = candidate->head->digest;

	if ((candidate->address &&
		!warc_set_add(index->arena, &index->addresses, candidate->address)) ||
	    (digest.len && !warc_set_add(index->arena, &index->digests, warc_hash(digest))))
		return false;
	if (index->page_count >= LIMIT_WARC_PAGES) {
		index->is_full = true;
		return false;
	}
	return true;
}

/* What a request tells of an address: whether a browser wanted a page to show. */
static void
note_request(const struct warc_judge *judge, const struct warc_head *head, str block)
{
	struct warc_index *index = judge->index;
	struct warc_http http;
	uint64_t address;

	if (!judge->with_pages || !warc_http_parse(block, &http) ||
	    (!http.destination.len && !http.is_script) ||
	    is_one_of(http.destination, "image script style font audio video track manifest"))
		return;
	address = warc_hash_address(judge->scratch, head->target);
	if (!address)
		return;
	if (str_eq_nocase(http.destination, STR("document")))
		warc_set_add(index->arena, &index->documents, address);
	else
		warc_set_add(index->arena, &index->asides, address);
}

/* An address that leads to another one. */
static void
note_redirect(const struct warc_judge *judge, uint64_t address, str target, str to)
{
	uint64_t other = warc_hash_address(judge->scratch, url_resolve(judge->scratch, target, to));

	if (other && other != address)
		warc_index_add(judge->index, address, (uint64_t)WARC_IS_REDIRECT << 48, other);
}

static void
note_revisit(const struct warc_judge *judge, const struct warc_head *head, uint64_t address)
{
	if (head->refers.len)
		note_redirect(judge, address, head->target, head->refers);
	if (head->digest.len)
		warc_index_add(
		    judge->index, address, (uint64_t)WARC_IS_SAME << 48, warc_hash(head->digest));
}

enum warc_role
warc_judge(const struct warc_judge *judge, struct warc_candidate *candidate, uint64_t *flags)
{
	const struct warc_head *head = candidate->head;
	str charset;

	candidate->media = warc_media(head->media, &charset);
	if (head->type == WARC_REQUEST) {
		note_request(judge, head, candidate->block);
		return WARC_ROLE_NONE;
	}
	candidate->address = warc_hash_address(judge->scratch, head->target);
	if (head->type == WARC_REVISIT) {
		note_revisit(judge, head, candidate->address);
		return WARC_ROLE_NONE;
	}
	if (head->type == WARC_RESPONSE) {
		if (!warc_http_parse(candidate->block, &candidate->http))
			return WARC_ROLE_NONE;
		candidate->has_http = true;
		candidate->media = candidate->http.media;
		if (candidate->http.status / 100 == 3 && candidate->http.location.len)
			note_redirect(
			    judge, candidate->address, head->target, candidate->http.location);
		if (candidate->http.status != 200)
			return WARC_ROLE_NONE;
	}
	if (judge_page(judge, candidate, flags))
		return add_page(judge, candidate) ? WARC_ROLE_PAGE : WARC_ROLE_NONE;
	return may_be_picture(candidate) && !is_html(candidate->media) && candidate->address
	    ? WARC_ROLE_FILE
	    : WARC_ROLE_NONE;
}
