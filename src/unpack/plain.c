/* A text/plain body: which of its lines are the text. */
#include "unpack/plain.h"

#include "core/utf8.h"
#include "unpack/message.h"

#define MAX_DEPTH 16     /* of quotations */
#define MAX_SIGNATURE 16 /* lines */
#define OWN_WORDS 12     /* that make a text of what stands before a quotation */

/* Marks of quotation at the start: ">", "> >", and of flowed text ">>" alone (RFC 3676 section
   4.5). */
static str
take_quotes(const struct plain *plain, str text, unsigned *depth)
{
	*depth = 0;
	while (str_starts(text, STR(">"))) {
		++*depth;
		text = str_from(text, 1);
		if (!plain->is_flowed && str_starts(text, STR(" >")))
			text = str_from(text, 1);
	}
	if ((*depth || plain->is_flowed) && str_starts(text, STR(" ")))
		text = str_from(text, 1);
	if (*depth > MAX_DEPTH)
		*depth = MAX_DEPTH;
	return text;
}

static void
read_lines(struct plain *plain, str text)
{
	str rest = text, one;

	while (str_cut(&rest, '\n', &one)) {
		struct plain_line *line =
		    ARENA_PUSH(plain->ctx->arena, plain->lines, plain->count, plain->room);

		if (str_ends(one, STR("\r")))
			one.len--;
		line->text = take_quotes(plain, one, &line->depth);
		line->is_soft = plain->is_flowed && str_ends(line->text, STR(" ")) &&
		    !str_eq(line->text, STR("-- "));
		if (line->is_soft && plain->joins_words)
			line->text.len--;
	}
}

static bool
is_blank(const struct plain_line *line)
{
	return str_is_blank(line->text);
}

/* Leave out from `at` on. */
static void
cut_from(struct plain *plain, size_t at)
{
	for (size_t i = at; i < plain->count; i++)
		plain->lines[i].is_out = true;
	plain->count = at;
}

static size_t
words_before(const struct plain *plain, size_t at)
{
	size_t words = 0;

	for (size_t i = 0; i < at && words < OWN_WORDS; i++)
		if (!plain->lines[i].depth && !plain->lines[i].is_out)
			words += utf8_words(plain->lines[i].text);
	return words;
}

/* The signature (RFC 3676 section 4.3), and what list servers write below. */
static void
cut_signature(struct plain *plain)
{
	size_t first = plain->count > MAX_SIGNATURE ? plain->count - MAX_SIGNATURE : 0;

	while (plain->count && is_blank(&plain->lines[plain->count - 1]))
		plain->count--;
	for (size_t i = first; i < plain->count; i++) {
		str text = plain->lines[i].text;

		if (plain->lines[i].depth)
			continue;
		if (str_eq(text, STR("-- ")) || str_eq(text, STR("--")) ||
		    (str_starts(text, STR("____________________")) && i > 0 &&
			plain->count - i <= 8)) {
			cut_from(plain, i);
			return;
		}
	}
}

/* The line above a quotation: "On Monday, Ann wrote:", in any language it ends with a colon. */
static bool
is_attribution(str text)
{
	text = str_trim(text);
	return text.len > 8 && (str_ends(text, STR(":")) || str_ends(text, STR("\xef\xbc\x9a")));
}

/* A quotation that ends the mail, below words of its own, is what is answered: left out with the
   line that introduces it. */
static void
cut_trailing_quote(struct plain *plain)
{
	size_t end = plain->count, at = end;

	while (at && (plain->lines[at - 1].depth || is_blank(&plain->lines[at - 1])))
		at--;
	while (at < end && !plain->lines[at].depth)
		at++;
	if (at == end)
		return;
	while (at && is_blank(&plain->lines[at - 1]))
		at--;
	for (int n = 0; n < 3 && at && !is_blank(&plain->lines[at - 1]); n++) {
		/* An introduction may be wrapped. */
		if (n == 0 && !is_attribution(plain->lines[at - 1].text))
			break;
		at--;
	}
	if (words_before(plain, at) >= OWN_WORDS)
		cut_from(plain, at);
}

/* "-----Original Message-----" and the header fields that programs write below it. */
static bool
is_separator(str text)
{
	size_t begin, end;

	text = str_trim(text);
	begin = end = 0;
	while (begin < text.len && text.at[begin] == '-')
		begin++;
	while (end < text.len && text.at[text.len - 1 - end] == '-')
		end++;
	return begin >= 4 && end >= 4 && begin + end < text.len && begin + end + 60 > text.len;
}

static bool
is_field(str text)
{
	size_t colon = str_find_char(str_head(str_trim(text), 24), ':');

	return colon != STR_NOT_FOUND && colon > 1 && str_words(str_head(text, colon)) <= 2;
}

/* What was answered is left out; what was passed on stays, without its header. */
static void
cut_forwarded(struct plain *plain)
{
	for (size_t i = 0; i < plain->count; i++) {
		size_t end = i + 1, fields = 0;

		if (plain->lines[i].depth || !is_separator(plain->lines[i].text))
			continue;
		while (end < plain->count && is_blank(&plain->lines[end]))
			end++;
		while (end < plain->count && !is_blank(&plain->lines[end])) {
			fields += is_field(plain->lines[end].text);
			end++;
		}
		if (fields < 2)
			continue;
		if (words_before(plain, i) >= OWN_WORDS &&
		    str_find_nocase(plain->lines[i].text, STR("orward")) == STR_NOT_FOUND) {
			cut_from(plain, i);
			return;
		}
		for (size_t k = i; k < end; k++)
			plain->lines[k].is_out = true;
	}
}

/* The armour of a signed text (RFC 9580 section 7). */
static void
cut_armour(struct plain *plain)
{
	for (size_t i = 0; i < plain->count; i++) {
		str text = str_trim(plain->lines[i].text);

		if (str_starts(text, STR("-----BEGIN PGP SIGNED MESSAGE"))) {
			while (i < plain->count && !is_blank(&plain->lines[i]))
				plain->lines[i++].is_out = true;
		} else if (str_starts(text, STR("-----BEGIN PGP SIGNATURE"))) {
			while (i < plain->count &&
			    !str_starts(plain->lines[i].text, STR("-----END PGP")))
				plain->lines[i++].is_out = true;
			if (i < plain->count)
				plain->lines[i].is_out = true;
		}
	}
}

/* Where lines were wrapped: the length of the longest, but for those that were not. */
static size_t
wrap_width(const struct plain *plain)
{
	size_t most = 0;

	for (size_t i = 0; i < plain->count; i++) {
		size_t len = plain_width(plain->lines[i].text);

		/* Addresses are not wrapped. */
		if (len > 100 || str_find(plain->lines[i].text, STR("://")) != STR_NOT_FOUND)
			continue;
		if (len > most)
			most = len;
	}
	return most > 50 ? most : 72;
}

str
plain_html(struct ctx *ctx, str text, bool is_flowed, bool joins_words)
{
	struct plain *plain = arena_alloc(ctx->arena, sizeof *plain);

	plain->ctx = ctx;
	plain->is_flowed = is_flowed;
	plain->joins_words = joins_words;
	plain->out = BUF(ctx->arena);
	read_lines(plain, text);
	cut_armour(plain);
	plain_take_references(plain);
	cut_signature(plain);
	cut_trailing_quote(plain);
	cut_signature(plain);
	cut_forwarded(plain);
	plain->width = wrap_width(plain);
	plain_write(plain);
	return buf_str(&plain->out);
}
