/* TeX as MathML: what each command does. */
#include "tree/tex_read.h"

#include <string.h>

#include "core/utf8.h"

static xmlNode *
add(struct tex_reader *reader, enum element element)
{
	return tree_add(reader->tree, tex_top(reader)->node, element);
}

static void
add_token(struct tex_reader *reader, enum element element, str text)
{
	tex_finish(reader, tex_token(reader, tex_top(reader)->node, element, text));
}

static void
add_space(struct tex_reader *reader, const char *width)
{
	if (tex_top(reader)->is == FRAME_ARGUMENTS)
		reader->is_bad = true;
	else
		tree_set(reader->tree, add(reader, EL_MSPACE), "width", str_of(width));
}

/* Commands of one character that is no letter. */
static void
sign(struct tex_reader *reader, char c)
{
	switch (c) {
	case '\\':
		tex_next_row(reader);
		return;
	case ',':
	case ':':
	case '>':
	case ';':
	case ' ':
		add_space(reader,
		    c == ','       ? "0.17em"
			: c == ';' ? "0.28em"
			: c == ' ' ? "0.33em"
				   : "0.22em");
		return;
	case '!':
	case '/':
	case '-':
		return;
	case '|':
		add_token(reader, EL_MO, STR("‖"));
		return;
	case '{':
	case '}':
	case '%':
	case '$':
	case '&':
	case '#':
	case '_':
		add_token(reader, EL_MO, (str){&c, 1});
		return;
	default:
		reader->is_bad = true;
	}
}

static void
letter(struct tex_reader *reader, const struct tex_name *name)
{
	xmlNode *token = tex_token(reader, tex_top(reader)->node, EL_MI, str_of(name->text));
	const char *variant = tex_top(reader)->variant;

	if (variant)
		tree_set(reader->tree, token, "mathvariant", str_of(variant));
	else if (name->kind == TEX_CAPITAL)
		tree_set(reader->tree, token, "mathvariant", STR("normal"));
	tex_finish(reader, token);
}

/* Those that have limits put them above and below when the formula stands by itself. */
static void
large(struct tex_reader *reader, const struct tex_name *name)
{
	bool is_name = name->kind == TEX_LIMIT || name->kind == TEX_FUNCTION;
	xmlNode *parent = tex_top(reader)->node;
	xmlNode *token = tex_token(reader, parent, is_name ? EL_MI : EL_MO, str_of(name->text));

	if (reader->is_display && (name->kind == TEX_LARGE || name->kind == TEX_LIMIT))
		tex_top(reader)->limits = token;
	tex_finish(reader, token);
}

static void
operator(struct tex_reader *reader, const struct tex_name *name)
{
	str text = str_of(name->text);
	xmlNode *token;

	if (reader->is_negated) {
		text = str_eq(text, STR("∈"))
		    ? STR("∉")
		    : arena_printf(reader->arena, "%s\xcc\xb8", name->text);
		reader->is_negated = false;
	}
	token = tex_token(reader, tex_top(reader)->node, EL_MO, text);
	if (name->kind == TEX_FENCE)
		tree_set(reader->tree, token, "stretchy", STR("false"));
	tex_finish(reader, token);
}

/* A delimiter: a character or a command; "" for the dot. */
static str
delimiter(struct tex_reader *reader)
{
	const struct tex_name *name = NULL;
	str text;

	tex_skip_space(reader);
	if (!str_starts(reader->rest, STR("\\"))) {
		text = str_head(reader->rest, 1);
		reader->rest = str_from(reader->rest, 1);
		if (!text.len || str_find_char(STR("()[]|/.<>"), *text.at) == STR_NOT_FOUND)
			reader->is_bad = true;
		return str_eq(text, STR(".")) ? STR("")
		    : str_eq(text, STR("<"))  ? STR("⟨")
		    : str_eq(text, STR(">"))  ? STR("⟩")
					      : text;
	}
	reader->rest = str_from(reader->rest, 1);
	text = str_head(reader->rest, tex_name_length(reader));
	reader->rest = str_from(reader->rest, text.len);
	if (str_eq(text, STR("{")) || str_eq(text, STR("}")))
		return text;
	if (str_eq(text, STR("|")))
		return STR("‖");
	name = tex_name_find(text);
	if (!name ||
	    (name->kind != TEX_FENCE && name->kind != TEX_OPERATOR && name->kind != TEX_LETTER))
		reader->is_bad = true;
	return name ? str_of(name->text) : STR("");
}

static void
add_delimiter(struct tex_reader *reader, bool is_stretchy)
{
	str text = delimiter(reader);
	xmlNode *mo;

	if (reader->is_bad || !text.len)
		return;
	mo = tex_token(reader, tex_top(reader)->node, EL_MO, text);
	tree_set(reader->tree, mo, "fence", STR("true"));
	tree_set(reader->tree, mo, "stretchy", is_stretchy ? STR("true") : STR("false"));
}

static void
left_or_right(struct tex_reader *reader, enum tex_kind kind)
{
	xmlNode *row;

	if (kind == TEX_LEFT) {
		row = add(reader, EL_MROW);
		if (tex_push(reader, FRAME_LEFT, row, row))
			add_delimiter(reader, true);
		return;
	}
	if (tex_top(reader)->is != FRAME_LEFT && kind != TEX_SIZED) {
		reader->is_bad = true;
		return;
	}
	add_delimiter(reader, kind != TEX_SIZED);
	if (kind == TEX_RIGHT) {
		row = tex_top(reader)->whole;
		reader->depth--;
		tex_finish(reader, row);
	} else if (kind == TEX_SIZED && tex_top(reader)->node->last) {
		tex_finish(reader, tex_top(reader)->node->last);
	}
}

/* Words in a formula; spaces at its ends are kept. */
static void
text(struct tex_reader *reader)
{
	str raw = tex_raw(reader);
	struct buf out = BUF(reader->arena);

	for (size_t i = 0; i < raw.len && !reader->is_bad; i++) {
		char c = raw.at[i];

		if (c == '\\' && i + 1 < raw.len &&
		    str_find_char(STR(" &%$_#{}"), raw.at[i + 1]) != STR_NOT_FOUND)
			buf_char(&out, raw.at[++i]);
		else if (c == '\\' || c == '$')
			reader->is_bad = true;
		else if (c == '~' || ((i == 0 || i + 1 == raw.len) && c == ' '))
			buf_z(&out, "\xc2\xa0");
		else if (c != '{' && c != '}')
			buf_char(&out, c);
	}
	add_token(reader, EL_MTEXT, buf_str(&out));
}

static bool
is_name(str raw)
{
	for (size_t i = 0; i < raw.len; i++)
		if (!ascii_is_alpha((unsigned char)raw.at[i]) && raw.at[i] != ' ')
			return false;
	return raw.len > 0;
}

static void
operator_name(struct tex_reader *reader, bool has_limits)
{
	str raw = tex_raw(reader);
	struct buf out = BUF(reader->arena);
	xmlNode *token;

	for (size_t i = 0; i < raw.len; i++)
		if (raw.at[i] == '\\' && i + 1 < raw.len && raw.at[i + 1] == ',') {
			buf_z(&out, "\xc2\xa0");
			i++;
		} else {
			buf_char(&out, raw.at[i]);
		}
	raw = buf_str(&out);
	if (str_find_char(raw, '\\') != STR_NOT_FOUND || !raw.len)
		reader->is_bad = true;
	if (reader->is_bad)
		return;
	token = tex_token(reader, tex_top(reader)->node, EL_MI, raw);
	if (utf8_count(raw) == 1)
		tree_set(reader->tree, token, "mathvariant", STR("normal"));
	if (has_limits && reader->is_display)
		tex_top(reader)->limits = token;
	tex_finish(reader, token);
}

/* The letters that have a character of their own in all fonts. */
static str
double_struck(str letter)
{
	static const char *const rows[] = {"Cℂ", "Hℍ", "Nℕ", "Pℙ", "Qℚ", "Rℝ", "Zℤ"};

	for (size_t i = 0; letter.len == 1 && i < sizeof rows / sizeof *rows; i++)
		if (*rows[i] == *letter.at)
			return str_of(rows[i] + 1);
	return STR_NONE;
}

/* Letters alone in braces are one token; else what follows is read in the variant. */
static void
variant(struct tex_reader *reader, const struct tex_name *name)
{
	str before = reader->rest, raw = STR_NONE, own = STR_NONE;
	bool was_bad = reader->is_bad;
	xmlNode *token;

	tex_skip_space(reader);
	if (str_starts(reader->rest, STR("{"))) {
		raw = str_trim(tex_raw(reader));
	} else if (reader->rest.len && ascii_is_alpha((unsigned char)*reader->rest.at)) {
		raw = str_head(reader->rest, 1);
		reader->rest = str_from(reader->rest, 1);
	}
	if (is_name(raw)) {
		if (strcmp(name->text, "double-struck") == 0)
			own = double_struck(raw);
		token = tex_token(reader, tex_top(reader)->node, EL_MI, own.len ? own : raw);
		if (!own.len && !(raw.len > 1 && strcmp(name->text, "normal") == 0))
			tree_set(reader->tree, token, "mathvariant", str_of(name->text));
		tex_finish(reader, token);
		return;
	}
	reader->rest = before;
	reader->is_bad = was_bad;
	tex_await(reader, add(reader, EL_MROW), name, 1);
	if (!reader->is_bad)
		tex_top(reader)->variant = name->text;
}

static void
root(struct tex_reader *reader, const struct tex_name *name)
{
	xmlNode *root, *index;
	size_t end;

	tex_skip_space(reader);
	if (!str_starts(reader->rest, STR("["))) {
		tex_await(reader, add(reader, EL_MSQRT), name, 1);
		return;
	}
	end = str_find_char(reader->rest, ']');
	root = add(reader, EL_MROOT);
	/* The degree is letters and digits; more is not read. */
	if (end == STR_NOT_FOUND || end < 2 || end > 12) {
		reader->is_bad = true;
		return;
	}
	index = tree_add(reader->tree, root, EL_MROW);
	for (size_t i = 1; i < end; i++) {
		unsigned char c = (unsigned char)reader->rest.at[i];

		if (ascii_is_alpha(c) || ascii_is_digit(c))
			tex_token(reader, index, ascii_is_digit(c) ? EL_MN : EL_MI,
			    (str){reader->rest.at + i, 1});
		else if (c != ' ')
			reader->is_bad = true;
	}
	if (index->children && index->children == index->last)
		tree_unwrap(index);
	reader->rest = str_from(reader->rest, end + 1);
	tex_await(reader, root, name, 1);
}

/* {a \over b}: what stood before it is the numerator. */
static void
over(struct tex_reader *reader)
{
	struct tex_frame *top = tex_top(reader);
	xmlNode *row;

	if (top->is == FRAME_ARGUMENTS || top->is == FRAME_LEFT || !top->node->children ||
	    top->node != top->whole) {
		reader->is_bad = true;
		return;
	}
	row = tree_wrap(reader->tree, top->node->children, top->node->last, EL_MROW);
	row = tree_wrap(reader->tree, row, row, EL_MFRAC);
	top->node = tree_add(reader->tree, row, EL_MROW);
	top->script = top->limits = NULL;
}

static void
accent(struct tex_reader *reader, const struct tex_name *name)
{
	bool is_over = name->kind == TEX_OVER || name->kind == TEX_OVERBRACE;
	xmlNode *node = add(reader, is_over ? EL_MOVER : EL_MUNDER);

	tree_set(reader->tree, node, is_over ? "accent" : "accentunder", STR("true"));
	tex_await(reader, node, name, 1);
}

static void
construct(struct tex_reader *reader, const struct tex_name *name)
{
	xmlNode *node;

	switch (name->kind) {
	case TEX_FRACTION:
		tex_await(reader, add(reader, EL_MFRAC), name, 2);
		return;
	case TEX_BINOMIAL:
		node = add(reader, EL_MFRAC);
		tree_set(reader->tree, node, "linethickness", STR("0"));
		tex_await(reader, node, name, 2);
		return;
	case TEX_OVERSET:
	case TEX_UNDERSET:
		tex_await(
		    reader, add(reader, name->kind == TEX_OVERSET ? EL_MOVER : EL_MUNDER), name, 2);
		return;
	case TEX_ARROW:
		node = add(reader, EL_MOVER);
		tex_token(reader, node, EL_MO, str_of(name->text));
		tex_await(reader, node, name, 1);
		return;
	case TEX_MODULO:
		tex_await(reader, add(reader, EL_MROW), name, 1);
		return;
	default:
		tex_await(reader, add(reader, EL_MPHANTOM), name, 1);
	}
}

/* What changes the reading and shows nothing, or little. */
static void
instruct(struct tex_reader *reader, const struct tex_name *name)
{
	struct tex_frame *top = tex_top(reader);
	str raw;

	switch (name->kind) {
	case TEX_SWITCH:
		top->variant = name->text;
		return;
	case TEX_LIMITS:
		top->limits = top->node->last;
		return;
	case TEX_NOLIMITS:
		top->limits = NULL;
		return;
	case TEX_NOT:
		reader->is_negated = true;
		return;
	case TEX_SKIPPED:
		tex_raw(reader);
		return;
	case TEX_TAG:
		add_space(reader, "2em");
		raw = tex_raw(reader);
		add_token(reader, EL_MTEXT, arena_printf(reader->arena, "(%.*s)", STR_ARG(raw)));
		return;
	default:
		return;
	}
}

void
tex_command(struct tex_reader *reader, str command)
{
	const struct tex_name *name = tex_name_find(command);

	if (!name && command.len == 1 && !ascii_is_alpha((unsigned char)*command.at)) {
		sign(reader, *command.at);
		return;
	}
	switch (name ? name->kind : TEX_UNKNOWN) {
	case TEX_LETTER:
	case TEX_CAPITAL:
		letter(reader, name);
		return;
	case TEX_OPERATOR:
	case TEX_FENCE:
		operator(reader, name);
		return;
	case TEX_LARGE:
	case TEX_INTEGRAL:
	case TEX_FUNCTION:
	case TEX_LIMIT:
		large(reader, name);
		return;
	case TEX_SPACE:
		add_space(reader, name->text);
		return;
	case TEX_OVER:
	case TEX_UNDER:
	case TEX_OVERBRACE:
	case TEX_UNDERBRACE:
		accent(reader, name);
		return;
	case TEX_VARIANT:
		variant(reader, name);
		return;
	case TEX_TEXT:
		text(reader);
		return;
	case TEX_NAME:
		operator_name(reader, command.at[command.len - 1] == '*');
		return;
	case TEX_FRACTION:
	case TEX_BINOMIAL:
	case TEX_OVERSET:
	case TEX_UNDERSET:
	case TEX_ARROW:
	case TEX_MODULO:
	case TEX_PHANTOM:
		construct(reader, name);
		return;
	case TEX_ROOT:
		root(reader, name);
		return;
	case TEX_LEFT:
	case TEX_RIGHT:
	case TEX_MIDDLE:
	case TEX_SIZED:
		left_or_right(reader, name->kind);
		return;
	case TEX_BEGIN:
		tex_begin(reader, tex_raw(reader));
		return;
	case TEX_END:
		tex_end(reader, tex_raw(reader));
		return;
	case TEX_NEWLINE:
		tex_next_row(reader);
		return;
	case TEX_OVER_FRACTION:
		over(reader);
		return;
	case TEX_STACK:
		tex_stack(reader);
		return;
	case TEX_UNKNOWN:
		reader->is_bad = true;
		return;
	default:
		instruct(reader, name);
	}
}
