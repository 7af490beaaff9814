/* Pictures: into the book, or only named, or their text in their place. */
#include "core/idmap.h"
#include "core/sha256.h"
#include "core/url.h"
#include "core/utf8.h"
#include "edit/alt.h"
#include "edit/dataurl.h"
#include "edit/fit.h"
#include "edit/pass.h"

/* Pictures smaller than this both ways are ornaments, unless they stand in a line of text. */
#define ORNAMENT 24

struct pictures {
	struct edit *edit;
	struct idmap seen;    /* addresses: place in article->pictures + 1; 0 for refused ones */
	struct idmap digests; /* hexadecimal, to the same */
	size_t bytes, kept;

	/* What was found out last, for the many pictures of one figure or run. */
	const xmlNode *figure, *run;
	str caption;
	bool run_has_text;
};

/* In `seen`: an ornament, which goes without a word. */
#define GONE UINT32_MAX

/* An address as a message shows it. */
static str
shown(struct arena *arena, str address)
{
	if (address.len <= 100)
		return address;
	return arena_printf(
	    arena, "%.*s\xe2\x80\xa6", STR_ARG(utf8_head(address, dataurl_is(address) ? 30 : 97)));
}

static void
say(struct pictures *pictures, enum diag_code code, str address, const char *why)
{
	struct ctx *ctx = pictures->edit->ctx;

	diag_say(ctx->log, code, ctx->name, "%.*s%s", STR_ARG(shown(ctx->arena, address)), why);
}

static str
base_of(const struct edit *edit)
{
	const struct meta *meta = &edit->article->meta;

	if (edit->article->base_url.len)
		return edit->article->base_url;
	return meta->source.len ? meta->source : meta->canonical;
}

static str
absolute(struct edit *edit, str address)
{
	str whole;

	if (dataurl_is(address))
		return address;
	whole = url_resolve(edit->ctx->arena, base_of(edit), address);
	return whole.len ? whole : address;
}

/* An address by which the page means its site, not a folder: it is missing, nobody went out. */
static bool
is_of_site(const struct edit *edit, str address)
{
	bool is_known = url_is_web(base_of(edit));
	str part;

	if (str_starts(address, STR("//")))
		return is_known;
	if (str_starts(address, STR("/")))
		return true;
	if (str_find_char(address, ':') < str_find_char(address, '/'))
		return false;
	while (is_known && str_cut(&address, '/', &part))
		if (str_eq(part, STR("..")))
			return true;
	return false;
}

/* The bytes that an address leads to; absent when it leads to none, then said why. */
static str
read_bytes(struct pictures *pictures, str address, bool *is_missing)
{
	static const enum diag_code codes[] = {[EDIT_MISSING] = DIAG_IMAGE_MISSING,
	    [EDIT_OUTSIDE] = DIAG_IMAGE_OUTSIDE,
	    [EDIT_UNREADABLE] = DIAG_IMAGE_UNREADABLE,
	    [EDIT_TOO_LARGE] = DIAG_IMAGE_LIMIT};
	const struct edit_shelf *shelf = pictures->edit->shelf;
	struct ctx *ctx = pictures->edit->ctx;
	enum edit_found found = EDIT_MISSING;
	str bytes = STR_NONE;
	bool is_large;

	*is_missing = false;
	if (dataurl_is(address)) {
		bytes = dataurl_bytes(ctx->arena, address, LIMIT_PICTURE_BYTES, &is_large);
		if (!bytes.at)
			found = is_large ? EDIT_TOO_LARGE : EDIT_UNREADABLE;
		else
			found = EDIT_FOUND;
	} else if (shelf && shelf->find) {
		found = shelf->find(ctx, shelf->shelf, address, absolute(pictures->edit, address),
		    LIMIT_PICTURE_BYTES, &bytes);
		if (found == EDIT_OUTSIDE && is_of_site(pictures->edit, address))
			found = EDIT_MISSING;
	}
	if (found == EDIT_FOUND)
		return bytes.at ? bytes : STR("");
	*is_missing = found == EDIT_MISSING;
	say(pictures, codes[found], address,
	    found == EDIT_TOO_LARGE ? " is larger than the limit of 32 MiB" : "");
	return STR_NONE;
}

static enum picture_kind
kind_of(enum picture_format format)
{
	switch (format) {
	case FORMAT_JPEG:
		return PICTURE_JPEG;
	case FORMAT_PNG:
		return PICTURE_PNG;
	case FORMAT_GIF:
		return PICTURE_GIF;
	case FORMAT_SVG:
		return PICTURE_SVG;
	default:
		return PICTURE_NONE;
	}
}

static str
caption_of(struct pictures *pictures, const xmlNode *image)
{
	const xmlNode *figure = alt_figure(image);

	if (!figure)
		return STR_NONE;
	if (figure != pictures->figure) {
		pictures->figure = figure;
		pictures->caption = alt_caption(pictures->edit->ctx->arena, figure);
	}
	return pictures->caption;
}

static struct picture *
add_picture(struct pictures *pictures, str address, const xmlNode *image)
{
	struct article *article = pictures->edit->article;
	struct arena *arena = article->arena;
	struct picture *picture =
	    ARENA_PUSH(arena, article->pictures, article->picture_count, article->picture_room);
	str caption = caption_of(pictures, image), alt = alt_of(arena, image, caption);

	picture->address = arena_copy(arena, address);
	picture->alt = alt.at ? arena_copy(arena, alt) : alt;
	picture->caption = caption;
	return picture;
}

/* The picture's bytes into the article, the same ones once. Gives its place + 1. */
static uint32_t
keep_bytes(struct pictures *pictures, str address, str bytes, const struct picture_facts *facts,
    const xmlNode *image)
{
	struct edit *edit = pictures->edit;
	uint8_t digest[32];
	struct idmap_entry *entry;
	struct picture *picture;
	bool is_new;

	sha256(bytes, digest);
	entry = idmap_add(&pictures->digests, sha256_hex(edit->ctx->arena, digest, 32), &is_new);
	if (!is_new)
		return entry->value;
	if (pictures->kept >= LIMIT_ARTICLE_PICTURES ||
	    bytes.len > LIMIT_ARTICLE_PICTURE_BYTES - pictures->bytes) {
		say(pictures, DIAG_IMAGE_LIMIT, address,
		    pictures->kept >= LIMIT_ARTICLE_PICTURES
			? " comes after the 500 that an article may have"
			: " would make the article's pictures larger than 200 MiB");
		return 0;
	}
	picture = add_picture(pictures, absolute(edit, address), image);
	picture->kind = kind_of(facts->format);
	picture->bytes = bytes;
	for (size_t i = 0; i < sizeof digest; i++)
		picture->digest[i] = digest[i];
	picture->width = facts->width;
	picture->height = facts->height;
	picture->name = arena_printf(edit->article->arena, "%.*s.%.*s",
	    STR_ARG(sha256_hex(edit->ctx->arena, digest, 8)),
	    STR_ARG(article_extension(picture->kind)));
	pictures->bytes += bytes.len;
	pictures->kept++;
	entry->value = (uint32_t)edit->article->picture_count;
	return entry->value;
}

/* Whether there is text beside the picture in its run. */
static bool
is_in_text(struct pictures *pictures, const xmlNode *image)
{
	const xmlNode *run = image->parent;

	while (run->parent && !tree_is_block(tree_element(run)))
		run = run->parent;
	if (run == pictures->run)
		return pictures->run_has_text;
	pictures->run = run;
	pictures->run_has_text = false;
	for (const xmlNode *at = run->children; at; at = tree_next(run, at))
		if (!str_is_blank(pass_text(at)))
			pictures->run_has_text = true;
	return pictures->run_has_text;
}

static bool
is_ornament(struct pictures *pictures, const xmlNode *image, uint32_t width, uint32_t height)
{
	if (tree_has_class(image, "tex"))
		return false;
	if ((width && width <= 2) || (height && height <= 2))
		return true;
	return width && height && width < ORNAMENT && height < ORNAMENT &&
	    !is_in_text(pictures, image);
}

/* The picture's text in its place: a paragraph in a figure, else a part of the run. */
static void
replace_by_text(struct pictures *pictures, xmlNode *image)
{
	struct tree *tree = pictures->edit->tree;
	str alt = utf8_fold_space(tree->arena, tree_get(image, "alt"));
	enum element element = tree_element(image->parent) == EL_FIGURE ? EL_P : EL_SPAN;
	xmlNode *text;

	if (alt.len && !alt_is_file_name(alt) && !str_eq(alt, caption_of(pictures, image))) {
		text = tree_insert_before(tree, image, element);
		tree_set(
		    tree, text, "class", tree_has_class(image, "tex") ? STR("tex") : STR("alt"));
		tree_add_text(tree, text, alt);
	}
	tree_remove(image);
}

/* Reads, probes and keeps what an address leads to. Gives its place + 1, GONE, or 0. */
static uint32_t
fetch(struct pictures *pictures, str address, const xmlNode *image)
{
	struct picture_facts facts;
	bool is_missing;
	str bytes = read_bytes(pictures, address, &is_missing);
	struct picture *picture;

	if (bytes.at) {
		facts = picture_probe(bytes);
		if (!facts.is_broken && is_ornament(pictures, image, facts.width, facts.height))
			return GONE;
		if (fit_picture(pictures->edit->ctx, shown(pictures->edit->ctx->arena, address),
			&bytes, &facts)) {
			if (is_ornament(pictures, image, facts.width, facts.height))
				return GONE;
			return keep_bytes(pictures, address, bytes, &facts, image);
		}
	}
	picture = add_picture(pictures, absolute(pictures->edit, address), image);
	picture->missing = is_missing;
	return 0;
}

static void
into_book(struct pictures *pictures, xmlNode *image)
{
	struct edit *edit = pictures->edit;
	struct arena *arena = edit->ctx->arena;
	str address = arena_copy(arena, tree_get(image, "src")), alt;
	struct idmap_entry *entry;
	const struct picture *picture;
	uint32_t place;
	bool is_new;

	entry = idmap_add(&pictures->seen, address, &is_new);
	place = entry->value;
	if (is_new) {
		place = fetch(pictures, address, image);
		idmap_find(&pictures->seen, address)->value = place;
	}
	if (place == 0 || place == GONE) {
		if (place)
			tree_remove(image);
		else
			replace_by_text(pictures, image);
		return;
	}
	picture = &edit->article->pictures[place - 1];
	alt = alt_of(arena, image, caption_of(pictures, image));
	tree_set(edit->tree, image, "src",
	    arena_printf(arena, "../images/%.*s", STR_ARG(picture->name)));
	tree_set(edit->tree, image, "alt", alt.at ? alt : STR(""));
	tree_set(edit->tree, image, "width", arena_printf(arena, "%u", picture->width));
	tree_set(edit->tree, image, "height", arena_printf(arena, "%u", picture->height));
}

/* Whether a book of it would have the picture's bytes. */
static bool
is_at_hand(const struct pictures *pictures, str address)
{
	const struct edit_shelf *shelf = pictures->edit->shelf;
	enum edit_found found;
	str bytes;

	if (dataurl_is(address))
		return true;
	if (!shelf || !shelf->find)
		return false;
	found = shelf->find(pictures->edit->ctx, shelf->shelf, address,
	    absolute(pictures->edit, address), 0, &bytes);
	return found == EDIT_FOUND || found == EDIT_TOO_LARGE;
}

static void
only_name(struct pictures *pictures, xmlNode *image)
{
	struct edit *edit = pictures->edit;
	bool is_missing = !is_at_hand(pictures, tree_get(image, "src"));
	str address = arena_copy(edit->ctx->arena, absolute(edit, tree_get(image, "src"))), alt;
	uint32_t width = 0, height = 0;
	struct picture *picture;
	bool is_new;

	str_number(tree_get(image, "width"), 5, &width);
	str_number(tree_get(image, "height"), 5, &height);
	if (is_ornament(pictures, image, width, height)) {
		tree_remove(image);
		return;
	}
	alt = alt_of(edit->ctx->arena, image, STR_NONE);
	tree_set(edit->tree, image, "src", address);
	tree_set(edit->tree, image, "alt", alt.at ? alt : STR(""));
	idmap_add(&pictures->seen, address, &is_new);
	if (!is_new)
		return;
	picture = add_picture(pictures, address, image);
	picture->width = width;
	picture->height = height;
	picture->missing = is_missing;
}

void
edit_pictures(struct edit *edit)
{
	struct arena *arena = edit->ctx->arena;
	struct pictures pictures = {.edit = edit, .seen = IDMAP(arena), .digests = IDMAP(arena)};
	xmlNode *next;

	for (xmlNode *node = edit->root; node; node = next) {
		next = tree_next(edit->root, node);
		if (tree_element(node) != EL_IMG)
			continue;
		if (!tree_get(node, "src").len)
			tree_remove(node);
		else if (edit->ctx->settings->pictures &&
		    edit->ctx->settings->images == IMAGES_NONE)
			replace_by_text(&pictures, node);
		else if (edit->ctx->settings->pictures)
			into_book(&pictures, node);
		else
			only_name(&pictures, node);
	}
}
