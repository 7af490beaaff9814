/* A file of rules and a page that it is for: the rules end at the first 0 byte. */
#include "fuzz.h"

#include "extract/extract.h"
#include "parse/parse.h"
#include "rules/rules.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct diag_log log = {.arena = &arena};
	struct settings settings = {.max_input = LIMIT_INPUT_BYTES};
	struct ctx ctx = {&arena, &log, &settings, STR("fuzz")};
	str input = {(const char *)data, size}, rules = STR_NONE;
	struct extraction out;
	jmp_buf escape;

	if (size < 1)
		return 0;
	arena_init(&arena, (size_t)512 << 20, &escape);
	if (setjmp(escape) == 0) {
		str_cut(&input, '\0', &rules);
		settings.rules = rules_parse(&arena, &log, STR("x/octavo.rules"), rules);
		if (settings.rules && input.len)
			extract_article(&ctx, parse_html(&ctx, input), article_new(&arena), &out);
	}
	arena_release(&arena);
	return 0;
}
