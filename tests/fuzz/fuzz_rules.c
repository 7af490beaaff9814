/* A file of rules and a page that it is for: the rules end at the first 0 byte. */
#include "fuzz.h"

#include "extract/extract.h"
#include "parse/parse.h"
#include "rules/rules.h"

static void
try_rules(struct ctx *ctx, str input)
{
	struct settings settings = *ctx->settings;
	struct ctx ruled = {ctx->arena, ctx->log, &settings, ctx->name};
	struct extraction out;
	str rules = STR_NONE;

	str_cut(&input, '\0', &rules);
	settings.rules = rules_parse(ctx->arena, ctx->log, STR("x/octavo.rules"), rules);
	if (settings.rules && input.len)
		extract_article(&ruled, parse_html(&ruled, input), article_new(ctx->arena), &out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	return fuzz_try(
	    (struct settings){0}, (size_t)512 << 20, try_rules, (str){(const char *)data, size});
}
