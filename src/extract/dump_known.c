/* Words of a dump's lines that its main run has too, and words that are new. */
#include "extract/dump_place.h"

#include "core/utf8.h"

#define LINE_BYTES 2000 /* of a line that are read */
#define WORD_CODES 5    /* letters of a word that says something */
#define WORDS_MAX ((size_t)1 << 16)

/* The long words of a line, one after the other, by their hashes. */
struct long_words {
	str rest;
	uint64_t hash;
};

static bool
next_long(struct long_words *words)
{
	size_t codes = 0, len;
	uint32_t before = 0;

	words->hash = FEATURE_HASH_START;
	while (words->rest.len) {
		uint32_t code = utf8_decode(words->rest, &len), lower = code_lower(code);
		bool unspaced = code_is_unspaced(code);

		words->rest = str_from(words->rest, len);
		/* Two letters of scripts without spaces are a word. */
		if (unspaced && before) {
			words->hash = (FEATURE_HASH_START ^ before) * 0x100000001b3u + code;
			return true;
		}
		before = unspaced ? code : 0;
		if (!unspaced && code_is_word(code)) {
			words->hash = (words->hash ^ lower) * 0x100000001b3u;
			codes++;
			continue;
		}
		if (codes >= WORD_CODES)
			return true;
		codes = 0;
		words->hash = FEATURE_HASH_START;
	}
	return codes >= WORD_CODES;
}

static struct long_words
long_words_of(const struct dump_line *line)
{
	return (struct long_words){utf8_head(line->text, LINE_BYTES), 0};
}

/* A word that the main run has is familiar; within the run one that it has twice. */
static void
see_line(const struct dump_line *line, const struct tally *main, bool within, struct tally *seen,
    float *familiar, float *novel)
{
	struct long_words words = long_words_of(line);
	size_t count = 0, known = 0, fresh = 0;

	while (next_long(&words)) {
		count++;
		known += tally_get(main, words.hash) > (within ? 1u : 0u);
		fresh += tally_get(seen, words.hash) == 0;
	}
	words = long_words_of(line);
	while (next_long(&words))
		tally_add(seen, words.hash);
	*familiar = count ? (float)known / (float)count : 0;
	*novel = count ? (float)fresh / (float)count : 0;
}

void
dump_known(struct ctx *ctx, const struct dump_lines *lines, struct line_places *out)
{
	size_t expected = lines->words < WORDS_MAX ? lines->words : WORDS_MAX;
	struct tally main = tally_new(ctx, expected), seen = tally_new(ctx, expected);
	size_t count = 0;

	out->familiar = arena_array(ctx->arena, lines->count + 1, sizeof *out->familiar);
	out->novel = arena_array(ctx->arena, lines->count + 1, sizeof *out->novel);
	for (size_t i = out->strict.from; i < out->strict.to && count < WORDS_MAX; i++) {
		struct long_words words = long_words_of(&lines->list[i]);

		for (; count < WORDS_MAX && next_long(&words); count++)
			tally_add(&main, words.hash);
	}
	for (size_t i = 0; i < lines->count; i++)
		see_line(&lines->list[i], &main, i >= out->strict.from && i < out->strict.to, &seen,
		    &out->familiar[i], &out->novel[i]);
}
