/* What covers look like, beside pictures that were looked at (tests/covers): each is 150 by 240
   pixels, with thumbnails of 60 by 90 and 90 by 120 in 16 greys. With WRITE=1 they are written
   anew. */
#include "cover/cover.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#include "core/buf.h"
#include "cover/jpeg.h"

/* Pixels of a picture of this test: the cover, and both thumbnails. */
#define WIDTH 308
#define HEIGHT 240
#define TABLE 187 /* grey of what lies between */
#define FOLDER "tests/covers"

/* Where a picture differs: root of the mean square, and the most that a square of SQUARE pixels
   differs in the mean; both after a blur, of 255. A word that is broken elsewhere differs by
   more than 20. */
#define MOST_APART 3.0
#define MOST_SQUARE 14.0
#define SQUARE 10

static const char *const headlines_five[] = {"A Leaven Moves House",
    "The Man Who Reads the Tides Aloud", "The Old Crane Turns Again", "The Ferry That Waits",
    "Library forgives every fine and gets back a novel lent in 1965", NULL};
static const char *const headlines_seven[] = {"Why a printer’s ink still shines",
    "A foundry closes its doors after two hundred and eleven years",
    "What your e-reader does to a font", "Seven books on letters",
    "The last punch-cutter of the valley, and the apprentice who would not leave the bench",
    "Numerals", "Small capitals and how to avoid them", "This one is not shown", NULL};
static const char *const headlines_one[] = {"Bread", NULL};
static const char *const headlines_ja[] = {
    "橋が開通", "海の本を読む男", "図書館がすべての罰金を許し、1965年に貸した小説が戻る", NULL};
static const char *const headlines_ar[] = {
    "الجسر يفتح من جديد", "الرجل الذي يقرأ المد والجزر", NULL};

/* A font that a script's covers need, and Debian's package of it. */
static const char amiri[] = "/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Bold.ttf";
static const char ipaex[] = "/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf";
static const char lohit[] = "/usr/share/fonts/truetype/lohit-devanagari/Lohit-Devanagari.ttf";

struct look {
	const char *name, *title, *author, *site, *date, *issue, *lang;
	const char *const *headlines;
	const char *font;
	int width, height; /* 0: the default */
	bool has_lead;
};

static const struct look looks[] = {
    {.name = "title",
	.title = "Kestle tunnel to open to walkers after 58 years of dark",
	.author = "Ruth Ashdown",
	.site = "The Courier",
	.date = "14 October 2026"},
    {.name = "title-one-word",
	.title = "Salt",
	.author = "Inês Valadão",
	.site = "Long Light",
	.date = "27 September 2026"},
    {.name = "title-long-word",
	.title = "Bioluminescence",
	.author = "Mara Okonkwo-Lindqvist and Teodor Brandt",
	.site = "Tidal Quarterly",
	.date = "2 March 2025"},
    {.name = "title-long",
	.title =
	    "On the Uses of a Lamp: How the Keepers of Four Northern Lights Learned to Read the "
	    "Weather, the Sea and Each Other, and What Remains of Their Notebooks",
	.author = "Eleanor Marchbanks",
	.site = "The Northern Review",
	.date = "1 January 2024"},
    {.name = "title-longest",
	.title =
	    "A title that goes on and on, as titles of the eighteenth century did, in which the "
	    "author tells all that the reader will find, and much that he will not, with remarks on "
	    "the weather, on the price of candles, on the manners of coachmen, on three kinds of "
	    "cheese and their makers, on the decline of letters, on its causes, on its remedies, on "
	    "the remedies of the remedies, and on how all of this was once far better than it is "
	    "today, or so it was told to him by a lady of quality whose name he must not give",
	.author = "A Gentleman",
	.site = "The Spectacle"},
    {.name = "title-no-spaces",
	.title = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
	.author = "Karl Ungerer",
	.site = "Wortschatz",
	.date = "3. Mai 2026",
	.lang = "de"},
    {.name = "title-address",
	.title = "https://example.org/path/to/some/very/long_file_name.html?query=1",
	.site = "example.org"},
    {.name = "title-quoted",
	.title = "“Why I stopped counting steps” and other small freedoms",
	.site = "Slow Notes"},
    {.name = "title-emoji",
	.title = "Symbols go 🎉 while words stay 🚀",
	.author = "🙂 Somebody",
	.site = "Site ✂"},
    {.name = "title-alone", .title = "Thoughts"},
    {.name = "title-cyrillic",
	.title = "Зачем мы всё ещё читаем бумажные книги",
	.author = "Анна Петрова",
	.site = "Страница",
	.date = "24 ноября 2026 г.",
	.lang = "ru"},
    {.name = "title-greek",
	.title = "Γιατί διαβάζουμε ακόμη βιβλία",
	.author = "Ελένη Παππά",
	.site = "Σελίδα",
	.lang = "el"},
    {.name = "title-vietnamese",
	.title = "Vì sao chúng ta vẫn đọc sách giấy",
	.author = "Nguyễn Thị Hà",
	.site = "Trang Sách",
	.lang = "vi"},
    {.name = "digest",
	.title = "Evening Paper",
	.date = "Wednesday, 25 November 2026",
	.issue = "No. 12",
	.headlines = headlines_five},
    {.name = "digest-seven",
	.title = "The Week in Type",
	.date = "Saturday, 3 October 2026",
	.headlines = headlines_seven},
    {.name = "digest-one",
	.title = "Digest",
	.date = "25 November 2026",
	.issue = "No. 1043",
	.site = "Kitchen",
	.headlines = headlines_one},
    {.name = "size-three-to-four",
	.title = "Kestle tunnel to open to walkers after 58 years of dark",
	.author = "Ruth Ashdown",
	.site = "The Courier",
	.date = "14 October 2026",
	.width = 900,
	.height = 1200},
    {.name = "size-square",
	.title = "A year at the salt pans",
	.author = "Inês Valadão",
	.site = "Long Light",
	.date = "27 September 2026",
	.width = 600,
	.height = 600},
    {.name = "size-slim",
	.title = "A year at the salt pans",
	.author = "Inês Valadão",
	.site = "Long Light",
	.date = "27 September 2026",
	.width = 600,
	.height = 1500},
    {.name = "lead",
	.title = "A year at the salt pans",
	.author = "Inês Valadão",
	.site = "Long Light",
	.date = "27 September 2026",
	.has_lead = true},
    {.name = "lead-digest",
	.title = "Evening Paper",
	.date = "Wednesday, 25 November 2026",
	.issue = "No. 12",
	.headlines = headlines_five,
	.has_lead = true},
    {.name = "japanese",
	.title = "日本の紙はなぜ千年もつのか",
	.author = "山本 薫",
	.site = "紙の手帖",
	.date = "2026年11月24日",
	.lang = "ja",
	.font = ipaex},
    {.name = "japanese-one-word",
	.title = "和紙",
	.author = "山本 薫",
	.site = "Washi",
	.date = "2026年11月24日",
	.lang = "ja",
	.font = ipaex},
    {.name = "japanese-mixed",
	.title = "Linux入門：はじめてのカーネル",
	.author = "Taro Yamada",
	.site = "Kernel Notes",
	.lang = "ja",
	.font = ipaex},
    {.name = "japanese-digest",
	.title = "朝の新聞",
	.date = "2026年11月24日（火）",
	.issue = "第12号",
	.lang = "ja",
	.headlines = headlines_ja,
	.font = ipaex},
    {.name = "arabic",
	.title = "مقدمة إلى فن الطباعة: كيف تعلمنا القراءة في 2026",
	.author = "ليلى حداد",
	.site = "مجلة الحرف",
	.date = "24 نوفمبر 2026",
	.lang = "ar",
	.font = amiri},
    {.name = "arabic-digest",
	.title = "جريدة المساء",
	.date = "الثلاثاء، 24 نوفمبر 2026",
	.issue = "العدد 12",
	.lang = "ar",
	.headlines = headlines_ar,
	.font = amiri},
    {.name = "hindi",
	.title = "हम अब भी किताबें क्यों पढ़ते हैं",
	.author = "मीरा शर्मा",
	.site = "पत्रिका",
	.date = "24 नवंबर 2026",
	.lang = "hi",
	.font = lohit},
};

struct picture {
	unsigned char at[HEIGHT][WIDTH];
};

static struct arena arena;

/* Only the fonts of these tests, so that the pictures are those of any machine that has them. */
static void
choose_fonts(void)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];
	FILE *file;

	snprintf(path, sizeof path, "%s/octavo-fonts-%ld.conf", folder ? folder : "/tmp",
	    (long)getpid());
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file,
	    "<?xml version=\"1.0\"?>\n<fontconfig>\n"
	    "<dir>/usr/share/fonts/opentype/fonts-hosny-amiri</dir>\n"
	    "<dir>/usr/share/fonts/opentype/ipaexfont-mincho</dir>\n"
	    "<dir>/usr/share/fonts/truetype/lohit-devanagari</dir>\n"
	    "<cachedir>%s/octavo-fonts-cache</cachedir>\n</fontconfig>\n",
	    folder ? folder : "/tmp");
	fclose(file);
	setenv("FONTCONFIG_FILE", path, 1);
}

static str
text_of(const char *text)
{
	return text ? str_of(text) : STR_NONE;
}

static str
read_file(const char *path)
{
	static const size_t most = 1 << 20;
	char *bytes = arena_alloc(&arena, most);
	FILE *file = fopen(path, "rb");
	size_t len;

	assert_non_null(file);
	len = fread(bytes, 1, most, file);
	fclose(file);
	return (str){bytes, len};
}

static struct canvas
draw(const struct look *look)
{
	struct settings settings = {0};
	struct diag_log log = {.arena = &arena};
	struct ctx ctx = {&arena, &log, &settings, STR("test")};
	int width = look->width ? look->width : COVER_WIDTH;
	int height = look->height ? look->height : COVER_HEIGHT;
	struct cover_text text = {.title = text_of(look->title),
	    .author = text_of(look->author),
	    .site = text_of(look->site),
	    .date = text_of(look->date),
	    .issue = text_of(look->issue),
	    .lang = text_of(look->lang)};
	struct cover_drawn drawn;
	str headlines[16];
	struct canvas canvas;

	text.headlines = headlines;
	for (size_t i = 0; look->headlines && look->headlines[i]; i++)
		headlines[text.headline_count++] = str_of(look->headlines[i]);
	if (look->has_lead)
		text.lead = read_file("samples/photo-essay_files/pans-dusk.jpg");
	drawn = cover_draw(&ctx, &text, width, height);
	assert_int_equal(drawn.set, look->font ? COVER_BY_SYSTEM_FONT : COVER_BY_BOOK_FACE);
	assert_true(jpeg_read(&arena, drawn.jpeg, width, height, &canvas));
	return canvas;
}

/* The canvas made as large as goes into so many pixels, each the mean of what it covers. */
static void
shrink(const struct canvas *canvas, struct picture *to, int left, int width, int height, bool greys)
{
	int across = width, down = canvas->height * width / canvas->width;

	if (down > height) {
		down = height;
		across = canvas->width * height / canvas->height;
	}
	for (int y = 0; y < down; y++)
		for (int x = 0; x < across; x++) {
			int y0 = y * canvas->height / down, y1 = (y + 1) * canvas->height / down;
			int x0 = x * canvas->width / across, x1 = (x + 1) * canvas->width / across;
			long sum = 0;

			for (int v = y0; v < y1; v++)
				for (int u = x0; u < x1; u++)
					sum +=
					    canvas
						->at[(size_t)v * (size_t)canvas->width + (size_t)u];
			sum /= (long)(y1 - y0) * (x1 - x0);
			to->at[y][left + x] = (unsigned char)(greys ? (sum + 8) / 17 * 17 : sum);
		}
}

static void
make_picture(const struct look *look, struct picture *to)
{
	struct canvas canvas = draw(look);

	memset(to->at, TABLE, sizeof to->at);
	shrink(&canvas, to, 0, 150, 240, false);
	shrink(&canvas, to, 154, 60, 90, true);
	shrink(&canvas, to, 218, 90, 120, true);
}

/* The least of PNG: eight-bit grey, rows without a filter. */
static void
add_chunk(struct buf *to, const char *name, const void *bytes, size_t len)
{
	unsigned char number[4];
	size_t start;
	unsigned long crc;

	for (int i = 0; i < 4; i++)
		number[i] = (unsigned char)(len >> (24 - 8 * i));
	buf_add(to, (str){(char *)number, 4});
	start = to->len;
	buf_z(to, name);
	buf_add(to, (str){bytes, len});
	crc = crc32(0, (const unsigned char *)to->at + start, (unsigned)(to->len - start));
	for (int i = 0; i < 4; i++)
		number[i] = (unsigned char)(crc >> (24 - 8 * i));
	buf_add(to, (str){(char *)number, 4});
}

static const unsigned char header[13] = {
    0, 0, WIDTH >> 8, WIDTH & 255, 0, 0, HEIGHT >> 8, HEIGHT & 255, 8, 0, 0, 0, 0};

static void
write_png(const char *path, const struct picture *picture)
{
	unsigned char rows[HEIGHT][WIDTH + 1], packed[sizeof rows + 1024];
	unsigned long len = sizeof packed;
	struct buf png = BUF(&arena);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	for (int y = 0; y < HEIGHT; y++) {
		rows[y][0] = 0;
		memcpy(rows[y] + 1, picture->at[y], WIDTH);
	}
	assert_int_equal(compress2(packed, &len, rows[0], sizeof rows, 9), Z_OK);
	buf_add(&png, STR("\x89PNG\r\n\x1a\n"));
	add_chunk(&png, "IHDR", header, sizeof header);
	add_chunk(&png, "IDAT", packed, len);
	add_chunk(&png, "IEND", "", 0);
	assert_int_equal(fwrite(png.at, 1, png.len, file), png.len);
	fclose(file);
}

static bool
read_png(const char *path, struct picture *picture)
{
	unsigned char bytes[1 << 17], rows[HEIGHT][WIDTH + 1];
	FILE *file = fopen(path, "rb");
	unsigned long size = sizeof rows;
	size_t len, packed;

	if (!file)
		return false;
	len = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	if (len < 41 || memcmp(bytes + 16, header, sizeof header) != 0)
		return false;
	packed =
	    (size_t)bytes[33] << 24 | (size_t)bytes[34] << 16 | (size_t)bytes[35] << 8 | bytes[36];
	if (packed > len - 41 || uncompress(rows[0], &size, bytes + 41, packed) != Z_OK)
		return false;
	for (int y = 0; y < HEIGHT; y++)
		memcpy(picture->at[y], rows[y] + 1, WIDTH);
	return true;
}

/* Of three by three pixels. */
static int
blurred(const struct picture *picture, int y, int x)
{
	int sum = 0;

	for (int v = y - 1; v <= y + 1; v++)
		for (int u = x - 1; u <= x + 1; u++)
			sum += picture->at[v][u];
	return sum / 9;
}

struct distance {
	double apart, square;
};

static struct distance
compare(const struct picture *one, const struct picture *two)
{
	struct distance distance = {0, 0};
	double squares = 0;

	for (int top = 1; top + SQUARE < HEIGHT; top += SQUARE / 2)
		for (int left = 1; left + SQUARE < WIDTH; left += SQUARE / 2) {
			long sum = 0;

			for (int y = top; y < top + SQUARE; y++)
				for (int x = left; x < left + SQUARE; x++)
					sum += abs(blurred(one, y, x) - blurred(two, y, x));
			if (distance.square < (double)sum / (SQUARE * SQUARE))
				distance.square = (double)sum / (SQUARE * SQUARE);
		}
	for (int y = 1; y < HEIGHT - 1; y++)
		for (int x = 1; x < WIDTH - 1; x++) {
			double off = blurred(one, y, x) - blurred(two, y, x);

			squares += off * off;
		}
	squares /= (double)(HEIGHT - 2) * (WIDTH - 2);
	/* No root: the limit is squared instead. */
	distance.apart = squares;
	return distance;
}

static bool
are_alike(const struct picture *one, const struct picture *two)
{
	struct distance distance = compare(one, two);

	return distance.apart <= MOST_APART * MOST_APART && distance.square <= MOST_SQUARE;
}

static void
looks_as_it_did(void **state)
{
	const struct look *look = *state;
	char path[4096];
	struct picture drawn, expected;

	if (look->font && access(look->font, R_OK) != 0) {
		print_message("%s is not installed\n", look->font);
		skip();
	}
	arena_init(&arena, (size_t)256 << 20, NULL);
	make_picture(look, &drawn);
	snprintf(path, sizeof path, FOLDER "/%s.png", look->name);
	if (getenv("WRITE")) {
		if (!read_png(path, &expected) || !are_alike(&drawn, &expected))
			write_png(path, &drawn);
	} else if (!read_png(path, &expected)) {
		fail_msg("%s cannot be read", path);
	} else if (!are_alike(&drawn, &expected)) {
		struct distance distance = compare(&drawn, &expected);

		snprintf(path, sizeof path, "%s/cover-%s.png", getenv("OUT") ? getenv("OUT") : "build",
		    look->name);
		write_png(path, &drawn);
		fail_msg("differs by %.1f squared, %.1f in a square: see %s", distance.apart,
		    distance.square, path);
	}
	arena_release(&arena);
}

/* The measure notices a title that is broken elsewhere, and not a little noise. */
static void
tells_covers_apart(void **state)
{
	struct look look = looks[0];
	struct picture one, two;

	(void)state;
	arena_init(&arena, (size_t)256 << 20, NULL);
	make_picture(&look, &one);
	two = one;
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++)
			two.at[y][x] = (unsigned char)(one.at[y][x] ^ ((x * 7 + y * 13) % 3 == 0));
	assert_true(are_alike(&one, &two));
	look.title = "Kestle tunnel to open to walkers after 58 years of darkness";
	make_picture(&look, &two);
	assert_false(are_alike(&one, &two));
	look = looks[0];
	look.site = "Half Open";
	make_picture(&look, &two);
	assert_false(are_alike(&one, &two));
	arena_release(&arena);
}

int
main(void)
{
	enum { COUNT = sizeof looks / sizeof *looks };
	struct CMUnitTest tests[COUNT + 1];

	choose_fonts();
	for (size_t i = 0; i < COUNT; i++)
		tests[i] = (struct CMUnitTest){.name = looks[i].name,
		    .test_func = looks_as_it_did,
		    .initial_state = (void *)&looks[i]};
	tests[COUNT] = (struct CMUnitTest)cmocka_unit_test(tells_covers_apart);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
