/* Languages of texts: by letters, by CLD2, and whether a text is in the one that is expected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/lang_detect.h"
#include "core/lang_script.h"

static struct arena arena;

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char french[] =
    "Le matin, quand la brume se lève, les bateaux sortent du port un par un, et les pêcheurs "
    "parlent plus bas que d'habitude. Je ne sais pas pourquoi, mais c'est ainsi depuis toujours.";

static void
letters_or_the_library_decide(void **state)
{
	enum lang_detected found;
	str lang;

	(void)state;
	found = lang_detect(&arena, str_of(french), 100, 90, &lang);
	if (found == LANG_NO_LIBRARY)
		skip();
	assert_int_equal(found, LANG_DETECTED);
	assert_true(str_eq(lang, STR("fr")));
}

static void
little_is_not_guessed_at(void **state)
{
	str lang;

	(void)state;
	assert_int_equal(lang_detect(&arena, str_of(french), 1000, 90, &lang), LANG_UNSURE);
	assert_int_equal(lang_detect(&arena, STR("Bonjour"), 1, 90, &lang), LANG_UNSURE);
	assert_false(lang.len > 0);
	assert_int_equal(lang_detect(&arena, STR(""), 0, 0, &lang), LANG_UNSURE);
	assert_int_equal(lang_detect(&arena,
			     STR("x1 9f 33 aa 0b q7 zz 1c 9e 77 b2 c4 d1 e9 f0 1a 2b 3c 4d 5e 6f"),
			     1, 90, &lang),
	    LANG_UNSURE);
}

static void
greek_needs_no_library(void **state)
{
	str lang;

	(void)state;
	assert_int_equal(
	    lang_detect(&arena,
		STR("Το πρωί η ομίχλη σκεπάζει το λιμάνι και τα πλοία περιμένουν ώσπου "
		    "να φανεί ο φάρος από μακριά."),
		1000, 90, &lang),
	    LANG_DETECTED);
	assert_true(str_eq(lang, STR("el")));
}

static void
frequent_words_are_known(void **state)
{
	(void)state;
	assert_true(lang_is_likely(str_of(french), STR("fr-CA")));
	assert_false(lang_is_likely(str_of(french), STR("en")));
	assert_false(lang_is_likely(str_of(french), STR("eo")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(letters_or_the_library_decide),
	    cmocka_unit_test(little_is_not_guessed_at),
	    cmocka_unit_test(greek_needs_no_library),
	    cmocka_unit_test(frequent_words_are_known),
	};

	arena_init(&arena, (size_t)16 << 20, NULL);
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
