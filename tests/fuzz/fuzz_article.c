/* Bytes through all stages: the first byte chooses how they are read, the rest is the document. */
#include "fuzz.h"

#include "cli/job.h"
#include "decode/decode.h"
#include "edit/edit.h"
#include "explain/explain.h"
#include "extract/extract.h"
#include "parse/parse.h"
#include "rebuild/rebuild.h"
#include "write/formats.h"

static void
try_document(struct ctx *ctx, str input)
{
	unsigned char choice = (unsigned char)input.at[0];
	str bytes = str_from(input, 1);
	struct article *article = article_new(ctx->arena);
	struct extraction found = {.title_node = PAGE_NONE, .lead_image = PAGE_NONE};
	struct buf out = BUF(ctx->arena);
	const char *encoding;
	str text = decode_document(ctx, bytes, STR_NONE, (choice & 3) < 2, &encoding);
	struct page *page;

	switch (choice & 3) {
	case 0:
		page = parse_html(ctx, text);
		break;
	case 1:
		page = parse_xhtml(ctx, text);
		break;
	case 2:
		page = parse_markdown(ctx, text);
		break;
	default:
		page = parse_text(ctx, text);
		break;
	}
	article->kind = STR("fuzz");
	extract_article(ctx, page, article, &found);
	rebuild_article(ctx, page, article, found.title_node);
	edit_article(ctx, article, NULL);
	format_named(STR("json"))->write(&out, article, ctx->log);
	format_named(STR("markdown"))->write(&out, article, ctx->log);
	format_named(STR("html"))->write(&out, article, ctx->log);
	if (ctx->settings->explain) {
		struct explained about = {page, &found, article, ctx->name};

		page->encoding = str_of(encoding);
		explain_write(&out, ctx, &about);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct settings settings = {0};

	if (size < 1)
		return 0;
	tree_begin();
	parse_markdown_begin();
	settings.whole = (data[0] & 4) != 0;
	settings.pictures = (data[0] & 8) != 0;
	settings.explain = (data[0] & 16) != 0;
	return fuzz_try(settings, (size_t)512 << 20, try_document, (str){(const char *)data, size});
}
