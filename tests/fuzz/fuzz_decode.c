/* The first byte says what carries or declares a charset (an encoding of the table, or none), the
   rest is decoded as markup, as text and by that name. What comes out is UTF-8 without NUL. */
#include "fuzz.h"

#include <stdlib.h>

#include "core/utf8.h"
#include "decode/decode.h"
#include "decode/labels.h"

static void
hold(str text)
{
	if (!utf8_is_valid(text) || str_find_char(text, '\0') != STR_NOT_FOUND)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct diag_log log = {.arena = &arena};
	struct settings settings = {.max_input = LIMIT_INPUT_BYTES};
	struct ctx ctx = {&arena, &log, &settings, STR("fuzz")};
	const char *name;
	str bytes, label;
	jmp_buf escape;

	if (size < 1)
		return 0;
	bytes = (str){(const char *)data + 1, size - 1};
	label = str_of(labels_name((enum encoding)(data[0] % ENCODING_COUNT)));
	arena_init(&arena, (size_t)512 << 20, &escape);
	if (setjmp(escape) == 0) {
		hold(decode_document(&ctx, bytes, STR_NONE, true, &name));
		hold(decode_document(&ctx, bytes, label, false, &name));
		hold(decode_text(&ctx, bytes, label));
	}
	arena_release(&arena);
	return 0;
}
