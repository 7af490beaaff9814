/* Growing bytes in an arena. */
#include "core/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/utf8.h"

char *
buf_reserve(struct buf *buf, size_t more)
{
	if (!buf->at || buf->room - buf->len < more) {
		size_t room = buf->room + buf->room / 2 + 64;

		if (room - buf->len < more)
			room = buf->len + more;
		buf->at = arena_grow(buf->arena, buf->at, buf->room, room);
		buf->room = room;
	}
	return buf->at + buf->len;
}

void
buf_add(struct buf *buf, str s)
{
	if (s.len) {
		memcpy(buf_reserve(buf, s.len), s.at, s.len);
		buf->len += s.len;
	}
}

void
buf_char(struct buf *buf, char c)
{
	*buf_reserve(buf, 1) = c;
	buf->len++;
}

void
buf_z(struct buf *buf, const char *z)
{
	buf_add(buf, str_of(z));
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len > 0) {
		vsnprintf(buf_reserve(buf, (size_t)len + 1), (size_t)len + 1, format, again);
		buf->len += (size_t)len;
	}
	va_end(again);
}

void
buf_utf8(struct buf *buf, uint32_t code)
{
	buf->len += utf8_encode(code, buf_reserve(buf, 4));
}

str
buf_str(const struct buf *buf)
{
	return (str){buf->at ? buf->at : "", buf->len};
}

char *
buf_zstr(struct buf *buf)
{
	*buf_reserve(buf, 1) = '\0';
	return buf->at;
}

/* What a byte becomes in XML; NULL where it stays. */
static const char *
xml_escape(unsigned char c, bool attribute)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return attribute ? "&quot;" : NULL;
	case '\t':
		return attribute ? "&#9;" : NULL;
	case '\n':
		return attribute ? "&#10;" : NULL;
	case '\r':
		return "&#13;";
	default:
		return c < ' ' ? "" : NULL;
	}
}

static void
add_xml(struct buf *buf, str text, bool attribute)
{
	size_t plain = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		const char *escape = NULL;
		size_t len = 1;

		if (c == '\n' && !attribute)
			continue;
		if (c < 0x40)
			escape = xml_escape(c, attribute);
		else if (c >= 0x80 && !xml_char_length(str_from(text, i), &len))
			escape = "";
		if (escape) {
			buf_add(buf, (str){text.at + plain, i - plain});
			buf_z(buf, escape);
			plain = i + len;
		}
		i += len - 1;
	}
	if (text.len > plain)
		buf_add(buf, str_from(text, plain));
}

void
buf_xml(struct buf *buf, str text)
{
	add_xml(buf, text, false);
}

void
buf_xml_attribute(struct buf *buf, str value)
{
	add_xml(buf, value, true);
}

void
buf_json(struct buf *buf, str s)
{
	if (!s.at) {
		buf_z(buf, "null");
		return;
	}
	buf_char(buf, '"');
	while (s.len) {
		unsigned char c = (unsigned char)s.at[0];
		size_t len = 1;

		if (c == '"' || c == '\\') {
			buf_char(buf, '\\');
			buf_char(buf, (char)c);
		} else if (c == '\n') {
			buf_z(buf, "\\n");
		} else if (c == '\t') {
			buf_z(buf, "\\t");
		} else if (c < ' ' || c == 0x7f) {
			buf_printf(buf, "\\u%04x", c);
		} else {
			buf_utf8(buf, utf8_decode(s, &len));
		}
		s = str_from(s, len);
	}
	buf_char(buf, '"');
}
