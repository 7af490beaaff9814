/* Bytes as a picture: probed, cleaned where they are SVG, stripped where they are sound. */
#include "fuzz.h"

#include <stdlib.h>

#include "picture/picture.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct diag_log log = {.arena = &arena};
	struct settings settings = {.max_input = LIMIT_INPUT_BYTES};
	struct ctx ctx = {&arena, &log, &settings, STR("fuzz")};
	str bytes = {(const char *)data, size};
	struct picture_facts facts;
	jmp_buf escape;

	arena_init(&arena, (size_t)256 << 20, &escape);
	if (setjmp(escape) == 0) {
		facts = picture_probe(bytes);
		if (facts.format == FORMAT_SVG)
			picture_clean_svg(&ctx, bytes, &facts);
		else if (!facts.is_broken &&
		    picture_probe(picture_strip(&arena, bytes, &facts, size & 1)).is_broken)
			abort();
	}
	arena_release(&arena);
	return 0;
}
