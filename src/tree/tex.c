/* A formula of the tree as TeX: what an element writes before, between and after its children. */
#include "tree/tex.h"

#include "core/utf8.h"

struct tex {
	struct buf to;
	bool is_word; /* what was written last is a command of letters */
};

enum order { ORDER_FORWARDS, ORDER_BACKWARDS, ORDER_FIRST_ALONE };

struct form {
	enum element element;
	const char *before, *between[2], *after; /* the second `between` after the second child */
	enum order order;
};

static const struct form forms[] = {
    {EL_MFRAC, "\\frac{", {"}{", "}{"}, "}", ORDER_FORWARDS},
    {EL_MSQRT, "\\sqrt{", {"", ""}, "}", ORDER_FORWARDS},
    {EL_MROOT, "\\sqrt[", {"]{", ""}, "}", ORDER_BACKWARDS},
    {EL_MSUB, "", {"_{", "}{"}, "}", ORDER_FORWARDS},
    {EL_MSUP, "", {"^{", "}{"}, "}", ORDER_FORWARDS},
    {EL_MSUBSUP, "", {"_{", "}^{"}, "}", ORDER_FORWARDS},
    {EL_MUNDER, "", {"_{", "}{"}, "}", ORDER_FORWARDS},
    {EL_MOVER, "", {"^{", "}{"}, "}", ORDER_FORWARDS},
    {EL_MUNDEROVER, "", {"_{", "}^{"}, "}", ORDER_FORWARDS},
    {EL_MPHANTOM, "\\phantom{", {"", ""}, "}", ORDER_FORWARDS},
    {EL_MTABLE, "\\begin{matrix}", {" \\\\ ", " \\\\ "}, "\\end{matrix}", ORDER_FORWARDS},
    {EL_MTR, "", {" & ", " & "}, "", ORDER_FORWARDS},
};

static void
put(struct tex *tex, const char *command)
{
	unsigned char last;

	if (!*command)
		return;
	if (tex->is_word && ascii_is_alpha((unsigned char)*command))
		buf_char(&tex->to, ' ');
	buf_z(&tex->to, command);
	last = (unsigned char)tex->to.at[tex->to.len - 1];
	tex->is_word = *command == '\\' && ascii_is_alpha(last);
}

static const char *
command_of(uint32_t code)
{
	static const struct row {
		uint32_t code;
		const char *command;
	} rows[] = {
#define TEX(code, command) {code, command},
#include "tree/tex.def"
#undef TEX
	};
	size_t low = 0, high = sizeof rows / sizeof *rows;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (rows[middle].code == code)
			return rows[middle].command;
		if (rows[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void
put_characters(struct tex *tex, str text)
{
	while (text.len) {
		size_t len;
		uint32_t code = utf8_decode(text, &len);
		const char *command = command_of(code);

		if (command) {
			put(tex, command);
		} else {
			if (tex->is_word && code < 0x80 && ascii_is_alpha((unsigned char)code))
				buf_char(&tex->to, ' ');
			buf_utf8(&tex->to, code);
			tex->is_word = false;
		}
		text = str_from(text, len);
	}
}

static const char *
alphabet_of(const xmlNode *token, size_t characters)
{
	static const struct row {
		const char *variant, *command;
	} rows[] = {
	    {"bold", "\\mathbf{"},
	    {"bold-italic", "\\boldsymbol{"},
	    {"double-struck", "\\mathbb{"},
	    {"script", "\\mathcal{"},
	    {"fraktur", "\\mathfrak{"},
	    {"sans-serif", "\\mathsf{"},
	    {"monospace", "\\mathtt{"},
	    {"normal", "\\mathrm{"},
	};
	str variant = tree_get(token, "mathvariant");

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq(variant, str_of(rows[i].variant)))
			return rows[i].command;
	return characters > 1 && !variant.len ? "\\mathrm{" : NULL;
}

/* Names that TeX has commands for. */
static bool
is_function(str name)
{
	return str_has_word(
	    STR("arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg "
		"lim liminf limsup ln log max min sec sin sinh sup tan tanh Pr"),
	    name);
}

static void
put_token(struct tex *tex, const xmlNode *token)
{
	str text = tree_text(tex->to.arena, token);
	enum element element = tree_element(token);
	const char *alphabet = NULL;

	if (is_function(text) && element != EL_MTEXT) {
		put(tex, "\\");
		buf_add(&tex->to, text);
		tex->is_word = true;
		return;
	}
	if (element == EL_MTEXT || element == EL_MS)
		alphabet = "\\text{";
	else if (element == EL_MI && !(utf8_count(text) == 1 && (unsigned char)*text.at >= 0x80))
		alphabet = alphabet_of(token, utf8_count(text));
	if (alphabet)
		put(tex, alphabet);
	put_characters(tex, text);
	if (alphabet)
		put(tex, "}");
}

/* The one token that a run of rows holds, NULL where it holds more or another thing. */
static const xmlNode *
only_token(const xmlNode *node)
{
	while (node && (tree_element(node) == EL_MROW || tree_element(node) == EL_MSTYLE) &&
	    node->children && node->children == node->last)
		node = node->children;
	return node && tree_is_token(tree_element(node)) ? node : NULL;
}

static bool
takes_limits(struct arena *arena, const xmlNode *base)
{
	const xmlNode *token = only_token(base);
	str text = token ? tree_text(arena, token) : STR_NONE;
	size_t len;
	uint32_t code;

	if (!text.len)
		return false;
	code = utf8_decode(text, &len);
	return is_function(text) || (code >= 0x220F && code <= 0x2211) ||
	    (code >= 0x222B && code <= 0x2233) || (code >= 0x22C0 && code <= 0x22C3) ||
	    (code >= 0x2A00 && code <= 0x2A09);
}

/* The command for a mark over or under a base. */
static const char *
accent_of(struct arena *arena, const xmlNode *node)
{
	static const struct row {
		uint32_t mark;
		const char *over, *under;
	} rows[] = {
	    {0x5E, "\\hat{", NULL},
	    {0x5F, "\\overline{", "\\underline{"},
	    {0x7E, "\\tilde{", NULL},
	    {0xA8, "\\ddot{", NULL},
	    {0xAF, "\\overline{", "\\underline{"},
	    {0x2C6, "\\hat{", NULL},
	    {0x2C7, "\\check{", NULL},
	    {0x2D8, "\\breve{", NULL},
	    {0x2D9, "\\dot{", NULL},
	    {0x2DC, "\\tilde{", NULL},
	    {0x203E, "\\overline{", "\\underline{"},
	    {0x2192, "\\vec{", NULL},
	    {0x23DE, "\\overbrace{", NULL},
	    {0x23DF, NULL, "\\underbrace{"},
	};
	const xmlNode *token = only_token(node->last);
	str text = token ? tree_text(arena, token) : STR_NONE;
	size_t len;
	uint32_t mark;

	if (!text.len || utf8_count(text) != 1)
		return NULL;
	mark = utf8_decode(text, &len);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].mark == mark)
			return tree_element(node) == EL_MOVER ? rows[i].over : rows[i].under;
	return NULL;
}

/* Tables between brackets of their own. */
static const struct matrix {
	const char *open, *close, *before, *after;
} matrices[] = {
    {"(", ")", "\\begin{pmatrix} ", " \\end{pmatrix}"},
    {"[", "]", "\\begin{bmatrix} ", " \\end{bmatrix}"},
    {"{", "}", "\\begin{Bmatrix} ", " \\end{Bmatrix}"},
    {"|", "|", "\\begin{vmatrix} ", " \\end{vmatrix}"},
    {"\xe2\x88\xa3", "\xe2\x88\xa3", "\\begin{vmatrix} ", " \\end{vmatrix}"},
    {"\xe2\x80\x96", "\xe2\x80\x96", "\\begin{Vmatrix} ", " \\end{Vmatrix}"},
    {"\xe2\x88\xa5", "\xe2\x88\xa5", "\\begin{Vmatrix} ", " \\end{Vmatrix}"},
    {"{", "", "\\begin{cases} ", " \\end{cases}"},
};

static bool
is_bracket(struct arena *arena, const xmlNode *node, const char *kind)
{
	const xmlNode *token = node ? only_token(node) : NULL;

	if (!*kind)
		return !node || (token && !tree_text(arena, token).len);
	return token && tree_element(token) == EL_MO &&
	    str_eq(tree_text(arena, token), str_of(kind));
}

static const struct matrix *
matrix_of(struct arena *arena, const xmlNode *node)
{
	if (!node || tree_element(node) != EL_MTABLE)
		return NULL;
	for (size_t i = 0; i < sizeof matrices / sizeof *matrices; i++)
		if (is_bracket(arena, node->prev, matrices[i].open) &&
		    is_bracket(arena, node->next, matrices[i].close))
			return &matrices[i];
	return NULL;
}

static struct form
form_of(struct arena *arena, const xmlNode *node)
{
	struct form plain = {EL_NONE, "", {"", ""}, "", ORDER_FORWARDS};
	enum element element = tree_element(node);

	if (element == EL_MOVER || element == EL_MUNDER) {
		const char *accent = accent_of(arena, node);

		if (accent)
			return (struct form){element, accent, {"", ""}, "}", ORDER_FIRST_ALONE};
		if (!takes_limits(arena, node->children))
			return (struct form){element,
			    element == EL_MOVER ? "\\overset{" : "\\underset{", {"}{", ""}, "}",
			    ORDER_BACKWARDS};
	}
	if (matrix_of(arena, node))
		return (struct form){element, matrix_of(arena, node)->before, {" \\\\ ", " \\\\ "},
		    matrix_of(arena, node)->after, ORDER_FORWARDS};
	if (element == EL_MFRAC && str_starts(tree_get(node, "linethickness"), STR("0")))
		return plain;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (forms[i].element == element)
			return forms[i];
	return plain;
}

/* A script binds to what stands right before it: a base of several parts is held together, but for
   one in brackets. */
static bool
needs_braces(struct arena *arena, const xmlNode *node)
{
	enum element around = node->parent ? tree_element(node->parent) : EL_NONE;
	const xmlNode *token;

	if (node->prev || (around != EL_MSUB && around != EL_MSUP && around != EL_MSUBSUP))
		return false;
	token = only_token(node);
	if (!token && node->children && is_bracket(arena, node->children, "("))
		return !is_bracket(arena, node->last, ")");
	return !token ||
	    (utf8_count(tree_text(arena, token)) > 1 && tree_element(token) == EL_MTEXT);
}

/* Gives the child to go on with, NULL where nothing below is to be written. */
static const xmlNode *
enter(struct tex *tex, const xmlNode *node)
{
	struct form form;

	if (needs_braces(tex->to.arena, node))
		put(tex, "{");
	if (tree_is_token(tree_element(node))) {
		if (!matrix_of(tex->to.arena, node->prev) && !matrix_of(tex->to.arena, node->next))
			put_token(tex, node);
		return NULL;
	}
	form = form_of(tex->to.arena, node);
	put(tex, form.before);
	return form.order == ORDER_BACKWARDS ? node->last : node->children;
}

static void
leave(struct tex *tex, const xmlNode *node)
{
	if (!tree_is_token(tree_element(node)))
		put(tex, form_of(tex->to.arena, node).after);
	if (needs_braces(tex->to.arena, node))
		put(tex, "}");
}

/* The child that is written after `node`, with what goes between; NULL after the last. */
static const xmlNode *
step(struct tex *tex, const xmlNode *node)
{
	struct form form = form_of(tex->to.arena, node->parent);
	bool is_back = form.order == ORDER_BACKWARDS;
	const xmlNode *next = is_back ? node->prev : node->next;

	if (form.order == ORDER_FIRST_ALONE)
		return NULL;
	if (next)
		put(tex, form.between[is_back ? node->next != NULL : node->prev != NULL]);
	return next;
}

str
tree_tex(struct arena *arena, const xmlNode *math)
{
	struct tex tex = {BUF(arena), false};
	const xmlNode *node = math->children;

	while (node) {
		const xmlNode *next = enter(&tex, node);

		while (!next) {
			leave(&tex, node);
			if (node->parent == math) {
				next = node->next;
				break;
			}
			next = step(&tex, node);
			if (!next)
				node = node->parent;
		}
		node = next;
	}
	return str_trim(buf_str(&tex.to));
}
