/* What the words of a class attribute say about an element. */
#include "rebuild/classname.h"

static const char *const furniture[] = {"ad", "ads", "advert", "advertisement", "avatar", "banner",
    "icon", "icons", "logo", "newsletter", "promo", "recirc", "recommended", "related", "share",
    "sharing", "sidebar", "social", "sponsor", "sponsored", "subscribe", "toolbar", "tracking",
    NULL};
static const char *const captions[] = {"caption", "captions", "figcaption", "legend", "cutline",
    "gallerytext", "thumbcaption", "bildtext", "bildunterschrift", "bijschrift", "billedtekst",
    "didascalia", "kuvateksti", "legenda", "legende", "leyenda", "onderschrift", "podpis", NULL};
static const char *const credits[] = {
    "credit", "credits", "copyright", "attribution", "photographer", NULL};
static const char *const gutters[] = {"lineno", "linenos", "linenumber", "linenumbers", "lineno",
    "linenodiv", "linenr", "gutter", "gutters", "lnum", "nums", "numbering", "copy", "clipboard",
    "button", "boring", "popup", NULL};
static const char *const numbers[] = {"no", "nos", "num", "number", "numbers", "nums", NULL};
static const char *const unseen[] = {"a11y-hidden", "accessibly-hidden", "assistive-text",
    "cdk-visually-hidden", "element-invisible", "elementor-screen-only", "govuk-visually-hidden",
    "is-visually-hidden", "offscreen", "show-for-sr", "slds-assistive-text", "sr-only-text",
    "u-sr-only", "u-visually-hidden", "usa-sr-only", "screen-reader-only", "screen-reader-text",
    "screenreader-only", "sr-only", "visually-hidden", "visuallyhidden", NULL};
static const char *const unprinted[] = {"d-print-none", "hidden-print", "hide-print", "no-print",
    "noprint", "print-hidden", "print-none", "print:hidden", NULL};
static const char *const tools[] = {"MathJax_Preview", "bigfoot-footnote__button", "editsection",
    "foot_label", "footnote_plugin_tooltip_text", "footnote_tooltip_continue", "littlefoot__button",
    "ltx_note_mark", "ltx_note_type", "ltx_tag_note", "margin-toggle", "mobile-label",
    "tooltiptext", "tablesaw-cell-label", "modern-footnotes-footnote", "mw-editsection",
    "para-number", "paragraph-number", "paranumber", "parnum", "pilcrow", NULL};
static const char *const slide_aids[] = {"bx-clone", "bx-controls", "bx-pager", "carousel-control",
    "carousel-control-next", "carousel-control-prev", "carousel-indicators", "clone", "cloned",
    "flex-control-nav", "flex-direction-nav", "flickity-button", "flickity-cloned",
    "flickity-page-dots", "fotorama__nav-wrap", "gallery-thumbs", "glide__arrows", "glide__bullets",
    "glide__slide--clone", "owl-dots", "owl-nav", "slick-arrow", "slick-cloned", "slick-dots",
    "splide__arrows", "splide__pagination", "splide__slide--clone", "swiper-button-next",
    "swiper-button-prev", "swiper-pagination", "swiper-slide-duplicate", "swiper-thumbs",
    "tns-controls", "tns-nav", "tns-slide-cloned", NULL};
static const char *const table_tools[] = {"dataTables_filter", "dataTables_info",
    "dataTables_length", "dataTables_paginate", "dt-info", "dt-length", "dt-paging", "dt-search",
    NULL};
static const char *const sidenotes[] = {"foot_inner", "footnote-content-inline", "footnote-inline",
    "footnote_tooltip", "ltx_role_footnote", "margin-note", "marginnote",
    "modern-footnotes-footnote__note", "side-note", "sidenote", NULL};
static const char *const notes[] = {"endnotes", "footnotes", "footnotes-list", NULL};

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool
classname_part(str *rest, str *part)
{
	size_t len = 0;

	while (rest->len && !ascii_is_alpha((unsigned char)*rest->at))
		*rest = str_from(*rest, 1);
	while (len < rest->len && ascii_is_alpha((unsigned char)rest->at[len]) &&
	    !(len && is_capital(rest->at[len]) && !is_capital(rest->at[len - 1])))
		len++;
	*part = str_head(*rest, len);
	*rest = str_from(*rest, len);
	return len > 0;
}

static const char *
listed(str word, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(word, str_of(*list)))
			return *list;
	return NULL;
}

static const char *
first_of(str value, const char *const *list)
{
	const char *found = NULL;
	str part;

	value = str_head(value, 1000);
	while (!found && classname_part(&value, &part))
		found = listed(part, list);
	return found;
}

bool
classname_lists(const char *const *list, str word)
{
	return listed(word, list) != NULL;
}

bool
classname_among(str value, const char *const *list)
{
	str word;

	while (str_word(&value, &word))
		if (classname_lists(list, word))
			return true;
	return false;
}

bool
classname_has(str value, const char *word)
{
	const char *const list[] = {word, NULL};

	return first_of(value, list) != NULL;
}

static bool
has_word(str value, const char *const *list)
{
	str word;

	while (str_word(&value, &word))
		if (listed(word, list))
			return true;
	return false;
}

bool
classname_is_furniture(str value)
{
	return first_of(value, furniture) != NULL;
}

bool
classname_is_caption(str value)
{
	static const char *const shorts[] = {"bu", "cap", "capt", NULL};

	return first_of(value, captions) || first_of(value, credits) || has_word(value, shorts);
}

bool
classname_is_credit(str value)
{
	return first_of(value, credits) != NULL;
}

/* "has-text-align-right", "text-center", "right-align", "ta-right". */
const char *
classname_align(str value)
{
	static const char *const sides[] = {"left", "center", "right", NULL};
	static const char *const ends[] = {"start", "centre", "end", NULL};
	str word;

	while (str_word(&value, &word)) {
		str rest = word, part;
		bool is_align = false, is_other = false, is_default = false;
		const char *side = NULL;

		while (classname_part(&rest, &part)) {
			for (size_t i = 0; sides[i]; i++)
				if (str_eq_nocase(part, str_of(sides[i])) ||
				    str_eq_nocase(part, str_of(ends[i])))
					side = sides[i];
			if (str_eq_nocase(part, STR("text")) || str_eq_nocase(part, STR("align")) ||
			    str_eq_nocase(part, STR("aligned")) || str_eq_nocase(part, STR("ta")))
				is_align = true;
			else if (str_eq_nocase(part, STR("halign")) ||
			    str_eq_nocase(part, STR("ltx")))
				is_align = is_default = true;
			else if (!listed(part, sides) && !listed(part, ends) &&
			    !str_eq_nocase(part, STR("has")) && !str_eq_nocase(part, STR("td")))
				is_other = true;
		}
		if (is_align && side && !is_other && !(is_default && side == sides[0]))
			return side;
	}
	return NULL;
}

bool
classname_is_tool(str value)
{
	return has_word(value, tools);
}

bool
classname_is_slide_aid(str value)
{
	return has_word(value, slide_aids);
}

bool
classname_is_unprinted(str value)
{
	return has_word(value, unprinted);
}

bool
classname_is_verse(str value)
{
	static const char *const words[] = {"poem", "poetry", "stanza", "verse", NULL};
	str part;

	for (value = str_head(value, 500); classname_part(&value, &part);)
		if (listed(part, words))
			return true;
	return false;
}

bool
classname_is_player_sign(str value)
{
	static const char *const players[] = {"audio", "media", "player", "video", NULL};
	static const char *const signs[] = {
	    "current", "duration", "progress", "rate", "seek", "speed", "time", "volume", NULL};
	str word;

	for (value = str_head(value, 1000); str_word(&value, &word);) {
		bool plays = false, says = false;
		str part;

		while (classname_part(&word, &part)) {
			plays = plays || listed(part, players);
			says = says || listed(part, signs);
		}
		if (plays && says)
			return true;
	}
	return false;
}

/* "back-to-top", "scrollToTop", "to-top", "top-link". */
bool
classname_is_way_up(str value)
{
	static const char *const ways[] = {"back", "go", "link", "return", "scroll", "to", NULL};
	static const char *const wholes[] = {"backtotop", "gotop", "scrolltop", "totop", NULL};
	str word;

	for (value = str_head(value, 1000); str_word(&value, &word);) {
		bool has_top = false, has_way = false;
		str part;

		while (classname_part(&word, &part)) {
			has_top = has_top || str_eq_nocase(part, STR("top"));
			has_way = has_way || listed(part, ways);
			if (listed(part, wholes))
				return true;
		}
		if (has_top && has_way)
			return true;
	}
	return false;
}

bool
classname_is_sorter(str value)
{
	static const char *const words[] = {"arrow", "caret", "sort", "sorter", "sorting", NULL};

	return first_of(value, words) != NULL;
}

bool
classname_is_table_tool(str value)
{
	return has_word(value, table_tools);
}

bool
classname_is_unseen(str value)
{
	return has_word(value, unseen);
}

bool
classname_is_sidenote(str value)
{
	return has_word(value, sidenotes);
}

bool
classname_is_notes(str value)
{
	return has_word(value, notes);
}

bool
classname_is_gutter(str value)
{
	str rest = str_head(value, 1000), word;

	if (first_of(value, gutters))
		return true;
	while (str_word(&rest, &word)) {
		str parts = word, part;

		for (bool is_line = false; classname_part(&parts, &part);) {
			if (is_line && listed(part, numbers))
				return true;
			is_line = str_eq_nocase(part, STR("line"));
		}
		if (str_eq_nocase(word, STR("ln")) || str_starts_nocase(word, STR("blob-num")))
			return true;
	}
	return false;
}

str
classname_language_word(struct arena *arena, str name)
{
	char *copy;

	if (!name.len || name.len > 32)
		return STR_NONE;
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.at[i];

		if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '+' && c != '#' && c != '.' &&
		    c != '-' && c != '_')
			return STR_NONE;
	}
	if (str_eq_nocase(name, STR("none")) || str_eq_nocase(name, STR("undefined")) ||
	    str_eq_nocase(name, STR("auto")) || str_eq_nocase(name, STR("nohighlight")))
		return STR_NONE;
	if (str_starts_nocase(name, STR("ipython")))
		return STR("python");
	copy = arena_zstr(arena, name);
	for (size_t i = 0; i < name.len; i++)
		copy[i] = (char)ascii_lower((unsigned char)copy[i]);
	return (str){copy, name.len};
}

static const char *const prefixes[] = {"language-", "lang-", "highlight-source-", "highlight-text-",
    "brush:", "mw-highlight-lang-", "highlight-", "hl-"};

/* Languages that a class of a listing names without more. */
static const char *const known[] = {"bash", "c", "clojure", "cpp", "csharp", "css", "diff",
    "elixir", "erlang", "fsharp", "go", "graphql", "groovy", "haskell", "html", "html4strict",
    "ini", "java", "java5", "javascript", "jscript", "js", "json", "jsx", "kotlin", "latex", "less",
    "lisp", "lua", "makefile", "matlab", "nginx", "ocaml", "pascal", "perl", "php", "powershell",
    "python", "ruby", "rust", "scala", "scheme", "scss", "sh", "shell", "sql", "swift", "toml",
    "ts", "tsx", "typescript", "vb", "vbnet", "xml", "yaml", NULL};

/* Words that stand beside a language in classes of listings, but name none. */
static const char *const beside[] = {"code", "highlight", "hljs", "sourceCode", "numberSource",
    "prettyprint", "prettyprinted", "linenums", "wp-block-code", "line-numbers", "chroma",
    "literal-block", "notranslate", "default", "source", "src", "example", "wrap", "plain", NULL};

bool
classname_is_language(str name)
{
	return listed(name, known) != NULL;
}

str
classname_language(struct arena *arena, str value, bool is_code)
{
	str rest = value, word, name = STR_NONE;
	bool is_marked = false, is_shown = false;

	while (!name.at && str_word(&rest, &word))
		for (size_t i = 0; !name.at && i < sizeof prefixes / sizeof *prefixes; i++) {
			str prefix = str_of(prefixes[i]);

			if (!str_starts_nocase(word, prefix))
				continue;
			word = str_from(word, prefix.len);
			if (!word.len)
				str_word(&rest, &word);
			if (str_ends(word, STR(";")))
				word.len--;
			name = classname_language_word(arena, word);
		}
	for (rest = value; is_code && !name.at && str_word(&rest, &word);)
		if (listed(word, known))
			name = classname_language_word(arena, word);
	for (rest = value; !name.at && str_word(&rest, &word);) {
		if (is_code && str_starts(word, STR("src-"))) {
			name = classname_language_word(arena, str_from(word, 4));
			break;
		}
		if (is_marked && (is_code || is_shown) && !listed(word, beside))
			name = classname_language_word(arena, word);
		is_marked = is_marked || str_eq(word, STR("sourceCode")) ||
		    str_eq(word, STR("hljs")) || str_eq(word, STR("src"));
		is_shown = is_shown || str_eq(word, STR("syntaxhighlighter"));
		is_marked = is_marked || is_shown;
	}
	return name;
}
