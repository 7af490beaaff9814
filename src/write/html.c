/* An article as a small HTML page. */
#include "write/body.h"

#include "template/template.h"

void
format_html(struct buf *to, const struct article *article, const struct diag_log *log)
{
	struct arena *arena = to->arena;
	const struct meta *meta = &article->meta;
	struct words *words = words_new(arena, meta->lang);
	struct values *values = values_new(arena);
	struct buf body = BUF(arena);

	(void)log;
	if (article->body && !article->empty)
		tree_write_xhtml(&body, article->body->root, NULL);
	values_set(values, "title", meta->title);
	values_set(values, "subtitle", meta->subtitle);
	values_set(values, "authors", format_authors(arena, meta));
	values_set(values, "lang", meta->lang);
	values_set(values, "site", meta->site);
	values_set(values, "address", meta->canonical.len ? meta->canonical : meta->source);
	values_set(values, "description", meta->description);
	if (date_is_set(meta->date)) {
		values_set(values, "date", date_iso(arena, meta->date));
		values_set(values, "date_words", words_date(arena, words, meta->date, false));
	}
	values_set(values, "body", buf_str(&body));
	template_fill(to, "extract/article.html", values, words);
}
