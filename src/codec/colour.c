/* Colours of a profile as sRGB's. */
#include <lcms2.h>

#include "codec/frame.h"
#include "core/library.h"

struct lcms {
	__typeof__(cmsOpenProfileFromMem) *open;
	__typeof__(cmsCreate_sRGBProfile) *srgb;
	__typeof__(cmsCreateTransform) *create;
	__typeof__(cmsDoTransform) *apply;
	__typeof__(cmsDeleteTransform) *remove;
	__typeof__(cmsCloseProfile) *close;
};

static bool
load(struct lcms *lib)
{
	static const char *const names[] = {
	    "liblcms2.so.2", "liblcms2.so", "liblcms2.2.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"cmsOpenProfileFromMem", &lib->open},
	    {"cmsCreate_sRGBProfile", &lib->srgb},
	    {"cmsCreateTransform", &lib->create},
	    {"cmsDoTransform", &lib->apply},
	    {"cmsDeleteTransform", &lib->remove},
	    {"cmsCloseProfile", &lib->close},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

/* From 8 bits of the profile's channels to RGB; NULL where it cannot be. */
static cmsHTRANSFORM
make_transform(const struct lcms *lib, str profile, cmsUInt32Number rows)
{
	cmsHPROFILE from = lib->open(profile.at, (cmsUInt32Number)profile.len), to;
	cmsHTRANSFORM transform = NULL;

	if (!from)
		return NULL;
	to = lib->srgb();
	if (to) {
		transform = lib->create(from, rows, to, TYPE_RGB_8, INTENT_PERCEPTUAL, 0);
		lib->close(to);
	}
	lib->close(from);
	return transform;
}

void
colour_apply(struct pixmap *pixmap, str profile)
{
	struct lcms lib;
	cmsHTRANSFORM transform;

	if (!profile.len || pixmap->channels != 3 || pixmap->is_ycc || !load(&lib))
		return;
	transform = make_transform(&lib, profile, TYPE_RGB_8);
	if (!transform)
		return;
	for (uint32_t y = 0; y < pixmap->height; y++) {
		uint8_t *row = pixmap->at + (size_t)y * pixmap->width * 3;

		lib.apply(transform, row, row, pixmap->width);
	}
	lib.remove(transform);
}

void *
colour_cmyk(str profile, bool is_inverted)
{
	struct lcms lib;

	if (!profile.len || !load(&lib))
		return NULL;
	return make_transform(&lib, profile, is_inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8);
}

void
colour_cmyk_row(
    void *transform, bool is_inverted, const uint8_t *cmyk, uint8_t *rgb, uint32_t width)
{
	struct lcms lib;

	if (transform && load(&lib)) {
		lib.apply(transform, cmyk, rgb, width);
		return;
	}
	for (uint32_t x = 0; x < width; x++, cmyk += 4, rgb += 3)
		for (unsigned i = 0; i < 3; i++) {
			unsigned light = is_inverted ? cmyk[i] : 255u - cmyk[i];
			unsigned key = is_inverted ? cmyk[3] : 255u - cmyk[3];

			rgb[i] = (uint8_t)((light * key + 127) / 255);
		}
}

void
colour_free(void *transform)
{
	struct lcms lib;

	if (transform && load(&lib))
		lib.remove(transform);
}
