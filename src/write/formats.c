/* The formats of `octavo extract`: the table. */
#include "write/formats.h"

#include "write/body.h"

static const struct format formats[] = {
    {"html", format_html, NULL, "\f", NULL},
    {"json", format_json, "[\n", ",\n", "]\n"},
    {"jsonl", format_jsonl, NULL, NULL, NULL},
    {"markdown", format_markdown, NULL, "\f", NULL},
    {"text", format_text, NULL, "\f", NULL},
};

const struct format *
format_named(str name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (str_eq(name, str_of(formats[i].name)))
			return &formats[i];
	return NULL;
}

str
format_names(struct arena *arena)
{
	struct buf buf = BUF(arena);

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		buf_printf(&buf, "%s%s", i ? ", " : "", formats[i].name);
	return buf_str(&buf);
}
