/* System fonts: the one file that speaks to Pango. */
#include "cover/fonts.h"

#include <pango/pangoft2.h>

#include "core/library.h"
#include "core/utf8.h"

struct pango {
	__typeof__(pango_ft2_font_map_new) *map_new;
	__typeof__(pango_font_map_create_context) *context_new;
	__typeof__(pango_context_set_language) *set_language;
	__typeof__(pango_context_set_font_description) *set_description;
	__typeof__(pango_context_set_round_glyph_positions) *set_round;
	__typeof__(pango_font_description_new) *description_new;
	__typeof__(pango_font_description_free) *description_free;
	__typeof__(pango_font_description_set_family_static) *set_family;
	__typeof__(pango_font_description_set_weight) *set_weight;
	__typeof__(pango_font_description_set_absolute_size) *set_size;
	__typeof__(pango_language_from_string) *language;
	__typeof__(pango_itemize_with_base_dir) *itemise;
	__typeof__(pango_item_free) *item_free;
	__typeof__(pango_get_log_attrs) *log_attrs;
	__typeof__(pango_shape_full) *shape;
	__typeof__(pango_glyph_string_new) *glyphs_new;
	__typeof__(pango_glyph_string_free) *glyphs_free;
	__typeof__(pango_font_get_hb_font) *hb_font;
	__typeof__(pango_attr_list_new) *attrs_new;
	__typeof__(pango_attr_list_unref) *attrs_free;
	__typeof__(g_object_unref) *unref;
	__typeof__(g_list_free) *list_free;
	__typeof__(g_log_set_default_handler) *set_log;
};

struct fonts {
	struct arena *arena;
	struct pango pango;
	PangoFontMap *map;
	PangoContext *context;
	PangoAttrList *attrs; /* none */
	int units;
};

static bool
load(struct pango *pango)
{
	static const char *const names[] = {
	    "libpangoft2-1.0.so.0", "libpangoft2-1.0.so", "libpangoft2-1.0.0.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"pango_ft2_font_map_new", &pango->map_new},
	    {"pango_font_map_create_context", &pango->context_new},
	    {"pango_context_set_language", &pango->set_language},
	    {"pango_context_set_font_description", &pango->set_description},
	    {"pango_context_set_round_glyph_positions", &pango->set_round},
	    {"pango_font_description_new", &pango->description_new},
	    {"pango_font_description_free", &pango->description_free},
	    {"pango_font_description_set_family_static", &pango->set_family},
	    {"pango_font_description_set_weight", &pango->set_weight},
	    {"pango_font_description_set_absolute_size", &pango->set_size},
	    {"pango_language_from_string", &pango->language},
	    {"pango_itemize_with_base_dir", &pango->itemise},
	    {"pango_item_free", &pango->item_free},
	    {"pango_get_log_attrs", &pango->log_attrs},
	    {"pango_shape_full", &pango->shape},
	    {"pango_glyph_string_new", &pango->glyphs_new},
	    {"pango_glyph_string_free", &pango->glyphs_free},
	    {"pango_font_get_hb_font", &pango->hb_font},
	    {"pango_attr_list_new", &pango->attrs_new},
	    {"pango_attr_list_unref", &pango->attrs_free},
	    {"g_object_unref", &pango->unref},
	    {"g_list_free", &pango->list_free},
	    {"g_log_set_default_handler", &pango->set_log},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

static void
close_fonts(void *what)
{
	struct fonts *fonts = what;

	fonts->pango.attrs_free(fonts->attrs);
	fonts->pango.unref(fonts->context);
	fonts->pango.unref(fonts->map);
}

/* What is said to a person is said by octavo. */
static void
be_quiet(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer user)
{
	(void)domain, (void)level, (void)message, (void)user;
}

struct fonts *
fonts_open(struct arena *arena, int units)
{
	struct fonts *fonts = arena_alloc(arena, sizeof *fonts);

	fonts->arena = arena;
	fonts->units = units;
	if (!load(&fonts->pango))
		return NULL;
	fonts->pango.set_log(be_quiet, NULL);
	fonts->map = fonts->pango.map_new();
	fonts->context = fonts->pango.context_new(fonts->map);
	fonts->attrs = fonts->pango.attrs_new();
	fonts->pango.set_round(fonts->context, FALSE);
	arena_defer(arena, close_fonts, fonts);
	return fonts;
}

/* An item is given back with the fonts. */
struct kept {
	struct fonts *fonts;
	PangoItem *item;
};

static void
free_item(void *what)
{
	struct kept *kept = what;

	kept->fonts->pango.item_free(kept->item);
}

/* Faces with serifs, which go with the book face, where they are installed: Pango takes the first
   that has a character. */
#define FAMILIES                                                                                 \
	"Noto Naskh Arabic,Noto Serif Hebrew,Noto Serif Armenian,Noto Serif Georgian,"           \
	"Noto Serif Devanagari,Noto Serif Bengali,Noto Serif Gujarati,Noto Serif Gurmukhi,"      \
	"Noto Serif Tamil,Noto Serif Telugu,Noto Serif Kannada,Noto Serif Malayalam,"            \
	"Noto Serif Sinhala,Noto Serif Thai,Noto Serif Lao,Noto Serif Khmer,Noto Serif Myanmar," \
	"Noto Serif Tibetan,Noto Serif Ethiopic,Noto Serif CJK %s,serif"

/* The letters of East Asia have forms by country. */
static const char *
forms_of(str lang)
{
	static const struct {
		const char *lang, *forms;
	} rows[] = {{"ja", "JP"}, {"ko", "KR"}, {"zh-hant", "TC"}, {"zh-tw", "TC"}, {"zh-mo", "TC"},
	    {"zh-hk", "HK"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		str head = str_of(rows[i].lang);

		if (str_eq_nocase(str_head(lang, head.len), head))
			return rows[i].forms;
	}
	return "SC";
}

/* Of a text in East Asia's letters. */
static str
guess_language(str text)
{
	str lang = STR("und");
	size_t len;

	for (; text.len; text = str_from(text, len)) {
		uint32_t code = utf8_decode(text, &len);

		if (code >= 0x3040 && code < 0x3100)
			return STR("ja");
		if (code >= 0xAC00 && code < 0xD7B0)
			return STR("ko");
		if (code >= 0x4E00 && code < 0xA000)
			lang = STR("zh");
	}
	return lang;
}

static void
set_context(struct fonts *fonts, str lang, bool is_bold)
{
	const struct pango *pango = &fonts->pango;
	PangoFontDescription *description = pango->description_new();

	pango->set_family(description, arena_printf(fonts->arena, FAMILIES, forms_of(lang)).at);
	pango->set_weight(description, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango->set_size(description, (double)fonts->units * PANGO_SCALE);
	pango->set_description(fonts->context, description);
	pango->description_free(description);
	/* What the locale says would be taken otherwise. */
	pango->set_language(fonts->context, pango->language(arena_zstr(fonts->arena, lang)));
}

/* Where lines may be broken, from attributes that are one a character. */
static const unsigned char *
find_marks(struct fonts *fonts, str text, str lang)
{
	size_t count = utf8_count(text) + 1, len;
	PangoLogAttr *attrs = arena_array(fonts->arena, count, sizeof *attrs);
	unsigned char *marks = arena_alloc(fonts->arena, text.len + 1);

	fonts->pango.log_attrs(text.at, (int)text.len, -1,
	    fonts->pango.language(arena_zstr(fonts->arena, lang)), attrs, (int)count);
	for (size_t at = 0, i = 0; at < text.len; at += len, i++) {
		utf8_decode(str_from(text, at), &len);
		marks[at] = (unsigned char)((attrs[i].is_line_break ? FONTS_BREAK : 0) |
		    (attrs[i].is_cursor_position ? FONTS_CURSOR : 0));
	}
	return marks;
}

struct fonts_text
fonts_itemise(struct fonts *fonts, str text, str lang, bool is_bold)
{
	struct fonts_text itemised = {.text = text};
	size_t count = 0;
	GList *items;

	lang = lang.len ? lang : guess_language(text);
	set_context(fonts, lang, is_bold);
	/* Weak: the first letter decides; then all of a text from right to left is embedded. */
	items = fonts->pango.itemise(fonts->context, PANGO_DIRECTION_WEAK_LTR, text.at, 0,
	    (int)text.len, fonts->attrs, NULL);
	itemised.is_rtl = true;
	for (GList *at = items; at; at = at->next)
		count++;
	itemised.runs = arena_array(fonts->arena, count, sizeof *itemised.runs);
	for (GList *at = items; at; at = at->next) {
		struct kept *kept = arena_alloc(fonts->arena, sizeof *kept);
		PangoItem *item = at->data;

		*kept = (struct kept){fonts, item};
		arena_defer(fonts->arena, free_item, kept);
		itemised.is_rtl = itemised.is_rtl && item->analysis.level > 0;
		itemised.runs[itemised.count++] = (struct fonts_run){
		    (size_t)item->offset, (size_t)item->length, item->analysis.level, item};
	}
	fonts->pango.list_free(items);
	itemised.marks = find_marks(fonts, text, lang);
	return itemised;
}

/* A glyph that is none for each character: where there is no font at all. */
static size_t
shape_nothing(
    struct fonts *fonts, str text, const struct fonts_run *run, struct fonts_glyph **glyphs)
{
	size_t count = 0, len;

	*glyphs = arena_array(fonts->arena, run->len, sizeof **glyphs);
	for (size_t at = run->at; at < run->at + run->len; at += len) {
		utf8_decode(str_from(text, at), &len);
		(*glyphs)[count++] = (struct fonts_glyph){.place = at};
	}
	return count;
}

size_t
fonts_shape(struct fonts *fonts, const struct fonts_text *text, const struct fonts_run *run,
    struct fonts_glyph **glyphs)
{
	PangoItem *item = run->item;
	PangoGlyphString *shaped;
	struct hb_font_t *font;
	size_t count;

	if (!item->analysis.font)
		return shape_nothing(fonts, text->text, run, glyphs);
	shaped = fonts->pango.glyphs_new();
	font = fonts->pango.hb_font(item->analysis.font);
	fonts->pango.shape(text->text.at + run->at, (int)run->len, text->text.at,
	    (int)text->text.len, &item->analysis, shaped);
	count = (size_t)shaped->num_glyphs;
	*glyphs = arena_array(fonts->arena, count, sizeof **glyphs);
	for (size_t i = 0; i < count; i++) {
		/* Pango gives them as they are seen; turned round they stand as the text does. */
		size_t from = run->level & 1 ? count - 1 - i : i;
		const PangoGlyphInfo *info = &shaped->glyphs[from];
		bool is_missing = info->glyph & PANGO_GLYPH_UNKNOWN_FLAG;

		(*glyphs)[i] = (struct fonts_glyph){.id = is_missing ? 0 : info->glyph,
		    .advance = info->geometry.width / PANGO_SCALE,
		    .dx = info->geometry.x_offset / PANGO_SCALE,
		    .dy = -(info->geometry.y_offset / PANGO_SCALE),
		    .place = run->at + (size_t)shaped->log_clusters[from],
		    .font = font};
	}
	fonts->pango.glyphs_free(shaped);
	return count;
}
