/* A page as Kobo's own engine wants it (KEPUB): its text within two wrappers, and a numbered span
   round each sentence and picture. Highlights and reading positions hang on the numbers, so what
   is numbered how must never change: the rules are kepubify's. */
#include <string.h>

#include "bind/plan.h"
#include "core/utf8.h"

#define DEEPEST 400

struct kepub {
	struct buf to;
	uint32_t paragraph, sentence;
	bool begins;          /* the next text begins a paragraph */
	bool is_p[DEEPEST];   /* of the open elements, which are p */
	size_t depth, silent; /* silent: depth of the element within which no span may stand */
};

static void
open_span(struct kepub *kepub)
{
	buf_printf(&kepub->to, "<span class=\"koboSpan\" id=\"kobo.%u.%u\">", kepub->paragraph,
	    kepub->sentence);
}

/* How long a sentence at the start of a text is: up to a mark, a quote or ellipsis behind it, and
   the white space behind that. */
static size_t
sentence_length(str text)
{
	static const char *const closers[] = {
	    "'", "\"", "\xe2\x80\x9d", "\xe2\x80\x99", "\xe2\x80\x9c", "\xe2\x80\xa6"};
	size_t at = 0;

	while (at < text.len && text.at[at] != '.' && text.at[at] != '!' && text.at[at] != '?')
		at++;
	if (at == text.len)
		return at;
	at++;
	for (size_t i = 0; i < sizeof closers / sizeof closers[0]; i++)
		if (str_starts(str_from(text, at), str_of(closers[i]))) {
			at += strlen(closers[i]);
			break;
		}
	while (at < text.len && ascii_is_space((unsigned char)text.at[at]))
		at++;
	return at;
}

static bool
is_white(str text)
{
	size_t len;

	for (; text.len; text = str_from(text, len))
		if (!code_is_space(utf8_decode(text, &len)))
			return false;
	return true;
}

static void
add_text(struct kepub *kepub, str text)
{
	bool in_p = !kepub->silent && kepub->depth && kepub->is_p[kepub->depth - 1];
	size_t len;

	for (; text.len; text = str_from(text, len)) {
		str sentence;

		len = kepub->silent ? text.len : sentence_length(text);
		sentence = str_head(text, len);
		if (kepub->silent || (!in_p && is_white(sentence))) {
			buf_add(&kepub->to, sentence);
			continue;
		}
		if (kepub->begins) {
			kepub->paragraph++;
			kepub->sentence = 0;
			kepub->begins = false;
		}
		kepub->sentence++;
		open_span(kepub);
		buf_add(&kepub->to, sentence);
		buf_z(&kepub->to, "</span>");
	}
}

static void
enter(struct kepub *kepub, str tag, str name)
{
	bool is_silent = kepub->depth == DEEPEST - 1 ||
	    str_has_word(STR("script style pre audio video svg math rp"), name) ||
	    (str_eq(name, STR("time")) && str_find(tag, STR(" datetime=")) == STR_NOT_FOUND);

	if (kepub->depth < DEEPEST)
		kepub->is_p[kepub->depth] = str_eq(name, STR("p"));
	kepub->depth++;
	if (is_silent && !kepub->silent)
		kepub->silent = kepub->depth;
	if (!kepub->silent && str_has_word(STR("p ol ul table h1 h2 h3 h4 h5 h6"), name))
		kepub->begins = true;
}

static void
add_tag(struct kepub *kepub, str tag)
{
	str name = str_from(tag, 1);
	size_t len = 0;

	if (tag.at[1] == '/') {
		buf_add(&kepub->to, tag);
		if (kepub->silent == kepub->depth)
			kepub->silent = 0;
		kepub->depth -= kepub->depth > 0;
		return;
	}
	while (len < name.len && name.at[len] != ' ' && name.at[len] != '/' && name.at[len] != '>')
		len++;
	name = str_head(name, len);
	if (!kepub->silent && str_eq(name, STR("img"))) {
		kepub->paragraph++;
		kepub->sentence = 1;
		kepub->begins = false;
		open_span(kepub);
		buf_add(&kepub->to, tag);
		buf_z(&kepub->to, "</span>");
		return;
	}
	buf_add(&kepub->to, tag);
	if (tag.at[tag.len - 2] != '/')
		enter(kepub, tag, name);
}

/* Of our own serialisation: no > stands within a tag, and there is neither comment nor CDATA. */
static void
add_content(struct kepub *kepub, str content)
{
	while (content.len) {
		size_t at = str_find_char(content, '<'), end;

		if (at == STR_NOT_FOUND)
			at = content.len;
		if (at)
			add_text(kepub, str_head(content, at));
		content = str_from(content, at);
		end = str_find_char(content, '>');
		if (end == STR_NOT_FOUND)
			break;
		add_tag(kepub, str_head(content, end + 1));
		content = str_from(content, end + 1);
	}
}

str
kepub_page(struct arena *arena, str page)
{
	struct kepub *kepub = arena_alloc(arena, sizeof *kepub);
	size_t head = str_find(page, STR("</head>")), body = str_find(page, STR("<body")),
	       close = page.len, inner;

	while (close && !str_starts(str_from(page, close), STR("</body>")))
		close--;
	if (head == STR_NOT_FOUND || body == STR_NOT_FOUND || !close ||
	    str_find(page, STR("\"koboSpan\"")) != STR_NOT_FOUND)
		return page;
	inner = body + str_find_char(str_from(page, body), '>') + 1;
	*kepub = (struct kepub){.to = BUF(arena)};
	buf_reserve(&kepub->to, page.len * 2);
	buf_add(&kepub->to, str_head(page, head));
	buf_printf(&kepub->to, "  <style type=\"text/css\">%.*s</style>\n",
	    STR_ARG(str_trim(template_text("style/kepub.css"))));
	buf_add(&kepub->to, (str){page.at + head, inner - head});
	buf_z(&kepub->to, "\n<div id=\"book-columns\"><div id=\"book-inner\">");
	add_content(kepub, (str){page.at + inner, close - inner});
	buf_z(&kepub->to, "</div></div>\n");
	buf_add(&kepub->to, str_from(page, close));
	return buf_str(&kepub->to);
}
