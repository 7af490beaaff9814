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

static void
try_bytes(struct ctx *ctx, str input)
{
	unsigned char choice = (unsigned char)input.at[0];
	str label = str_of(labels_name((enum encoding)(choice % ENCODING_COUNT)));
	str bytes = str_from(input, 1);
	const char *name;

	hold(decode_document(ctx, bytes, STR_NONE, true, &name));
	hold(decode_document(ctx, bytes, label, false, &name));
	hold(decode_text(ctx, bytes, label));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	return fuzz_try(
	    (struct settings){0}, (size_t)512 << 20, try_bytes, (str){(const char *)data, size});
}
