/* An article as JSON: the contract for programs; docs/article.schema.json describes it. */
#include "core/utf8.h"
#include "write/body.h"

/* How the JSON is laid out: indented, or on one line. */
struct json {
	struct buf *to;
	bool is_line;
	bool has_members;
};

static void
member(struct json *json, const char *name)
{
	if (json->has_members)
		buf_char(json->to, ',');
	buf_z(json->to, json->is_line ? (json->has_members ? " " : "") : "\n  ");
	buf_printf(json->to, "\"%s\": ", name);
	json->has_members = true;
}

/* Unknown is null, never "". */
static void
member_text(struct json *json, const char *name, str value)
{
	member(json, name);
	buf_json(json->to, value.len ? value : STR_NONE);
}

static void
member_list(struct json *json, const char *name, const str *list, size_t count)
{
	member(json, name);
	buf_char(json->to, '[');
	for (size_t i = 0; i < count; i++) {
		buf_z(json->to, i ? ", " : "");
		buf_json(json->to, list[i]);
	}
	buf_char(json->to, ']');
}

static void
member_date(struct json *json, const char *name, struct date date)
{
	member_text(json, name, date_is_set(date) ? date_iso(json->to->arena, date) : STR_NONE);
}

/* Starts an entry of a list of objects. */
static void
entry(struct json *json, size_t index)
{
	buf_z(json->to, index ? "," : "");
	buf_z(json->to, json->is_line ? (index ? " " : "") : "\n    ");
}

static void
end_list(struct json *json, size_t count)
{
	buf_z(json->to, count && !json->is_line ? "\n  ]" : "]");
}

static void
write_number(struct buf *to, uint32_t number)
{
	if (number)
		buf_printf(to, "%u", (unsigned)number);
	else
		buf_z(to, "null");
}

static void
write_images(struct json *json, const struct article *article)
{
	member(json, "images");
	buf_char(json->to, '[');
	for (size_t i = 0; i < article->picture_count; i++) {
		const struct picture *picture = &article->pictures[i];

		entry(json, i);
		buf_z(json->to, "{\"src\": ");
		buf_json(json->to, picture->address);
		buf_z(json->to, ", \"alt\": ");
		buf_json(json->to, picture->alt.len ? picture->alt : STR_NONE);
		buf_z(json->to, ", \"caption\": ");
		buf_json(json->to, picture->caption.len ? picture->caption : STR_NONE);
		buf_z(json->to, ", \"width\": ");
		write_number(json->to, picture->width);
		buf_z(json->to, ", \"height\": ");
		write_number(json->to, picture->height);
		buf_printf(json->to, ", \"missing\": %s}", picture->missing ? "true" : "false");
	}
	end_list(json, article->picture_count);
}

static void
write_notes(struct json *json, const struct article *article)
{
	size_t count = 0;

	member(json, "notes");
	buf_char(json->to, '[');
	for (xmlNode *node = article->body ? article->body->root : NULL; node;
	     node = tree_next(article->body->root, node)) {
		if (tree_element(node) != EL_ASIDE || !tree_has_class(node, "footnote"))
			continue;
		entry(json, count++);
		buf_z(json->to, "{\"id\": ");
		buf_json(json->to, tree_get(node, "id"));
		buf_z(json->to, ", \"text\": ");
		buf_json(json->to,
		    utf8_fold_space(json->to->arena, format_text_below(json->to->arena, node)));
		buf_char(json->to, '}');
	}
	end_list(json, count);
}

static void
write_diagnostics(struct json *json, const struct diag_log *log)
{
	static const char *const levels[] = {"note", "warning", "error"};

	member(json, "diagnostics");
	buf_char(json->to, '[');
	for (size_t i = 0; i < log->count; i++) {
		const struct diag_kind *kind = diag_kind(log->list[i].code);

		entry(json, i);
		buf_printf(json->to, "{\"code\": \"%s\", \"level\": \"%s\", \"text\": ", kind->code,
		    levels[kind->level]);
		buf_json(json->to, diag_text(json->to->arena, &log->list[i]));
		buf_char(json->to, '}');
	}
	end_list(json, log->count);
}

/* Two decimals, whatever the locale's decimal point is. */
static void
write_confidence(struct buf *to, double confidence)
{
	unsigned hundredths = confidence <= 0 ? 0
	    : confidence >= 1                 ? 100
					      : (unsigned)(confidence * 100 + 0.5);

	buf_printf(to, "%u.%02u", hundredths / 100, hundredths % 100);
}

/* How sure the fields are; null where that is unknown. */
static void
write_confidences(struct json *json, const struct meta_sure *sure)
{
	const struct {
		const char *name;
		double sure;
	} fields[] = {{"title", sure->title}, {"author", sure->author}, {"date", sure->date},
	    {"type", sure->type}};

	member(json, "confidences");
	buf_char(json->to, '{');
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		buf_printf(json->to, i ? ", \"%s\": " : "\"%s\": ", fields[i].name);
		if (fields[i].sure > 0)
			write_confidence(json->to, fields[i].sure);
		else
			buf_z(json->to, "null");
	}
	buf_char(json->to, '}');
}

static void
write_article(struct json *json, const struct article *article, const struct diag_log *log)
{
	const struct meta *meta = &article->meta;
	struct arena *arena = json->to->arena;

	buf_char(json->to, '{');
	member_text(json, "title", meta->title);
	member_text(json, "subtitle", meta->subtitle);
	member_text(json, "byline", meta->byline);
	member_text(json, "author", format_authors(arena, meta));
	member_list(json, "authors", meta->authors, meta->author_count);
	member_date(json, "date", meta->date);
	member_date(json, "modified", meta->modified);
	member_text(json, "language", meta->lang);
	member_text(json, "site", meta->site);
	member_text(json, "source", meta->source);
	member_text(json, "canonical", meta->canonical);
	member_text(json, "description", meta->description);
	member_text(json, "image", meta->image);
	member_list(json, "tags", meta->tags, meta->tag_count);
	member_text(json, "type", meta->type);
	member_text(json, "input", article->kind);
	member(json, "words");
	buf_printf(json->to, "%zu", article->words);
	member(json, "confidence");
	write_confidence(json->to, article->confidence);
	write_confidences(json, &meta->sure);
	member(json, "text");
	buf_json(json->to, format_body_text(arena, article));
	write_images(json, article);
	write_notes(json, article);
	write_diagnostics(json, log);
	buf_z(json->to, json->is_line ? "}" : "\n}");
	buf_char(json->to, '\n');
}

void
format_json(struct buf *to, const struct article *article, const struct diag_log *log)
{
	struct json json = {.to = to};

	write_article(&json, article, log);
}

void
format_jsonl(struct buf *to, const struct article *article, const struct diag_log *log)
{
	struct json json = {.to = to, .is_line = true};

	write_article(&json, article, log);
}
