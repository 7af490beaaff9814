/* rebuild/: what elements of a page become, and the content model whatever the page's shape. */
#include "core/utf8.h"
#include "edited.h"

static void
check_rebuilt(const char *html, const char *expected)
{
	struct world world;

	world_begin(&world);
	rebuild_article(&world.ctx, world_page(&world, html), world.article, PAGE_NONE);
	assert_string_equal(world_xhtml(&world), expected);
	world_end(&world);
}

static void
runs_become_paragraphs(void **state)
{
	(void)state;
	check_rebuilt("<div>one<div>two</div>three</div>", "<p>one</p><p>two</p><p>three</p>");
	check_rebuilt("a<br><br>b<br>c<br>", "<p>a</p><p>b<br/>c</p>");
	check_rebuilt("<center><font>x</font></center>", "<p>x</p>");
	check_rebuilt("<section dir=RTL lang=ar>x</section>",
	    "<div lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\"><p>x</p></div>");
}

static void
blocks_split_phrases(void **state)
{
	(void)state;
	check_rebuilt("<a href='http://e.org/'>x<div>y</div></a>",
	    "<p><a href=\"http://e.org/\">x</a></p><p><a href=\"http://e.org/\">y</a></p>");
	check_rebuilt(
	    "<b>x<ul><li>y</ul>z</b>", "<p><b>x</b></p><ul><li><b>y</b></li></ul><p><b>z</b></p>");
	check_rebuilt("<h2>Two <div>parts</div></h2>", "<h3>Two  parts</h3>");
	check_rebuilt("<b><b><i></i>x</b></b>", "<p><b>x</b></p>");
}

static void
strays_get_their_parents(void **state)
{
	(void)state;
	check_rebuilt("<li>a<li>b<p>c", "<ul><li>a</li><li>b<p>c</p></li></ul>");
	check_rebuilt("<p>x</p><li>a</li><p>y</p>", "<p>x</p><ul><li>a</li></ul><p>y</p>");
	check_rebuilt("<ul>text<li>a</li><ul><li>b</li></ul></ul>",
	    "<ul><li>text</li><li>a<ul><li>b</li></ul></li></ul>");
	check_rebuilt(
	    "<ul><div><li>a</li></div><div><li>b</li></div></ul>", "<ul><li>a</li><li>b</li></ul>");
	check_rebuilt("<dt>t</dt><dd>d</dd>", "<dl><dt>t</dt><dd>d</dd></dl>");
}

static void
tables_hold_data_or_go(void **state)
{
	(void)state;
	check_rebuilt("<table><tr><td>a<td>b<tr><td>c<td>d</table>",
	    "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody>"
	    "</table>");
	check_rebuilt("<table><tr><td><table><tr><td>x<td>y</table></table>", "<p>x</p><p>y</p>");
	check_rebuilt("<table><thead><tr><th>a</thead><tr><td>b</table>", "<p>a</p><p>b</p>");
	check_rebuilt("<table role=presentation><tr><th>a<th>b</table>", "<p>a</p><p>b</p>");
	check_rebuilt("<table><caption>c</caption><tr><td colspan=0>a<td rowspan=5000>b</table>",
	    "<table><caption>c</caption><tbody><tr><td>a</td><td rowspan=\"1000\">b</td></tr>"
	    "</tbody></table>");
}

static void
figures_are_found(void **state)
{
	(void)state;
	check_rebuilt("<div><img src=a.jpg alt=A><p class=wp-caption-text>Cap</p></div>",
	    "<figure><img src=\"a.jpg\" alt=\"A\"/><figcaption>Cap</figcaption></figure>");
	check_rebuilt("<figure><picture><source srcset='a.webp 1x' type=image/webp>"
		      "<source srcset='a.jpg 800w, b.jpg 1600w, c.jpg 3200w' type=image/jpeg>"
		      "<img src=a.gif></picture><figcaption>Cap</figcaption></figure>",
	    "<figure><img src=\"b.jpg\" alt=\"\"/><figcaption>Cap</figcaption></figure>");
}

static void
pictures_have_their_address(void **state)
{
	(void)state;
	check_rebuilt("<p>x<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src=r.png>",
	    "<p>x<img src=\"r.png\" alt=\"\"/></p>");
	check_rebuilt("<p>x<img src=blank.gif><noscript><img src=r.png></noscript>",
	    "<p>x<img src=\"r.png\" alt=\"\"/></p>");
	check_rebuilt("<p>x<img src=r.png><noscript><img src=r.png></noscript>",
	    "<p>x<img src=\"r.png\" alt=\"\"/></p>");
	check_rebuilt(
	    "<p>x<img src=p.gif width=1 height=1><img class=avatar src=a.png>", "<p>x</p>");
	check_rebuilt(
	    "<p>x <img class=emoji alt='\xf0\x9f\x98\x80' src=e.png>", "<p>x \xf0\x9f\x98\x80</p>");
	check_rebuilt("<p>x<img srcset='a,b.png 2x, c.png 1x' src=c.png>",
	    "<p>x<img src=\"a,b.png\" alt=\"\"/></p>");
}

static void
listings_are_text(void **state)
{
	(void)state;
	check_rebuilt("<pre class='brush: js; gutter: true'>a\n\tb</pre>",
	    "<pre><code class=\"language-js\">a\n        b</code></pre>");
	check_rebuilt(
	    "<div class=highlight-source-c><pre><span class=lineno>1</span>x<br>y</pre></div>",
	    "<pre><code class=\"language-c\">x\ny</code></pre>");
	check_rebuilt(
	    "<pre><code class='hljs python'><div>a</div><div></div><div>b</div></code></pre>",
	    "<pre><code class=\"language-python\">a\n\nb</code></pre>");
	check_rebuilt("<pre><span class=line>a</span>\n<span class=line></span>\n"
		      "<span class=line>b</span></pre>",
	    "<pre><code>a\n\nb</code></pre>");
	check_rebuilt("<table><tr><td><pre>1\n2</pre></td><td><pre>a\nb</pre></td></tr></table>",
	    "<pre><code>a\nb</code></pre>");
}

static void
formulas_are_whole(void **state)
{
	(void)state;
	check_rebuilt("<p><span><span><math><semantics><mrow><mi>x</mi></mrow>"
		      "<annotation encoding='application/x-tex'>x</annotation></semantics></math>"
		      "</span><span aria-hidden=true>x</span></span>",
	    "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"x\"><mrow><mrow>"
	    "<mi>x</mi></mrow></mrow></math></p>");
	check_rebuilt("<math><mfrac><mi mathvariant=odd>a</mi></mfrac><mtd>b</mtd></math>",
	    "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mfrac><mi>a</mi><mrow></mrow>"
	    "</mfrac><mrow><mtext>b</mtext></mrow></math></p>");
}

static void
ruby_has_brackets(void **state)
{
	(void)state;
	check_rebuilt("<ruby>\xe6\xbc\xa2<rt>kan</rt>\xe5\xad\x97</ruby>",
	    "<p><ruby>\xe6\xbc\xa2<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>\xe5\xad\x97</p>");
}

static void
embeds_become_links(void **state)
{
	(void)state;
	check_rebuilt("<video src=https://e.org/v.mp4></video>",
	    "<p><a href=\"https://e.org/v.mp4\">e.org</a></p>");
	check_rebuilt("<iframe src=https://e.org/f title=Film></iframe>",
	    "<p><a href=\"https://e.org/f\">Film</a></p>");
	check_rebuilt("<iframe src=https://e.org/f></iframe><script>x</script>"
		      "<svg><text>x</text></svg><select><option>x</select>",
	    "");
}

/* Of the page only the texts are kept that begin so. */
static void
check_kept(const char *html, const char *expected)
{
	struct world world;
	struct page *page;

	world_begin(&world);
	page = parse_html(&world.ctx, str_of(html));
	for (size_t i = 0; i < page->count; i++)
		if (str_starts(page->nodes[i].text, STR("keep")))
			page->nodes[i].flags |= NODE_KEEP;
	rebuild_article(&world.ctx, page, world.article, PAGE_NONE);
	assert_string_equal(world_xhtml(&world), expected);
	world_end(&world);
}

static void
only_what_is_kept_comes(void **state)
{
	(void)state;
	check_kept("<article><p>keep one</p><div class=ad><img src=ad.png></div><p>drop</p>"
		   "<div><img src=a.png alt=A></div><h2 id=t>Title</h2><p>keep two</p></article>",
	    "<p>keep one</p><p><img src=\"a.png\" alt=\"A\"/></p><p>keep two</p>");
}

static void
parts_go_with_their_wholes(void **state)
{
	(void)state;
	check_kept("<dl><dt>drop</dt><dd>keep it</dd><dt>keep t</dt><dd>drop</dd></dl>",
	    "<dl><dt>drop</dt><dd>keep it</dd><dt>keep t</dt><dd>drop</dd></dl>");
	check_kept("<dl><div><dt>drop</dt><dd>keep it</dd></div></dl><p>drop</p>",
	    "<dl><dt>drop</dt><dd>keep it</dd></dl>");
	check_kept("<blockquote><p>keep it</p><footer>drop</footer></blockquote><footer>drop",
	    "<blockquote><p>keep it</p><p>drop</p></blockquote>");
	check_kept("<details><summary>drop</summary><p>keep it</p><details><summary>drop</summary>"
		   "drop</details></details><details><summary>drop</details>",
	    "<p><strong>drop</strong></p><p>keep it</p><p><strong>drop</strong></p><p>drop</p>");
	check_kept("<h2>keep it <span class=mw-editsection>[<a href=/e>keep</a>]</span></h2>",
	    "<h3>keep it </h3>");
	check_kept("<ol class=x><li>keep a<ol class=endnotes><hr><li>keep b</ol></ol>",
	    "<ol><li>keep a<ol><li>keep b</li></ol></li></ol>");
}

/* The property: whatever the page, the content model holds. */

static bool
is_phrase_parent(enum element element)
{
	return tree_content(element) == CONTENT_PHRASE;
}

static bool
is_row_child(enum element parent, enum element child)
{
	switch (parent) {
	case EL_UL:
	case EL_OL:
		return child == EL_LI;
	case EL_DL:
		return child == EL_DT || child == EL_DD;
	case EL_TABLE:
		return child == EL_CAPTION || child == EL_THEAD || child == EL_TBODY ||
		    child == EL_TFOOT;
	case EL_THEAD:
	case EL_TBODY:
	case EL_TFOOT:
		return child == EL_TR;
	case EL_TR:
		return child == EL_TD || child == EL_TH;
	default:
		return false;
	}
}

static bool
is_only_in_rows(enum element element)
{
	switch (element) {
	case EL_LI:
	case EL_DT:
	case EL_DD:
	case EL_CAPTION:
	case EL_THEAD:
	case EL_TBODY:
	case EL_TFOOT:
	case EL_TR:
	case EL_TD:
	case EL_TH:
	case EL_BODY:
		return true;
	default:
		return false;
	}
}

static void
check_placement(const xmlNode *node)
{
	enum element element = tree_element(node), parent = tree_element(node->parent);

	if (tree_is_math(element) && element != EL_MATH) {
		assert_true(tree_is_math(parent));
	} else if (tree_content(parent) == CONTENT_ROWS) {
		assert_true(is_row_child(parent, element));
	} else {
		assert_false(is_only_in_rows(element));
		assert_true(element != EL_FIGCAPTION || parent == EL_FIGURE);
		assert_true((element != EL_RT && element != EL_RP) || parent == EL_RUBY);
		if (is_phrase_parent(parent))
			assert_false(tree_is_block(element));
	}
	if (element == EL_A || element == EL_DFN || element == EL_TIME || element == EL_RUBY)
		for (const xmlNode *up = node->parent; up->type == XML_ELEMENT_NODE;
		     up = up->parent)
			assert_true(tree_element(up) != element);
}

static void
check_children(const xmlNode *node)
{
	enum element element = tree_element(node), before = EL_NONE;
	size_t captions = 0;

	for (const xmlNode *child = node->children; child; child = child->next) {
		enum element now = tree_element(child);

		if (element == EL_DL && now == EL_DD)
			assert_true(before == EL_DT || before == EL_DD);
		if (element == EL_TABLE && now == EL_CAPTION)
			assert_true(before == EL_NONE);
		if (element == EL_TABLE && now == EL_THEAD)
			assert_true(before == EL_NONE || before == EL_CAPTION);
		if (element == EL_TABLE && now == EL_TFOOT)
			assert_null(child->next);
		captions += element == EL_FIGURE && now == EL_FIGCAPTION;
		before = now;
	}
	if (element == EL_DL)
		assert_true(before == EL_DD);
	assert_true(captions <= 1);
	if (element == EL_FIGURE && captions)
		assert_true(tree_element(node->last) == EL_FIGCAPTION);
	if (element == EL_RUBY)
		assert_true(before == EL_RP);
	if (tree_content(element) != CONTENT_NOTHING && element != EL_TD && element != EL_BODY &&
	    !tree_is_math(element))
		assert_non_null(node->children);
}

static void
check_attributes(const xmlNode *node)
{
	enum element element = tree_element(node);
	str href = tree_get(node, "href"), id = tree_get(node, "id"), dir = tree_get(node, "dir");

	if (element == EL_A)
		assert_true(href.len > 1);
	if (element == EL_IMG)
		assert_true(tree_get(node, "src").len && tree_get(node, "alt").at);
	assert_false(tree_has_class(node, "caption") || tree_has_class(node, "sidenote"));
	if (element == EL_BDO)
		assert_true(dir.len);
	if (dir.at)
		assert_true(dir.len == 3 || dir.len == 4);
	if (id.at)
		assert_true(id.len && (ascii_is_alpha((unsigned char)*id.at) || *id.at == '_'));
	for (size_t i = 0; i < id.len; i++) {
		unsigned char c = (unsigned char)id.at[i];

		assert_true(
		    ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '.' || c == '_');
	}
}

static void
check_math(const xmlNode *node)
{
	unsigned long count = xmlChildElementCount((xmlNode *)node);

	switch (tree_element(node)) {
	case EL_MFRAC:
	case EL_MSUB:
	case EL_MSUP:
	case EL_MROOT:
	case EL_MOVER:
	case EL_MUNDER:
		assert_int_equal(count, 2);
		break;
	case EL_MSUBSUP:
	case EL_MUNDEROVER:
		assert_int_equal(count, 3);
		break;
	case EL_MTABLE:
		for (const xmlNode *child = node->children; child; child = child->next)
			assert_int_equal(tree_element(child), EL_MTR);
		break;
	case EL_MTR:
		for (const xmlNode *child = node->children; child; child = child->next)
			assert_int_equal(tree_element(child), EL_MTD);
		break;
	default:
		break;
	}
}

static const xmlNode *
find_id(const xmlNode *root, str id, size_t *count)
{
	const xmlNode *found = NULL;

	for (const xmlNode *node = root; node; node = tree_next(root, node))
		if (id.len && str_eq(tree_get(node, "id"), id)) {
			found = node;
			++*count;
		}
	return found;
}

static void
check_model(const xmlNode *root)
{
	int level = 1, depth = 0;

	for (const xmlNode *node = root; node; node = tree_next(root, node)) {
		enum element element = tree_element(node);
		str id = tree_get(node, "id"), href = tree_get(node, "href");
		size_t count = 0;

		depth = 0;
		for (const xmlNode *up = node; up != root; up = up->parent)
			depth++;
		assert_true(depth < 200);
		if (element == EL_NONE) {
			assert_true(tree_content(tree_element(node->parent)) != CONTENT_ROWS);
			continue;
		}
		if (node != root)
			check_placement(node);
		check_children(node);
		check_attributes(node);
		check_math(node);
		if (id.len) {
			find_id(root, id, &count);
			assert_int_equal(count, 1);
		}
		if (str_starts(href, STR("#")))
			assert_non_null(find_id(root, str_from(href, 1), &count));
		if (element >= EL_H2 && element <= EL_H6) {
			assert_true((int)element - (int)EL_H2 + 2 <= level + 1);
			level = (int)element - (int)EL_H2 + 2;
		}
	}
}

static uint32_t
dice(uint64_t *seed, uint32_t sides)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % sides;
}

static void
random_attributes(struct page *page, uint64_t *seed)
{
	static const char *const pairs[][2] = {{"id", "a"}, {"id", "b b"}, {"id", "fn1"},
	    {"id", "r1"}, {"href", "#a"}, {"href", "#b%20b"}, {"href", "#fn1"}, {"href", "/x"},
	    {"href", "#r1"}, {"class", "caption"}, {"class", "credit"}, {"class", "sidenote"},
	    {"class", "admonition note"}, {"class", "line"}, {"class", "footnotes"},
	    {"title", "three words here"}, {"dir", "rtl"}, {"lang", "e_n"}, {"lang", "ar"},
	    {"src", "a.png"}, {"alt", "words"}, {"alt", "a.png"}, {"colspan", "99999"},
	    {"rowspan", "3"}, {"datetime", "2026-11-24"}, {"datetime", "now"},
	    {"aria-hidden", "true"}, {"role", "heading"}, {"aria-level", "2"}, {"start", "-3"},
	    {"role", "doc-noteref"}, {"type", "checkbox"}, {"title", "T"}, {"scope", "row"},
	    {"srcset", "a.png 1x, b.png 2x"}, {"width", "1"}, {"width", "400"}, {"name", "a"}};

	while (dice(seed, 3) == 0) {
		size_t i = dice(seed, sizeof pairs / sizeof *pairs);

		page_attr(page, str_of(pairs[i][0]), str_of(pairs[i][1]));
	}
}

static struct page *
random_page(struct arena *arena, uint64_t *seed)
{
	static const char *const texts[] = {"word", " ", "\n", "two words", "1", "[1]", "\xc2\xa0",
	    "\xe2\x86\xa9", "*", "a\tb\n", "long text that goes on for a while, and on", "^",
	    "[!note]- x\ny"};
	/* Shapes that matter come more often than by chance. */
	static const enum tag often[] = {TAG_P, TAG_DIV, TAG_UL, TAG_LI, TAG_TABLE, TAG_TR, TAG_TD,
	    TAG_TH, TAG_A, TAG_SUP, TAG_DL, TAG_DT, TAG_DD, TAG_H2, TAG_FIGURE, TAG_IMG, TAG_BR,
	    TAG_FIGCAPTION, TAG_RUBY, TAG_RT, TAG_MATH, TAG_MROW, TAG_CAPTION, TAG_B,
	    TAG_BLOCKQUOTE, TAG_DETAILS, TAG_SUMMARY, TAG_EM, TAG_SPAN};
	struct page *page = page_new(arena);
	uint32_t steps = 20 + dice(seed, 400), open = 0;

	while (steps--) {
		switch (dice(seed, 5)) {
		case 0:
		case 1: {
			enum tag tag = dice(seed, 3)
			    ? often[dice(seed, sizeof often / sizeof *often)]
			    : (enum tag)(TAG_A + dice(seed, TAG_COUNT - TAG_A));

			page_open(page, tag, STR_NONE);
			random_attributes(page, seed);
			open++;
			break;
		}
		case 2:
			if (open) {
				page_close(page);
				open--;
			}
			break;
		default:
			page_text(page, str_of(texts[dice(seed, sizeof texts / sizeof *texts)]));
			break;
		}
	}
	page_finish(page);
	for (size_t i = 0; i < page->count; i++)
		if (dice(seed, 8))
			page->nodes[i].flags |= NODE_KEEP;
	return page;
}

static void
any_page_obeys_the_content_model(void **state)
{
	(void)state;
	for (uint64_t number = 1; number <= 1500; number++) {
		struct world world;
		uint64_t seed = number;

		world_begin(&world);
		world.settings.pictures = number % 2;
		world.article->meta.source = STR("https://site.example/dir/page.html");
		world.article->meta.title = STR("two words");
		rebuild_article(
		    &world.ctx, random_page(&world.arena, &seed), world.article, PAGE_NONE);
		edit_article(&world.ctx, world.article, NULL);
		check_model(world.article->body->root);
		world_end(&world);
	}
}

/* Without end: no text may come near the ten million bytes at which XML parsers stop. */
static void
check_bounded(const char *before, const char *piece, const char *after)
{
	struct world world;
	struct buf html = BUF(NULL);
	const char *xhtml;
	size_t run = 0, longest = 0, all = 0;

	world_begin(&world);
	html.arena = &world.arena;
	buf_z(&html, before);
	while (html.len < (size_t)2 << 20)
		buf_z(&html, piece);
	buf_z(&html, after);
	rebuild_article(&world.ctx, world_page(&world, buf_zstr(&html)), world.article, PAGE_NONE);
	edit_article(&world.ctx, world.article, NULL);
	check_model(world.article->body->root);
	for (xhtml = world_xhtml(&world); *xhtml; xhtml++, run++, all++) {
		longest = run > longest ? run : longest;
		if (*xhtml == '<')
			run = 0;
	}
	assert_true(all > 60000);
	assert_true(longest < (size_t)1 << 20);
	world_end(&world);
}

static void
endless_texts_are_cut(void **state)
{
	(void)state;
	check_bounded("<p>", "words ", "</p>");
	check_bounded("<p>", "word", "</p>");
	check_bounded("<p>", "<span>word</span>", "</p>");
	check_bounded("<h2>", "word", "</h2>");
	check_bounded("<dl><dt>", "word", "</dt><dd>x</dd></dl>");
	check_bounded("<dl><dt>", "<b>w</b><span>x</span>", "</dt><dd>x</dd></dl>");
	check_bounded("<table><caption>", "word", "</caption><tr><th>a<td>b</table>");
	check_bounded("<table><tr><th>a<td>", "word", "</table>");
	check_bounded("<p><math><mi>", "word", "</mi></math></p>");
	check_bounded("<p><math><mi>x</mi><annotation encoding=tex>", "word", "</math></p>");
	check_bounded("<p><ruby>", "word", "<rt>x</rt></ruby></p>");
	check_bounded("<pre>", "word", "</pre>");
	check_bounded("<details><summary>", "word", "</summary>x</details>");
}

static void
deep_and_wide_pages_take_linear_time(void **state)
{
	struct world world;
	struct page *page;

	(void)state;
	world_begin(&world);
	page = page_new(&world.arena);
	for (int i = 0; i < 3000; i++) {
		page_open(page, i % 3 ? TAG_B : TAG_BLOCKQUOTE, STR_NONE);
		page_text(page, STR("x"));
	}
	for (int i = 0; i < 30000; i++) {
		page_open(page, TAG_P, STR_NONE);
		page_text(page, STR("y"));
		page_close(page);
	}
	page_finish(page);
	for (size_t i = 0; i < page->count; i++)
		page->nodes[i].flags |= NODE_KEEP;
	rebuild_article(&world.ctx, page, world.article, PAGE_NONE);
	edit_article(&world.ctx, world.article, NULL);
	check_model(world.article->body->root->children);
	world_end(&world);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(runs_become_paragraphs),
	    cmocka_unit_test(blocks_split_phrases),
	    cmocka_unit_test(strays_get_their_parents),
	    cmocka_unit_test(tables_hold_data_or_go),
	    cmocka_unit_test(figures_are_found),
	    cmocka_unit_test(pictures_have_their_address),
	    cmocka_unit_test(listings_are_text),
	    cmocka_unit_test(formulas_are_whole),
	    cmocka_unit_test(ruby_has_brackets),
	    cmocka_unit_test(embeds_become_links),
	    cmocka_unit_test(only_what_is_kept_comes),
	    cmocka_unit_test(parts_go_with_their_wholes),
	    cmocka_unit_test(any_page_obeys_the_content_model),
	    cmocka_unit_test(endless_texts_are_cut),
	    cmocka_unit_test(deep_and_wide_pages_take_linear_time),
	};

	return cmocka_run_group_tests_name("rebuild", tests, NULL, NULL);
}
