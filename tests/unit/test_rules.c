/* rules/ and extract/ruled.c */
#include "parsed.h"

#include "extract/extract.h"
#include "extract/ruled.h"
#include "parse/parse.h"
#include "rules/rules.h"

static const struct rules *
read_rules(const char *text)
{
	return rules_parse(&arena, &records, STR("/x/octavo.rules"), str_of(text));
}

/* The line of the section that decides over a page, 0 for none. */
static unsigned
decides(const struct rules *rules, const char *address, enum rule_key key)
{
	const struct rule_section *found[RULE_COUNT];

	rules_for(&arena, rules, str_of(address), found);
	return found[key] ? found[key]->line : 0;
}

static void
parses(void **state)
{
	const struct rules *rules = read_rules("\xEF\xBB\xBF# a comment\r\n\r\n[ Example.ORG ]\r\n"
					       "  content=#a, .b\r\n\tCONTENT = p\r\n"
					       "date = [data-x='a@b']@Data-X\r\n"
					       "title = a[href='x@y']\r\nauthor = .a\\@b\r\n"
					       "remove =\r\n[*]");

	(void)state;
	assert_non_null(rules);
	assert_int_equal(records.count, 0);
	assert_true(str_eq(rules->name, STR("octavo.rules")));
	assert_int_equal(rules->count, 2);
	assert_true(str_eq(rules->sections[0].host, STR("example.org")));
	assert_true(str_eq(rules->sections[0].label, STR("Example.ORG")));
	assert_int_equal(rules->sections[0].lines[RULE_CONTENT].count, 2);
	assert_int_equal(rules->sections[0].lines[RULE_CONTENT].list[1].line, 5);
	assert_true(str_eq(rules->sections[0].lines[RULE_DATE].list[0].attribute, STR("data-x")));
	assert_null(rules->sections[0].lines[RULE_TITLE].list[0].attribute.at);
	assert_null(rules->sections[0].lines[RULE_AUTHOR].list[0].attribute.at);
	assert_true(rules->sections[0].lines[RULE_REMOVE].said);
	assert_int_equal(rules->sections[0].lines[RULE_REMOVE].count, 0);
	assert_false(rules->sections[1].lines[RULE_REMOVE].said);
	assert_non_null(read_rules(""));
	assert_non_null(read_rules("#"));
}

static const char sections[] = "[example.org]\ntitle = a\n"             /* 1 */
			       "[*.example.org]\ntitle = a\n"           /* 3 */
			       "[*]\ntitle = a\ndate = a\n"             /* 5 */
			       "[example.org/blog/]\ntitle = a\n"       /* 8 */
			       "[example.org/blog/*/x]\ntitle = a\n"    /* 10 */
			       "[example.org/*.html$]\ntitle = a\n"     /* 12 */
			       "[*.a.example.org]\ntitle = a\n"         /* 14 */
			       "[www.Two.example]\ntitle = a\n"         /* 16 */
			       "[example.org/?id=]\ntitle = a\n"        /* 18 */
			       "[example.org/caf\xC3\xA9]\ntitle = a\n" /* 20 */
			       "[example.org/a*b*c$]\ntitle=\n"         /* 22 */
			       "[*/all]\ntitle = a\n"                   /* 24 */
			       "[*.below.example/p]\ntitle = a\n";      /* 26 */

static void
finds_sections(void **state)
{
	static const struct {
		const char *address;
		unsigned line;
	} samples[] = {
	    {"https://example.org/", 1},
	    {"http://EXAMPLE.org", 1},
	    {"https://www.example.org/x", 1},
	    {"https://example.org:8080/x", 1},
	    {"https://user@example.org/x", 1},
	    {"https://b.example.org/", 3},
	    {"https://b.c.example.org/", 3},
	    {"https://badexample.org/", 5},
	    {"https://example.org.evil.example/", 5},
	    {"", 5},
	    {"nonsense", 5},
	    {"https://example.org/blog", 1},
	    {"https://example.org/blog/", 8},
	    {"https://example.org/blog/a/b", 8},
	    {"https://example.org/blog/a/x", 10},
	    {"https://example.org/blog/a/b/xyz", 10},
	    {"https://example.org/Blog/a", 1},
	    {"https://example.org/a.html", 12},
	    {"https://example.org/a.html?x", 1},
	    {"https://example.org/blog/a.html", 12},
	    {"https://q.a.example.org/", 14},
	    {"https://a.example.org/", 3},
	    {"https://two.example/", 16},
	    {"https://www.two.example/", 16},
	    {"https://example.org/?id=5", 18},
	    {"https://example.org/?page=5", 1},
	    {"https://example.org/caf%C3%A9/x", 20},
	    {"https://example.org/abc", 22},
	    {"https://example.org/a-b-bb-c-c", 22},
	    {"https://example.org/a-c-b", 1},
	    {"https://other.example/all", 24},
	    {"https://other.example/a", 5},
	    {"https://x.below.example/path", 26},
	    {"https://x.below.example/", 5},
	    {"https://example.org/all", 1},
	};
	const struct rules *rules = read_rules(sections);

	(void)state;
	assert_non_null(rules);
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		if (decides(rules, samples[i].address, RULE_TITLE) != samples[i].line)
			fail_msg("%s: %u", samples[i].address,
			    decides(rules, samples[i].address, RULE_TITLE));
	/* Each key by itself. */
	assert_int_equal(decides(rules, "https://example.org/blog/", RULE_DATE), 5);
	assert_int_equal(decides(rules, "https://example.org/blog/", RULE_CONTENT), 0);
}

/* Of two that are as specific, the later one. */
static void
breaks_ties(void **state)
{
	const struct rules *rules =
	    read_rules("[a.example/x*]\ntitle = a\n[a.example/*y]\ntitle = a");

	(void)state;
	assert_int_equal(decides(rules, "https://a.example/xy", RULE_TITLE), 3);
	assert_int_equal(decides(rules, "https://a.example/xz", RULE_TITLE), 1);
}

static const struct wrong {
	const char *text, *place, *said;
} wrongs[] = {
    {"title", "1:1", "a line is [host], key = selector, or # and a comment"},
    {"title = h1", "1:1", "it stands before the first section"},
    {"\n[a.example]\n  titel = h1", "3:3", "there is no key titel; did you mean title?"},
    {"[a.example]\ncontents = p", "2:1", "did you mean content?"},
    {"[a.example]\nzzzzzzzzz = p", "2:1", "the keys are content, remove, title, author and date"},
    {"[a.example]\n = p", "2:2", "a key is expected before the ="},
    {"[a.example", "1:11", "] is expected here"},
    {"[", "1:2", "] is expected here"},
    {"[]", "1:2", "the name of a host is expected here"},
    {"[a.example] # mine", "1:12", "nothing may follow the ]"},
    {"[https://a.example/x]", "1:7", "no port or https://"},
    {"[a.example:80]", "1:11", "no port or https://"},
    {"[a.*.example]", "1:4", "a star stands alone or before a dot at the start"},
    {"[**]", "1:2", "a star stands alone"},
    {"[*a.example]", "1:2", "a star stands alone"},
    {"[*.]", "1:4", "the name of a host is expected here"},
    {"[/path]", "1:2", "the name of a host is expected here"},
    {"[a..example]", "1:4", "does not belong to a host"},
    {"[.example]", "1:2", "does not belong to a host"},
    {"[a b]", "1:3", "does not belong to a host"},
    {"[example.]", "1:10", "the name of a host is expected here"},
    {"[\xC3\xA9.example]\n[\xC3\xA9.example/a]\n[\xC3\xA9\xC3\xA9 .example]", "3:4",
	"does not belong to a host"},
    {"[a.example]\n[b.example]\n[A.example]", "3:1", "the section stands in line 1 too"},
    {"[a.example]\n[www.a.example]", "2:1", "the section stands in line 1 too"},
    {"[a.example]\ntitle = h1 >", "2:13", "an element, .class, #id or [attribute]"},
    {"[a.example]\ntitle = h1:hover", "2:12", "no pseudo-class"},
    {"[a.example]\ntitle = .\xC3\xA9\xC3\xA9 > .1", "2:16", "the name of a class"},
    {"[a.example]\ntitle = p::before", "2:11", "pseudo-element"},
    {"[a.example]\ncontent = p:not(", "2:17", "an element"},
    {"[a.example]\ncontent = p:nth-child(x)", "2:23", "2n+1"},
    {"[a.example]\ncontent = a | b", "2:13", "an element"},
    {"[a.example]\ntitle = p]", "2:10", "does not belong to a selector"},
    {"[a.example]\ntitle = p # mine", "2:12", "an id is expected here"},
    {"[a.example]\ntitle = [x='y]", "2:15", "quotation mark is not closed"},
    {"[a.example]\ntitle = [x=y", "2:13", "] is expected here"},
    {"[a.example]\ncontent = p@class", "2:12", "only title, author and date"},
    {"[a.example]\nremove = p@", "2:11", "only title, author and date"},
    {"[a.example]\ntitle = p@", "2:11", "the name of an attribute is expected here"},
    {"[a.example]\ntitle = @content", "2:9", "an element"},
    {"[a.example]\ntitle = \xFF", "2:9", "this is not UTF-8"},
    {"[a.example]\n\xC3\xA9\xC3\xA9\xC3 = p", "2:3", "this is not UTF-8"},
};

static void
says_what_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
		str name = arena_printf(&arena, "/x/octavo.rules:%s", wrongs[i].place);

		records = (struct diag_log){.arena = &arena};
		if (read_rules(wrongs[i].text))
			fail_msg("%s is taken", wrongs[i].text);
		if (records.count != 1 || !str_eq(records.list[0].name, name) ||
		    str_find(records.list[0].detail, str_of(wrongs[i].said)) == STR_NOT_FOUND)
			fail_msg("%s: %.*s: %.*s", wrongs[i].text, STR_ARG(records.list[0].name),
			    STR_ARG(records.list[0].detail));
	}
}

/* All mistakes at once; what stands in a section that is none is not one more. */
static void
says_all(void **state)
{
	(void)state;
	assert_null(read_rules("[a b]\ntitle = h1\ntitel = h1\n[c.example]\ntitle = h1 >\n"));
	assert_int_equal(records.count, 3);
}

static void
is_bounded(void **state)
{
	struct buf buf = BUF(&arena);

	(void)state;
	buf_z(&buf, "[a.example]\n");
	for (int i = 0; i < 64; i++)
		buf_z(&buf, "content = p\n");
	assert_non_null(read_rules(buf_zstr(&buf)));
	buf_z(&buf, "content = p\n");
	assert_null(read_rules(buf_zstr(&buf)));
	assert_true(str_eq(records.list[0].name, STR("/x/octavo.rules:66:11")));
	buf.len = 0;
	for (int i = 0; i < 2000; i++)
		buf_printf(&buf, "[a%d.example]\n", i);
	assert_non_null(read_rules(buf_zstr(&buf)));
	buf_z(&buf, "[b.example]\n");
	assert_null(read_rules(buf_zstr(&buf)));
	buf.len = 0;
	buf_z(&buf, "#");
	for (int i = 0; i < 5000; i++)
		buf_char(&buf, 'x');
	assert_null(read_rules(buf_zstr(&buf)));
	buf.len = 0;
	buf_z(&buf, "[a.example/");
	for (int i = 0; i < 300; i++)
		buf_char(&buf, '*');
	buf_char(&buf, ']');
	assert_null(read_rules(buf_zstr(&buf)));
}

/* The text that is kept of a page, a space between, and its metadata in `article`. */
static const char *
extract(const char *rules, const char *html, struct article *article)
{
	struct page *page = parse_html(&ctx, str_of(html));
	struct extraction out;
	struct buf buf = BUF(&arena);

	settings.rules = read_rules(rules);
	assert_non_null(settings.rules);
	*article = (struct article){.arena = &arena};
	extract_article(&ctx, page, article, &out);
	for (uint32_t i = 0; i < page->count; i++)
		if (page->nodes[i].tag == TAG_TEXT && page->nodes[i].flags & NODE_KEEP)
			buf_printf(&buf, "%.*s ", STR_ARG(str_trim(page->nodes[i].text)));
	return buf_zstr(&buf);
}

static const char sample[] =
    "<html lang=en><head><title>Piers</title><link rel=canonical href=https://a.example/x>"
    "<meta name=by content='Ida Holm'><meta name=on content=2026-02-03></head><body>"
    "<div class=h>The Two Piers</div><p class=by>By <b>Mara Lind</b> and <b>Tom Oak</b></p>"
    "<time datetime=2026-01-02>Friday</time><i class=d>soon</i><i class=d>3 May 2025</i>"
    "<p class=a>One.</p><p class=ad>Two.</p><p class=a>Three.</p></body></html>";

static void
rules_a_page(void **state)
{
	struct article article;
	const struct meta *meta = &article.meta;

	(void)state;
	assert_string_equal(
	    extract("[a.example]\ncontent = .a\ntitle = .none\ntitle = .h\nauthor = .by\n"
		    "date = .d",
		sample, &article),
	    "One. Three. ");
	assert_true(str_eq(meta->title, STR("The Two Piers")));
	assert_int_equal(meta->author_count, 2);
	assert_true(str_eq(meta->authors[0], STR("Mara Lind")));
	assert_true(str_eq(meta->byline, STR("By Mara Lind and Tom Oak")));
	assert_int_equal(meta->date.year, 2025);
	assert_int_equal(records.list[0].code, DIAG_RULES_USED);
	assert_int_equal(records.count, 1);
	/* What is removed is not there, and places are those of the whole page. */
	assert_string_equal(extract("[a.example]\ncontent = body\nremove = .ad, .h, .by, time, i\n"
				    "content = p:nth-last-of-type(3)",
				sample, &article),
	    "One. Three. ");
	assert_string_equal(
	    extract("[*]\ncontent = p.a:last-child\nremove = .ad", sample, &article), "Three. ");
	extract("[*]\nauthor = .by b\ndate = time", sample, &article);
	assert_int_equal(meta->author_count, 2);
	assert_true(str_eq(meta->authors[1], STR("Tom Oak")));
	assert_int_equal(meta->date.month, 1);
	extract("[*]\nauthor = meta[name=by]\ndate = [name=on]", sample, &article);
	assert_true(str_eq(meta->authors[0], STR("Ida Holm")));
	assert_int_equal(meta->date.month, 2);
	extract("[*]\ntitle = p@class\nauthor = p.ad", sample, &article);
	assert_true(str_eq(meta->title, STR("by")));
	assert_true(str_eq(meta->authors[0], STR("Two.")));
}

/* What finds nothing on its host's page is said, but not for a rule for all pages. */
static void
says_what_finds_nothing(void **state)
{
	struct article article;
	size_t none = 0;

	(void)state;
	extract("[a.example]\ncontent = .x\ncontent = .y\nremove = .z\ntitle = .x\nauthor = .x\n"
		"date = .h",
	    sample, &article);
	for (size_t i = 0; i < records.count; i++)
		none += records.list[i].code == DIAG_RULE_NONE;
	assert_int_equal(none, 4);
	assert_true(str_eq(records.list[1].detail, STR("octavo.rules:2 (content)")));
	records = (struct diag_log){.arena = &arena};
	extract("[*]\ncontent = .x\ntitle = .x\n[b.example]\ncontent = .y", sample, &article);
	assert_int_equal(records.count, 1);
	assert_int_equal(records.list[0].code, DIAG_RULES_USED);
}

/* Where a page's address is found. */
static void
knows_the_address(void **state)
{
	static const struct {
		const char *base, *html, *title;
	} samples[] = {
	    {NULL, "<link rel='canonical' href='https://a.example/'>", "A"},
	    {NULL, "<link rel='x canonical' href=' https://a.example/ '>", "A"},
	    {NULL, "<meta property='og:url' content='https://a.example/p'>", "A"},
	    {NULL, "<base href='https://a.example/p'>", "A"},
	    {"https://a.example/", "<link rel='canonical' href='https://b.example/'>", "A"},
	    {NULL,
		"<!-- saved from url=(0018)https://a.example/ -->"
		"<link rel='canonical' href='https://b.example/'>",
		"A"},
	    {NULL,
		"<!--\n Page saved with SomeProgram \n url: https://a.example/q \n saved date: -->",
		"A"},
	    {NULL,
		"<!-- saved from url=(0014)about:internet -->"
		"<link rel='canonical' href='https://a.example/'>",
		"A"},
	    {NULL, "<link rel='canonical' href='/p'>", "N"},
	    {NULL, "<!-- url: https://a.example/ -->", "N"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct article article;
		str html = arena_printf(&arena,
		    "<html><head>%s</head><body><i class=a>A</i>"
		    "<i class=n>N</i><i class=b>B</i></body></html>",
		    samples[i].html);

		settings.base_url = str_of(samples[i].base);
		extract("[a.example]\ntitle=.a\n[b.example]\ntitle=.b\n[*]\ntitle=.n",
		    arena_zstr(&arena, html), &article);
		if (!str_eq(article.meta.title, str_of(samples[i].title)))
			fail_msg("%s: %.*s", samples[i].html, STR_ARG(article.meta.title));
	}
}

static void
reads_comments_of_xhtml(void **state)
{
	struct page *page = parse_xhtml(&ctx,
	    STR("<!-- saved from url=(0020)https://a.example/q --><html xmlns='http://www.w3.org/1999/"
		"xhtml'><body><!--x--><p>y</p></body></html>"));

	(void)state;
	assert_true(str_eq(page->saved_from, STR("https://a.example/q")));
}

/* Nodes behind and around what is taken out keep their places. */
static void
takes_out(void **state)
{
	struct page *page = parse_html(&ctx,
	    STR("<body><p id=a>1<b>2</b></p><p id=c>3</p><div><i>4</i><p>5</p></div></body>"));
	unsigned char gone[40] = {1};
	struct select_fault fault;
	uint64_t steps = select_steps(page);

	(void)state;
	assert_int_equal(
	    select_nodes(select_parse(&arena, STR("b, #c, i, head"), &fault), page, gone, &steps),
	    4);
	page_remove(page, gone);
	assert_string_equal(show(page), "html(body(p@id=a(|1|)div(p(|5|))))");
	for (uint32_t i = 1; i < page->count; i++)
		assert_true(page->nodes[i].parent < i && page->nodes[i].end > i &&
		    page->nodes[i].end <= page->nodes[page->nodes[i].parent].end);
}

static void
leaves_alone(void **state)
{
	struct article article;

	(void)state;
	settings.whole = true;
	assert_non_null(strstr(
	    extract("[*]\ncontent = .a\nremove = .ad\ntitle = .h", sample, &article), "Two."));
	assert_true(str_eq(article.meta.title, STR("The Two Piers")));
	settings.title = STR("Mine");
	extract("[*]\ntitle = .h", sample, &article);
	assert_true(str_eq(article.meta.title, STR("Mine")));
}

/* Many matches, nested and side by side, and selectors that cost. */
static void
stays_linear(void **state)
{
	struct article article;
	struct buf html = BUF(&arena), rules = BUF(&arena);

	(void)state;
	for (int i = 0; i < 200; i++)
		buf_z(&html, "<div class='a b c'>");
	for (int i = 0; i < 20000; i++)
		buf_z(&html, "<p class='a b c'>word</p>");
	buf_z(&rules, "[*]\nauthor = *\ndate = *\ntitle = *\n");
	for (int i = 0; i < 64; i++) {
		buf_z(&rules, "remove = .x");
		for (int k = 0; k < 20; k++)
			buf_z(&rules, ", .a ~ .b ~ .c[class~=q]");
		buf_z(&rules, "\n");
	}
	extract(buf_zstr(&rules), buf_zstr(&html), &article);
	assert_int_equal(records.list[records.count - 1].code, DIAG_SELECTOR_COSTLY);
	assert_int_equal(records.said[DIAG_SELECTOR_COSTLY], 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(parses, setup, teardown),
	    cmocka_unit_test_setup_teardown(finds_sections, setup, teardown),
	    cmocka_unit_test_setup_teardown(breaks_ties, setup, teardown),
	    cmocka_unit_test_setup_teardown(says_what_is_wrong, setup, teardown),
	    cmocka_unit_test_setup_teardown(says_all, setup, teardown),
	    cmocka_unit_test_setup_teardown(is_bounded, setup, teardown),
	    cmocka_unit_test_setup_teardown(rules_a_page, setup, teardown),
	    cmocka_unit_test_setup_teardown(says_what_finds_nothing, setup, teardown),
	    cmocka_unit_test_setup_teardown(knows_the_address, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_comments_of_xhtml, setup, teardown),
	    cmocka_unit_test_setup_teardown(takes_out, setup, teardown),
	    cmocka_unit_test_setup_teardown(leaves_alone, setup, teardown),
	    cmocka_unit_test_setup_teardown(stays_linear, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
