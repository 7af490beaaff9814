/* Mailboxes (RFC 5322 section 3.4), also as they are written without care. */
#include "core/utf8.h"
#include "mime/mime.h"

struct scan {
	struct buf phrase, comment, angle;
	bool has_angle;
};

/* One mailbox up to a comma outside of quotes; gives where the next begins. */
static size_t
scan_mailbox(struct scan *scan, str text)
{
	size_t i, comments = 0;
	bool quoted = false, within = false;

	for (i = 0; i < text.len; i++) {
		char c = text.at[i];
		struct buf *to = within ? &scan->angle : comments ? &scan->comment : &scan->phrase;

		if (c == '\\' && (quoted || comments) && i + 1 < text.len) {
			buf_char(to, text.at[++i]);
		} else if (comments) {
			comments += c == '(' ? 1 : 0;
			comments -= c == ')' ? 1 : 0;
			if (comments)
				buf_char(to, c);
		} else if (c == '"') {
			quoted = !quoted;
		} else if (quoted) {
			buf_char(to, c);
		} else if (c == '(' && !within) {
			comments = 1;
		} else if (c == '<') {
			within = scan->has_angle = true;
		} else if (c == '>') {
			within = false;
		} else if (c == ',' || c == ';') {
			return i + 1;
		} else if (c == ':' && !within) {
			/* A group's name. */
			scan->phrase.len = 0;
		} else {
			buf_char(to, c);
		}
	}
	return i;
}

bool
mime_mailbox(struct ctx *ctx, str *list, struct mime_mailbox *mailbox)
{
	while (!str_is_blank(*list)) {
		struct scan scan = {BUF(ctx->arena), BUF(ctx->arena), BUF(ctx->arena), false};
		str phrase, comment;

		*list = str_from(*list, scan_mailbox(&scan, *list));
		phrase = str_trim(buf_str(&scan.phrase));
		comment = str_trim(buf_str(&scan.comment));
		*mailbox = (struct mime_mailbox){STR_NONE, STR_NONE};
		if (scan.has_angle) {
			mailbox->address = str_trim(buf_str(&scan.angle));
		} else if (str_find_char(phrase, '@') != STR_NOT_FOUND) {
			mailbox->address = phrase;
			phrase = STR_NONE;
		}
		if (!phrase.len)
			phrase = comment;
		if (phrase.len)
			mailbox->name = utf8_fold_space(ctx->arena, mime_words(ctx, phrase));
		if (mailbox->name.len || mailbox->address.len)
			return true;
	}
	return false;
}
