/* From entries to the files of a book. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "bind/plan.h"
#include "core/deflate.h"

static struct arena arena;
static struct spool *spool;
static struct deflate *deflate;
static struct entry *entries[1000];
static struct bind_request request;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)512 << 20, NULL);
	spool = spool_new();
	deflate = deflate_new();
	request = (struct bind_request){.entries = entries, .modified = -1};
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	spool_free(spool);
	deflate_free(deflate);
	return 0;
}

static struct article *
article(const char *title, const char *section, const char *date)
{
	struct article *made = article_new(&arena);

	made->meta.title = str_of(title);
	made->meta.section = str_of(section);
	if (date)
		date_parse(str_of(date), STR("en"), &made->meta.date);
	return made;
}

static struct entry *
add(struct article *made, const char *text)
{
	tree_add_text(made->body, tree_add(made->body, made->body->root, EL_P), str_of(text));
	entries[request.entry_count] =
	    record_store(&arena, spool, record_pack(&arena, deflate, made, STR("input.html"), 0));
	return entries[request.entry_count++];
}

static struct book *
bound(void)
{
	static const struct settings settings;
	struct diag_log *log = arena_alloc(&arena, sizeof *log);
	struct ctx ctx = {&arena, log, &settings, STR("book")};
	struct book *book;

	log->arena = &arena;
	book = bind_book(&ctx, spool, &request);
	assert_non_null(book);
	return book;
}

static const struct part *
part(const struct book *book, const char *path)
{
	for (size_t i = 0; i < book->part_count; i++)
		if (str_eq(book->parts[i].path, str_of(path)))
			return &book->parts[i];
	return NULL;
}

static str
text_of(const struct book *book, const char *path)
{
	const struct part *found = part(book, path);
	str text = STR_NONE;

	assert_non_null(found);
	if (!found->chapter)
		return found->bytes;
	assert_true(bind_page(&arena, book, spool, found, &text));
	return text;
}

static bool
has(str text, const char *what)
{
	return str_find(text, str_of(what)) != STR_NOT_FOUND;
}

/* Titles in reading order, set apart by bars. */
static const char *
order(void)
{
	struct book *book = bound();
	struct buf list = BUF(&arena);

	for (size_t i = 0; i < book->plan->chapter_count; i++) {
		buf_add(&list, book->plan->chapters[i].title);
		buf_char(&list, '|');
	}
	return buf_zstr(&list);
}

static void
the_newest_comes_first_in_its_section(void **state)
{
	(void)state;
	request.is_digest = true;
	add(article("a", "2 Town", "2026-01-01"), "x");
	add(article("b", NULL, "2026-01-09"), "x");
	add(article("c", "1 Port", NULL), "x");
	add(article("d", "2 Town", "2026-01-03"), "x");
	add(article("e", "Port", "2026-01-02"), "x");
	add(article("f", "1 port", "2026-01-02"), "x");
	assert_string_equal(order(), "d|a|e|f|c|b|");
	request.order = BIND_GIVEN;
	assert_string_equal(order(), "a|d|c|e|f|b|");
}

static void
sections_have_pages_when_there_are_several(void **state)
{
	struct book *book;

	(void)state;
	request.is_digest = true;
	add(article("a", "1 Port", "2026-01-01"), "x");
	book = bound();
	assert_null(part(book, "EPUB/text/s1.xhtml"));
	assert_non_null(part(book, "EPUB/text/s1a1.xhtml"));
	assert_true(has(text_of(book, "EPUB/toc.ncx"), "\"dtb:depth\" content=\"1\""));
	add(article("b", NULL, NULL), "x");
	book = bound();
	assert_true(has(text_of(book, "EPUB/text/s1.xhtml"), "<h1 id=\"section-title\">Port</h1>"));
	assert_true(has(text_of(book, "EPUB/text/s2.xhtml"), ">More</h1>"));
	assert_true(has(text_of(book, "EPUB/nav.xhtml"), "<a href=\"text/s2a1.xhtml\">b</a>"));
}

static void
links_lead_within_the_digest(void **state)
{
	struct article *one = article("one", NULL, NULL), *two = article("two", NULL, NULL);
	static const char *const to[] = {"http://Harbour.example/two/?utm_source=x#part",
	    "https://harbour.example/one", "https://other.example/?a=1&b=2", "mailto:a@b.example"};
	struct book *book;
	str page;

	(void)state;
	request.is_digest = true;
	request.order = BIND_GIVEN;
	one->meta.canonical = STR("https://harbour.example/one");
	two->meta.source = STR("http://harbour.example/two");
	for (size_t i = 0; i < 4; i++) {
		xmlNode *a = tree_add(one->body, tree_add(one->body, one->body->root, EL_P), EL_A);

		tree_set(one->body, a, "href", str_of(to[i]));
		tree_add_text(one->body, a, STR("link"));
	}
	add(one, "x");
	add(two, "x");
	book = bound();
	page = text_of(book, "EPUB/text/s1a1.xhtml");
	assert_true(has(page, "<a href=\"s1a2.xhtml\">link</a>"));
	assert_true(has(page, "<a href=\"https://harbour.example/one\">link</a>"));
	assert_true(has(page, "<a href=\"https://other.example/?a=1&amp;b=2\">link</a>"));
	assert_true(has(page, "<a href=\"mailto:a@b.example\">link</a>"));
	assert_true(has(page, ">Next: two</a>"));
	assert_int_equal(str_find_char(page, RECORD_LINK_OPEN), STR_NOT_FOUND);
	assert_int_equal(str_find_char(page, RECORD_LINK_CLOSE), STR_NOT_FOUND);
}

static void
a_long_digest_shows_the_first_of_each_section(void **state)
{
	struct book *book;
	str name = STR("left.html");

	(void)state;
	request.is_digest = true;
	request.left_out = &name;
	request.left_out_count = 1;
	for (int i = 0; i < 205; i++)
		add(article(arena_printf(&arena, "t%d", i).at, i < 120 ? "A" : "B", NULL), "x");
	book = bound();
	assert_true(has(text_of(book, "EPUB/text/front.xhtml"),
	    "<p class=\"more\"><a href=\"s1.xhtml\">All 120 articles</a></p>"));
	assert_true(has(text_of(book, "EPUB/text/front.xhtml"),
	    "<p class=\"pages\"><a href=\"s1.xhtml\">A</a> · <a href=\"s2.xhtml\">B</a></p>"));
	assert_true(has(text_of(book, "EPUB/text/front.xhtml"), ">t28</a>"));
	assert_false(has(text_of(book, "EPUB/text/front.xhtml"), ">t29</a>"));
	assert_true(has(text_of(book, "EPUB/text/front-2.xhtml"), ">t148</a>"));
	assert_null(part(book, "EPUB/text/front-3.xhtml"));
	assert_true(has(text_of(book, "EPUB/text/s1-3.xhtml"), ">t119</a>"));
	assert_true(has(text_of(book, "EPUB/text/s1-2.xhtml"),
	    "<a href=\"s1.xhtml\">1</a> · <b>2</b> · <a href=\"s1-3.xhtml\">3</a>"));
	assert_true(has(text_of(book, "EPUB/text/s2-2.xhtml"), ">t204</a>"));
	assert_null(part(book, "EPUB/text/s2-3.xhtml"));
	assert_true(has(text_of(book, "EPUB/text/colophon.xhtml"), "<li>left.html</li>"));
	assert_true(has(text_of(book, "EPUB/text/colophon-5.xhtml"), "start=\"201\""));
}

static void
a_single_article_lists_its_headings(void **state)
{
	struct article *one = article(NULL, NULL, "2026-03-04");
	struct book *book;

	(void)state;
	one->meta.source = STR("https://harbour.example/x?a=1&b=2");
	for (int i = 0; i < 3; i++) {
		xmlNode *h2 = tree_add(one->body, one->body->root, EL_H2);

		tree_set(one->body, h2, "id", arena_printf(&arena, "h%d", i));
		tree_add_text(one->body, h2, STR("Head"));
	}
	add(one, "x");
	book = bound();
	assert_true(str_eq(book->title, STR("harbour.example, 4 March 2026")));
	assert_true(has(text_of(book, "EPUB/toc.ncx"), "src=\"text/article.xhtml#h2\""));
	assert_true(has(text_of(book, "EPUB/text/article.xhtml"),
	    "<a href=\"https://harbour.example/x?a=1&amp;b=2\">Read on the web</a>"));
	assert_true(has(text_of(book, "EPUB/package.opf"), "<dc:date>2026-03-04</dc:date>"));
	assert_true(has(text_of(book, "EPUB/package.opf"), "2026-03-04T00:00:00Z"));
	assert_null(part(book, "EPUB/text/front.xhtml"));
}

static void
metadata_say_what_is_true(void **state)
{
	struct article *one = article("Tom & \"Jerry\"", NULL, NULL);
	struct book *book;
	str opf;

	(void)state;
	one->meta.lang = STR("pt_br");
	one->meta.site = STR("The Lantern");
	add(one, "x");
	book = bound();
	opf = text_of(book, "EPUB/package.opf");
	assert_true(has(opf, "<dc:language>pt-BR</dc:language>"));
	assert_true(has(opf, ">The Lantern</dc:creator>"));
	assert_true(has(opf, ">Tom &amp; &quot;Jerry&quot;</dc:title>"));
	assert_true(has(opf, "1980-01-01T00:00:00Z"));
	assert_false(has(opf, "alternativeText") || has(opf, "visual") || has(opf, "MathML"));
	assert_false(
	    has(opf, "<dc:date>") || has(opf, "<dc:source>") || has(opf, "name=\"cover\""));
	request.modified = 86400;
	assert_true(has(text_of(bound(), "EPUB/package.opf"), "1970-01-02T00:00:00Z"));
}

static void
a_digest_has_one_identity_a_day(void **state)
{
	str first;

	(void)state;
	request.is_digest = true;
	request.title = STR("The Morning");
	request.series = STR("The Morning");
	request.date = (struct date){.year = 2026, .month = 11, .day = 24};
	add(article("a", NULL, NULL), "x");
	first = bound()->identifier;
	assert_true(str_eq(bound()->title, STR("The Morning, 24 November 2026")));
	assert_true(has(text_of(bound(), "EPUB/package.opf"), "group-position\">9824<"));
	add(article("b", NULL, NULL), "x");
	assert_true(str_eq(bound()->identifier, first));
	request.date.day = 25;
	assert_false(str_eq(bound()->identifier, first));
	request.title = STR_NONE;
	first = bound()->identifier;
	request.date.day = 26;
	assert_true(str_eq(bound()->identifier, first));
}

static void
long_articles_are_cut(void **state)
{
	struct article *one = article("Long", NULL, NULL);
	struct tree *tree = one->body;
	char *words = arena_alloc(&arena, 3001);
	struct book *book;
	xmlNode *list, *a;
	str page;

	(void)state;
	memset(words, 'w', 3000);
	a = tree_add(tree, tree_add(tree, tree->root, EL_P), EL_A);
	tree_set(tree, a, "href", STR("#last"));
	tree_set(tree, a, "epub:type", STR("noteref"));
	tree_add_text(tree, a, STR("to the end"));
	list = tree_add(tree, tree->root, EL_OL);
	tree_set(tree, list, "id", STR("list"));
	for (int i = 0; i < 200; i++)
		tree_add_text(tree, tree_add(tree, list, EL_LI), (str){words, 3000});
	tree_set(tree, tree_add(tree, tree->root, EL_P), "id", STR("last"));
	tree_add_text(tree, tree->root->last, STR("the end"));
	add(one, "x");
	book = bound();
	assert_non_null(part(book, "EPUB/text/article-3.xhtml"));
	assert_null(part(book, "EPUB/text/article-4.xhtml"));
	page = text_of(book, "EPUB/text/article.xhtml");
	assert_true(page.len < 260000);
	assert_true(has(page, "href=\"article-3.xhtml#last\""));
	assert_true(has(page, "</li>\n</ol>"));
	page = text_of(book, "EPUB/text/article-2.xhtml");
	assert_true(page.len < 260000);
	assert_true(has(page, "<ol start=\"68\">") || has(page, "<ol start=\"67\">"));
	assert_true(has(page, "Long, continued</h1>"));
	assert_true(has(text_of(book, "EPUB/text/article-3.xhtml"), "id=\"last\""));
}

/* A paragraph of small parts, and a definition without end. */
static void
what_is_open_is_cut_too(void **state)
{
	struct article *one = article("Long", NULL, NULL);
	struct tree *tree = one->body;
	xmlNode *p = tree_add(tree, tree->root, EL_P), *dl, *dd;
	struct book *book;
	str page;

	(void)state;
	for (int i = 0; i < 12000; i++)
		tree_add_text(tree, tree_add(tree, p, i % 2 ? EL_B : EL_I),
		    STR("a few words in a row and no more "));
	dl = tree_add(tree, tree->root, EL_DL);
	tree_add_text(tree, tree_add(tree, dl, EL_DT), STR("term"));
	dd = tree_add(tree, dl, EL_DD);
	for (int i = 0; i < 3000; i++)
		tree_add_text(tree, tree_add(tree, dd, EL_P),
		    STR("what is said of it, at some length and more than once, so that it goes on "
			"and on"));
	add(one, "x");
	book = bound();
	page = text_of(book, "EPUB/text/article.xhtml");
	assert_true(page.len < 250000);
	assert_true(has(page, "</p>\n    <p class=\"turn next\">"));
	page = text_of(book, "EPUB/text/article-2.xhtml");
	assert_true(page.len < 250000);
	assert_true(has(page, "continued</h1>\n<p><"));
	page = text_of(book, "EPUB/text/article-4.xhtml");
	assert_true(page.len < 250000);
	assert_true(has(page, "<dl><dt>\xe2\x80\xa6</dt><dd>"));
}

static void
pieces_go_on_under_their_headings(void **state)
{
	struct article *one = article("Long", NULL, NULL);
	struct tree *tree = one->body;
	char *words = arena_alloc(&arena, 3001);
	xmlNode *head = tree_add(tree, tree->root, EL_H2);
	str page;

	(void)state;
	memset(words, 'w', 3000);
	tree_set(tree, head, "id", STR("one"));
	tree_add_text(tree, head, STR("One & "));
	tree_add_text(tree, tree_add(tree, head, EL_I), STR("only"));
	tree_add_text(tree, tree_add(tree, tree->root, EL_H3), STR("Two"));
	tree_add_text(tree, tree_add(tree, tree->root, EL_H4), STR("Three"));
	for (int i = 0; i < 100; i++)
		tree_add_text(
		    tree, tree_add(tree, tree->root, i < 40 ? EL_P : EL_H4), (str){words, 3000});
	add(one, "x");
	page = text_of(bound(), "EPUB/text/article-2.xhtml");
	assert_true(has(page,
	    "continued</h1>\n<h2 class=\"continued\">One &amp; only</h2>\n"
	    "<h3 class=\"continued\">Two</h3>\n<h4>www"));
}

static void
names_sort_by_family(void **state)
{
	static const struct {
		const char *name, *lang, *sort;
	} cases[] = {
	    {"Ida Lindqvist", "en", "Lindqvist, Ida"},
	    {"Martin Luther King Jr.", "en", "King, Martin Luther, Jr."},
	    {"Plato", "en", "Plato"},
	    {"Plato II", "en", "Plato II"},
	    {"山田 太郎", "ja", "山田 太郎"},
	    {"Nagy Anna", "hu", "Nagy Anna"},
	    {"The Editorial Board", "en", "The Editorial Board"},
	    {"Lindqvist, Ida", "en", "Lindqvist, Ida"},
	    {"Agence 24", "fr", "Agence 24"},
	    {"Martin Luther King, Jr.", "en", "King, Martin Luther, Jr."},
	    {"Dr. Jane Doe", "en", "Doe, Jane"},
	    {"Ludwig van Beethoven", "de", "Beethoven, Ludwig van"},
	    {"Ludwig van Beethoven", "en", "Beethoven, Ludwig van"},
	    {"Jan van den Berg", "nl", "Berg, Jan van den"},
	    {"Jan Van den Berg", "nl", "Van den Berg, Jan"},
	    {"Simone de Beauvoir", "fr", "Beauvoir, Simone de"},
	    {"Jean de La Fontaine", "fr", "La Fontaine, Jean de"},
	    {"Ursula K. Le Guin", "en", "Le Guin, Ursula K."},
	    {"Walter de la Mare", "en", "de la Mare, Walter"},
	    {"Vittorio De Sica", "it", "De Sica, Vittorio"},
	    {"Fatima al Fihri", "en", "al Fihri, Fatima"},
	    {"Gabriel García Márquez", "es", "García Márquez, Gabriel"},
	    {"José Luis Rodríguez", "es", "Rodríguez, José Luis"},
	    {"José Luis Rodríguez Zapatero", "es", "Rodríguez Zapatero, José Luis"},
	    {"José Ortega y Gasset", "es", "Ortega y Gasset, José"},
	    {"Ana Sousa", "pt-BR", "Sousa, Ana"},
	    {"Redaktion Hafen", "de", "Redaktion Hafen"},
	    {"Nguyễn Văn An", "vi", "Nguyễn Văn An"},
	    {"John Smith", "ja", "Smith, John"},
	    {"김 민수", "ko", "김 민수"},
	    {"", "en", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		str sort = sort_name(&arena, str_of(cases[i].name), str_of(cases[i].lang));

		if (!str_eq(sort, str_of(cases[i].sort)))
			fail_msg("%s: %.*s", cases[i].name, STR_ARG(sort));
	}
}

static void
titles_sort_without_their_article(void **state)
{
	static const char *const cases[][3] = {{"The Harbour", "en", "Harbour, The"},
	    {"A Day", "en-GB", "Day, A"}, {"Theory", "en", ""}, {"The", "en", ""},
	    {"Der Hafen", "de-AT", "Hafen, Der"}, {"Die Hard", "en", ""},
	    {"L\xe2\x80\x99\xc3\x89tranger", "fr", "\xc3\x89tranger, L\xe2\x80\x99"},
	    {"L'ami", "fr", "ami, L'"}, {"Las olas", "es", "olas, Las"},
	    {"Het huis", "nl", "huis, Het"}, {"The Harbour", "fr", ""}, {"A ház", "hu", "ház, A"},
	    {"", "en", ""}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		str sort = sort_title(&arena, str_of(cases[i][0]), str_of(cases[i][1]));

		if (!str_eq(sort, str_of(cases[i][2])))
			fail_msg("%s: %.*s", cases[i][0], STR_ARG(sort));
	}
}

static void
languages_are_cleaned(void **state)
{
	static const char *const cases[][2] = {{"en_us", "en-US"}, {"ZH-hant-tw", "zh-Hant-TW"},
	    {"C", ""}, {"x-default", ""}, {"und", ""}, {"", ""}, {"en-US-x-twain", "en-US"},
	    {"de-1901", "de"}, {"en\"><b", ""}, {"es-419", "es-419"}, {"english", ""}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		str lang = language_clean(&arena, str_of(cases[i][0]));

		if (!str_eq(lang, str_of(cases[i][1])))
			fail_msg("%s: %.*s", cases[i][0], STR_ARG(lang));
	}
}

static void
sheets_are_looked_at(void **state)
{
	(void)state;
	assert_true(bind_css_is_clean(STR("p { margin: 0 } /* { */ q::before { content: \"}\" }")));
	assert_true(bind_css_is_clean(STR("")));
	assert_false(bind_css_is_clean(STR("@IMPORT 'x.css';")));
	assert_false(bind_css_is_clean(STR("p { background: URL(http://x) }")));
	assert_false(bind_css_is_clean(STR("p { width: expression(1) }")));
	assert_false(bind_css_is_clean(STR("p { margin: 0 ")));
	assert_false(bind_css_is_clean(STR("p { margin: (0} )")));
	assert_false(bind_css_is_clean(STR("} p {")));
	assert_false(bind_css_is_clean(STR("/* never closed")));
	assert_false(bind_css_is_clean(STR("p { content: \"\n\" }")));
	assert_false(bind_css_is_clean(STR("@\\69mport 'x';")));
	assert_false(bind_css_is_clean(STR("\xff")));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(the_newest_comes_first_in_its_section),
	    CASE(sections_have_pages_when_there_are_several),
	    CASE(links_lead_within_the_digest),
	    CASE(a_long_digest_shows_the_first_of_each_section),
	    CASE(a_single_article_lists_its_headings),
	    CASE(metadata_say_what_is_true),
	    CASE(a_digest_has_one_identity_a_day),
	    CASE(long_articles_are_cut),
	    CASE(pieces_go_on_under_their_headings),
	    CASE(what_is_open_is_cut_too),
	    CASE(names_sort_by_family),
	    CASE(titles_sort_without_their_article),
	    CASE(languages_are_cleaned),
	    CASE(sheets_are_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
