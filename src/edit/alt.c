/* The text that stands for a picture. */
#include "edit/alt.h"

#include "core/utf8.h"

/* Longest text that is taken over from a caption, in bytes. */
#define ALT_BYTES 300

static bool
has_extension(str text)
{
	static const char *const extensions[] = {
	    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif", ".tiff"};

	for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
		if (str_ends_nocase(text, str_of(extensions[i])))
			return true;
	return false;
}

bool
alt_is_file_name(str text)
{
	size_t digits = 0, marks = 0;

	if (has_extension(text))
		return true;
	for (size_t i = 0; i < text.len; i++) {
		if (ascii_is_space((unsigned char)text.at[i]))
			return false;
		digits += ascii_is_digit((unsigned char)text.at[i]);
		marks += text.at[i] == '_' || text.at[i] == '-';
	}
	if (str_starts(text, STR("http:")) || str_starts(text, STR("https:")))
		return true;
	return digits &&
	    (digits + marks == text.len || (marks && digits * 2 >= text.len) ||
		str_starts_nocase(text, STR("IMG")) || str_starts_nocase(text, STR("DSC")));
}

const xmlNode *
alt_figure(const xmlNode *image)
{
	const xmlNode *figure = image->parent;

	while (figure && tree_element(figure) != EL_FIGURE)
		figure = figure->parent;
	return figure;
}

str
alt_caption(struct arena *arena, const xmlNode *figure)
{
	for (const xmlNode *child = figure->last; child; child = child->prev)
		if (tree_element(child) == EL_FIGCAPTION) {
			str text = tree_text(arena, child);

			return text.len ? text : STR_NONE;
		}
	return STR_NONE;
}

str
alt_of(struct arena *arena, const xmlNode *image, str caption)
{
	str alt = utf8_fold_space(arena, tree_get(image, "alt"));

	if (alt.len && !alt_is_file_name(alt))
		return alt;
	return caption.len ? utf8_head(caption, ALT_BYTES) : STR_NONE;
}
