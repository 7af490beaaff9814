/* XML as it is found: tokens, what is open, references; and JSON in place. */
#include "parsed.h"

#include "unpack/json.h"
#include "unpack/xml.h"

/* A document as one line: "+a[x=1] |text| -a". */
static const char *
tokens(const char *text)
{
	struct xml *xml = arena_alloc(&arena, sizeof *xml);
	struct buf out = BUF(&arena);

	xml_begin(xml, &arena, str_of(text));
	while (xml_next(xml) != XML_END) {
		str rest = xml->attributes, name, value;

		if (out.len)
			buf_char(&out, ' ');
		if (xml->kind == XML_TEXT) {
			buf_printf(&out, "|%.*s|", STR_ARG(xml_text(xml)));
			continue;
		}
		buf_char(&out, xml->kind == XML_OPEN ? '+' : xml->is_cut ? '~' : '-');
		buf_add(&out, xml->name);
		while (xml->kind == XML_OPEN && xml_attribute(&rest, &name, &value))
			buf_printf(
			    &out, "[%.*s=%.*s]", STR_ARG(name), STR_ARG(xml_decode(&arena, value)));
	}
	return buf_zstr(&out);
}

static void
reads_what_is_sound(void **state)
{
	(void)state;
	assert_string_equal(tokens("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b '>'>]><a x='1' "
				   "y=\"&lt;&#233;\"><!-- > --><b/>t&amp;</a>"),
	    "+a[x=1][y=<\xc3\xa9] +b -b |t&| -a");
	assert_string_equal(
	    tokens("<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>"), "+a |<b>&amp;]]| |>| -a");
	assert_string_equal(tokens("<n:a n:x='a>b'>t</n:a>"), "+n:a[n:x=a>b] |t| -n:a");
}

static void
goes_on_when_broken(void **state)
{
	(void)state;
	assert_string_equal(tokens("<a>1 < 2 & 3<b>x</a>"), "+a |1 | |< 2 & 3| +b |x| -b -a");
	assert_string_equal(tokens("<a></b>x</A>"), "+a |x| -a");
	assert_string_equal(tokens("<a><b>x"), "+a +b |x| ~b ~a");
	assert_string_equal(tokens("<a x=1 y>t</a"), "+a[x=1][y=] |t| -a");
	assert_string_equal(tokens("<a x='1>t</a>"), "+a[x=1] |t| -a");
	assert_string_equal(tokens("<a><!-- b</a>"), "+a | b| -a");
	assert_string_equal(tokens("<a><![CDATA[b</a>"), "+a |b</a>| ~a");
	assert_string_equal(
	    tokens("<a>1<br>2</br><hr/>3</a>"), "+a |1| +br -br |2| +hr -hr |3| -a");
	assert_string_equal(tokens("<<a>"), "|<| +a ~a");
	assert_string_equal(tokens(""), "");
}

static void
keeps_depth_in_bounds(void **state)
{
	struct buf text = BUF(&arena);
	struct xml *xml = arena_alloc(&arena, sizeof *xml);
	size_t opens = 0, closes = 0;

	(void)state;
	buf_z(&text, "<top>");
	for (size_t i = 0; i < 100000; i++)
		buf_z(&text, "<a>");
	buf_z(&text, "</top><b/>");
	xml_begin(xml, &arena, buf_str(&text));
	while (xml_next(xml) != XML_END) {
		opens += xml->kind == XML_OPEN;
		closes += xml->kind == XML_CLOSE;
		assert_true(xml->depth <= XML_DEPTH_MAX);
	}
	assert_int_equal(opens, XML_DEPTH_MAX + 1);
	assert_int_equal(opens, closes);
	assert_true(str_eq(xml->name, STR("b")));
}

static void
resolves_references(void **state)
{
	static const char *const pairs[][2] = {
	    {"&lt;&gt;&amp;&quot;&apos;", "<>&\"'"},
	    {"caf&eacute;&nbsp;&euro;", "caf\xc3\xa9\xc2\xa0\xe2\x82\xac"},
	    {"&#x2014;&#150;&#xD800;&#0;", "\xe2\x80\x94\xe2\x80\x93\xef\xbf\xbd"},
	    {"a & b &c; &; &#; &#x; &amp", "a & b &c; &; &#; &#x; &amp"},
	    {"&#99999999999999999999;", "\xef\xbf\xbd"},
	    {"&amp;lt;", "&lt;"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(
		    arena_zstr(&arena, xml_decode(&arena, str_of(pairs[i][0]))), pairs[i][1]);
}

static const char *
members(const char *text)
{
	struct buf out = BUF(&arena);
	struct json json;

	json_begin(&json, str_of(text));
	while (json_next(&json))
		buf_printf(&out, "%.*s(%.*s)%s", STR_ARG(json.key), STR_ARG(json.value),
		    json.is_cut ? "~" : "");
	return buf_zstr(&out);
}

static void
reads_json_in_place(void **state)
{
	(void)state;
	assert_string_equal(members(" {\"a\": 1, \"b\" : [1, {\"c\": \"]\"}], \"d\":\"x\\\"}\"}"),
	    "\"a\"(1)\"b\"([1, {\"c\": \"]\"}])\"d\"(\"x\\\"}\")");
	assert_string_equal(members("[1, \"2\", , null ]"), "(1)(\"2\")(null)");
	assert_string_equal(members("{\"a\": [1, 2"), "\"a\"([1, 2)~");
	assert_string_equal(members("{\"a\": \"x"), "\"a\"(\"x)~");
	assert_string_equal(members("{\"a\""), "(\"a\")");
	assert_string_equal(members("{"), "");
	assert_string_equal(
	    arena_zstr(
		&arena, json_string(&arena, STR("\"\\u00e9\\n\\\"\\/\\ud83d\\ude80\\ud83d\\q\""))),
	    "\xc3\xa9\n\"/\xf0\x9f\x9a\x80\xef\xbf\xbdq");
	assert_null(json_string(&arena, STR("null")).at);
	assert_null(json_string(&arena, STR("[1]")).at);
	assert_string_equal(arena_zstr(&arena, json_string(&arena, STR("12"))), "12");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_what_is_sound, setup, teardown),
	    cmocka_unit_test_setup_teardown(goes_on_when_broken, setup, teardown),
	    cmocka_unit_test_setup_teardown(keeps_depth_in_bounds, setup, teardown),
	    cmocka_unit_test_setup_teardown(resolves_references, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_json_in_place, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
