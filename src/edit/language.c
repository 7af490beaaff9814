/* Languages and directions of parts, as EPUB readers and validators take them. */
#include "edit/pass.h"

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
}
