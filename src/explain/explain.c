/* The report: head, metadata, text. */
#include "explain/explain.h"

#include "core/version.h"
#include "explain/cure.h"
#include "explain/fields.h"
#include "explain/passage.h"
#include "explain/strip.h"
#include "extract/ruled.h"

#define LONG_TITLE 140 /* bytes: set smaller */

/* How the text was found; a flag of the template for each. */
static const char *
way_of(const struct ctx *ctx, const struct explained *about)
{
	const struct trace *trace = about->found->trace;

	if (trace->lines)
		return trace->is_plain ? "way_plain" : "way_lines";
	if (trace->scores)
		return "way_model";
	if (ctx->settings->whole)
		return "way_whole";
	if (about->found->ruled && about->found->ruled->selected)
		return "way_selected";
	return about->page->is_body ? "way_body" : "way_written";
}

static void
add_counts(struct values *to, const struct trace *trace)
{
	size_t kept = 0, words = 0, kept_words = 0, ruled = 0;
	float least = 2;

	for (size_t i = 0; i < trace->count; i++) {
		struct passage passage = passage_at(trace, i);

		words += passage.words;
		kept += passage.kept;
		kept_words += passage.kept ? passage.words : 0;
		ruled += passage.reason != REASON_SCORE;
		if (passage.kept && passage.reason == REASON_SCORE && passage.score < least)
			least = passage.score;
	}
	values_set_number(to, "count", trace->count);
	values_set_number(to, "kept_count", kept);
	values_set_number(to, "word_count", words);
	values_set_number(to, "kept_words", kept_words);
	if (trace->scores && kept && ruled)
		values_set_number(to, ruled == 1 ? "ruled_one" : "ruled", ruled);
	if (least < 2)
		values_set(to, "least", arena_printf(trace->ctx->arena, "%.2f", (double)least));
}

static void
add_diagnostics(struct values *to, const struct ctx *ctx)
{
	static const char *const levels[] = {"note", "warning", "error"};

	for (size_t i = 0; i < ctx->log->count; i++) {
		const struct diag *diag = &ctx->log->list[i];
		struct values *entry = values_add(to, "diagnostics");

		values_set(entry, "level", str_of(levels[diag_kind(diag->code)->level]));
		values_set(entry, "text", diag_text(ctx->arena, diag));
		values_set(entry, "code", str_of(diag_kind(diag->code)->code));
	}
}

static void
add_head(struct values *to, const struct ctx *ctx, const struct explained *about)
{
	const struct article *article = about->article;
	const struct trace *trace = about->found->trace;

	values_set(to, "version", STR(OCTAVO_VERSION));
	values_set(to, "name", about->name);
	values_set(to, "title", article->meta.title);
	values_set_flag(to, "long", article->meta.title.len > LONG_TITLE);
	values_set(to, "kind", article->kind);
	values_set(to, "encoding", about->page->encoding);
	values_set(to, "type", article->meta.type);
	values_set_flag(to, "empty", article->empty);
	values_set_flag(to, "lines", trace->lines != NULL);
	values_set(to, "confidence",
	    arena_printf(ctx->arena, "%.2f", article->empty ? 0 : article->confidence));
	if (about->found->ruled && about->found->ruled->selected) {
		str rule = about->found->ruled->places[RULE_CONTENT];

		values_set(to, "selector", rule.len ? rule : ctx->settings->selector);
	}
	values_set_flag(to, way_of(ctx, about), true);
	values_set_flag(to, "scored", trace->scores || (trace->lines && !trace->is_plain));
}

void
explain_write(struct buf *to, struct ctx *ctx, const struct explained *about)
{
	struct values *values = values_new(ctx->arena);
	const struct trace *trace = about->found->trace;

	add_head(values, ctx, about);
	add_counts(values, trace);
	fields_add(values, ctx, about->page, about->article, about->found);
	add_diagnostics(values, ctx);
	strip_add(values, trace);
	passages_add(values, trace, about->page);
	cure_add(values, trace, about->page, &about->article->meta);
	template_fill(to, "explain/report.html", values, words_new(ctx->arena, STR("en")));
}
