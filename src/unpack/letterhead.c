/* What a mail's header says of the article: title, who wrote and who sent it, date, series. */
#include "core/tracked.h"
#include "core/url.h"
#include "core/utf8.h"
#include "unpack/message.h"

#define LIMIT_AUTHORS 8
#define LIMIT_READERS 8
#define MACHINE_BYTES 12 /* of a word that names nothing */

enum word_kind { SUBJECT, ANSWER, ORG, ROLE };

static const struct {
	enum word_kind kind;
	const char *words;
} lists[] = {
#define WORDS(kind, words) {kind, words},
#define BETWEEN(word, first)
#include "unpack/letterhead.def"
#undef WORDS
#undef BETWEEN
};

/* Case aside. */
static bool
is_word(enum word_kind kind, str word)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (lists[i].kind == kind && str_has_word_nocase(str_of(lists[i].words), word))
			return true;
	return false;
}

struct between {
	const char *word;
	bool person_first;
};

static const struct between betweens[] = {
#define WORDS(kind, words)
#define BETWEEN(word, first) {word, first},
#include "unpack/letterhead.def"
#undef WORDS
#undef BETWEEN
};

/* Letters and digits alone, in lower case: for finding one name in another. */
static str
squeeze(struct arena *arena, str s)
{
	struct buf out = BUF(arena);

	s = utf8_fold_words(arena, s);
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] != ' ')
			buf_char(&out, s.at[i]);
	return buf_str(&out);
}

/* Whether a tag is the name of the list that the mail went through, or of who it went to. */
static bool
is_list_tag(struct ctx *ctx, const struct mime_head *head, str tag)
{
	static const char *const fields[] = {"List-Id", "List-Post", "To", "Cc", "From", "Sender",
	    "Reply-To", "Mailing-List", "X-BeenThere"};
	str key = squeeze(ctx->arena, tag);
	bool is_list = mime_field(ctx->arena, head, "List-Id").len ||
	    mime_field(ctx->arena, head, "List-Post").len;
	bool is_name = key.len > 1;

	for (size_t i = 0; i < sizeof fields / sizeof *fields && key.len > 1; i++)
		if (str_find(squeeze(ctx->arena, str_head(mime_text(ctx, head, fields[i]), 400)),
			key) != STR_NOT_FOUND)
			return true;
	/* A name of one word in small letters is the list's; "[PATCH 1/2]" and "[Update]" tell of
	   the mail. */
	for (size_t i = 0; i < tag.len; i++)
		is_name = is_name && tag.at[i] != ' ' && !(tag.at[i] >= 'A' && tag.at[i] <= 'Z');
	return is_list && is_name;
}

/* A "Re:" at the start: its length; 0 without. */
static size_t
answer_length(struct arena *arena, str s)
{
	size_t n = 0, colon;
	str word;

	colon = str_find_char(str_head(s, 40), ':');
	if (colon == STR_NOT_FOUND)
		colon = str_find(str_head(s, 40), STR("\xef\xbc\x9a")); /* the wide colon */
	if (colon == STR_NOT_FOUND)
		return 0;
	while (n < colon && !(s.at[n] >= 0 && s.at[n] < 'A') && s.at[n] != '[' && s.at[n] != '^')
		n++;
	word = str_head(s, n);
	/* "Re[2]:", "Re (3):", "RE^2:" */
	for (size_t i = n; i < colon; i++)
		if (!ascii_is_digit((unsigned char)s.at[i]) && s.at[i] != '[' && s.at[i] != ']' &&
		    s.at[i] != '(' && s.at[i] != ')' && s.at[i] != '^' && s.at[i] != '*' &&
		    s.at[i] != ' ')
			return 0;
	if (!word.len || !is_word(SUBJECT, utf8_fold_words(arena, word)))
		return 0;
	return colon + (s.at[colon] == ':' ? 1 : 3);
}

static str
title_of(struct ctx *ctx, const struct mime_head *head)
{
	str subject = mime_text(ctx, head, "Subject"), title = subject;

	for (;;) {
		size_t n = answer_length(ctx->arena, title), end;

		title = str_trim(str_from(title, n));
		end = str_find_char(str_head(title, 80), ']');
		if (str_starts(title, STR("[")) && end != STR_NOT_FOUND && end + 1 < title.len &&
		    is_list_tag(ctx, head, (str){title.at + 1, end - 1})) {
			title = str_trim(str_from(title, end + 1));
			continue;
		}
		if (!n)
			break;
	}
	/* Mail programs put "(fwd)" behind, too. */
	if (str_ends_nocase(title, STR("(fwd)")))
		title = str_trim(str_head(title, title.len - 5));
	return title.len ? title : subject;
}

/* Two to four words as people are called, none of an office. */
static bool
is_person(str name)
{
	size_t words = 0;
	str rest = name, word;

	while (str_word(&rest, &word)) {
		unsigned char first = (unsigned char)word.at[0];

		words++;
		while (word.len && (word.at[word.len - 1] == ',' || word.at[word.len - 1] == '.'))
			word.len--;
		if (is_word(ORG, word) && !(words > 1 && words < 3 && word.len < 3))
			return false;
		for (size_t i = 0; i < word.len; i++)
			if (ascii_is_digit((unsigned char)word.at[i]) || word.at[i] == '&' ||
			    word.at[i] == '/' || word.at[i] == '@' || word.at[i] == '!' ||
			    word.at[i] == ':')
				return false;
		/* "van", "de", "bin" stand between. */
		if (first >= 'a' && first <= 'z' && (words == 1 || word.len > 4))
			return false;
	}
	return words >= 2 && words <= 5;
}

struct sender {
	str person, publication;
};

/* Whether the domain of an address is made of the name: "Morning Tea <crew@morningtea.example>". */
static bool
is_of_domain(struct ctx *ctx, str name, str address)
{
	str host = str_from(address, str_find_char(address, '@') + 1);
	str key = squeeze(ctx->arena, name);

	return key.len > 3 && str_find(squeeze(ctx->arena, host), key) != STR_NOT_FOUND;
}

/* Whether a name is that of the list, or of the domain. */
static bool
is_publication(struct ctx *ctx, str name, const struct mime_mailbox *mailbox, str series)
{
	str key = squeeze(ctx->arena, name);

	return (key.len && str_eq(key, squeeze(ctx->arena, series))) ||
	    is_of_domain(ctx, name, mailbox->address);
}

/* Of two names, whether the first is the person's: 1, or the second: 0; -1 when nothing tells. */
static int
who_is_first(struct ctx *ctx, str left, str right, const struct mime_mailbox *mailbox, str series)
{
	bool first = is_publication(ctx, right, mailbox, series);

	if (first != is_publication(ctx, left, mailbox, series))
		return first;
	first = is_person(left);
	return first == is_person(right) ? -1 : first;
}

/* "Ann Lee from The Weekly", "The Weekly by Ann Lee", "Ann Lee | The Weekly", "Ann Lee (The
   Weekly)". False when the name is one. */
static bool
split_name(struct ctx *ctx, const struct mime_mailbox *mailbox, str name, str series, bool bulk,
    struct sender *sender)
{
	static const char *const marks[] = {" | ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " - ",
	    " \xc2\xb7 ", " \xe2\x80\xa2 ", " / ", ", ", " ("};
	str left, right;

	for (size_t i = 0; i < sizeof betweens / sizeof *betweens; i++) {
		str word = str_of(betweens[i].word);
		size_t at = str_find_nocase(name, word);

		if (at == STR_NOT_FOUND || at == 0)
			continue;
		left = str_trim(str_head(name, at));
		right = str_trim(str_from(name, at + word.len));
		if (!right.len)
			continue;
		/* "Death by Design" is no person's. */
		if (!betweens[i].person_first && !is_person(right))
			continue;
		if (betweens[i].person_first && (is_word(ORG, left) || !left.len))
			continue;
		sender->person = betweens[i].person_first ? left : right;
		sender->publication = betweens[i].person_first ? right : left;
		return true;
	}
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		str mark = str_of(marks[i]);
		size_t at = str_find(name, mark);
		int is_person_first;

		if (at == STR_NOT_FOUND || at == 0)
			continue;
		left = str_trim(str_head(name, at));
		right = str_trim(str_from(name, at + mark.len));
		if (str_eq(mark, STR(" (")) && str_ends(right, STR(")")))
			right.len--;
		is_person_first = who_is_first(ctx, left, right, mailbox, series);
		/* Both could be somebody: most are "Ann Lee | The Weekly" and "The Weekly (Ann
		 * Lee)". */
		if (is_person_first < 0 && is_person(left) && !str_eq(mark, STR(", ")))
			is_person_first = !(bulk && str_eq(mark, STR(" (")));
		if (is_person_first < 0)
			continue;
		sender->person = is_person_first ? left : right;
		sender->publication = is_person_first ? right : left;
		return true;
	}
	return false;
}

/* Whether the mail was sent to many. */
static bool
is_bulk(struct ctx *ctx, const struct mime_head *head)
{
	str precedence = mime_field(ctx->arena, head, "Precedence");

	return mime_field(ctx->arena, head, "List-Unsubscribe").len ||
	    mime_field(ctx->arena, head, "List-Id").len || str_eq_nocase(precedence, STR("bulk")) ||
	    str_eq_nocase(precedence, STR("list"));
}

/* "1ab036cede407494f20a34fb5mc list" */
static bool
is_machine_made(str phrase)
{
	str word;

	while (str_word(&phrase, &word))
		if (word.len >= MACHINE_BYTES && tracked_is_token(word))
			return true;
	return false;
}

/* The phrase of a List-Id (RFC 2919), or its first label when that is a word. */
static str
series_of(struct ctx *ctx, const struct mime_head *head)
{
	str field = str_head(mime_field(ctx->arena, head, "List-Id"), 1000), label;
	size_t digits = 0, open = str_rfind_char(field, '<');

	if (!field.len)
		return STR_NONE;
	if (open != STR_NOT_FOUND) {
		str phrase = str_trim(str_head(field, open)), rest;

		if (str_starts(phrase, STR("\"")) && str_ends(phrase, STR("\"")) && phrase.len > 1)
			phrase = (str){phrase.at + 1, phrase.len - 2};
		rest = utf8_fold_space(ctx->arena, mime_words(ctx, phrase));
		if (rest.len && !is_machine_made(rest))
			return rest;
		field = str_from(field, open);
	}
	label = mime_id(ctx->arena, field);
	label = str_head(label, str_find_char(label, '.'));
	for (size_t i = 0; i < label.len; i++)
		digits += ascii_is_digit((unsigned char)label.at[i]);
	return label.len > 2 && digits < 2 && label.len <= 40 && !is_word(ROLE, label) ? label
										       : STR_NONE;
}

static void
add_author(struct ctx *ctx, struct front *front, str name)
{
	/* "Lee, Ann" */
	size_t comma = str_find_char(name, ',');
	str last = str_head(name, comma);

	if (comma != STR_NOT_FOUND && str_words(last) == 1 &&
	    str_words(str_from(name, comma + 1)) <= 2 && str_words(str_from(name, comma + 1)) > 0)
		name = arena_printf(ctx->arena, "%.*s %.*s",
		    STR_ARG(str_trim(str_from(name, comma + 1))), STR_ARG(last));
	*ARENA_PUSH(ctx->arena, front->authors, front->author_count, front->author_room) = name;
}

/* Whether an address is of the person that a name is of: it has a word of the name before the @. */
static bool
is_own_address(struct ctx *ctx, str name, str address)
{
	str box = squeeze(ctx->arena, str_head(address, str_find_char(address, '@')));
	str rest = utf8_fold_words(ctx->arena, name), word;

	while (str_word(&rest, &word))
		if (word.len > 2 && str_find(box, word) != STR_NOT_FOUND)
			return true;
	return false;
}

static void
set_sender(struct ctx *ctx, struct front *front, str from, bool bulk)
{
	str list = str_head(from, 8192);
	struct mime_mailbox mailbox;

	for (size_t n = 0; n < LIMIT_AUTHORS && mime_mailbox(ctx, &list, &mailbox); n++) {
		struct sender sender = {STR_NONE, STR_NONE};
		str name = mailbox.name;

		/* What list servers write in the place of a name: "'Ann Lee' via list". */
		while (name.len > 1 && (name.at[0] == '\'' || name.at[0] == '"') &&
		    str_ends(name, str_head(name, 1)))
			name = str_trim((str){name.at + 1, name.len - 2});
		/* An address in the place of a name is none. */
		if (!name.len ||
		    (str_find_char(name, '@') != STR_NOT_FOUND &&
			str_find(name, STR(" @ ")) == STR_NOT_FOUND))
			continue;
		if (!split_name(ctx, &mailbox, name, front->series, bulk, &sender)) {
			bool person = is_person(name);

			if (bulk && person)
				person = !is_of_domain(ctx, name, mailbox.address) &&
				    !str_eq_nocase(name, front->series) &&
				    (is_own_address(ctx, name, mailbox.address) ||
					front->series.len);
			/* Without a mark of bulk even one word is somebody. */
			else if (!bulk && !person)
				person = !is_word(ROLE,
					     str_head(mailbox.address,
						 str_find_char(mailbox.address, '@'))) &&
				    str_words(name) == 1 && !is_word(ORG, name) &&
				    !is_of_domain(ctx, name, mailbox.address);
			*(person ? &sender.person : &sender.publication) = name;
		}
		if (sender.person.len > 1 && sender.person.at[0] == '\'' &&
		    str_ends(sender.person, STR("'")))
			sender.person = (str){sender.person.at + 1, sender.person.len - 2};
		if (sender.person.len)
			add_author(ctx, front, sender.person);
		if (sender.publication.len && !front->publisher.len)
			front->publisher = front->site = sender.publication;
	}
	/* Somebody who writes in the name of a list. */
	if (front->author_count && !front->publisher.len && str_words(front->series) > 1)
		front->publisher = front->site = front->series;
}

/* The Date, else when it came in. */
static struct date
date_of(struct ctx *ctx, const struct mime_head *head)
{
	str text = mime_field(ctx->arena, head, "Date");
	struct date date = {0};
	size_t at;

	if (date_parse(text, STR_NONE, &date) || date_find(text, STR_NONE, &date))
		return date;
	text = mime_field(ctx->arena, head, "Received");
	at = str_rfind_char(text, ';');
	if (at == STR_NOT_FOUND || !date_parse(str_from(text, at + 1), STR_NONE, &date))
		return (struct date){0};
	return date;
}

/* The addresses of a list, a space between: they stand in links that count. */
static str
readers_in(struct ctx *ctx, str list)
{
	struct buf out = BUF(ctx->arena);
	struct mime_mailbox mailbox;

	list = str_head(list, 4096);
	for (size_t n = 0; n < LIMIT_READERS && mime_mailbox(ctx, &list, &mailbox); n++) {
		if (!mailbox.address.len)
			continue;
		buf_add(&out, mailbox.address);
		buf_char(&out, ' ');
	}
	return buf_str(&out);
}

static str
readers_of(struct ctx *ctx, const struct mime_head *head)
{
	static const char *const fields[] = {"To", "Delivered-To", "X-Original-To", "Envelope-To"};
	struct buf out = BUF(ctx->arena);

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		buf_add(&out, readers_in(ctx, mime_field(ctx->arena, head, fields[i])));
	return buf_str(&out);
}

/* Hosts that the way out leads to (RFC 2369): they count, too. */
static str
counters_of(struct ctx *ctx, const struct mime_head *head)
{
	str rest = str_head(mime_field(ctx->arena, head, "List-Unsubscribe"), 8192), part;
	struct buf out = BUF(ctx->arena);

	while (str_cut(&rest, ',', &part)) {
		str host = url_host(mime_id(ctx->arena, str_trim(part)));

		if (host.len) {
			buf_add(&out, host);
			buf_char(&out, ' ');
		}
	}
	return buf_str(&out);
}

struct front *
letterhead_read(struct ctx *ctx, const struct mime_head *head)
{
	struct front *front = arena_alloc(ctx->arena, sizeof *front);
	str at = mime_field(ctx->arena, head, "Archived-At");

	front->title = title_of(ctx, head);
	front->series = series_of(ctx, head);
	front->date = date_of(ctx, head);
	front->lang = mime_field(ctx->arena, head, "Content-Language");
	front->lang = str_trim(str_head(front->lang, str_find_char(front->lang, ',')));
	at = mime_id(ctx->arena, at);
	if (url_is_web(at))
		front->source = at;
	set_sender(ctx, front, mime_field(ctx->arena, head, "From"), is_bulk(ctx, head));
	front->is_letter = true;
	front->reader = readers_of(ctx, head);
	front->counters = counters_of(ctx, head);
	return front;
}

/* Whether the subject says that it is an answer. */
bool
letterhead_is_answer(struct ctx *ctx, const struct mime_head *head)
{
	str subject = mime_text(ctx, head, "Subject"), word;
	size_t colon = str_find_char(str_head(subject, 20), ':');

	if (colon == STR_NOT_FOUND)
		return false;
	subject = utf8_fold_words(ctx->arena, str_head(subject, colon));
	return str_word(&subject, &word) && is_word(ANSWER, word);
}

void
letterhead_pass_on(struct ctx *ctx, struct front *front, const struct forwarded *inner)
{
	struct date date = {0};

	front->author_count = 0;
	front->publisher = front->site = STR_NONE;
	set_sender(ctx, front, inner->from, false);
	if (date_find(inner->date, front->lang, &date))
		front->date = date;
	front->reader = arena_printf(
	    ctx->arena, "%.*s %.*s", STR_ARG(front->reader), STR_ARG(readers_in(ctx, inner->to)));
}
