/* Titles, authors, dates and lines as the trainers read them. */
#include "extract/learn.h"

#include "extract/dump.h"
#include "extract/dump_head.h"
#include "extract/dump_number.h"
#include "extract/dump_title.h"
#include "extract/meta_like.h"
#include "extract/meta_title.h"
#include "extract/type.h"

static const char *const like_names[] = {
#define LIKE(symbol, author, date) "LIKE_" #symbol,
#include "extract/meta_like.def"
#undef LIKE
};

static const char *const author_names[] = {
#define AUTHOR(symbol, weight, words) #symbol,
#include "extract/meta_author.def"
#undef AUTHOR
};

static const char *const date_names[] = {
#define DATE(symbol, weight, words) #symbol,
#include "extract/meta_date.def"
#undef DATE
};

static const char *const sign_names[] = {
#define SIGN(symbol, weight) #symbol,
#include "extract/dump_title.def"
#undef SIGN
};

enum learn_kind
learn_named(str name)
{
	static const struct {
		const char *name;
		enum learn_kind kind;
	} kinds[] = {{"titles", LEARN_TITLES}, {"authors", LEARN_AUTHORS}, {"dates", LEARN_DATES},
	    {"lines", LEARN_LINES}, {"dump-titles", LEARN_DUMP_TITLES}, {"types", LEARN_TYPES}};

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (str_eq(name, str_of(kinds[i].name)))
			return kinds[i].kind;
	return LEARN_NOTHING;
}

static void
add_names(struct buf *to, const char *const *names, size_t count)
{
	buf_z(to, "{\"features\":[");
	for (size_t i = 0; i < count; i++)
		buf_printf(to, i ? ",\"%s\"" : "\"%s\"", names[i]);
	buf_z(to, "]}\n");
}

static void
add_names_by(struct buf *to, const char *(*name)(size_t feature), size_t count)
{
	buf_z(to, "{\"features\":[");
	for (size_t i = 0; i < count; i++)
		buf_printf(to, i ? ",\"%s\"" : "\"%s\"", name(i));
	buf_z(to, "]}\n");
}

static void
add_values(struct buf *to, const float *values, size_t count)
{
	buf_z(to, ",\"features\":[");
	for (size_t i = 0; i < count; i++)
		buf_printf(to, i ? ",%.9g" : "%.9g", (double)values[i]);
	buf_z(to, "]}\n");
}

static void
dump_titles(struct witnesses *w, const struct seen *seen, struct buf *to)
{
	struct title_pool *pool = arena_alloc(w->ctx->arena, sizeof *pool);

	add_names_by(to, meta_title_sign_name, TITLE_SIGN_COUNT);
	meta_title_pool(w, seen, pool);
	for (size_t i = 0; i < pool->count; i++) {
		buf_z(to, "{\"text\":");
		buf_json(to, pool->list[i].text);
		add_values(to, pool->list[i].sign, TITLE_SIGN_COUNT);
	}
}

static void
dump_types(struct witnesses *w, const struct seen *seen, struct buf *to)
{
	float row[TYPE_SIGN_COUNT];

	add_names_by(to, type_sign_name, TYPE_SIGN_COUNT);
	type_signs(w, seen, row);
	buf_z(to, "{\"text\":\"\"");
	add_values(to, row, TYPE_SIGN_COUNT);
}

/* A candidate's signs, and behind them the page's, which only the row of none has. */
static void
add_candidate(struct buf *to, str text, uint64_t signs, size_t count, const float *like)
{
	float row[64 + LIKE_SIGNAL_COUNT] = {0};

	for (size_t i = 0; i < count; i++)
		row[i] = signs >> i & 1;
	for (size_t i = 0; like && i < LIKE_SIGNAL_COUNT; i++)
		row[count + i] = like[i];
	buf_z(to, "{\"text\":");
	buf_json(to, text);
	add_values(to, row, count + LIKE_SIGNAL_COUNT);
}

/* First the page itself, which speaks for there being none. */
static void
dump_people(struct witnesses *w, const struct seen *seen, bool authors_wanted, struct buf *to)
{
	const char *const *names = authors_wanted ? author_names : date_names;
	size_t count = authors_wanted ? AUTHOR_SIGN_COUNT : DATE_SIGN_COUNT;
	double sure;
	str title = meta_title_choose(w, seen, &sure);
	uint32_t title_node = meta_near_title(w, title);
	struct meta_authors authors;
	struct meta_dates dates;
	float like[LIKE_SIGNAL_COUNT];

	meta_dates_find(w, title_node, title, &dates);
	meta_authors_find(w, title_node, title, &dates, &authors);
	buf_z(to, "{\"features\":[");
	for (size_t i = 0; i < count; i++)
		buf_printf(to, "\"%s\",", names[i]);
	for (size_t i = 0; i < LIKE_SIGNAL_COUNT; i++)
		buf_printf(to, i ? ",\"%s\"" : "\"%s\"", like_names[i]);
	buf_z(to, "]}\n");
	meta_like_signals(w, seen, &authors, &dates, title, like);
	add_candidate(to, STR(""), 0, count, like);
	for (size_t i = 0; authors_wanted && i < authors.count; i++)
		add_candidate(to, authors.list[i].text, authors.list[i].signs, count, NULL);
	for (size_t i = 0; !authors_wanted && i < dates.count; i++)
		add_candidate(to, date_day_iso(w->ctx->arena, dates.list[i].date),
		    dates.list[i].signs, count, NULL);
}

static void
dump_dump_titles(struct ctx *ctx, struct page *page, struct buf *to)
{
	struct dump_title list[DUMP_TITLE_MAX];
	struct dump_lines lines;
	size_t from, end, count;

	add_names(to, sign_names, DUMP_TITLE_SIGN_COUNT);
	dump_lines_read(ctx->arena, page, &lines);
	if (!dump_find_run(ctx, &lines, &from, &end))
		return;
	count = dump_title_candidates(ctx, &lines, dump_head_prose(&lines, from, end), end, list);
	for (size_t i = 0; i < count; i++) {
		buf_z(to, "{\"text\":");
		buf_json(to, lines.list[list[i].line].text);
		add_values(to, list[i].sign, DUMP_TITLE_SIGN_COUNT);
	}
}

struct line_dump {
	const struct dump_lines *lines;
	struct buf *to;
};

static void
dump_line(void *with, size_t index, const float *row)
{
	struct line_dump *dump = with;
	const struct dump_line *line = &dump->lines->list[index];

	buf_z(dump->to, "{\"text\":");
	buf_json(dump->to, line->text);
	buf_printf(dump->to, ",\"words\":%u", line->words);
	add_values(dump->to, row, LINE_FEATURE_COUNT);
}

static void
dump_lines(struct ctx *ctx, struct page *page, struct buf *to)
{
	const char *names[LINE_FEATURE_COUNT];
	struct dump_lines lines;

	for (size_t i = 0; i < LINE_FEATURE_COUNT; i++)
		names[i] = line_feature_name(i);
	add_names(to, names, LINE_FEATURE_COUNT);
	dump_lines_read(ctx->arena, page, &lines);
	dump_lines_rows(ctx, &lines, dump_line, &(struct line_dump){&lines, to});
}

void
learn_dump(struct ctx *ctx, struct page *page, enum learn_kind kind, struct buf *to)
{
	struct seen *seen;
	struct witnesses w;

	if (kind == LEARN_LINES || kind == LEARN_DUMP_TITLES) {
		dump_number_drop(page);
		(kind == LEARN_LINES ? dump_lines : dump_dump_titles)(ctx, page, to);
		return;
	}
	seen = arena_alloc(ctx->arena, sizeof *seen);
	seen_read(ctx, page, false, seen);
	meta_witness_read(ctx, page, &w);
	type_classify(&w, seen);
	if (kind == LEARN_TITLES)
		dump_titles(&w, seen, to);
	else if (kind == LEARN_TYPES)
		dump_types(&w, seen, to);
	else
		dump_people(&w, seen, kind == LEARN_AUTHORS, to);
}
