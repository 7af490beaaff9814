/* Pictures of a page: which address is the real one, and which are no pictures of the article. */
#include "core/url.h"
#include "core/utf8.h"
#include "rebuild/backdrop.h"
#include "rebuild/classname.h"
#include "rebuild/formula.h"
#include "rebuild/srcset.h"
#include "rebuild/visit.h"

/* What a page 1,600 pixels wide needs. */
#define WIDE 1600

/* Nodes between a picture and its twin in a noscript, or its copy. */
#define TWIN_DISTANCE 12

/* Words of a title attribute that may be a caption. */
#define TITLE_WORDS 3

/* Blocks among which the lead image may stand once more. */
#define LEAD_BLOCKS 6

static const char *const lazy[] = {"data-src", "data-original", "data-lazy-src", "data-lazy",
    "data-hi-res-src", "data-full-src", "data-actualsrc", "data-image", "data-img-url", "data-url",
    "data-breeze", "data-cfsrc", "data-defer-src", "data-delayed-url", "data-echo", "data-ezsrc",
    "data-flickity-lazyload", "data-frz-src", "data-imgsrc", "data-image-src", "data-lazyload",
    "data-lazysrc", "data-layzr", "data-litespeed-src", "data-ll-src", "data-nitro-lazy-src",
    "data-opt-src", "data-original-src", "data-pagespeed-high-res-src", "data-pagespeed-lazy-src",
    "data-runner-src", "data-spai", "data-splide-lazy", "data-wpfc-original-src", "data-zoomsrc",
    "lazy-src", "lazysrc", "loadlate", "nitro-lazy-src", "zoomfile"};
static const char *const lazy_sets[] = {"data-srcset", "data-lazy-srcset", "data-sizes-srcset",
    "data-cfsrcset", "data-ezsrcset", "data-flickity-lazyload-srcset", "data-ll-srcset",
    "data-opt-srcset", "data-original-set", "data-wpfc-original-srcset", "nitro-lazy-srcset"};

/* Larger copies of a picture: they are taken where it has no address of worth itself. */
static const char *const copies[] = {"data-large-file", "data-orig-file", "data-medium-file",
    "data-full", "data-hires", "data-large", "data-large_image", "file"};

/* Words in the address or class of what only stands in for a picture, or counts readers. */
static const char *const placeholders[] = {"placeholder", "spacer", "blank", "pixel", "transparent",
    "1x1", "lazy", "loading", "grey", "gray"};

static bool
has_any(str s, const char *const *list, size_t count)
{
	s = str_head(s, 500);
	for (size_t i = 0; i < count; i++)
		if (str_find_nocase(s, str_of(list[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

static bool
is_data(str address)
{
	return str_starts_nocase(address, STR("data:"));
}

/* Not worth anything: nothing, a script, or a tiny picture within the address. */
static bool
is_void_address(str address)
{
	if (!address.len || *address.at == '#' || str_starts_nocase(address, STR("about:")) ||
	    str_starts_nocase(address, STR("javascript:")) ||
	    str_starts_nocase(address, STR("blob:")))
		return true;
	return is_data(address) &&
	    (address.len < 180 ||
		(str_starts_nocase(address, STR("data:image/svg")) && address.len < 400));
}

/* The file's name, without folders and query. */
static str
file_name(str address)
{
	size_t slash;

	address = str_head(address, str_find_char(address, '?'));
	slash = str_rfind_char(address, '/');
	return slash == STR_NOT_FOUND ? address : str_from(address, slash + 1);
}

static str
folder(str address)
{
	size_t slash;

	address = str_head(address, str_find_char(address, '?'));
	slash = str_rfind_char(address, '/');
	return slash == STR_NOT_FOUND ? STR("") : str_head(address, slash);
}

static bool
is_placeholder(str address)
{
	return is_void_address(address) ||
	    has_any(file_name(address), placeholders, sizeof placeholders / sizeof *placeholders);
}

/* Read by every e-reader, as far as its name and type tell. */
static bool
is_core_type(str address, str type)
{
	str name = file_name(address);

	if (type.len)
		return str_starts_nocase(type, STR("image/jp")) ||
		    str_eq_nocase(type, STR("image/png")) || str_eq_nocase(type, STR("image/gif"));
	return !str_ends_nocase(name, STR(".webp")) && !str_ends_nocase(name, STR(".avif")) &&
	    !str_ends_nocase(name, STR(".jxl"));
}

static str
attribute(const struct page *page, uint32_t at, const char *name)
{
	return str_trim(page_get(page, at, str_of(name)));
}

/* Of a picture's sources the first that every e-reader reads. */
static str
from_sources(const struct page *page, uint32_t at)
{
	uint32_t parent = page->nodes[at].parent;

	if (parent == PAGE_NONE || page->nodes[parent].tag != TAG_PICTURE)
		return STR_NONE;
	for (uint32_t i = parent + 1; i < at; i++) {
		str set = attribute(page, i, "srcset"), best;

		if (page->nodes[i].tag != TAG_SOURCE)
			continue;
		if (!set.len)
			set = attribute(page, i, "data-srcset");
		best = srcset_best(set, WIDE, NULL);
		if (!is_void_address(best) && is_core_type(best, attribute(page, i, "type")))
			return best;
	}
	return STR_NONE;
}

static str
from_sets(const struct page *page, uint32_t at)
{
	str best = srcset_best(attribute(page, at, "srcset"), WIDE, NULL);

	for (size_t i = 0; is_placeholder(best) && i < sizeof lazy_sets / sizeof *lazy_sets; i++)
		best = srcset_best(attribute(page, at, lazy_sets[i]), WIDE, NULL);
	return is_void_address(best) ? STR_NONE : best;
}

/* An address with a place for the width, which a script fills: "tide_{width}x.jpg". */
static str
fill_width(const struct page *page, uint32_t at, str address)
{
	static const char *const places[] = {"{width}", "{w}", "{size}", "%7Bwidth%7D"};
	str widths = attribute(page, at, "data-widths");
	uint32_t best = 0, width;

	while (widths.len) {
		size_t digits = str_number(widths, 5, &width);

		if (digits && width <= WIDE && width > best)
			best = width;
		widths = str_from(widths, digits ? digits : 1);
	}
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		size_t place = str_find(address, str_of(places[i]));

		if (place != STR_NOT_FOUND)
			return best ? arena_printf(page->arena, "%.*s%u%.*s",
					  STR_ARG(str_head(address, place)), best,
					  STR_ARG(str_from(address, place + str_of(places[i]).len)))
				    : STR_NONE;
	}
	return address;
}

static str
from_lazy(const struct page *page, uint32_t at)
{
	for (size_t i = 0; i < sizeof lazy / sizeof *lazy; i++) {
		str address = fill_width(page, at, attribute(page, at, lazy[i]));

		if (!is_void_address(address) && str_find_char(address, '{') == STR_NOT_FOUND)
			return address;
	}
	return STR_NONE;
}

static str
from_copies(const struct page *page, uint32_t at)
{
	for (size_t i = 0; i < sizeof copies / sizeof *copies; i++) {
		str address = attribute(page, at, copies[i]);

		if (!is_void_address(address))
			return address;
	}
	return STR_NONE;
}

/* A file beside the page, as browsers write it when they save one. */
static bool
is_beside(str address)
{
	size_t colon = str_find_char(address, ':');

	return address.len && *address.at != '/' && *address.at != '\\' &&
	    (colon == STR_NOT_FOUND || colon > str_find_char(address, '/'));
}

str
image_address(const struct rebuild *rebuild, str address)
{
	str base = rebuild->page->base_url, whole;

	if (!base.len && !rebuild->ctx->settings->pictures && str_starts(address, STR("//")) &&
	    address.len > 2)
		return arena_printf(rebuild->ctx->arena, "https:%.*s", STR_ARG(address));
	if (!base.len || is_data(address) || is_beside(address))
		return address;
	whole = url_resolve(rebuild->ctx->arena, base, address);
	return whole.len ? whole : address;
}

static bool
is_core_beside(str address)
{
	return is_beside(address) && is_core_type(address, STR_NONE) && !is_placeholder(address);
}

/* The best that is beside the page. Of a set only what is in the folder of the address that was
   saved for sure; a set alone is believed. */
static str
best_beside(const struct page *page, uint32_t at)
{
	str src = attribute(page, at, "src");
	str best = srcset_best(attribute(page, at, "srcset"), WIDE, is_core_beside);
	bool is_real = is_beside(src) && !is_placeholder(src);

	for (size_t i = 0; !best.len && i < sizeof lazy_sets / sizeof *lazy_sets; i++)
		best = srcset_best(attribute(page, at, lazy_sets[i]), WIDE, is_core_beside);
	if (is_real && (!best.len || !str_eq(folder(src), folder(best))))
		return src;
	if (!best.len)
		best = from_lazy(page, at);
	return best.len && is_core_beside(best) ? best : STR_NONE;
}

/* A file's name without extension and size: "winder" of "winder-300x200.jpg", "winder_t.jpg". */
static str
stem(str address)
{
	str name = file_name(address), tail;
	size_t dash;
	uint32_t n;

	name = str_head(name, str_rfind_char(name, '.'));
	dash = str_rfind_char(name, '-');
	if (dash == STR_NOT_FOUND || dash == 0)
		return name;
	tail = str_from(name, dash + 1);
	if (str_eq(tail, STR("scaled")) || str_eq(tail, STR("thumb")) || str_eq(tail, STR("small")))
		return str_head(name, dash);
	tail = str_from(tail, str_number(tail, 5, &n));
	return tail.len > 1 && *tail.at == 'x' &&
		str_number(str_from(tail, 1), 5, &n) == tail.len - 1
	    ? str_head(name, dash)
	    : name;
}

/* The file that a thumbnail's link leads to: the same picture, larger. */
static str
from_link(const struct page *page, uint32_t at, str best)
{
	static const char *const extensions[] = {".jpg", ".jpeg", ".png", ".gif"};
	uint32_t up = page->nodes[at].parent;
	str href;
	bool is_picture = false;

	for (int level = 0; level < 3 && up != PAGE_NONE && page->nodes[up].tag != TAG_A; level++)
		up = page->nodes[up].parent;
	if (up == PAGE_NONE || page->nodes[up].tag != TAG_A)
		return STR_NONE;
	href = attribute(page, up, "href");
	for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
		is_picture = is_picture || str_ends_nocase(file_name(href), str_of(extensions[i]));
	return is_picture && str_eq(stem(href), stem(best)) && stem(href).len ? href : STR_NONE;
}

/* A book can only have what is beside the page; else the best of all that are told. */
static str
best_address(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;
	str src = attribute(page, at, "src"), best = STR_NONE, set;

	if (rebuild->ctx->settings->pictures)
		best = best_beside(page, at);
	if (best.len)
		return best;
	best = from_sources(page, at);
	set = from_sets(page, at);
	if (!best.len)
		best = set;
	if (!best.len || !is_core_type(best, STR_NONE)) {
		str other = from_lazy(page, at);

		best = other.len ? other : best;
	}
	set = from_link(page, at, best.len && is_core_type(best, STR_NONE) ? best : src);
	if (set.len)
		return set;
	if (best.len && is_core_type(best, STR_NONE))
		return best;
	if (!is_void_address(src) && (!best.len || is_core_type(src, STR_NONE)))
		return src;
	return best.len ? best : from_copies(page, at);
}

static uint32_t
pixels(const struct page *page, uint32_t at, const char *name)
{
	str value = attribute(page, at, name);
	uint32_t n;
	size_t digits = str_number(value, 5, &n);
	str unit = str_trim(str_from(value, digits));

	return digits && (!unit.len || str_eq_nocase(unit, STR("px"))) ? n : UINT32_MAX;
}

/* A picture of one character: its text stands for it. */
static bool
is_emoji(const struct page *page, uint32_t at, str alt)
{
	str class_ = attribute(page, at, "class");
	size_t len;

	if (!alt.len || alt.len > 40)
		return false;
	if (str_find_nocase(class_, STR("emoji")) != STR_NOT_FOUND ||
	    str_find_nocase(class_, STR("smiley")) != STR_NOT_FOUND ||
	    page_has_token(page, at, STR("role"), STR("emoji")))
		return true;
	return utf8_decode(alt, &len) >= 0x2190 && utf8_count(alt) <= 4 &&
	    !code_is_word(utf8_decode(alt, &len));
}

/* A picture of nothing, by which pages keep a distance: by its file's name or its form. */
static bool
is_spacer(const struct page *page, uint32_t at, str address)
{
	static const char *const names[] = {"1px", "1x1", "blank", "clear", "cleardot",
	    "clearpixel", "clearspacer", "dot", "dot_clear", "empty", "invisible", "null", "pixel",
	    "shim", "space", "spacer", "trans", "transp", "transparent", "transpixel"};
	uint32_t width = pixels(page, at, "width"), height = pixels(page, at, "height");
	str name = file_name(address);

	if (attribute(page, at, "alt").len || is_data(address))
		return false;
	name = str_head(name, str_rfind_char(name, '.'));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq_nocase(name, str_of(names[i])))
			return true;
	return height != UINT32_MAX && width != UINT32_MAX && height <= 12 && width >= 20 * height;
}

static bool
is_unwanted(const struct page *page, uint32_t at, str address)
{
	static const char *const words[] = {
	    "avatar", "gravatar", "spinner", "tracking", "pixel.gif"};
	uint32_t width = pixels(page, at, "width"), height = pixels(page, at, "height");

	if (page_has(page, at, STR("data-placeholder-image")) || width <= 2 || height <= 2 ||
	    is_spacer(page, at, address))
		return true;
	if ((width < 24 && (height < 24 || height == UINT32_MAX)) ||
	    (height < 24 && width == UINT32_MAX))
		return true;
	return has_any(attribute(page, at, "class"), words, 4) ||
	    (!is_data(address) && has_any(file_name(address), words, 5));
}

/* Whoever writes Markdown means a caption by a title; of a page's titles those that are sentences
   may be one, others repeat a file's or an article's name. */
static bool
is_caption(const struct page *page, str title, str alt)
{
	if (utf8_words(title) < TITLE_WORDS || str_eq_nocase(title, alt))
		return false;
	return page->is_written ||
	    str_find_char(STR(".!?"), title.at[title.len - 1]) != STR_NOT_FOUND ||
	    str_ends(title, STR("\xe3\x80\x82"));
}

static void
place_title(struct rebuild *rebuild, str title)
{
	struct build *build = &rebuild->build;
	const struct format format = {.element = EL_SPAN, .class_ = STR("caption")};
	size_t open = build->format_count;

	if (!build->fixed && build_format(build, &format))
		build_text(build, title);
	build_end_formats(build, open);
}

static void
place(struct rebuild *rebuild, uint32_t at, str address, str alt)
{
	const struct page *page = rebuild->page;
	static const char *const sizes[] = {"width", "height"};
	str title = utf8_fold_space(rebuild->ctx->arena, page_get(page, at, STR("title")));
	xmlNode *node = build_void(&rebuild->build, EL_IMG);

	if (!alt.len)
		alt = title;
	tree_set(rebuild->tree, node, "src", image_address(rebuild, address));
	tree_set(rebuild->tree, node, "alt", alt.at ? alt : STR(""));
	for (size_t i = 0; i < 2; i++) {
		uint32_t size = pixels(page, at, sizes[i]);

		if (size != UINT32_MAX && size)
			tree_set(rebuild->tree, node, sizes[i],
			    arena_printf(rebuild->ctx->arena, "%u", size));
	}
	rebuild->image = node;
	if (!str_eq(alt, title) && is_caption(page, title, alt))
		place_title(rebuild, title);
}

/* Whether a picture was met just before, without text between. */
static bool
is_near_last(const struct rebuild *rebuild, uint32_t at)
{
	const struct page *page = rebuild->page;

	if (rebuild->image_at == PAGE_NONE || at - rebuild->image_at > TWIN_DISTANCE)
		return false;
	for (uint32_t i = rebuild->image_at; i < at; i++)
		if (page->nodes[i].tag == TAG_TEXT && !str_is_blank(page->nodes[i].text))
			return false;
	return true;
}

static bool
has_caption(const struct page *page, uint32_t at)
{
	uint32_t up = at;

	for (int level = 0; level < 5 && up != PAGE_NONE; level++, up = page->nodes[up].parent)
		if (page->nodes[up].tag == TAG_FIGURE)
			return page_find(page, up, page->nodes[up].end, TAG_FIGCAPTION) !=
			    PAGE_NONE;
	return false;
}

/* Whether a picture is the lead image once more, among the first blocks; of the two the one with a
   caption stays. */
static bool
is_lead_again(struct rebuild *rebuild, uint32_t at, str address)
{
	const xmlNode *root = rebuild->tree->root, *figure;

	if (!rebuild->lead)
		return false;
	if (xmlChildElementCount((xmlNode *)root) > LEAD_BLOCKS ||
	    !str_eq(stem(address), stem(rebuild->lead_address)) || stem(address).len < 4)
		return false;
	figure = rebuild->lead->parent;
	if (!has_caption(rebuild->page, at) || tree_element(figure) == EL_FIGURE)
		return true;
	tree_remove(rebuild->lead);
	rebuild->image = rebuild->image == rebuild->lead ? NULL : rebuild->image;
	rebuild->lead = NULL;
	return false;
}

uint32_t
visit_image(struct rebuild *rebuild, uint32_t at, enum element element)
{
	const struct page *page = rebuild->page;
	struct arena *arena = rebuild->ctx->arena;
	str address = image_at_hand(rebuild, at, best_address(rebuild, at)),
	    id = anchor_of(rebuild->anchors, at);
	str alt = utf8_fold_space(arena, page_get(page, at, STR("alt")));
	bool is_twin = is_near_last(rebuild, at);
	uint32_t end = page->nodes[at].end;
	struct formula_tex formula;

	(void)element;
	if (id.at)
		anchor_wait(rebuild->anchors, id);
	formula = formula_of_image(page, at, address);
	if (formula.tex.at && visit_is_beside_math(rebuild, at))
		return end;
	if (!formula.tex.at && is_emoji(page, at, alt)) {
		build_text(&rebuild->build, alt);
		return end;
	}
	if (is_twin && rebuild->image &&
	    (is_void_address(address) || str_eq(address, rebuild->image_address)))
		return end;
	if (formula.tex.at || !is_unwanted(page, at, address)) {
		rebuild->image_at = at;
		rebuild->image = NULL;
		rebuild->image_address = address;
		if (is_void_address(address) || is_lead_again(rebuild, at, address))
			return end;
		place(rebuild, at, address, formula.tex.at ? formula.tex : alt);
		if (!rebuild->has_images && !tree_text(arena, rebuild->tree->root).len) {
			rebuild->lead = rebuild->image;
			rebuild->lead_address = address;
		}
		rebuild->has_images = true;
		if (rebuild->image && formula.tex.at)
			tree_set(rebuild->tree, rebuild->image, "class",
			    formula.is_display ? STR("tex display") : STR("tex"));
	}
	return end;
}

bool
visit_backdrop(struct rebuild *rebuild, uint32_t at)
{
	str address = backdrop_address(rebuild->page, at);
	str alt;

	if (is_void_address(address))
		return false;
	alt = utf8_fold_space(rebuild->ctx->arena, page_get(rebuild->page, at, STR("aria-label")));
	build_boundary(&rebuild->build);
	place(rebuild, at, address, alt);
	build_boundary(&rebuild->build);
	return true;
}

static uint32_t
image_in(const struct page *page, uint32_t at)
{
	return page_find(page, at, page->nodes[at].end, TAG_IMG);
}

/* A small copy that stands at the place of a picture until that is loaded. */
static bool
is_stand_in(const struct rebuild *rebuild)
{
	static const char *const words[] = {"lazy", "lozad", "lqip", "blur", "preview"};
	const struct page *page = rebuild->page;
	uint32_t at = rebuild->image_at;

	return has_any(attribute(page, at, "class"), words, sizeof words / sizeof *words) &&
	    str_eq(attribute(page, at, "src"), rebuild->image_address);
}

/* A noscript that holds the picture which a script would have shown: its address replaces a
   placeholder before it; beside a picture that is real it is its copy. */
uint32_t
visit_noscript(struct rebuild *rebuild, uint32_t at, enum element element)
{
	const struct page *page = rebuild->page;
	uint32_t image = image_in(page, at);
	str address;

	if (image == PAGE_NONE)
		return visit_section(rebuild, at, element);
	address = image_at_hand(rebuild, image, best_address(rebuild, image));
	if (!is_near_last(rebuild, at))
		return at + 1;
	if (rebuild->image) {
		if ((is_placeholder(rebuild->image_address) || is_stand_in(rebuild)) &&
		    !is_void_address(address)) {
			tree_set(
			    rebuild->tree, rebuild->image, "src", image_address(rebuild, address));
			rebuild->image_address = address;
		}
		return page->nodes[at].end;
	}
	return at + 1;
}
