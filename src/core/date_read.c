/* Dates as pages write them: reading. */
#include "core/date.h"
#include "core/date_names.h"
#include "core/date_scan.h"
#include "core/utf8.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2100
#define FIND_BYTES 400

struct reader {
	struct date_scan scan;
	str lang;
	bool short_years; /* "24.11.26" is one */
};

static unsigned
days_in_month(unsigned year, unsigned month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

static bool
is_day(uint32_t year, uint32_t month, uint32_t day)
{
	return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
	    day <= days_in_month(year, month);
}

static bool
set_day(struct date *date, uint32_t year, uint32_t month, uint32_t day)
{
	if (!is_day(year, month, day))
		return false;
	date->year = (int16_t)year;
	date->month = (uint8_t)month;
	date->day = (uint8_t)day;
	date->may_swap = date->day_first = date->month_first = false;
	return true;
}

/* "20261124", "20261124T060000Z", "20261124060000" */
static bool
read_compact(struct reader *reader, struct date *date)
{
	struct date_scan scan = reader->scan;
	uint32_t year, month, day;

	if (!date_take_digits(&scan, 4, &year) || !date_take_digits(&scan, 2, &month) ||
	    !date_take_digits(&scan, 2, &day) || !set_day(date, year, month, day))
		return false;
	date_take_char(&scan, 'T');
	if (!date_take_compact_time(&scan, date) && date_at_digit(&scan))
		return false;
	reader->scan = scan;
	return true;
}

/* Years that are counted from an event: a reign, the Republic of China, the Buddha. */
static bool
read_era(struct date_scan *scan, uint32_t *year)
{
	static const struct {
		const char *name;
		int before;
	} eras[] = {
	    {"令和", 2018},
	    {"平成", 1988},
	    {"昭和", 1925},
	    {"大正", 1911},
	    {"民國", 1911},
	};
	struct date_scan at = *scan;

	for (size_t i = 0; i < sizeof eras / sizeof *eras; i++) {
		if (!date_take_text(&at, eras[i].name))
			continue;
		date_skip_space(&at);
		if (date_take_text(&at, "元"))
			*year = 1;
		else if (!date_take_number(&at, 3, year))
			return false;
		*year = (uint32_t)(eras[i].before + (int)*year);
		*scan = at;
		return true;
	}
	return false;
}

/* "2026年11月24日", "2026년 11월 24일" */
static bool
read_cjk(struct reader *reader, struct date *date)
{
	struct date_scan scan = reader->scan;
	uint32_t year, month, day;

	if (!read_era(&scan, &year) && date_take_number(&scan, 4, &year) < 4)
		return false;
	date_skip_space(&scan);
	if (!date_take_text(&scan, "年") && !date_take_text(&scan, "년"))
		return false;
	date_skip_space(&scan);
	if (!date_take_number(&scan, 2, &month))
		return false;
	date_skip_space(&scan);
	if (!date_take_text(&scan, "月") && !date_take_text(&scan, "월"))
		return false;
	date_skip_space(&scan);
	if (!date_take_number(&scan, 2, &day))
		return false;
	date_skip_space(&scan);
	if (!date_take_text(&scan, "日") && !date_take_text(&scan, "일"))
		date_take_text(&scan, "号");
	if (!set_day(date, year, month, day))
		return false;
	reader->scan = scan;
	return true;
}

/* Whether "2/3/2026" is the third of February. */
static bool
is_month_first(str lang)
{
	return str_eq_nocase(lang, STR("en")) || str_eq_nocase(lang, STR("en-US")) ||
	    str_eq_nocase(lang, STR("en_US"));
}

/* The mark between numbers; 0 where none of them stands. */
static char
take_mark(struct date_scan *scan)
{
	struct date_scan at = *scan;
	char mark = 0;

	date_skip_space(&at);
	for (const char *marks = "-/."; *marks && !mark; marks++)
		if (date_take_char(&at, *marks))
			mark = *marks;
	if (!mark && date_take_text(&at, "／"))
		mark = '/';
	if (mark == 0 || (mark != '/' && at.rest.at != scan->rest.at + 1))
		return 0;
	if (mark != '-')
		date_skip_space(&at);
	*scan = at;
	return mark;
}

/* Three numbers in the order that their lengths, their values and the language tell. */
static bool
set_numbers(struct reader *reader, const uint32_t n[3], const size_t digits[3], struct date *date)
{
	uint32_t year = n[2];

	if (digits[0] == 4)
		return digits[2] <= 2 && set_day(date, n[0], n[1], n[2]);
	if (digits[0] > 2 || (digits[2] != 4 && (digits[2] != 2 || !reader->short_years)))
		return false;
	if (digits[2] == 2)
		year += year < 69 ? 2000 : 1900;
	if (!(is_month_first(reader->lang) && set_day(date, year, n[0], n[1])) &&
	    !set_day(date, year, n[1], n[0]) && !set_day(date, year, n[0], n[1]))
		return false;
	date->may_swap = n[0] != n[1] && n[0] <= 12 && n[1] <= 12;
	date->day_first = n[0] > 12;
	date->month_first = n[1] > 12;
	return true;
}

/* "2026-11-24", "24.11.2026", "24. 11. 2026", "11/24/2026" */
static bool
read_numeric(struct reader *reader, struct date *date)
{
	struct date_scan scan = reader->scan, after;
	uint32_t n[3];
	size_t digits[3];
	char mark;

	digits[0] = date_take_number(&scan, 4, &n[0]);
	if (!digits[0] || !(mark = take_mark(&scan)))
		return false;
	digits[1] = date_take_number(&scan, 2, &n[1]);
	if (!digits[1] || take_mark(&scan) != mark)
		return false;
	digits[2] = date_take_number(&scan, 4, &n[2]);
	if (!digits[2] || !set_numbers(reader, n, digits, date))
		return false;
	after = scan;
	if (digits[0] < 4 && (date_take_char(&after, '.') || date_take_char(&after, '-')) &&
	    date_at_digit(&after))
		return false;
	reader->scan = scan;
	return true;
}

/* One step over what may stand between the parts of a date in words: white space, a mark, or a
   small word as in "24 de noviembre de 2026". */
static bool
skip_one(struct date_scan *scan)
{
	static const char *const words[] = {"of", "de", "del", "di", "da", "do", "den", "the", "d",
	    "m", "g", "gada", "năm", "พ", "ศ", "ค", NULL};
	static const char *const marks[] = {
	    ".", ",", "-", "/", "'", "’", "،", "–", "º", "°", "ª", ")", NULL};
	struct date_scan at = *scan;
	str word;

	if (date_skip_space(scan) || date_take_one(scan, marks))
		return true;
	word = date_take_word(&at);
	for (size_t i = 0; words[i] && word.len; i++)
		if (str_eq_nocase(word, str_of(words[i]))) {
			*scan = at;
			return true;
		}
	return false;
}

static void
skip_gap(struct date_scan *scan)
{
	for (int i = 0; i < 12; i++)
		if (!skip_one(scan))
			break;
}

/* What makes an ordinal of a number: "24th", "1er", "24-го". */
static void
skip_ordinal(struct date_scan *scan)
{
	static const char *const ends[] = {"st", "nd", "rd", "th", "er", "re", "e", "a", "o", "an",
	    "en", "te", "ste", "de", "го", "е", "ης", "η", NULL};
	struct date_scan at = *scan;
	str word;

	date_take_char(&at, '-');
	word = date_take_word(&at);
	for (size_t i = 0; ends[i] && word.len; i++)
		if (str_eq_nocase(word, str_of(ends[i])))
			*scan = at;
}

/* A month's name, or "tháng 11". A name of two words is looked up when one word is none. */
static bool
take_month(struct reader *reader, struct date_scan *scan, uint32_t *month)
{
	struct date_scan at = *scan, two;
	str word = date_take_word(&at), both;
	int name;

	if (word.len < 3)
		return false;
	name = date_name(word, reader->lang);
	two = at;
	date_skip_space(&two);
	if (name < 1 && str_eq_nocase(word, STR("tháng")) && date_take_number(&two, 2, month)) {
		*scan = two;
		return true;
	}
	if (name < 1) {
		date_take_word(&two);
		both = (str){word.at, (size_t)(two.rest.at - word.at)};
		name = date_name(both, reader->lang);
		at = two;
	}
	if (name < 1)
		return false;
	*month = (uint32_t)name;
	*scan = at;
	return true;
}

/* Four digits; two where the reader takes short years and no time of day begins there. */
static bool
take_year(struct reader *reader, struct date_scan *scan, bool may_be_short, uint32_t *year)
{
	struct date_scan at = *scan;
	size_t digits = date_take_number(&at, 4, year);

	if (digits == 2 && may_be_short && reader->short_years && !date_take_char(&at, ':'))
		*year += *year < 69 ? 2000 : 1900;
	else if (digits != 4)
		return false;
	if (*year > LAST_YEAR + 300 && *year <= LAST_YEAR + 543)
		*year -= 543; /* the Buddhist era */
	*scan = at;
	return true;
}

/* "24 November 2026", "24 de noviembre de 2026", "24-Nov-26" */
static bool
read_day_first(struct reader *reader, struct date *date)
{
	struct date_scan scan = reader->scan;
	uint32_t year, month, day;

	if (!date_take_number(&scan, 2, &day))
		return false;
	skip_ordinal(&scan);
	skip_gap(&scan);
	if (!take_month(reader, &scan, &month))
		return false;
	skip_gap(&scan);
	if (!take_year(reader, &scan, true, &year) || !set_day(date, year, month, day))
		return false;
	reader->scan = scan;
	return true;
}

/* "2026 November 24", "2026. november 24.", "2026. gada 24. novembris" */
static bool
read_year_first(struct reader *reader, struct date *date)
{
	struct date_scan scan = reader->scan;
	uint32_t year, month, day;
	bool day_before;

	if (date_take_number(&scan, 4, &year) != 4)
		return false;
	skip_gap(&scan);
	day_before = date_take_number(&scan, 2, &day) > 0;
	skip_gap(&scan);
	if (!take_month(reader, &scan, &month))
		return false;
	if (!day_before) {
		skip_gap(&scan);
		if (!date_take_number(&scan, 2, &day))
			return false;
	}
	if (!set_day(date, year, month, day))
		return false;
	reader->scan = scan;
	return true;
}

/* "November 24, 2026", "Nov 24 06:00:00 2026" */
static bool
read_month_first(struct reader *reader, struct date *date)
{
	struct date_scan scan = reader->scan, ahead = scan;
	uint32_t year, month, day;
	struct date time = {0};

	for (int words = 0; words < 2 && !date_at_digit(&ahead); words++) {
		if (date_take_word(&ahead).len == 0)
			return false;
		skip_gap(&ahead);
	}
	if (!date_at_digit(&ahead) || !take_month(reader, &scan, &month))
		return false;
	skip_gap(&scan);
	if (!date_take_number(&scan, 2, &day))
		return false;
	skip_ordinal(&scan);
	skip_gap(&scan);
	if (!take_year(reader, &scan, false, &year)) {
		if (!date_take_time(&scan, &time))
			return false;
		skip_gap(&scan);
		if (!take_year(reader, &scan, false, &year))
			return false;
	}
	if (!set_day(&time, year, month, day))
		return false;
	*date = time;
	reader->scan = scan;
	return true;
}

/* A date at the cursor in any of the forms, with its time of day. */
static bool
read_date(struct reader *reader, struct date *date)
{
	bool found;

	if (date_at_digit(&reader->scan))
		found = read_cjk(reader, date) || read_numeric(reader, date) ||
		    read_day_first(reader, date) || read_year_first(reader, date);
	else
		found = read_month_first(reader, date) || read_cjk(reader, date);
	if (found && !date->has_time)
		date_take_time(&reader->scan, date);
	return found;
}

bool
date_parse(str s, str lang, struct date *date)
{
	struct reader reader = {{str_head(s, FIND_BYTES)}, lang, true};
	struct date found = {0};

	*date = found;
	date_skip_space(&reader.scan);
	for (int names = 0; names < 5; names++) {
		if ((names == 0 && read_compact(&reader, &found)) || read_date(&reader, &found)) {
			*date = found;
			return true;
		}
		if (date_name(date_take_word(&reader.scan), lang) == DATE_NO_NAME)
			return false;
		skip_gap(&reader.scan);
	}
	return false;
}

/* Whether four digits stand in a row somewhere: else there is no year, and no date. */
static bool
has_year(str s)
{
	struct date_scan scan = {s};
	uint32_t value;
	size_t len;

	while (scan.rest.len) {
		if (date_take_digits(&scan, 4, &value))
			return true;
		utf8_decode(scan.rest, &len);
		scan.rest = str_from(scan.rest, len);
	}
	return false;
}

/* Whether a number that follows `before` may begin a date: it is no part of a word or number. */
static bool
may_begin(str before)
{
	unsigned char c;

	if (before.len == 0)
		return true;
	c = (unsigned char)before.at[before.len - 1];
	if ((c == '.' || c == '-') && before.len > 1)
		return !ascii_is_digit((unsigned char)before.at[before.len - 2]);
	return !ascii_is_alpha(c) && !ascii_is_digit(c);
}

bool
date_find_at(str s, str lang, struct date *date, size_t *from, size_t *to)
{
	str text = utf8_head(s, FIND_BYTES);
	struct reader reader = {{text}, lang, false};
	struct date found = {0};

	*date = found;
	if (!has_year(text) && str_find(text, STR("年")) == STR_NOT_FOUND)
		return false;
	while (reader.scan.rest.len) {
		struct reader at = reader;
		str before = str_head(text, text.len - reader.scan.rest.len);
		uint32_t digit;
		size_t len;

		if (may_begin(before) && read_date(&at, &found)) {
			*date = found;
			*from = before.len;
			*to = text.len - at.scan.rest.len;
			return true;
		}
		if (date_at_digit(&reader.scan)) {
			while (date_take_digits(&reader.scan, 1, &digit))
				continue;
		} else if (date_take_word(&reader.scan).len == 0) {
			utf8_decode(reader.scan.rest, &len);
			reader.scan.rest = str_from(reader.scan.rest, len);
		}
	}
	return false;
}

bool
date_find(str s, str lang, struct date *date)
{
	size_t from, to;

	return date_find_at(s, lang, date, &from, &to);
}
