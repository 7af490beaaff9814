/* A mail (RFC 5322 and MIME): its text, and the articles attached to it. */
#include "unpack/message.h"

#define LIMIT_BODIES 64 /* texts of one message that are joined */
#define MOST_ABOVE 60   /* words above what is passed on */

struct mail {
	struct message *message;
	bool *is_body; /* of each part: a leaf that shows text of the message itself */
	uint32_t bodies[LIMIT_BODIES];
	size_t count;
	bool is_locked;
	uint32_t next; /* part that may be an article of its own */
};

static bool
is_text(const struct mime_part *part)
{
	return message_is_html(part) || str_eq(part->type, STR("text/plain")) ||
	    str_eq(part->type, STR("text/markdown")) ||
	    str_eq(part->type, STR("text/x-markdown")) ||
	    str_eq(part->type, STR("text/enriched")) || str_eq(part->type, STR("text"));
}

static bool
is_message(const struct mime_part *part)
{
	return str_eq(part->type, STR("message/rfc822")) ||
	    str_eq(part->type, STR("message/global"));
}

static str
file_name(struct ctx *ctx, const struct mime_part *part)
{
	str name = mime_parameter(
	    ctx, mime_field(ctx->arena, &part->fields, "Content-Disposition"), "filename");
	size_t slash;

	if (!name.len)
		name = mime_parameter(
		    ctx, mime_field(ctx->arena, &part->fields, "Content-Type"), "name");
	while ((slash = str_find_char(name, '\\')) != STR_NOT_FOUND)
		name = str_from(name, slash + 1);
	slash = str_rfind_char(name, '/');
	return str_trim(slash == STR_NOT_FOUND ? name : str_from(name, slash + 1));
}

static bool
is_attached(struct ctx *ctx, const struct mime_part *part)
{
	str disposition = mime_field(ctx->arena, &part->fields, "Content-Disposition");

	return str_starts_nocase(disposition, STR("attachment"));
}

static bool
shows_text(struct ctx *ctx, const struct mime *mime, uint32_t number)
{
	const struct mime_part *part = &mime->parts[number];

	if (part->is_multipart || is_attached(ctx, part))
		return false;
	/* The whole of a message is what it is called, or at least text. */
	if (number == 0)
		return is_text(part) || str_starts(part->type, STR("text/")) ||
		    str_starts(part->type, STR("multipart/"));
	return is_text(part) && (!file_name(ctx, part).len || message_is_html(part));
}

/* Of a multipart/alternative the last child with HTML, else the last with text. */
static uint32_t
best_alternative(const struct mail *mail, uint32_t at)
{
	const struct mime_part *parts = mail->message->mime->parts;
	uint32_t best = MIME_NONE;
	int grade = 0;

	for (uint32_t child = at + 1; child < parts[at].end; child = parts[child].end) {
		int here = 0;

		for (uint32_t i = child; i < parts[child].end; i++)
			if (mail->is_body[i] && parts[i].tail > parts[i].body && here < 2)
				here = message_is_html(&parts[i]) ? 2 : 1;
		if (here && here >= grade) {
			grade = here;
			best = child;
		}
	}
	return best;
}

/* The root of a multipart/related: its start, else its first part with text. */
static uint32_t
root_of(struct ctx *ctx, const struct mail *mail, uint32_t at)
{
	const struct mime_part *parts = mail->message->mime->parts;
	uint32_t start = message_start(ctx, mail->message->mime, at);

	if (start != MIME_NONE)
		return start;
	for (uint32_t i = at + 1; i < parts[at].end; i++)
		if (mail->is_body[i]) {
			while (parts[i].parent != at)
				i = parts[i].parent;
			return i;
		}
	return MIME_NONE;
}

/* The texts that make up what the message shows, in order. */
static void
find_bodies(struct ctx *ctx, struct mail *mail)
{
	const struct mime *mime = mail->message->mime;
	/* Of each part: its only child that counts; MIME_NONE: all do. */
	uint32_t *choice = arena_array(ctx->arena, mime->count, sizeof *choice);
	bool *hidden = arena_array(ctx->arena, mime->count, sizeof *hidden);

	for (uint32_t i = 0; i < mime->count; i++)
		mail->is_body[i] = shows_text(ctx, mime, i);
	for (uint32_t i = 0; i < mime->count; i++) {
		const struct mime_part *part = &mime->parts[i];
		uint32_t above = part->parent;

		hidden[i] =
		    i && (hidden[above] || (choice[above] != MIME_NONE && choice[above] != i));
		choice[i] = MIME_NONE;
		if (part->is_multipart && str_eq(part->type, STR("multipart/alternative")))
			choice[i] = best_alternative(mail, i);
		else if (part->is_multipart && str_eq(part->type, STR("multipart/related")))
			choice[i] = root_of(ctx, mail, i);
		if (str_eq(part->type, STR("multipart/encrypted")) ||
		    str_ends(part->type, STR("pkcs7-mime")))
			mail->is_locked = true;
		if (mail->is_body[i] && !hidden[i] && mail->count < LIMIT_BODIES)
			mail->bodies[mail->count++] = i;
	}
}

/* Texts of both kinds in a row are one text twice, or one with a list's footer: the longer kind
   goes on. */
static void
keep_one_kind(struct mail *mail)
{
	const struct mime_part *parts = mail->message->mime->parts;
	size_t sizes[2] = {0, 0}, count = 0;
	bool html;

	for (size_t i = 0; i < mail->count; i++) {
		const struct mime_part *part = &parts[mail->bodies[i]];

		sizes[message_is_html(part)] += part->tail - part->body;
	}
	html = sizes[1] * 2 > sizes[0];
	for (size_t i = 0; i < mail->count; i++)
		if (message_is_html(&parts[mail->bodies[i]]) == html)
			mail->bodies[count++] = mail->bodies[i];
	mail->count = count;
}

static bool
open_mail(struct container *container, struct ctx *ctx)
{
	struct message *message = message_open(container, ctx);
	struct mail *mail;

	if (!message)
		return false;
	container->state = mail = arena_alloc(container->arena, sizeof *mail);
	mail->message = message;
	mail->is_body = arena_array(container->arena, message->mime->count, sizeof *mail->is_body);
	find_bodies(ctx, mail);
	keep_one_kind(mail);
	return true;
}

/* Of a message that was passed on without much said above it that alone: false when it was not. */
static bool
passes_on(struct ctx *ctx, const struct mail *mail, str *text, struct front *front)
{
	const struct mime *mime = mail->message->mime;
	const struct mime_part *part = &mime->parts[mail->bodies[0]];
	struct forwarded inner;

	if (mail->count > 1 || letterhead_is_answer(ctx, &mime->parts[0].fields) ||
	    !forwarded_find(ctx, *text, message_is_html(part), &inner) || inner.words > MOST_ABOVE)
		return false;
	letterhead_pass_on(ctx, front, &inner);
	*text = str_from(*text, inner.end);
	return true;
}

/* HTML, of one text or several in a row; Markdown as it is. */
static void
fill_body(struct ctx *ctx, const struct mail *mail, struct source_item *item, struct front *front)
{
	const struct mime *mime = mail->message->mime;
	const struct mime_part *first = &mime->parts[mail->bodies[0]];
	struct buf whole = BUF(ctx->arena);

	message_fill(mail->message, ctx, mail->bodies[0], item);
	if (mail->count == 1 && str_ends(first->type, STR("markdown"))) {
		item->bytes = message_text(ctx, first, mime_bytes(ctx, mime, first));
		item->charset = STR("utf-8");
		item->kind = KIND_MARKDOWN;
		return;
	}
	for (size_t i = 0; i < mail->count; i++) {
		const struct mime_part *part = &mime->parts[mail->bodies[i]];
		str type = mime_field(ctx->arena, &part->fields, "Content-Type");
		str bytes = mime_bytes(ctx, mime, part), text = message_text(ctx, part, bytes);
		bool flowed = str_eq_nocase(mime_parameter(ctx, type, "format"), STR("flowed"));
		bool joins = str_eq_nocase(mime_parameter(ctx, type, "delsp"), STR("yes"));
		bool passed = passes_on(ctx, mail, &text, front);

		/* A page may know its encoding better than the message that holds it. */
		if (mail->count == 1 && message_is_html(part) && !passed) {
			message_keep(mail->message, ctx, bytes, item);
			return;
		}
		buf_add(
		    &whole, message_is_html(part) ? text : plain_html(ctx, text, flowed, joins));
	}
	item->bytes = buf_str(&whole);
	item->charset = STR("utf-8");
	item->kind = KIND_HTML;
}

/* Whether a part is an article of its own, and of what kind and name. */
static bool
is_article(struct ctx *ctx, const struct mime_part *part, enum kind *kind, str *name)
{
	*name = file_name(ctx, part);
	*kind = is_message(part) ? KIND_MAIL : kind_by_name(*name);
	if (part->is_multipart)
		return false;
	if (is_message(part)) {
		if (!name->len)
			*name = STR("forwarded message");
		return true;
	}
	if (!is_attached(ctx, part) && message_is_html(part))
		return false;
	switch (*kind) {
	case KIND_TEXT:
	case KIND_HTML:
		/* What servers hang on: "ATT00001.txt". */
		return !(str_starts(*name, STR("ATT0")) && name->len == 12);
	case KIND_XHTML:
	case KIND_MARKDOWN:
	case KIND_MAIL:
	case KIND_MHTML:
	case KIND_WEBARCHIVE:
		return true;
	default:
		return false;
	}
}

static bool
next_attached(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct mail *mail = container->state;
	const struct mime *mime = mail->message->mime;

	while (mail->next < mime->count) {
		const struct mime_part *part = &mime->parts[mail->next++];
		enum kind kind;
		str name, bytes;

		if ((mail->is_body[mail->next - 1] && !file_name(ctx, part).len) ||
		    !is_article(ctx, part, &kind, &name))
			continue;
		container_name(container, ctx, item, "/", name, "");
		bytes = mime_bytes(ctx, mime, part);
		item->kind = kind == KIND_MAIL ? kind : KIND_UNKNOWN;
		item->charset = message_charset(ctx, part);
		item->stream = stream_of_bytes(&container->entry, bytes);
		return true;
	}
	return false;
}

static enum container_step
next(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct mail *mail = container->state;
	const struct mime *mime = mail->message->mime;

	if (container->given == 0 && mail->count) {
		struct front *front = letterhead_read(ctx, &mime->parts[0].fields);

		fill_body(ctx, mail, item, front);
		item->as = KIND_MAIL;
		item->is_body = true;
		item->told = front;
		return CONTAINER_ITEM;
	}
	if (next_attached(container, ctx, item))
		return CONTAINER_ITEM;
	if (container->given)
		return CONTAINER_END;
	item->name = container->from.name;
	item->label = container->from.label;
	diag_say(ctx->log, mail->is_locked ? DIAG_MAIL_LOCKED : DIAG_MAIL_NONE, item->name, NULL);
	return CONTAINER_REFUSED;
}

const struct container_kind container_mail = {KIND_MAIL, open_mail, next, NULL};
