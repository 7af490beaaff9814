/* extract/block.c */
#include "extract/block.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "parse/parse.h"

struct fixture {
	struct arena arena;
	struct diag_log log;
	struct settings settings;
	struct ctx ctx;
	struct page *page;
	struct blocks *blocks;
};

static void
cut(struct fixture *f, const char *html)
{
	memset(f, 0, sizeof *f);
	arena_init(&f->arena, (size_t)256 << 20, NULL);
	f->log.arena = &f->arena;
	f->ctx = (struct ctx){&f->arena, &f->log, &f->settings, STR("page.html")};
	f->page = parse_html(&f->ctx, str_of(html));
	f->blocks = block_cut(&f->ctx, f->page);
}

static void
assert_text(const struct fixture *f, size_t index, const char *text)
{
	assert_true(index < f->blocks->count);
	assert_int_equal(f->blocks->list[index].text.len, strlen(text));
	assert_memory_equal(f->blocks->list[index].text.at, text, strlen(text));
}

static void
cuts_at_block_boundaries(void **state)
{
	struct fixture f;

	(void)state;
	cut(&f,
	    "<title>T</title><div> before <p>One <b>bold</b>\n two</p> after<br>break </div>"
	    "<ul><li>item</ul>");
	assert_int_equal(f.blocks->count, 4);
	assert_text(&f, 0, "before");
	assert_text(&f, 1, "One bold two");
	assert_text(&f, 2, "after break");
	assert_text(&f, 3, "item");
	assert_int_equal(f.page->nodes[f.blocks->list[1].owner].tag, TAG_P);
	assert_int_equal(f.page->nodes[f.blocks->list[2].owner].tag, TAG_DIV);
	assert_int_equal(f.blocks->list[1].words, 3);
	assert_int_equal(f.blocks->list[1].chars, 12);
	arena_release(&f.arena);
}

static void
cuts_at_two_breaks(void **state)
{
	struct fixture f;

	(void)state;
	cut(&f, "<td>Menu<br>\n<br>First <b>part<br><br>second</b> part<br>goes on<br><br></td>");
	assert_int_equal(f.blocks->count, 3);
	assert_text(&f, 0, "Menu");
	assert_text(&f, 1, "First part");
	assert_text(&f, 2, "second part goes on");
	assert_int_equal(f.blocks->list[0].owner, f.blocks->list[2].owner);
	arena_release(&f.arena);
}

static void
counts_links_and_unspaced_words(void **state)
{
	struct fixture f;

	(void)state;
	cut(&f,
	    "<p>See <a href=x>the page</a> now</p><p>漢字かな交じり文</p><p>half-<i>way</i>s</p>");
	assert_int_equal(f.blocks->count, 3);
	assert_int_equal(f.blocks->list[0].chars, 16);
	assert_int_equal(f.blocks->list[0].link_chars, 9);
	assert_int_equal(f.blocks->list[1].words, 4);
	assert_int_equal(f.blocks->list[1].chars, 8);
	assert_int_equal(f.blocks->list[2].words, 2);
	arena_release(&f.arena);
}

static void
skips_what_is_no_text(void **state)
{
	struct fixture f;

	(void)state;
	cut(&f,
	    "<p>a<script>var b;</script><svg><title>c</title></svg>d</p><select><option>e</select>"
	    "<textarea>f</textarea><p><button>g</button> <label>h</label></p><style>i</style>"
	    "<details><summary>j</summary>k</details>");
	assert_int_equal(f.blocks->count, 4);
	assert_text(&f, 0, "ad");
	assert_text(&f, 1, "g h");
	assert_text(&f, 2, "j");
	assert_text(&f, 3, "k");
	arena_release(&f.arena);
}

static void
reads_noscript_only_when_it_is_the_page(void **state)
{
	struct fixture f;
	char html[4096] = "<body><p>one two</p><noscript><p>";

	(void)state;
	for (int i = 0; i < 100; i++)
		strcat(html, "word ");
	strcat(html, "</p></noscript>");
	cut(&f, html);
	assert_true(f.blocks->noscript);
	assert_int_equal(f.blocks->count, 2);
	assert_int_equal(f.blocks->list[1].words, 100);
	arena_release(&f.arena);
	cut(&f, "<p>Text <noscript>needs scripts</noscript> goes on</p>");
	assert_false(f.blocks->noscript);
	assert_int_equal(f.blocks->count, 1);
	assert_text(&f, 0, "Text goes on");
	arena_release(&f.arena);
}

static void
takes_a_page_without_text(void **state)
{
	struct fixture f;

	(void)state;
	cut(&f, "");
	assert_int_equal(f.blocks->count, 0);
	arena_release(&f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cuts_at_block_boundaries),
	    cmocka_unit_test(cuts_at_two_breaks),
	    cmocka_unit_test(counts_links_and_unspaced_words),
	    cmocka_unit_test(skips_what_is_no_text),
	    cmocka_unit_test(reads_noscript_only_when_it_is_the_page),
	    cmocka_unit_test(takes_a_page_without_text),
	};

	return cmocka_run_group_tests_name("block", tests, NULL, NULL);
}
