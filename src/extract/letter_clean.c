/* Before a letter is read: what is not shown, what counts, where links lead. */
#include "core/idmap.h"
#include "core/tracked.h"
#include "core/url.h"
#include "extract/hidden.h"
#include "extract/letter.h"
#include "extract/letter_style.h"

#define SCRATCH_LINKS 256 /* after so many links their memory is given back */
#define PIXELS 3          /* a picture that wide or high is none */
#define LEAST_SHOWN 40    /* bytes of text that a message shows at least */
#define MAX_VALUES 2000   /* of parameters, that are compared */
#define MAX_SHARED 64     /* of them that are found again */
#define MANY_PAGES 2      /* besides the first */
#define VALUE_BYTES 400
#define LEAST_READER 6  /* characters of an address */
#define HIDDEN_NODES 40 /* of what hides by its size */

bool
letter_is(const struct page *page)
{
	return page->front && page->front->is_letter;
}

/* Whether a size of letters is set within: wrappers have none, so that blanks take no room. */
static bool
sets_size(const struct page *page, uint32_t at)
{
	if (page->nodes[at].end - at > HIDDEN_NODES)
		return true;
	for (uint32_t i = at + 1; i < page->nodes[at].end; i++)
		if (letter_style(page, i, STR("font-size")).len)
			return true;
	return false;
}

/* Preheaders hide by every means that some program understands. */
static bool
is_hidden(const struct page *page, uint32_t at)
{
	static const char *const classes[] = {
	    "preheader", "preview-text", "previewtext", "mcnpreviewtext", "hidden-preheader"};
	const struct node *node = &page->nodes[at];
	str class;

	if (node->tag == TAG_TEXT || !node->attr_count)
		return false;
	if (hidden_how(page, at) == HIDDEN_ALL)
		return true;
	class = page_get(page, at, STR("class"));
	for (size_t i = 0; i < sizeof classes / sizeof *classes && node->tag != TAG_TABLE; i++)
		if (str_eq_nocase(str_trim(class), str_of(classes[i])))
			return true;
	if (!page_has(page, at, STR("style")))
		return false;
	return str_starts_nocase(letter_style(page, at, STR("visibility")), STR("hidden")) ||
	    str_starts_nocase(letter_style(page, at, STR("mso-hide")), STR("all")) ||
	    str_eq(letter_style(page, at, STR("opacity")), STR("0")) ||
	    letter_style_is_length(letter_style(page, at, STR("max-height")), 1) ||
	    (letter_style_is_length(letter_style(page, at, STR("font-size")), 1) &&
		!sets_size(page, at));
}

static bool
is_tiny(const struct page *page, uint32_t at)
{
	return letter_style_is_length(page_get(page, at, STR("width")), PIXELS) ||
	    letter_style_is_length(page_get(page, at, STR("height")), PIXELS) ||
	    letter_style_is_length(letter_style(page, at, STR("width")), PIXELS) ||
	    letter_style_is_length(letter_style(page, at, STR("height")), PIXELS);
}

static bool
is_pixel(struct ctx *ctx, const struct page *page, uint32_t at)
{
	str address = page_get(page, at, STR("src"));

	if (page->nodes[at].tag != TAG_IMG)
		return false;
	if (is_tiny(page, at))
		return true;
	return !page_get(page, at, STR("alt")).len && tracked_is_pixel(ctx->arena, address);
}

static size_t
shown_bytes(const struct page *page, const unsigned char *gone)
{
	size_t bytes = 0;

	for (uint32_t i = 0; i < page->count;) {
		if (page->nodes[i].tag == TAG_TEXT && !str_is_blank(page->nodes[i].text))
			bytes += page->nodes[i].text.len;
		i = gone[i] ? page->nodes[i].end : i + 1;
	}
	return bytes;
}

/* Take out pixels and what is hidden, unless all is. The pixels' hosts go to `hosts`. */
static void
remove_hidden(struct ctx *ctx, struct page *page, struct buf *hosts)
{
	unsigned char *gone = arena_alloc(ctx->arena, page->count + 1);
	size_t pixels = 0;

	for (uint32_t i = 1; i < page->count; i++) {
		enum tag tag = page->nodes[i].tag;

		if (is_pixel(ctx, page, i)) {
			str host = url_host(page_get(page, i, STR("src")));

			gone[i] = 2;
			if (host.len && pixels++ < 16) {
				buf_add(hosts, host);
				buf_char(hosts, ' ');
			}
		} else if (tag != TAG_HTML && tag != TAG_BODY && tag != TAG_HEAD &&
		    is_hidden(page, i)) {
			gone[i] = 1;
		}
	}
	if (shown_bytes(page, gone) < LEAST_SHOWN)
		for (uint32_t i = 1; i < page->count; i++)
			gone[i] = gone[i] == 2;
	page_remove(page, gone);
}

/* Values of parameters, and how many pages besides the first one they were found with. */
struct values {
	struct idmap seen;
	uint8_t *others; /* of each */
	struct buf shared;
	size_t shared_count;
};

static void
note_value(struct values *values, const struct page *page, uint32_t at, str page_part, str value)
{
	struct idmap_entry *entry;
	bool is_new;
	size_t number;
	str first;

	if (value.len < TRACKED_VALUE_BYTES || value.len > VALUE_BYTES || !tracked_is_token(value))
		return;
	entry = idmap_add(&values->seen, value, &is_new);
	number = (size_t)(entry - values->seen.list);
	if (is_new) {
		entry->value = at;
		return;
	}
	first = page_get(page, entry->value, STR("href"));
	if (values->others[number] >= MANY_PAGES || values->shared_count >= MAX_SHARED ||
	    str_eq(page_part, str_head(first, str_find_char(first, '?'))))
		return;
	values->others[number] = str_eq_nocase(url_host(page_part), url_host(first))
	    ? values->others[number] + 1
	    : MANY_PAGES;
	if (values->others[number] < MANY_PAGES)
		return;
	values->shared_count++;
	buf_add(&values->shared, value);
	buf_char(&values->shared, ' ');
}

/* Machine-made values that stand in links to several hosts, or to many pages of one, are the
   reader's or the message's. */
static str
shared_values(struct ctx *ctx, const struct page *page)
{
	struct values values = {IDMAP(ctx->arena), NULL, BUF(ctx->arena), 0};

	values.others = arena_alloc(ctx->arena, MAX_VALUES + 1);
	for (uint32_t i = 1; i < page->count; i++) {
		str href, rest, part;
		size_t query;

		if (page->nodes[i].tag != TAG_A)
			continue;
		href = page_get(page, i, STR("href"));
		query = str_find_char(href, '?');
		if (query == STR_NOT_FOUND || href.len > LIMIT_TRACKED_BYTES || !url_is_web(href))
			continue;
		rest = str_from(href, query + 1);
		rest = str_head(rest, str_find_char(rest, '#'));
		while (values.seen.count < MAX_VALUES && str_cut(&rest, '&', &part))
			note_value(&values, page, i, str_head(href, query),
			    str_from(part, str_find_char(part, '=') + 1));
	}
	return buf_str(&values.shared);
}

static void
set(struct page *page, uint32_t at, str name, str value)
{
	const struct node *node = &page->nodes[at];

	for (uint32_t i = 0; i < node->attr_count; i++)
		if (str_eq(page->attrs[node->attrs + i].name, name))
			page->attrs[node->attrs + i].value = value;
}

/* Clean one address; the result lives in the page's arena. */
static enum tracked_result
clean(struct ctx *ctx, struct arena *scratch, const struct tracked *by, str address, str *to)
{
	enum tracked_result result = tracked_clean(scratch, by, str_trim(address), to);

	*to = result == TRACKED_CLEAN ? arena_copy(ctx->arena, *to)
	    : result == TRACKED_NOT   ? address
				      : STR("");
	return result;
}

static size_t
address_length(str s)
{
	size_t n = 0;

	while (n < s.len && !ascii_is_space((unsigned char)s.at[n]) &&
	    str_find_char(STR("<>\"()[]{}"), s.at[n]) == STR_NOT_FOUND)
		n++;
	while (n && str_find_char(STR(".,;:!?'*"), s.at[n - 1]) != STR_NOT_FOUND)
		n--;
	return n;
}

/* Addresses that stand in the text itself. */
static str
clean_text(struct ctx *ctx, struct arena *scratch, const struct tracked *by, str text)
{
	struct buf out = BUF(ctx->arena);
	size_t from = 0, at = str_find_nocase(text, STR("http"));
	bool changed = false;

	while (at != STR_NOT_FOUND) {
		str address = str_from(text, at), to;
		size_t next;

		address = str_head(address, address_length(address));
		if (address.len > 8 && clean(ctx, scratch, by, address, &to) != TRACKED_NOT) {
			buf_add(&out, (str){text.at + from, at - from});
			buf_add(&out, to);
			from = at + address.len;
			changed = true;
		}
		at += address.len > 4 ? address.len : 4;
		next = str_find_nocase(str_from(text, at), STR("http"));
		at = next == STR_NOT_FOUND ? next : at + next;
	}
	if (!changed)
		return text;
	buf_add(&out, str_from(text, from));
	/* Brackets around what is gone. */
	if (out.len == 2 && str_find_char(STR("([<{"), out.at[0]) != STR_NOT_FOUND)
		return STR("");
	return buf_str(&out);
}

/* The text without the addresses of its reader; the same where it has none. */
static str
without_reader(struct ctx *ctx, const struct tracked *by, str text)
{
	str rest = by->reader, word;

	if (str_find_char(text, '@') == STR_NOT_FOUND)
		return text;
	while (str_word(&rest, &word)) {
		size_t at = word.len < LEAST_READER ? STR_NOT_FOUND : str_find_nocase(text, word);
		struct buf out = BUF(ctx->arena);

		if (at == STR_NOT_FOUND)
			continue;
		for (; at != STR_NOT_FOUND; at = str_find_nocase(text, word)) {
			buf_add(&out, str_head(text, at));
			text = str_from(text, at + word.len);
		}
		buf_add(&out, text);
		text = buf_str(&out);
	}
	return text;
}

static void
clean_links(struct ctx *ctx, struct page *page, const struct tracked *by, unsigned char *own)
{
	struct arena *scratch = arena_inner(ctx->arena);
	size_t lost = 0, count = 0;

	for (uint32_t i = 1; i < page->count; i++) {
		struct node *node = &page->nodes[i];
		enum tracked_result result;
		str address, to;

		if (node->tag == TAG_TEXT) {
			size_t len = node->text.len;

			/* Of what went to one reader alone they are part. */
			if (by->counters.len)
				node->text = without_reader(ctx, by, node->text);
			own[i] = node->text.len != len;
			node->text = clean_text(ctx, scratch, by, node->text);
		} else if (node->tag == TAG_A) {
			address = page_get(page, i, STR("href"));
			result = clean(ctx, scratch, by, address, &to);
			own[i] = result == TRACKED_OWN;
			lost += result == TRACKED_LOST;
			if (result != TRACKED_NOT)
				set(page, i, STR("href"), to);
		} else if (page_has(page, i, STR("cite"))) {
			clean(ctx, scratch, by, page_get(page, i, STR("cite")), &to);
			set(page, i, STR("cite"), to);
		} else {
			continue;
		}
		if (++count % SCRATCH_LINKS == 0)
			arena_release(scratch);
	}
	arena_release(scratch);
	if (lost)
		diag_say(ctx->log, DIAG_LINKS_LOST, ctx->name, "%zu", lost);
}

struct letter *
letter_clean(struct ctx *ctx, struct page *page)
{
	struct letter *letter = arena_alloc(ctx->arena, sizeof *letter);
	struct buf hosts = BUF(ctx->arena);
	struct tracked by = {.reader = page->front->reader};
	unsigned char *own;

	buf_add(&hosts, page->front->counters);
	remove_hidden(ctx, page, &hosts);
	by.counters = buf_str(&hosts);
	by.values = shared_values(ctx, page);
	own = arena_alloc(ctx->arena, page->count + 1);
	clean_links(ctx, page, &by, own);
	letter->own = own;
	return letter;
}
