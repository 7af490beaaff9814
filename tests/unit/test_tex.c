/* TeX as MathML, and MathML as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "tree/tex.h"

static struct arena arena;

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* Markup without MathML's m: mrow is r, mi i, and so on. */
static const char *
short_form(struct tree *tree)
{
	struct buf markup = BUF(&arena), out = BUF(&arena);
	str rest;

	tree_write_xhtml(&markup, tree->root, NULL);
	rest = str_trim(buf_str(&markup));
	for (size_t i = 0; i < rest.len; i++)
		if (rest.at[i] == 'm' && i && (rest.at[i - 1] == '<' || rest.at[i - 1] == '/') &&
		    i + 1 < rest.len && rest.at[i + 1] != 'a')
			continue;
		else
			buf_char(&out, rest.at[i]);
	return buf_zstr(&out);
}

static const char *
read_as(const char *tex, bool is_display, bool as_text)
{
	struct tree *tree = tree_new(&arena);
	xmlNode *math = tree_add(tree, tree_add(tree, tree->root, EL_P), EL_MATH);
	const char *markup;
	char *from;

	if (!tree_tex_read(tree, math, str_of(tex), is_display)) {
		assert_null(math->children);
		return "no";
	}
	if (as_text) {
		tree_math_text(tree, math);
		markup = short_form(tree);
		from = strstr(markup, "class=\"ath\">");
		from = from ? from : strstr(markup, "<span");
		return arena_zstr(&arena,
		    str_head(str_of(strchr(from, '>') + 1),
			strlen(strchr(from, '>') + 1) - strlen("</span></p>")));
	}
	markup = short_form(tree);
	from = strchr(strstr(markup, "<math"), '>') + 1;
	return arena_zstr(&arena, str_head(str_of(from), (size_t)(strstr(from, "</math>") - from)));
}

#define MARKUP(tex, expected) assert_string_equal(read_as(tex, false, false), expected)
#define DISPLAY(tex, expected) assert_string_equal(read_as(tex, true, false), expected)
#define TEXT(tex, expected) assert_string_equal(read_as(tex, true, true), expected)

static void
atoms_are_tokens(void **state)
{
	(void)state;
	MARKUP("x+12.5", "<i>x</i><o>+</o><n>12.5</n>");
	MARKUP("\\alpha\\le\\Gamma", "<i>α</i><o>≤</o><i mathvariant=\"normal\">Γ</i>");
	MARKUP("\\mathbb{R}", "<i>ℝ</i>");
	MARKUP("\\mathrm{max}\\,\\mathbf x",
	    "<i>max</i><space width=\"0.17em\"/><i mathvariant=\"bold\">x</i>");
	MARKUP("\\text{if } x", "<text>if\xc2\xa0</text><i>x</i>");
	MARKUP("a\\not= b\\not\\in C", "<i>a</i><o>≠</o><i>b</i><o>∉</o><i>C</i>");
	MARKUP("x \\tag{1}", "<i>x</i><space width=\"2em\"/><text>(1)</text>");
	MARKUP("{\\bf a}b", "<i mathvariant=\"bold\">a</i><i>b</i>");
}

static void
scripts_join_their_base(void **state)
{
	(void)state;
	MARKUP("x^2", "<sup><i>x</i><n>2</n></sup>");
	MARKUP("x_i^2", "<subsup><i>x</i><i>i</i><n>2</n></subsup>");
	MARKUP("x^2_i", "<subsup><i>x</i><i>i</i><n>2</n></subsup>");
	MARKUP("x^{n+1}", "<sup><i>x</i><row><i>n</i><o>+</o><n>1</n></row></sup>");
	MARKUP("f''", "<sup><i>f</i><o>″</o></sup>");
	MARKUP("2^{2^n}", "<sup><n>2</n><sup><n>2</n><i>n</i></sup></sup>");
	MARKUP("\\sum_{i}^n", "<subsup><o>∑</o><i>i</i><i>n</i></subsup>");
	DISPLAY("\\sum_{i}^n", "<underover><o>∑</o><i>i</i><i>n</i></underover>");
	DISPLAY("\\int_0^1", "<subsup><o>∫</o><n>0</n><n>1</n></subsup>");
	MARKUP("\\sum\\limits_i", "<under><o>∑</o><i>i</i></under>");
	MARKUP("^2", "<sup><row></row><n>2</n></sup>");
}

static void
commands_take_their_arguments(void **state)
{
	(void)state;
	MARKUP("\\frac{1}{x+1}", "<frac><n>1</n><row><i>x</i><o>+</o><n>1</n></row></frac>");
	MARKUP("\\frac12", "<frac><n>1</n><n>2</n></frac>");
	MARKUP("\\sqrt[3]{x}", "<root><i>x</i><n>3</n></root>");
	MARKUP("\\sqrt x", "<sqrt><i>x</i></sqrt>");
	MARKUP("\\hat x", "<over accent=\"true\"><i>x</i><o>^</o></over>");
	MARKUP("\\overset{a}{=}", "<over><o>=</o><i>a</i></over>");
	MARKUP("{a \\over b}", "<frac><row><i>a</i></row><row><i>b</i></row></frac>");
	MARKUP("\\binom nk",
	    "<row><o>(</o><frac linethickness=\"0\"><i>n</i><i>k</i></frac><o>)</o></row>");
	MARKUP(
	    "\\left( x \\right.", "<row><o stretchy=\"true\" fence=\"true\">(</o><i>x</i></row>");
	MARKUP("\\underbrace{x}_{n}",
	    "<under><under accentunder=\"true\"><i>x</i><o>⏟</o></under><i>n</i></under>");
}

static void
rows_are_tables(void **state)
{
	(void)state;
	MARKUP("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
	    "<row><o>(</o><table><tr><td><i>a</i></td><td><i>b</i></td></tr><tr><td><i>c</i></td>"
	    "<td><i>d</i></td></tr></table><o>)</o></row>");
	MARKUP("\\begin{array}{c|r} a \\\\ \\end{array}",
	    "<table columnalign=\"center right\"><tr><td><i>a</i></td></tr></table>");
	MARKUP("\\begin{equation} a = b \\label{x} \\end{equation}",
	    "<row><i>a</i><o>=</o><i>b</i></row>");
	MARKUP("\\substack{a \\\\ b}",
	    "<table><tr><td><i>a</i></td></tr><tr><td><i>b</i></td></tr></table>");
}

/* A part of a formula would be another formula. */
static void
what_is_not_known_is_refused_whole(void **state)
{
	static const char *const wrong[] = {"\\foo", "x^", "x^2^3", "{x", "x}", "\\frac{1}",
	    "\\left( x", "x \\right)", "\\begin{pmatrix} a", "\\begin{zoo}a\\end{zoo}",
	    "\\begin{matrix}a\\end{pmatrix}", "a & b", "a \\\\ b", "", "  ", "\\", "x_\\frac", "%",
	    "\\text{a", "\\sqrt[", "\\left", "\\not", "\\frac\\,x", "\\end{matrix}", "\\over",
	    "\\substack{a", "\\begin{array}{q}a\\end{array}", "x''''", "\\mathbf", "\\hat"};
	struct buf deep = BUF(&arena);

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		MARKUP(wrong[i], "no");
	for (int i = 0; i < 3000; i++)
		buf_char(&deep, '{');
	MARKUP(buf_zstr(&deep), "no");
	deep.len = 0;
	for (int i = 0; i < 9000; i++)
		buf_z(&deep, "x_i");
	MARKUP(buf_zstr(&deep), "no");
}

static void
text_keeps_the_meaning(void **state)
{
	(void)state;
	TEXT("E = mc^2", "<i>E</i> = <i>m</i><i>c</i><sup>2</sup>");
	TEXT("\\frac{a+b}{c}", "(<i>a</i> + <i>b</i>)/<i>c</i>");
	TEXT("\\frac12 mv^2", "(1/2)<i>m</i><i>v</i><sup>2</sup>");
	TEXT("x = \\frac12", "<i>x</i> = 1/2");
	TEXT("\\frac{\\frac ab}{c}", "(<i>a</i>/<i>b</i>)/<i>c</i>");
	TEXT("(a+b)^2", "(<i>a</i> + <i>b</i>)<sup>2</sup>");
	TEXT("{(a+b)}^2", "(<i>a</i> + <i>b</i>)<sup>2</sup>");
	TEXT("{a+b}^2", "(<i>a</i> + <i>b</i>)<sup>2</sup>");
	TEXT("\\sqrt{x+1}", "√(<i>x</i> + 1)");
	TEXT("\\sqrt[3]{x}", "<sup>3</sup>√(<i>x</i>)");
	TEXT("\\sum_{i=1}^n i", "∑<sub><i>i</i>=1</sub><sup><i>n</i></sup><i>i</i>");
	TEXT("-x + y", "−<i>x</i> + <i>y</i>");
	TEXT("\\hat x", "<i>x\xcc\x82</i>");
	TEXT("\\sin x", "sin <i>x</i>");
	TEXT("\\sin(x)", "sin(<i>x</i>)");
	TEXT("\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "(1, 2; 3, 4)");
	TEXT("\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}",
	    "<i>a</i> = <i>b</i><br/><i>c</i> = <i>d</i>");
	TEXT("e^{-\\frac{t}{2}}", "<i>e</i><sup>−<i>t</i>/2</sup>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(atoms_are_tokens),
	    cmocka_unit_test(scripts_join_their_base),
	    cmocka_unit_test(commands_take_their_arguments),
	    cmocka_unit_test(rows_are_tables),
	    cmocka_unit_test(what_is_not_known_is_refused_whole),
	    cmocka_unit_test(text_keeps_the_meaning),
	};

	tree_begin();
	arena_init(&arena, (size_t)64 << 20, NULL);
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
