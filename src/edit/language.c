/* Languages and directions of parts, as EPUB readers and validators take them. */
#include "core/lang_detect.h"
#include "core/lang_script.h"
#include "edit/pass.h"

#define QUOTATIONS 200 /* at most are looked at */
#define QUOTED 120     /* letters; fewer are not guessed at */
#define QUOTED_SHARE 95

/* A well-formed tag by RFC 5646 section 2.1 as far as a reader needs it: a language of two or
   three letters, then parts of one to eight letters and digits; "_" is read as "-". */
static str
clean(struct arena *arena, str lang)
{
	char *copy;
	size_t part = 0, parts = 0;

	lang = str_trim(lang);
	if (lang.len < 2 || lang.len > 35)
		return STR_NONE;
	copy = arena_zstr(arena, lang);
	for (size_t i = 0; i <= lang.len; i++) {
		unsigned char c = i < lang.len ? (unsigned char)copy[i] : '-';

		if (c == '_' || c == '-') {
			if (!part || part > 8 || (!parts && (part < 2 || part > 3)) ||
			    (parts && part == 1))
				return STR_NONE;
			copy[i] = i < lang.len ? '-' : '\0';
			part = 0;
			parts++;
		} else if (ascii_is_alpha(c) || (parts && ascii_is_digit(c))) {
			part++;
		} else {
			return STR_NONE;
		}
	}
	return (str){copy, lang.len};
}

/* Languages that a few sentences do not tell apart. */
static bool
is_alike(str one, str other)
{
	static const char *const groups[] = {"da nb nn no sv", "es ca gl pt oc ast an", "cs sk",
	    "hr sr bs sl mk bg", "id ms jv su", "ru uk be bg", "nl af fy lb", "en sco",
	    "fa ar ur ps ckb", "zh ja zh-Hant", "hi mr ne sa", "it co scn"};

	one = lang_primary(one);
	other = lang_primary(other);
	if (str_eq_nocase(one, other))
		return true;
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (str_has_word_nocase(str_of(groups[i]), one) &&
		    str_has_word_nocase(str_of(groups[i]), other))
			return true;
	return false;
}

static bool
says_language(const xmlNode *top, const xmlNode *quotation)
{
	for (const xmlNode *node = quotation; node && node != top; node = node->parent)
		if (tree_get(node, "lang").at)
			return true;
	return false;
}

/* A quotation in another language than the article's that does not say so. */
static void
mark_quotation(struct edit *edit, xmlNode *quotation, str around)
{
	struct arena *scratch = arena_inner(edit->ctx->arena);
	str text = tree_text(scratch, quotation), lang = STR_NONE;

	if (text.len >= QUOTED && !lang_is_likely(text, around) &&
	    lang_detect(edit->ctx->arena, text, QUOTED, QUOTED_SHARE, &lang) == LANG_DETECTED &&
	    !is_alike(lang, around)) {
		tree_set(edit->tree, quotation, "lang", arena_copy(edit->ctx->arena, lang));
		if (!tree_get(quotation, "dir").at &&
		    lang_script_is_rtl(lang) != lang_script_is_rtl(around))
			tree_set(edit->tree, quotation, "dir", lang_script_dir(lang));
	}
	arena_release(scratch);
}

static void
mark_quotations(struct edit *edit)
{
	str around = edit->article->meta.lang;
	xmlNode *next;
	int count = 0;

	if (!around.len)
		return;
	for (xmlNode *node = edit->root; node && count < QUOTATIONS; node = next) {
		bool is_quotation = tree_element(node) == EL_BLOCKQUOTE;

		next = is_quotation ? tree_skip(edit->root, node) : tree_next(edit->root, node);
		if (is_quotation && !says_language(edit->root, node)) {
			mark_quotation(edit, node, around);
			count++;
		}
	}
}

void
edit_language(struct edit *edit)
{
	str around = edit->article->meta.lang;

	for (xmlNode *node = edit->root; node; node = tree_next(edit->root, node)) {
		str lang = tree_get(node, "lang"), dir = tree_get(node, "dir");

		if (lang.at) {
			lang = clean(edit->ctx->arena, lang);
			if (str_eq_nocase(lang, STR("und")) ||
			    (node->parent == edit->root && str_eq_nocase(lang, around)))
				lang = STR_NONE;
			tree_set(edit->tree, node, "lang", lang);
		}
		if (dir.at && !str_eq(dir, STR("ltr")) && !str_eq(dir, STR("rtl")) &&
		    !str_eq(dir, STR("auto")))
			tree_set(edit->tree, node, "dir", STR_NONE);
		if (tree_element(node) == EL_BDO && !tree_get(node, "dir").at)
			tree_rename(node, EL_BDI);
	}
	mark_quotations(edit);
}
