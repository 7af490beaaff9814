/* TeX as MathML: groups, scripts and the atoms between them, on a stack of what is being filled. */
#include "tree/tex_read.h"

#include <string.h>

#include "core/utf8.h"
#include "tree/tex.h"

#define TEX_LONGEST 20000 /* bytes of a formula */

struct tex_frame *
tex_push(struct tex_reader *reader, int is, xmlNode *node, xmlNode *whole)
{
	struct tex_frame *frame;

	if (reader->depth == TEX_DEPTH) {
		reader->is_bad = true;
		return NULL;
	}
	frame = &reader->frames[reader->depth++];
	*frame = (struct tex_frame){.is = is, .node = node, .whole = whole};
	if (reader->depth > 1)
		frame->variant = frame[-1].variant;
	return frame;
}

void
tex_await(struct tex_reader *reader, xmlNode *node, const struct tex_name *of, unsigned wanted)
{
	struct tex_frame *frame = tex_push(reader, FRAME_ARGUMENTS, node, node);

	if (!frame)
		return;
	frame->of = of;
	frame->wanted = wanted;
}

xmlNode *
tex_token(struct tex_reader *reader, xmlNode *parent, enum element element, str text)
{
	xmlNode *token = tree_add(reader->tree, parent, element);

	tree_add_text(reader->tree, token, text);
	return token;
}

void
tex_skip_space(struct tex_reader *reader)
{
	while (reader->rest.len && ascii_is_space((unsigned char)*reader->rest.at))
		reader->rest = str_from(reader->rest, 1);
}

str
tex_raw(struct tex_reader *reader)
{
	size_t at = 1, level = 1;
	str raw;

	tex_skip_space(reader);
	if (!str_starts(reader->rest, STR("{"))) {
		reader->is_bad = true;
		return STR_NONE;
	}
	for (; at < reader->rest.len; at++) {
		char c = reader->rest.at[at];

		if (c == '\\')
			at++;
		else if (c == '{')
			level++;
		else if (c == '}' && --level == 0)
			break;
	}
	if (at >= reader->rest.len) {
		reader->is_bad = true;
		return STR_NONE;
	}
	raw = (str){reader->rest.at + 1, at - 1};
	reader->rest = str_from(reader->rest, at + 1);
	return raw;
}

static void
fence(struct tex_reader *reader, xmlNode *place, bool is_before, const char *text)
{
	xmlNode *mo = is_before ? tree_insert_before(reader->tree, place, EL_MO)
				: tree_insert_after(reader->tree, place, EL_MO);

	tree_add_text(reader->tree, mo, str_of(text));
}

/* The end of a group: one atom within it stands by itself. */
static xmlNode *
settle(xmlNode *row)
{
	xmlNode *only = row->children;

	if (!only || only != row->last)
		return row;
	tree_unwrap(row);
	return only;
}

/* An accent is written behind its base. */
static void
add_mark(struct tex_reader *reader, const struct tex_frame *frame)
{
	tex_token(reader, frame->node, EL_MO, str_of(frame->of->text));
}

/* All arguments are there: gives the atom that they make. */
static xmlNode *
close_arguments(struct tex_reader *reader, const struct tex_frame *frame)
{
	xmlNode *node = frame->node;

	switch (frame->of->kind) {
	case TEX_OVER:
	case TEX_UNDER:
	case TEX_OVERBRACE:
	case TEX_UNDERBRACE:
		add_mark(reader, frame);
		break;
	case TEX_OVERSET:
	case TEX_UNDERSET:
		tree_move(node->children, node);
		break;
	case TEX_ROOT:
		if (tree_element(node) == EL_MROOT)
			tree_move(node->children, node);
		break;
	case TEX_SCRIPT:
		if (frame->is_lower && node->children->next != node->last)
			tree_move_before(node->last, node->last->prev);
		break;
	case TEX_VARIANT:
		return settle(node);
	case TEX_BINOMIAL:
	case TEX_MODULO:
		node = tree_wrap(reader->tree, node, node, EL_MROW);
		fence(reader, node->children, true, "(");
		if (frame->of->kind == TEX_MODULO) {
			xmlNode *mod = tree_insert_after(reader->tree, node->children, EL_MI);
			xmlNode *space = tree_insert_after(reader->tree, mod, EL_MSPACE);

			tree_add_text(reader->tree, mod, STR("mod"));
			tree_set(reader->tree, space, "width", STR("0.33em"));
		}
		fence(reader, node->last, false, ")");
		break;
	default:
		break;
	}
	return node;
}

void
tex_finish(struct tex_reader *reader, xmlNode *atom)
{
	while (!reader->is_bad && reader->depth) {
		struct tex_frame *top = tex_top(reader), done;

		if (top->is != FRAME_ARGUMENTS || --top->wanted)
			return;
		done = *top;
		reader->depth--;
		atom = close_arguments(reader, &done);
		if (done.of->kind == TEX_OVERBRACE || done.of->kind == TEX_UNDERBRACE)
			tex_top(reader)->limits = atom;
	}
}

static void
close_group(struct tex_reader *reader)
{
	struct tex_frame *top = tex_top(reader);
	xmlNode *whole = top->whole;

	if (top->is == FRAME_CELL) {
		tex_end_stack(reader);
		return;
	}
	if (top->is != FRAME_GROUP) {
		reader->is_bad = true;
		return;
	}
	reader->depth--;
	tex_finish(reader, settle(whole));
}

static void
open_group(struct tex_reader *reader)
{
	xmlNode *row = tree_add(reader->tree, tex_top(reader)->node, EL_MROW);

	tex_push(reader, FRAME_GROUP, row, row);
}

static void
script(struct tex_reader *reader, bool is_lower)
{
	static const struct tex_name of = {"", TEX_SCRIPT, ""};
	struct tex_frame *row = tex_top(reader);
	xmlNode *base = row->node->last, *node;
	enum element element;
	bool limits;

	if (row->is == FRAME_ARGUMENTS) {
		reader->is_bad = true;
		return;
	}
	if (!base)
		base = tree_add(reader->tree, row->node, EL_MROW);
	element = tree_element(base);
	if (base == row->script) {
		bool has_lower = element == EL_MSUB || element == EL_MUNDER;
		bool has_upper = element == EL_MSUP || element == EL_MOVER;

		if (!(is_lower ? has_upper : has_lower)) {
			reader->is_bad = true;
			return;
		}
		tree_rename(
		    base, element == EL_MSUB || element == EL_MSUP ? EL_MSUBSUP : EL_MUNDEROVER);
		node = base;
	} else {
		limits = base == row->limits;
		node = tree_wrap(reader->tree, base, base,
		    is_lower ? (limits ? EL_MUNDER : EL_MSUB) : (limits ? EL_MOVER : EL_MSUP));
		row->script = node;
	}
	tex_await(reader, node, &of, 1);
	if (!reader->is_bad)
		tex_top(reader)->is_lower = is_lower;
}

static void
primes(struct tex_reader *reader)
{
	static const char *const marks[] = {"′", "″", "‴"};
	size_t count = 0;

	while (str_starts(str_from(reader->rest, count), STR("'")))
		count++;
	reader->rest = str_from(reader->rest, count);
	if (count > 3) {
		reader->is_bad = true;
		return;
	}
	script(reader, false);
	if (!reader->is_bad)
		tex_finish(reader,
		    tex_token(reader, tex_top(reader)->node, EL_MO, str_of(marks[count - 1])));
}

static void
number(struct tex_reader *reader)
{
	size_t len = 1;
	str rest = reader->rest;

	/* As an argument without braces it is one digit. */
	if (tex_top(reader)->is != FRAME_ARGUMENTS)
		while (len < rest.len &&
		    (ascii_is_digit((unsigned char)rest.at[len]) ||
			(rest.at[len] == '.' && len + 1 < rest.len &&
			    ascii_is_digit((unsigned char)rest.at[len + 1]))))
			len++;
	reader->rest = str_from(rest, len);
	tex_finish(reader, tex_token(reader, tex_top(reader)->node, EL_MN, str_head(rest, len)));
}

static void
character(struct tex_reader *reader)
{
	struct tex_frame *top = tex_top(reader);
	size_t len;
	uint32_t code = utf8_decode(reader->rest, &len);
	str text = str_head(reader->rest, len);
	bool is_letter = code < 0x80 ? ascii_is_alpha((unsigned char)code) : code_is_word(code);
	xmlNode *token;

	reader->rest = str_from(reader->rest, len);
	if (code == '-')
		text = STR("−");
	else if (code == '*')
		text = STR("∗");
	if (reader->is_negated && !is_letter) {
		struct buf negated = BUF(reader->arena);

		if (code != '=')
			buf_add(&negated, text);
		buf_z(&negated, code == '=' ? "≠" : "\xcc\xb8");
		text = buf_str(&negated);
		reader->is_negated = false;
	}
	token = tex_token(reader, top->node, is_letter ? EL_MI : EL_MO, text);
	if (is_letter && top->variant)
		tree_set(reader->tree, token, "mathvariant", str_of(top->variant));
	else if (!is_letter && code < 0x80 && strchr("()[]|", (int)code))
		tree_set(reader->tree, token, "stretchy", STR("false"));
	tex_finish(reader, token);
}

size_t
tex_name_length(const struct tex_reader *reader)
{
	size_t len = 0;

	while (len < reader->rest.len && ascii_is_alpha((unsigned char)reader->rest.at[len]))
		len++;
	return len || !reader->rest.len ? len : 1;
}

static void
control(struct tex_reader *reader)
{
	size_t len;
	str name;

	reader->rest = str_from(reader->rest, 1);
	len = tex_name_length(reader);
	if (str_starts(str_from(reader->rest, len), STR("*")) &&
	    tex_name_find(str_head(reader->rest, len + 1)))
		len++;
	name = str_head(reader->rest, len);
	reader->rest = str_from(reader->rest, name.len);
	tex_command(reader, name);
}

static void
step(struct tex_reader *reader)
{
	char c = *reader->rest.at;

	if (ascii_is_digit((unsigned char)c)) {
		number(reader);
		return;
	}
	switch (c) {
	case '\\':
		control(reader);
		return;
	case '\'':
		primes(reader);
		return;
	case '%':
	case '#':
	case '$':
		reader->is_bad = true;
		return;
	case '{':
	case '}':
	case '^':
	case '_':
	case '&':
	case '~':
		break;
	default:
		character(reader);
		return;
	}
	reader->rest = str_from(reader->rest, 1);
	if (c == '{')
		open_group(reader);
	else if (c == '}')
		close_group(reader);
	else if (c == '&')
		tex_next_cell(reader);
	else if (c == '~')
		tex_command(reader, STR("space"));
	else
		script(reader, c == '_');
}

bool
tree_tex_read(struct tree *tree, xmlNode *math, str tex, bool is_display)
{
	struct tex_reader *reader;

	if (tex.len > TEX_LONGEST || str_is_blank(tex))
		return false;
	reader = arena_alloc(tree->arena, sizeof *reader);
	*reader = (struct tex_reader){
	    .tree = tree, .arena = tree->arena, .rest = tex, .is_display = is_display};
	tex_push(reader, FRAME_ROW, math, math);
	for (tex_skip_space(reader); reader->rest.len && !reader->is_bad; tex_skip_space(reader))
		step(reader);
	if (!reader->is_bad && reader->depth == 1 && !reader->is_negated && math->children)
		return true;
	while (math->children)
		tree_remove(math->children);
	return false;
}
