/* Bytes as a picture: probed, cleaned where they are SVG, stripped where they are sound. */
#include "fuzz.h"

#include <stdlib.h>

#include "picture/picture.h"

static void
try_picture(struct ctx *ctx, str bytes)
{
	struct picture_facts facts = picture_probe(bytes);

	if (facts.format == FORMAT_SVG)
		picture_clean_svg(ctx, bytes, &facts);
	else if (!facts.is_broken &&
	    picture_probe(picture_strip(ctx->arena, bytes, &facts, bytes.len & 1)).is_broken)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_try(
	    (struct settings){0}, (size_t)256 << 20, try_picture, (str){(const char *)data, size});
}
