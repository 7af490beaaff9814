/* Formulas that pages write as TeX: in elements, in images, between delimiters in a text. */
#include "rebuild/formula.h"

#include "core/url.h"
#include "core/utf8.h"
#include "rebuild/classname.h"

/* What stands between two delimiters, and what an element may hold. */
#define TEX_BYTES 4000
#define TEX_NODES 40

/* What looks like a beginning in a text, and is none. */
#define TRIES 50

struct pair {
	const char *open, *close;
	bool is_display, is_kept; /* kept: the delimiters are a part of the TeX */
};

static const struct pair pairs[] = {
    {"\\begin{displaymath}", "\\end{displaymath}", true, false},
    {"\\begin{math}", "\\end{math}", false, false},
    {"\\(", "\\)", false, false},
    {"\\[", "\\]", true, false},
    {"$$", "$$", true, false},
    {"\\begin{equation}", "\\end{equation}", true, true},
    {"\\begin{equation*}", "\\end{equation*}", true, true},
    {"\\begin{align}", "\\end{align}", true, true},
    {"\\begin{align*}", "\\end{align*}", true, true},
    {"\\begin{gather}", "\\end{gather}", true, true},
    {"\\begin{gather*}", "\\end{gather*}", true, true},
    {"\\begin{eqnarray}", "\\end{eqnarray}", true, true},
    {"\\begin{eqnarray*}", "\\end{eqnarray*}", true, true},
    {"\\begin{multline}", "\\end{multline}", true, true},
};

/* Signs that a text is TeX and not prose or prices. */
static bool
looks_like_tex(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (str_find_char(STR("\\^_{="), text.at[i]) != STR_NOT_FOUND)
			return true;
	return utf8_count(text) <= 2 && text.len && ascii_is_alpha((unsigned char)*text.at);
}

/* The first place where a formula may open; `pair` is NULL for a single dollar sign. */
static size_t
next_open(str text, bool has_dollars, const struct pair **pair)
{
	for (size_t at = 0; at < text.len; at++) {
		if (text.at[at] != '\\' && text.at[at] != '$')
			continue;
		for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
			if (str_starts(str_from(text, at), str_of(pairs[i].open))) {
				*pair = &pairs[i];
				return at;
			}
		*pair = NULL;
		if (text.at[at] == '$' && has_dollars)
			return at;
	}
	return STR_NOT_FOUND;
}

/* Pandoc's rule for single dollar signs: no space inside, no digit behind. */
static bool
take_dollars(str text, size_t at, size_t *end)
{
	size_t close = at + 1;

	if (close >= text.len || ascii_is_space((unsigned char)text.at[close]) ||
	    text.at[close] == '$')
		return false;
	while (close < text.len && text.at[close] != '$' && close - at <= TEX_BYTES)
		close += text.at[close] == '\\' ? 2 : 1;
	if (close >= text.len || text.at[close] != '$' ||
	    ascii_is_space((unsigned char)text.at[close - 1]) ||
	    (close + 1 < text.len && ascii_is_digit((unsigned char)text.at[close + 1])))
		return false;
	*end = close + 1;
	return looks_like_tex(str_head(str_from(text, at + 1), close - at - 1));
}

static bool
take_pair(str text, size_t at, const struct pair *pair, size_t *end)
{
	size_t from = at + str_of(pair->open).len;
	str inner = str_head(str_from(text, from), TEX_BYTES);
	size_t close = str_find(inner, str_of(pair->close));

	if (close == STR_NOT_FOUND)
		return false;
	inner = str_head(inner, close);
	close += from;
	if (str_is_blank(inner) || (*pair->open == '$' && !looks_like_tex(inner)))
		return false;
	*end = close + str_of(pair->close).len;
	return true;
}

/* TeX with its delimiters off. */
static struct formula_tex
bare(str text)
{
	struct formula_tex formula = {str_trim(text), false};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		str open = str_of(pairs[i].open), close = str_of(pairs[i].close);

		if (formula.tex.len < open.len + close.len || !str_starts(formula.tex, open) ||
		    !str_ends(formula.tex, close))
			continue;
		formula.is_display = pairs[i].is_display;
		if (!pairs[i].is_kept)
			formula.tex = str_trim(str_head(str_from(formula.tex, open.len),
			    formula.tex.len - open.len - close.len));
		return formula;
	}
	if (formula.tex.len > 2 && str_starts(formula.tex, STR("$")) &&
	    str_ends(formula.tex, STR("$")))
		formula.tex = str_trim(str_head(str_from(formula.tex, 1), formula.tex.len - 2));
	return formula;
}

bool
formula_next(str *rest, bool has_dollars, str *before, struct formula_tex *formula)
{
	size_t from = 0, end = 0;

	*formula = (struct formula_tex){STR_NONE, false};
	*before = STR_NONE;
	if (!rest->len)
		return false;
	for (int tries = 0; tries < TRIES; tries++) {
		const struct pair *pair = NULL;
		str text = str_from(*rest, from);
		size_t at = next_open(text, has_dollars, &pair);

		if (at == STR_NOT_FOUND)
			break;
		if (!(pair ? take_pair(text, at, pair, &end) : take_dollars(text, at, &end))) {
			from += at + 1 + (pair != NULL);
			continue;
		}
		*before = str_head(*rest, from + at);
		*formula = bare(str_head(str_from(text, at), end - at));
		*rest = str_from(text, end);
		return true;
	}
	*before = *rest;
	*rest = str_from(*rest, rest->len);
	return true;
}

bool
formula_page_sets_tex(const struct page *page)
{
	for (uint32_t i = 1; i < page->count; i++) {
		str address;

		if (page->nodes[i].tag != TAG_SCRIPT)
			continue;
		address = page_get(page, i, STR("src"));
		if (str_find_nocase(address, STR("mathjax")) != STR_NOT_FOUND ||
		    str_find_nocase(address, STR("katex")) != STR_NOT_FOUND)
			return true;
	}
	return false;
}

/* Classes and names of elements that hold TeX and nothing else. */
static const char *const sure[] = {"js-display-math", "js-inline-math", "js-render-math",
    "katex-block", "katex-inline", "language-math", "math-container", "mathquill-embedded-latex",
    "math-display", "math-inline", "math-tex", "tex-math", "wp-katex-eq", NULL};

/* Those that may hold it. */
static const char *const maybe[] = {"arithmatex", "c-article-equation", "disp-formula",
    "display-formula", "display-math", "equation", "formula", "inline-math", "latex", "math",
    "mathjax", "tex", NULL};
static const char *const names[] = {"d-math", "inline-formula", "math-renderer", "tex-math", NULL};
static const char *const attributes[] = {"data-tex", "data-latex", "data-formula", "data-equation",
    "data-katex", "data-math", "data-latex-content"};
static const char *const tags[] = {"c-article-equation__number", "eqno", "equation-number",
    "ltx_tag_equation", "ltx_eqn_eqno", "label", NULL};

/* A text of JSON that begins behind its opening quote. */
static str
json_text(struct arena *arena, str rest)
{
	struct buf buf = BUF(arena);

	for (size_t i = 0; i < rest.len && buf.len <= TEX_BYTES; i++) {
		char c = rest.at[i];

		if (c == '"')
			return buf_str(&buf);
		if (c == '\\' && i + 1 < rest.len) {
			c = rest.at[++i];
			c = (char)(c == 'n' || c == 't' || c == 'r' ? ' ' : c);
			if (c == 'u')
				return STR_NONE;
		}
		buf_char(&buf, c);
	}
	return STR_NONE;
}

/* TeX among the settings of a component: {"persistentExpression":"x^2"}. */
static str
from_settings(const struct page *page, uint32_t at)
{
	static const char *const keys[] = {"\"persistentExpression\":\"", "\"latex\":\"",
	    "\"tex\":\"", "\"formula\":\"", "\"equation\":\""};
	str value = str_head(page_get(page, at, STR("data-attrs")), 2 * TEX_BYTES);

	for (size_t i = 0; value.len && i < sizeof keys / sizeof *keys; i++) {
		size_t place = str_find(value, str_of(keys[i]));

		if (place != STR_NOT_FOUND)
			return json_text(page->arena, str_from(value, place + str_of(keys[i]).len));
	}
	return STR_NONE;
}

static str
from_attributes(const struct page *page, uint32_t at)
{
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
		str value = str_trim(page_get(page, at, str_of(attributes[i])));

		if (value.len && value.len <= TEX_BYTES)
			return value;
	}
	if (page_has_token(page, at, STR("class"), STR("ql-formula")))
		return str_trim(page_get(page, at, STR("data-value")));
	return str_trim(from_settings(page, at));
}

bool
formula_is_bare(const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];

	if ((node->tag != TAG_DIV && node->tag != TAG_SPAN && node->tag != TAG_OTHER) ||
	    !node->attr_count || node->end - at > TEX_NODES || !from_attributes(page, at).len)
		return false;
	for (uint32_t i = at + 1; i < node->end; i++)
		if (page->nodes[i].tag != TAG_TEXT && tag_kinds(page->nodes[i].tag) & IS_HIDDEN)
			i = page->nodes[i].end - 1;
		else if (page->nodes[i].tag == TAG_TEXT && utf8_words(page->nodes[i].text) &&
		    !(page->nodes[i].flags & NODE_SVG))
			return false;
	return true;
}

/* The text of an element without the number that it has in the text; that goes to `number`. */
static str
text_of(const struct page *page, uint32_t at, str *number)
{
	struct buf buf = BUF(page->arena);

	*number = STR_NONE;
	if (page->nodes[at].end - at > TEX_NODES)
		return STR_NONE;
	for (uint32_t i = at; i < page->nodes[at].end; i++) {
		const struct node *node = &page->nodes[i];

		if (node->tag == TAG_IMG || node->tag == TAG_MATH || node->tag == TAG_SVG ||
		    buf.len > TEX_BYTES)
			return STR_NONE;
		if (i > at && classname_among(page_get(page, i, STR("class")), tags)) {
			*number = page_text_of(page->arena, page, i);
			i = node->end - 1;
		} else if (node->tag == TAG_TEXT) {
			buf_add(&buf, node->text);
		}
	}
	return str_trim(buf_str(&buf));
}

static bool
is_display(const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];
	str style = page_get(page, at, STR("data-math-style")), class_;

	if (style.len)
		return str_eq(style, STR("display"));
	if (node->tag == TAG_DIV || node->tag == TAG_PRE || page_has(page, at, STR("block")) ||
	    str_eq(page_get(page, at, STR("data-display")), STR("true")) ||
	    str_eq(page_get(page, at, STR("display")), STR("true")))
		return true;
	class_ = page_get(page, at, STR("class"));
	return classname_has(class_, "display") || classname_has(class_, "displayed") ||
	    classname_has(class_, "dsp") || classname_has(class_, "block");
}

/* "(1)", "(1)¶" as TeX numbers a formula. */
static str
numbered(struct arena *arena, str tex, str number)
{
	size_t end;

	if (!str_starts(number, STR("(")) || str_find(tex, STR("\\tag")) != STR_NOT_FOUND)
		return tex;
	end = str_find_char(number, ')');
	if (end == STR_NOT_FOUND || end < 2 || end > 12)
		return tex;
	return arena_printf(arena, "%.*s \\tag{%.*s}", STR_ARG(tex),
	    STR_ARG(str_head(str_from(number, 1), end - 1)));
}

bool
formula_is_script(const struct page *page, uint32_t at)
{
	return page->nodes[at].tag == TAG_SCRIPT &&
	    str_starts_nocase(page_get(page, at, STR("type")), STR("math/tex"));
}

static bool
is_bare_text(const struct page *page, uint32_t at)
{
	return page->nodes[at].end == at + 2 && page->nodes[at + 1].tag == TAG_TEXT;
}

struct formula_tex
formula_of_element(const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];
	struct formula_tex formula = {STR_NONE, false};
	bool is_sure, is_script_tex = formula_is_script(page, at);
	str text, number;

	if (node->tag == TAG_PRE && page_first(page, at) != PAGE_NONE &&
	    page->nodes[at + 1].tag == TAG_CODE && page->nodes[at + 1].end == node->end &&
	    classname_among(page_get(page, at + 1, STR("class")), sure)) {
		formula = formula_of_element(page, at + 1);
		formula.is_display = true;
		return formula;
	}
	if (!node->attr_count && node->tag != TAG_OTHER)
		return formula;
	formula.tex = from_attributes(page, at);
	formula.is_display = formula.tex.at && is_display(page, at);
	if (formula.tex.at)
		return formula;
	is_sure = is_script_tex || classname_among(page_get(page, at, STR("class")), sure) ||
	    page_has(page, at, STR("data-math-style")) ||
	    (node->tag == TAG_OTHER && classname_lists(names, node->text));
	if (!is_sure && !classname_among(page_get(page, at, STR("class")), maybe))
		return formula;
	is_sure = is_sure ||
	    (classname_has(page_get(page, at, STR("class")), "math") &&
		(classname_has(page_get(page, at, STR("class")), "inline") ||
		    classname_has(page_get(page, at, STR("class")), "display")));
	text = text_of(page, at, &number);
	formula = bare(text);
	if (str_eq(page_get(page, at, STR("class")), STR("math")) && is_bare_text(page, at))
		is_sure = node->tag == TAG_SPAN || looks_like_tex(text);
	if (!formula.tex.len ||
	    (!is_sure && (formula.tex.len == text.len || !looks_like_tex(formula.tex))))
		return (struct formula_tex){STR_NONE, false};
	formula.tex = numbered(page->arena, formula.tex, number);
	formula.is_display = formula.is_display || is_display(page, at) ||
	    (is_script_tex &&
		str_find_nocase(page_get(page, at, STR("type")), STR("display")) != STR_NOT_FOUND);
	return formula;
}

/* Words in the class or address of images of formulas. */
static const char *const image_words[] = {"eeimg", "equation", "formula", "formuladsp",
    "formulainl", "latex", "math", "mathtex", "mimetex", "mwe", "ql", "tex", "texrender", NULL};

static bool
has_word(str text, const char *const *list)
{
	str part;

	for (text = str_head(text, 200); classname_part(&text, &part);)
		if (classname_lists(list, part))
			return true;
	return false;
}

/* TeX in the query of an address: "?latex=\alpha", "?\alpha". */
static str
from_query(struct arena *arena, str address)
{
	static const char *const keys[] = {
	    "latex=", "tex=", "eq=", "chl=", "math=", "formula=", "from=", "q="};
	size_t at = str_find_char(address, '?');
	str query, value = STR_NONE;
	char *text;

	if (at == STR_NOT_FOUND)
		return STR_NONE;
	query = str_from(address, at + 1);
	for (size_t i = 0; !value.at && i < sizeof keys / sizeof *keys; i++) {
		at = str_find(query, str_of(keys[i]));
		if (at == 0 || (at != STR_NOT_FOUND && query.at[at - 1] == '&'))
			value = str_from(query, at + str_of(keys[i]).len);
	}
	if (!value.at && (*query.at == '\\' || str_starts(query, STR("%5C"))))
		value = query;
	value = str_head(value, str_find_char(value, '&'));
	text = arena_zstr(arena, value);
	for (size_t i = 0; i < value.len; i++)
		text[i] = (char)(text[i] == '+' ? ' ' : text[i]);
	return str_trim(url_decode(arena, (str){text, value.len}));
}

str
formula_without_style(str tex)
{
	static const char *const styles[] = {
	    "\\displaystyle", "\\textstyle", "\\scriptstyle", "\\inline", "\\large", "\\Large"};
	bool is_shorter = true;

	if (str_starts(tex, STR("{\\displaystyle")) && str_ends(tex, STR("}")))
		tex = str_trim(str_head(str_from(tex, 1), tex.len - 2));
	while (is_shorter) {
		is_shorter = false;
		for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
			if (str_starts(tex, str_of(styles[i]))) {
				tex = str_trim(str_from(tex, str_of(styles[i]).len));
				is_shorter = true;
			}
	}
	return tex;
}

/* Nothing but the image in its block. */
static bool
is_alone(const struct page *page, uint32_t at)
{
	uint32_t up = page->nodes[at].parent;

	while (up != PAGE_NONE && !(tag_kinds(page->nodes[up].tag) & IS_BLOCK))
		up = page->nodes[up].parent;
	if (up == PAGE_NONE || page->nodes[up].end - up > TEX_NODES)
		return false;
	for (uint32_t i = up; i < page->nodes[up].end; i++)
		if (page->nodes[i].tag == TAG_TEXT && !str_is_blank(page->nodes[i].text))
			return false;
	return true;
}

/* A text that is TeX between dollar signs, or a whole environment. */
static bool
is_delimited(str text)
{
	text = str_trim(text);
	if (str_starts(text, STR("\\begin{")) && str_ends(text, STR("}")))
		return str_find(text, STR("\\end{")) != STR_NOT_FOUND;
	return text.len > 2 && str_starts(text, STR("$")) && str_ends(text, STR("$")) &&
	    (looks_like_tex(text) || text.len <= 5);
}

struct formula_tex
formula_of_image(const struct page *page, uint32_t at, str address)
{
	struct formula_tex formula = {from_attributes(page, at), false};
	str class_ = page_get(page, at, STR("class")), path;
	bool is_said = formula.tex.at != NULL;

	is_said = is_said || is_delimited(page_get(page, at, STR("alt")));
	path = str_starts(address, STR("data:")) ? STR_NONE : address;
	if (!is_said && !has_word(class_, image_words) && !has_word(path, image_words) &&
	    str_find(path, STR("cht=tx")) == STR_NOT_FOUND)
		return formula;
	if (!formula.tex.at) {
		formula = bare(page_get(page, at, STR("alt")));
		is_said =
		    formula.tex.len && formula.tex.len + 2 <= page_get(page, at, STR("alt")).len;
	}
	if (!formula.tex.len || !(is_said || looks_like_tex(formula.tex)))
		formula = bare(page_get(page, at, STR("title")));
	if (!formula.tex.len || !(is_said || looks_like_tex(formula.tex)))
		formula = bare(from_query(page->arena, path));
	formula.tex = formula_without_style(utf8_fold_space(page->arena, formula.tex));
	if (!formula.tex.len || formula.tex.len > TEX_BYTES ||
	    !(is_said || looks_like_tex(formula.tex)))
		return (struct formula_tex){STR_NONE, false};
	formula.is_display = formula.is_display || is_display(page, at) || is_alone(page, at);
	return formula;
}
