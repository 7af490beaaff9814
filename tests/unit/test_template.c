/* Templates and words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "core/lang_script.h"
#include "template/files.h"
#include "template/values.h"

static struct arena arena;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20, NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *
filled(const char *text, const struct values *values)
{
	struct buf to = BUF(&arena);

	template_fill_text(&to, str_of(text), values, words_new(&arena, STR("en")));
	return buf_zstr(&to);
}

static void
values_are_escaped(void **state)
{
	struct values *values = values_new(&arena);

	(void)state;
	values_set(values, "a", STR("<b> & \"c\"\x01"));
	assert_string_equal(filled("{{a}}|{{{a}}}|{{none}}|", values),
	    "&lt;b&gt; &amp; &quot;c&quot;|<b> & \"c\"\x01||");
}

static void
sections_follow_lists_and_flags(void **state)
{
	struct values *values = values_new(&arena), *entry;

	(void)state;
	values_set(values, "name", STR("outer"));
	entry = values_add(values, "list");
	values_set(entry, "name", STR("one"));
	entry = values_add(values, "list");
	values_set_number(entry, "n", 2);
	values_set_flag(values, "yes", true);
	values_set_flag(values, "no", false);
	assert_string_equal(filled("{{#list}}[{{name}}{{n}}]{{/list}}", values), "[one][outer2]");
	assert_string_equal(
	    filled("{{#yes}}y{{/yes}}{{#no}}n{{/no}}{{^no}}N{{/no}}{{^none}}0{{/none}}", values),
	    "yN0");
	assert_string_equal(
	    filled("{{#yes}}a{{#yes}}b{{/yes}}c{{/yes}}{{^list}}empty{{/list}}", values), "abc");
}

static void
a_tag_alone_takes_its_line(void **state)
{
	struct values *values = values_new(&arena);

	(void)state;
	values_add(values, "list");
	values_add(values, "list");
	assert_string_equal(
	    filled("<ol>\n  {{#list}}\n  <li/>\n  {{/list}}\n</ol>\n{{^list}}\nx\n{{/list}}\n",
		values),
	    "<ol>\n  <li/>\n  <li/>\n</ol>\n");
}

static void
an_entry_hides_what_is_outside(void **state)
{
	struct values *values = values_new(&arena);

	(void)state;
	values_set(values, "href", STR("outer"));
	values_set(values_add(values, "list"), "href", STR_NONE);
	assert_string_equal(
	    filled("{{#list}}[{{href}}{{^href}}none{{/href}}]{{/list}}", values), "[none]");
}

static void
broken_templates_end(void **state)
{
	struct values *values = values_new(&arena);
	struct buf text = BUF(&arena);

	(void)state;
	values_set(values, "a", STR("A"));
	assert_string_equal(filled("{{#a}}x", values), "x");
	assert_string_equal(filled("x{{/a}}y{{a", values), "xy{{a");
	for (int i = 0; i < 100; i++)
		buf_z(&text, i % 2 ? "{{#b}}" : "{{#a}}");
	filled(buf_zstr(&text), values);
	assert_false(template_fill(&text, "epub/none.xhtml", values, NULL));
}

static void
words_fall_back_to_english(void **state)
{
	(void)state;
	const struct words *german = words_new(&arena, STR("de-AT"));
	const struct words *unknown = words_new(&arena, STR("tlh"));

	assert_true(str_eq(words_get(german, "contents"), STR("Inhalt")));
	assert_true(str_eq(words_lang(german), STR("de")));
	assert_true(str_eq(words_get(unknown, "contents"), STR("Contents")));
	assert_true(str_eq(words_lang(unknown), STR("en")));
	assert_true(str_eq(words_get(german, "no such word"), STR("")));
	assert_true(str_eq(words_lang(words_new(&arena, STR("zh-TW"))), STR("zh-hant")));
	assert_true(str_eq(words_lang(words_new(&arena, STR("../epub/nav"))), STR("en")));
}

static void
words_are_filled_and_counted(void **state)
{
	(void)state;
	const struct words *english = words_new(&arena, STR("en"));
	struct values *values = values_new(&arena);
	str names[] = {STR("A"), STR("B"), STR("C {title}")};

	values_set_number(values, "count", 1);
	assert_true(str_eq(words_fill(&arena, english, "articles", values), STR("1 article")));
	values_set_number(values, "count", 12);
	assert_true(str_eq(words_fill(&arena, english, "articles", values), STR("12 articles")));
	assert_true(str_eq(words_join(&arena, english, names, 3), STR("A, B and C {title}")));
	assert_true(str_eq(words_join(&arena, english, names, 1), STR("A")));
	values_set(values, "authors", names[2]);
	assert_true(str_eq(words_fill(&arena, english, "by", values), STR("By C {title}")));
}

static void
dates_are_in_words(void **state)
{
	struct date date = {.year = 2026, .month = 11, .day = 24};

	(void)state;
	assert_true(str_eq(words_date(&arena, words_new(&arena, STR("en")), date, true),
	    STR("Tuesday, 24 November 2026")));
	assert_true(str_eq(
	    words_date(&arena, words_new(&arena, STR("ja")), date, false), STR("2026年11月24日")));
	assert_false(words_date(&arena, words_new(&arena, STR("en")), (struct date){0}, true).len);
}

static void
direction_is_known_from_the_language(void **state)
{
	(void)state;
	assert_true(
	    lang_script_is_rtl(STR("ar")) && lang_script_is_rtl(STR("he-IL")) && lang_script_is_rtl(STR("UR")));
	assert_true(lang_script_is_rtl(STR("az-Arab")));
	assert_false(lang_script_is_rtl(STR("en")) || lang_script_is_rtl(STR("ar-Latn")) ||
	    lang_script_is_rtl(STR("arn")) || lang_script_is_rtl(STR_NONE));
}

/* Every language has every word of English but for forms of one, and the right number of names. */
static void
languages_are_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < template_file_count; i++) {
		const char *name = template_files[i].name;
		const struct words *words;
		str text = template_text("strings/en"), line;
		size_t bars = 0;

		if (strncmp(name, "strings/", 8) != 0)
			continue;
		words = words_new(&arena, str_of(name + 8));
		assert_true(str_eq(words_lang(words), str_of(name + 8)));
		while (str_cut(&text, '\n', &line)) {
			str key = str_trim(str_head(line, str_find_char(line, '=')));
			const char *own = arena_printf(&arena, "\n%.*s = ", STR_ARG(key)).at;

			if (!key.len || key.at[0] == '#' || str_ends(key, STR("_one")))
				continue;
			if (str_find(template_text(name), str_of(own)) == STR_NOT_FOUND)
				fail_msg("%s lacks %.*s", name, STR_ARG(key));
		}
		line = words_get(words, "months");
		for (size_t j = 0; j < line.len; j++)
			bars += line.at[j] == '|';
		assert_int_equal(bars, 11);
		line = words_get(words, "weekdays");
		for (size_t j = 0; j < line.len; j++)
			bars += line.at[j] == '|';
		assert_int_equal(bars, 17);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_are_escaped),
	    cmocka_unit_test(sections_follow_lists_and_flags),
	    cmocka_unit_test(a_tag_alone_takes_its_line),
	    cmocka_unit_test(an_entry_hides_what_is_outside),
	    cmocka_unit_test(broken_templates_end),
	    cmocka_unit_test(words_fall_back_to_english),
	    cmocka_unit_test(words_are_filled_and_counted),
	    cmocka_unit_test(dates_are_in_words),
	    cmocka_unit_test(direction_is_known_from_the_language),
	    cmocka_unit_test(languages_are_whole),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
