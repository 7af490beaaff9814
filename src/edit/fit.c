/* Pictures made such that every e-reader shows them. */
#include "edit/fit.h"

#include "cell/cell.h"

#define EDGE_SMALL 800
#define QUALITY 82
#define HEAVY (96 * 1024)
#define ICON_PIXELS (1024 * 1024)
#define QUALITY_SMALL 70

struct fitting {
	struct ctx *ctx;
	str name;
	str bytes;
	struct picture_facts facts;
};

static bool
refuse(const struct fitting *fitting, enum diag_code code, const char *why)
{
	struct ctx *ctx = fitting->ctx;

	diag_say(ctx->log, code, ctx->name, "%.*s%s", STR_ARG(fitting->name), why);
	return false;
}

static uint32_t
edge_of(const struct settings *settings)
{
	return settings->images == IMAGES_SMALL ? EDGE_SMALL : PICTURE_EDGE;
}

static bool
is_large(const struct fitting *fitting)
{
	uint32_t edge = edge_of(fitting->ctx->settings);

	return fitting->facts.width > edge || fitting->facts.height > edge;
}

/* Whether something other than transparency is against the bytes as they are. */
static bool
must_be_made(const struct fitting *fitting)
{
	const struct picture_facts *facts = &fitting->facts;

	if (facts->is_broken || is_large(fitting) || facts->orientation != 1)
		return true;
	switch (facts->format) {
	case FORMAT_JPEG:
		return facts->is_progressive || facts->is_cmyk;
	case FORMAT_PNG:
		return facts->is_deep;
	case FORMAT_GIF:
		return facts->is_animated;
	default:
		return true;
	}
}

/* Asked for small pictures, one of many bytes may have fewer of the same size. */
static bool
is_heavy(const struct fitting *fitting)
{
	return fitting->ctx->settings->images == IMAGES_SMALL && fitting->bytes.len > HEAVY &&
	    fitting->facts.format != FORMAT_GIF;
}

static bool
strip(struct fitting *fitting)
{
	fitting->bytes = picture_strip(fitting->ctx->arena, fitting->bytes, &fitting->facts,
	    fitting->ctx->settings->keeps_animation);
	return true;
}

static struct codec_wish
wish_of(const struct fitting *fitting, bool must)
{
	const struct settings *settings = fitting->ctx->settings;
	const struct picture_facts *facts = &fitting->facts;
	bool is_jpeg = facts->format == FORMAT_JPEG;
	uint64_t pixels = (uint64_t)facts->width * facts->height;

	/* The list of an icon's pictures knows no size above 256. */
	if (facts->format == FORMAT_ICO && pixels < ICON_PIXELS)
		pixels = ICON_PIXELS;
	return (struct codec_wish){
	    .format = facts->format,
	    .pixels = pixels,
	    .edge = edge_of(settings),
	    .quality = settings->images == IMAGES_SMALL ? QUALITY_SMALL : QUALITY,
	    .orientation = facts->orientation,
	    .is_lossless = is_jpeg && !facts->is_broken && !facts->is_cmyk && !is_large(fitting) &&
		!is_heavy(fitting),
	    .may_stay = !must,
	};
}

static bool
take_made(struct fitting *fitting, const struct codec_made *made)
{
	struct ctx *ctx = fitting->ctx;
	const char *was = fitting->facts.name;

	fitting->bytes = made->bytes;
	fitting->facts = picture_probe(made->bytes);
	if (fitting->facts.is_broken || fitting->facts.format != made->format)
		return refuse(fitting, DIAG_IMAGE_UNREADABLE, "");
	fitting->facts.width = made->width;
	fitting->facts.height = made->height;
	diag_say(ctx->log, DIAG_IMAGE_REMADE, ctx->name, "%.*s (%s) is made a %s of %u\xc3\x97%u",
	    STR_ARG(fitting->name), was, fitting->facts.name, made->width, made->height);
	return strip(fitting);
}

static bool
make_anew(struct fitting *fitting, bool must)
{
	struct ctx *ctx = fitting->ctx;
	struct codec_wish wish = wish_of(fitting, must);
	struct codec_made made;

	if (!ctx->settings->cell)
		return refuse(fitting, DIAG_IMAGE_KIND, "");
	made = cell_make(ctx->settings->cell, ctx->arena, &wish, fitting->bytes);
	switch (made.answer) {
	case CODEC_MADE:
		/* Nothing but its weight was against it, and that did not get less. */
		if (is_heavy(fitting) && !must_be_made(fitting) && !fitting->facts.has_alpha &&
		    made.bytes.len >= fitting->bytes.len)
			return strip(fitting);
		return take_made(fitting, &made);
	case CODEC_STAYS:
		return strip(fitting);
	case CODEC_LACKING:
		return refuse(fitting, DIAG_IMAGE_LACKING,
		    arena_printf(ctx->arena, " needs %s", codec_library(wish.format)).at);
	case CODEC_LIMIT:
		return refuse(fitting, DIAG_IMAGE_LIMIT, " needs more memory than its size allows");
	case CODEC_DIED:
		return refuse(fitting, DIAG_IMAGE_DIED, "");
	default:
		return refuse(fitting, DIAG_IMAGE_UNREADABLE, "");
	}
}

/* HTML in a drawing would be left out of it: the labels of a diagram, most often. */
static bool
needs_browser(str svg)
{
	return str_find(svg, STR("foreignObject")) != STR_NOT_FOUND &&
	    str_find(svg, STR("<switch")) == STR_NOT_FOUND;
}

/* Clean as it is, or drawn. */
static bool
fit_svg(struct fitting *fitting)
{
	struct picture_facts facts;
	str clean = picture_clean_svg(fitting->ctx, fitting->bytes, &facts);

	if (!clean.at) {
		if (needs_browser(fitting->bytes) || !fitting->ctx->settings->cell)
			return refuse(fitting, DIAG_IMAGE_UNREADABLE, "");
		return make_anew(fitting, true);
	}
	fitting->bytes = clean;
	fitting->facts = facts;
	return true;
}

static bool
fit(struct fitting *fitting)
{
	const struct picture_facts *facts = &fitting->facts;
	bool must, is_kept;

	if (facts->format == FORMAT_SVG)
		return fit_svg(fitting);
	if (facts->format == FORMAT_OTHER)
		return refuse(fitting, DIAG_IMAGE_KIND,
		    arena_printf(fitting->ctx->arena, " (%s)", facts->name).at);
	if (facts->format == FORMAT_UNKNOWN || !facts->width || !facts->height)
		return refuse(fitting, DIAG_IMAGE_UNREADABLE, "");
	if ((uint64_t)facts->width * facts->height > LIMIT_PICTURE_PIXELS)
		return refuse(
		    fitting, DIAG_IMAGE_LIMIT, " is larger than the limit of 64 megapixels");
	is_kept = facts->is_animated && fitting->ctx->settings->keeps_animation &&
	    !facts->is_broken && (facts->format == FORMAT_GIF || facts->format == FORMAT_PNG);
	if (is_kept)
		return strip(fitting);
	must = must_be_made(fitting) || is_heavy(fitting);
	return must || facts->has_alpha ? make_anew(fitting, must) : strip(fitting);
}

bool
fit_picture(struct ctx *ctx, str name, str *bytes, struct picture_facts *facts)
{
	struct fitting fitting = {ctx, name, *bytes, *facts};
	bool is_good = fit(&fitting);

	*bytes = fitting.bytes;
	*facts = fitting.facts;
	return is_good;
}
