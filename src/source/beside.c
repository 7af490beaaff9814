/* The address of a saved page, from a shortcut that lies beside it under the same name: .url of
   Windows, .desktop (the Desktop Entry Specification), .webloc of macOS, a property list. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/url.h"
#include "source/source.h"

#define SHORTCUT_BYTES ((size_t)64 << 10)

str
source_small(struct arena *arena, str path, size_t most)
{
	int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY;
	int fd = open(arena_zstr(arena, path), flags);
	str text = STR_NONE;
	struct stat st;

	if (fd < 0)
		return STR_NONE;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    stream_all(stream_of_fd(arena, fd, false), arena, most, &text) != STREAM_WHOLE)
		text = STR_NONE;
	close(fd);
	return text;
}

/* The line "URL=" of .url and .desktop. */
static str
of_lines(str text)
{
	str line;

	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (str_starts_nocase(line, STR("URL=")))
			return str_from(line, 4);
	}
	return STR_NONE;
}

/* <key>URL</key> <string>…</string>; of entities an address has but &amp;. */
static str
of_xml(struct arena *arena, str text)
{
	struct buf address = BUF(arena);
	size_t at = str_find(text, STR("<key>URL</key>")), amp;

	text = str_from(text, at == STR_NOT_FOUND ? text.len : at + 14);
	at = str_find(text, STR("<string>"));
	text = str_from(text, at == STR_NOT_FOUND ? text.len : at + 8);
	text = str_head(text, str_find_char(text, '<'));
	while ((amp = str_find(text, STR("&amp;"))) != STR_NOT_FOUND) {
		buf_add(&address, str_head(text, amp + 1));
		text = str_from(text, amp + 5);
	}
	buf_add(&address, text);
	return str_trim(buf_str(&address));
}

/* An ASCII string of a binary list: 0x5 and its length, or 0x5F and the length as an integer. */
static str
of_binary(str text)
{
	for (size_t at = 8; at + 4 < text.len; at++) {
		unsigned char mark = (unsigned char)text.at[at];
		size_t len = mark & 15, from = at + 1;
		str address;

		if (mark >> 4 != 5)
			continue;
		if (len == 15) {
			bool is_wide = text.at[from] == 0x11;

			if (!is_wide && text.at[from] != 0x10)
				continue;
			len = (unsigned char)text.at[from + 1];
			if (is_wide)
				len = len << 8 | (unsigned char)text.at[from + 2];
			from += is_wide ? 3 : 2;
		}
		address = str_head(str_from(text, from), len);
		if (str_starts(address, STR("http")) && address.len == len)
			return address;
	}
	return STR_NONE;
}

str
source_shortcut(struct arena *arena, str path)
{
	static const char *const endings[] = {".url", ".webloc", ".desktop"};
	str ext = kind_extension(path), stem = str_head(path, path.len - ext.len - 1), address;
	enum kind kind = kind_by_name(path);

	if (kind != KIND_HTML && kind != KIND_XHTML)
		return STR_NONE;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		str text = source_small(arena,
		    arena_printf(arena, "%.*s%s", STR_ARG(stem), endings[i]), SHORTCUT_BYTES);

		if (!text.len)
			continue;
		address = i != 1                        ? of_lines(text)
		    : str_starts(text, STR("bplist00")) ? of_binary(text)
							: of_xml(arena, text);
		if (url_is_web(address))
			return address;
	}
	return STR_NONE;
}
