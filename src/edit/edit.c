/* Passes over an Article: the table is their order. */
#include "edit/edit.h"

#include "core/utf8.h"
#include "edit/pass.h"

static const struct pass {
	const char *name;
	edit_pass *run;
} passes[] = {
    {"callouts", edit_callouts},
    {"space", edit_space},
    {"bullets", edit_bullets},
    {"lists", edit_lists},
    {"code", edit_code},
    {"notes", edit_notes},
    {"captions", edit_captions},
    {"pictures", edit_pictures},
    {"tables", edit_tables},
    {"headings", edit_headings},
    {"links", edit_links},
    {"shape", edit_shape},
    {"ids", edit_ids},
    {"language", edit_language},
    {"count", edit_count},
    {"formulas", edit_formulas},
    {"paper", edit_paper},
    {"wide", edit_wide},
};

void
edit_article(struct ctx *ctx, struct article *article, const struct edit_shelf *shelf)
{
	struct edit edit = {ctx, article, shelf, article->body, NULL};

	if (!article->body)
		article->body = edit.tree = tree_new(article->arena);
	edit.root = edit.tree->root;
	for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
		passes[i].run(&edit);
}

void
edit_count(struct edit *edit)
{
	struct arena *scratch = arena_inner(edit->ctx->arena);

	edit->article->words = utf8_words(tree_text(scratch, edit->root));
	arena_release(scratch);
}
