/* All short byte sequences of each encoding, as Chromium's TextDecoder reads them, by digest:
   tests/encodings/run makes the digests, with what this program prints when it is asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/sha256.h"
#include "decode/convert.h"

#define END ((char)0xFF) /* behind each result */

static const struct {
	const char *name, *sha256;
} digests[] = {
#include "../encodings/digests.inc"
};

static const char *const labels[] = {
#define LABEL(label, encoding) label,
#include "decode/label.def"
#undef LABEL
};

#define LABEL_COUNT (sizeof labels / sizeof *labels)

/* What is done with each sequence in turn. */
struct sweep {
	enum encoding encoding;
	struct arena work;
	struct buf out;
	str expected; /* where differences are looked for, and how many were said */
	size_t at, said;
};

static void
compare(struct sweep *sweep, str bytes, str text)
{
	str rest = str_from(sweep->expected, sweep->at);
	str want = str_head(rest, str_find_char(rest, END));

	sweep->at += want.len + 1;
	if (str_eq(want, text) || sweep->said++ >= 4000)
		return;
	for (size_t i = 0; i < bytes.len; i++)
		printf("%02X ", (unsigned char)bytes.at[i]);
	printf("is %.*s, not %.*s\n", STR_ARG(want), STR_ARG(text));
}

static void
take(struct sweep *sweep, const unsigned char *bytes, size_t count)
{
	str sequence = {(const char *)bytes, count}, text;
	size_t bad = 0;

	if (!convert_bytes(&sweep->work, sweep->encoding, sequence, &text, &bad))
		text = STR("no iconv");
	if (sweep->expected.at)
		compare(sweep, sequence, text);
	buf_add(&sweep->out, text);
	buf_char(&sweep->out, END);
	if (sweep->work.held > ((size_t)4 << 20))
		arena_release(&sweep->work);
}

static const unsigned char escapes[5][3] = {
    {0x1B, '(', 'B'}, {0x1B, '(', 'J'}, {0x1B, '(', 'I'}, {0x1B, '$', '@'}, {0x1B, '$', 'B'}};

static void
take_four(struct sweep *sweep, uint32_t p)
{
	const unsigned char bytes[4] = {(unsigned char)(0x81 + p / 12600),
	    (unsigned char)(0x30 + p / 1260 % 10), (unsigned char)(0x81 + p / 10 % 126),
	    (unsigned char)(0x30 + p % 10)};

	take(sweep, bytes, 4);
}

static void
take_fours(struct sweep *sweep)
{
	for (uint32_t p = 0; p < 39440; p++)
		take_four(sweep, p);
	for (uint32_t p = 39440; p < 1587600; p += 997)
		take_four(sweep, p);
	for (uint32_t p = 188980; p < 189020; p++)
		take_four(sweep, p);
	for (uint32_t p = 1237556; p < 1237596; p++)
		take_four(sweep, p);
}

static void
take_threes(struct sweep *sweep)
{
	unsigned char bytes[3] = {0x8F, 0, 0};

	for (unsigned i = 0; i < 94 * 94; i++) {
		bytes[1] = (unsigned char)(0xA1 + i / 94);
		bytes[2] = (unsigned char)(0xA1 + i % 94);
		take(sweep, bytes, 3);
	}
}

static void
take_escaped(struct sweep *sweep)
{
	unsigned char bytes[5];

	for (unsigned e = 0; e < 5; e++)
		for (unsigned a = 0; a < 256; a++) {
			memcpy(bytes, escapes[e], 3);
			bytes[3] = (unsigned char)a;
			take(sweep, bytes, 4);
		}
	for (unsigned i = 0; i < 94 * 94; i++) {
		bytes[3] = (unsigned char)(0x21 + i / 94);
		bytes[4] = (unsigned char)(0x21 + i % 94);
		take(sweep, bytes, 5);
	}
}

static unsigned
next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

/* Bytes that are often of one character, of two, digits, escapes. */
static void
take_sample(struct sweep *sweep)
{
	uint32_t state = 1;

	for (int n = 0; n < 20000; n++) {
		unsigned char bytes[32];
		size_t count = 0;

		for (unsigned length = 3 + next(&state) % 8; length > 0; length--) {
			unsigned drawn = next(&state), kind = drawn & 15, value = drawn >> 4;

			if (kind == 14) {
				memcpy(bytes + count, escapes[value % 5], 3);
				count += 3;
				continue;
			}
			bytes[count++] = (unsigned char)(kind < 7 ? 0x81 + value % 126
				: kind < 9                        ? 0x30 + value % 10
				: kind < 11                       ? 0x40 + value % 63
				: kind < 12                       ? 0xA1 + value % 94
				: kind < 14                       ? value & 255
								  : 0x21 + value % 94);
		}
		for (size_t i = 0; i < count && sweep->encoding == ENCODING_EUC_JP; i++)
			bytes[i] = bytes[i] == 0x8F ? 0x8E : bytes[i];
		take(sweep, bytes, count);
	}
}

static void
take_all(struct sweep *sweep)
{
	unsigned char bytes[2];

	for (unsigned a = 0; a < 256; a++) {
		bytes[0] = (unsigned char)a;
		take(sweep, bytes, 1);
	}
	for (unsigned i = 0; i < 65536; i++) {
		bytes[0] = (unsigned char)(i >> 8);
		bytes[1] = (unsigned char)i;
		take(sweep, bytes, 2);
	}
	if (sweep->encoding == ENCODING_GB18030 || sweep->encoding == ENCODING_GBK)
		take_fours(sweep);
	if (sweep->encoding == ENCODING_EUC_JP)
		take_threes(sweep);
	if (sweep->encoding == ENCODING_ISO_2022_JP)
		take_escaped(sweep);
	take_sample(sweep);
}

static void
decodes_as_the_standard_does(void **state)
{
	struct arena arena;
	uint8_t digest[32];
	size_t wrong = 0;

	(void)state;
	arena_init(&arena, (size_t)256 << 20, NULL);
	for (size_t i = 0; i < sizeof digests / sizeof *digests; i++) {
		struct sweep sweep = {
		    .encoding = labels_find(str_of(digests[i].name)), .out = BUF(&arena)};

		arena_init(&sweep.work, (size_t)64 << 20, NULL);
		take_all(&sweep);
		sha256(buf_str(&sweep.out), digest);
		if (!str_eq(sha256_hex(&arena, digest, 32), str_of(digests[i].sha256))) {
			print_error("%s differs\n",
			    digests[i].name); /* another iconv? tests/encodings/run --mend */
			wrong++;
		}
		arena_release(&sweep.work);
	}
	assert_int_equal(sizeof digests / sizeof *digests, ENCODING_COUNT - 2);
	assert_int_equal(wrong, 0);
	arena_release(&arena);
}

#define VARIANTS 6

/* A label as people write it: the last two are none. */
static str
variant(struct arena *arena, const char *label, int which)
{
	static const char *const forms[VARIANTS] = {"%s", "%s", "%s", "\t\n%s \r\f", "\v%s", "%sx"};
	str text = arena_printf(arena, forms[which], label);
	char *at = arena_zstr(arena, text);

	for (size_t i = 0; i < text.len; i++)
		if (at[i] >= 'a' && at[i] <= 'z' && (which == 1 || (which == 2 && i & 1)))
			at[i] -= 32;
	return (str){at, text.len};
}

static const char *
called(str label)
{
	enum encoding encoding = labels_find(label);

	return encoding == ENCODING_NONE ? NULL : labels_name(encoding);
}

static void
knows_all_labels(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, (size_t)16 << 20, NULL);
	assert_int_equal(LABEL_COUNT, 228);
	for (size_t i = 0; i < LABEL_COUNT; i++) {
		assert_non_null(called(str_of(labels[i])));
		for (int which = 1; which < VARIANTS; which++) {
			str label = variant(&arena, labels[i], which);

			if (which == 4)
				assert_null(called(label));
			else if (which < 4)
				assert_string_equal(called(label), called(str_of(labels[i])));
		}
	}
	arena_release(&arena);
}

/* The variants of all labels, as a script's array, or what they stand for. TextDecoder refuses
   "replacement", and gives its names in lower case. */
static void
print_labels(bool names)
{
	struct arena arena;

	arena_init(&arena, (size_t)16 << 20, NULL);
	for (size_t i = 0; i < LABEL_COUNT * VARIANTS; i++) {
		str label = variant(&arena, labels[i / VARIANTS], (int)(i % VARIANTS));
		const char *name = called(label);
		struct buf out = BUF(&arena);

		if (!names)
			buf_json(&out, label);
		else if (!name || str_eq(str_of(name), STR("replacement")))
			buf_z(&out, "label none");
		else
			buf_printf(&out, "label %.*s", STR_ARG(arena_lower(&arena, str_of(name))));
		printf("%s%s", buf_zstr(&out), names ? "\n" : ", ");
	}
	arena_release(&arena);
}

/* The names of all encodings that a TextDecoder takes. */
static void
print_encodings(void)
{
	for (int i = ENCODING_NONE + 1; i < ENCODING_COUNT; i++)
		if (i != ENCODING_REPLACEMENT)
			printf("\"%s\", ", labels_name((enum encoding)i));
}

/* Say which sequences are read otherwise than `path` holds it. */
static int
print_differences(const char *name, const char *path)
{
	struct arena arena;
	struct sweep sweep = {.encoding = labels_find(str_of(name))};
	struct buf in = BUF(&arena);
	FILE *file = fopen(path, "rb");

	if (!file)
		return 1;
	arena_init(&arena, (size_t)256 << 20, NULL);
	arena_init(&sweep.work, (size_t)64 << 20, NULL);
	sweep.out = BUF(&arena);
	for (int c; (c = getc(file)) != EOF;)
		buf_char(&in, (char)c);
	fclose(file);
	sweep.expected = buf_str(&in);
	take_all(&sweep);
	printf("%s: %zu sequences differ\n", name, sweep.said);
	arena_release(&sweep.work);
	arena_release(&arena);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(knows_all_labels),
	    cmocka_unit_test(decodes_as_the_standard_does),
	};

	if (argc == 2 && strcmp(argv[1], "labels") == 0)
		print_labels(false);
	else if (argc == 2 && strcmp(argv[1], "names") == 0)
		print_labels(true);
	else if (argc == 2 && strcmp(argv[1], "encodings") == 0)
		print_encodings();
	else if (argc == 4 && strcmp(argv[1], "differ") == 0)
		return print_differences(argv[2], argv[3]);
	else
		return cmocka_run_group_tests(tests, NULL, NULL);
	return 0;
}
