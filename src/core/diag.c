/* Diagnostics as data. */
#include "core/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/utf8.h"

#define DETAIL_ROOM 512 /* bytes of a detail that are kept */

static const struct diag_kind kinds[] = {
#define DIAG(code, level, text) {#code, DIAG_##level, text},
#include "core/diag.def"
#undef DIAG
};

const struct diag_kind *
diag_kind(enum diag_code code)
{
	return &kinds[code];
}

void
diag_say(struct diag_log *log, enum diag_code code, str name, const char *detail, ...)
{
	char text[DETAIL_ROOM + 4] = "";
	struct diag *one;
	str said = STR_NONE;
	va_list args;

	if (log->said[code]++ >= DIAG_REPEAT)
		return;
	if (detail) {
		va_start(args, detail);
		vsnprintf(text, sizeof text, detail, args);
		va_end(args);
		said = arena_copy(log->arena, utf8_head(str_of(text), DETAIL_ROOM));
	}
	one = ARENA_PUSH(log->arena, log->list, log->count, log->room);
	*one = (struct diag){code, arena_copy(log->arena, name), said};
}

bool
diag_has_errors(const struct diag_log *log)
{
	for (size_t i = 0; i < log->count; i++)
		if (diag_kind(log->list[i].code)->level == DIAG_ERROR)
			return true;
	return false;
}

str
diag_text(struct arena *arena, const struct diag *diag)
{
	str text = str_of(diag_kind(diag->code)->text);
	size_t place = str_find(text, STR("%s"));
	struct buf buf = BUF(arena);

	if (place == STR_NOT_FOUND)
		return text;
	buf_add(&buf, str_head(text, place));
	buf_add(&buf, diag_harmless(arena, diag->detail));
	buf_add(&buf, str_from(text, place + 2));
	return buf_str(&buf);
}

str
diag_harmless(struct arena *arena, str text)
{
	struct buf buf = BUF(arena);
	size_t len;

	while (text.len) {
		uint32_t code = utf8_decode(text, &len);
		bool bad = code == UTF8_REPLACEMENT && !str_starts(text, STR("\xef\xbf\xbd"));
		bool control = code < 0x20 || (code >= 0x7F && code < 0xA0) ||
		    (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
		    (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;

		for (size_t i = 0; i < len; i++)
			if (bad || control)
				buf_printf(&buf, "\\x%02x", (unsigned char)text.at[i]);
			else
				buf_char(&buf, text.at[i]);
		text = str_from(text, len);
	}
	return buf_str(&buf);
}
