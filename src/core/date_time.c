/* The time of day that follows a date. */
#include "core/date_scan.h"
#include "core/utf8.h"

struct zone {
	const char *name;
	int16_t minutes;
};

/* The zones of RFC 5322 section 4.3 and those of Europe, East Asia and Australia. */
static const struct zone zones[] = {
    {"utc", 0},
    {"gmt", 0},
    {"ut", 0},
    {"z", 0},
    {"est", -300},
    {"edt", -240},
    {"cst", -360},
    {"cdt", -300},
    {"mst", -420},
    {"mdt", -360},
    {"pst", -480},
    {"pdt", -420},
    {"wet", 0},
    {"west", 60},
    {"cet", 60},
    {"cest", 120},
    {"mez", 60},
    {"mesz", 120},
    {"bst", 60},
    {"eet", 120},
    {"eest", 180},
    {"msk", 180},
    {"jst", 540},
    {"kst", 540},
    {"aest", 600},
    {"aedt", 660},
};

enum half { HALF_NONE, HALF_MORNING, HALF_AFTERNOON };

static enum half
half_of(str word)
{
	static const char *const mornings[] = {"am", "오전", "上午", "午前"};
	static const char *const afternoons[] = {"pm", "오후", "下午", "午後"};

	for (size_t i = 0; i < sizeof mornings / sizeof *mornings; i++) {
		if (str_eq_nocase(word, str_of(mornings[i])))
			return HALF_MORNING;
		if (str_eq_nocase(word, str_of(afternoons[i])))
			return HALF_AFTERNOON;
	}
	return HALF_NONE;
}

/* "am", "P.M." behind a time. */
static enum half
take_half(struct date_scan *scan)
{
	struct date_scan at = *scan;
	enum half half;
	str word;

	date_skip_space(&at);
	word = date_take_word(&at);
	half = half_of(word);
	if (half == HALF_NONE && word.len == 1 && date_take_char(&at, '.')) {
		char c = (char)ascii_lower((unsigned char)word.at[0]);

		word = date_take_word(&at);
		if (str_eq_nocase(word, STR("m")))
			half = c == 'a' ? HALF_MORNING : c == 'p' ? HALF_AFTERNOON : HALF_NONE;
		date_take_char(&at, '.');
	}
	if (half != HALF_NONE)
		*scan = at;
	return half;
}

/* "+01:00", "-0500", "+1" */
static bool
take_offset(struct date_scan *scan, struct date *date)
{
	struct date_scan at = *scan;
	bool east = date_take_char(&at, '+');
	uint32_t hours, minutes = 0;
	int zone;

	if (!east && !date_take_char(&at, '-') && !date_take_text(&at, "−"))
		return false;
	if (date_take_digits(&at, 2, &hours)) {
		date_take_char(&at, ':');
		date_take_digits(&at, 2, &minutes);
	} else if (!date_take_digits(&at, 1, &hours)) {
		return false;
	}
	if (date_at_digit(&at) || hours > 14 || minutes > 59)
		return false;
	zone = (int)(hours * 60 + minutes);
	date->zone = (int16_t)(east ? zone : -zone);
	date->has_zone = true;
	*scan = at;
	return true;
}

static void
take_zone(struct date_scan *scan, struct date *date)
{
	struct date_scan at = *scan;
	str word;

	date_skip_space(&at);
	date_take_char(&at, '(');
	word = date_take_word(&at);
	for (size_t i = 0; i < sizeof zones / sizeof *zones && word.len; i++) {
		if (!str_eq_nocase(word, str_of(zones[i].name)))
			continue;
		date->zone = zones[i].minutes;
		date->has_zone = true;
		*scan = at;
		if (zones[i].minutes == 0)
			take_offset(scan, date);
		return;
	}
	if (word.len == 0 && take_offset(&at, date))
		*scan = at;
}

/* Pass over what may stand between a date and its time: marks and at most two short words. Returns
   how many words; *half is what they said. */
static int
skip_to_time(struct date_scan *scan, enum half *half)
{
	/* Dashes, dots, and marks of other scripts stand behind those of ASCII. */
	static const char *const marks[] = {",", "|", "-", "(", ")", "/", "@", ".", ":", "\u2013",
	    "\u2014", "\u00b7", "\u2022", "\uff08", "\uff09", "\u060c", NULL};
	struct date_scan at;
	int words = 0;
	str word;

	for (int i = 0; i < 12 && !date_at_digit(scan); i++) {
		if (date_skip_space(scan) || date_take_one(scan, marks))
			continue;
		at = *scan;
		word = date_take_word(&at);
		if (word.len == 0 || utf8_count(word) > 5 || words == 2)
			break;
		words++;
		*scan = at;
		if (half_of(word) != HALF_NONE)
			*half = half_of(word);
	}
	return words;
}

/* What parts hours and minutes. A point does so only behind a word: " um 10.30". */
static bool
take_colon(struct date_scan *scan, bool worded)
{
	static const char *const colons[] = {":", "：", "h", "時", "时", "点", "시", NULL};

	if (!date_take_one(scan, colons) && !(worded && date_take_char(scan, '.')))
		return false;
	date_skip_space(scan);
	return true;
}

static bool
set_time(struct date *date, uint32_t hour, uint32_t minute, uint32_t second, enum half half)
{
	if (half != HALF_NONE && (hour > 12 || hour == 0))
		half = HALF_NONE;
	if (half == HALF_MORNING && hour == 12)
		hour = 0;
	if (half == HALF_AFTERNOON && hour < 12)
		hour += 12;
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	date->hour = (uint8_t)hour;
	date->minute = (uint8_t)minute;
	date->second = (uint8_t)(second == 60 ? 59 : second); /* a leap second */
	date->has_time = true;
	return true;
}

static uint32_t
take_seconds(struct date_scan *scan)
{
	struct date_scan at = *scan;
	uint32_t second = 0, digit;

	if (!date_take_char(&at, ':') || date_take_number(&at, 2, &second) != 2)
		return 0;
	*scan = at;
	if ((date_take_char(&at, '.') || date_take_char(&at, ',')) && date_at_digit(&at)) {
		while (date_take_digits(&at, 1, &digit))
			continue;
		*scan = at;
	}
	return second;
}

bool
date_take_time(struct date_scan *scan, struct date *date)
{
	enum half half = HALF_NONE, after;
	struct date_scan at = *scan;
	uint32_t hour, minute = 0, second = 0;
	bool worded = skip_to_time(&at, &half) > 0;

	if (!date_take_number(&at, 2, &hour))
		return false;
	if (take_colon(&at, worded)) {
		if (!date_take_number(&at, 2, &minute))
			return false;
		second = take_seconds(&at);
		after = take_half(&at);
		half = after != HALF_NONE ? after : half;
	} else {
		half = take_half(&at);
		if (half == HALF_NONE)
			return false;
	}
	if (!set_time(date, hour, minute, second, half))
		return false;
	take_zone(&at, date);
	*scan = at;
	return true;
}

bool
date_take_compact_time(struct date_scan *scan, struct date *date)
{
	struct date_scan at = *scan;
	uint32_t hour, minute, second = 0;

	if (!date_take_digits(&at, 2, &hour) || !date_take_digits(&at, 2, &minute))
		return false;
	date_take_digits(&at, 2, &second);
	if (date_at_digit(&at) || !set_time(date, hour, minute, second, HALF_NONE))
		return false;
	take_zone(&at, date);
	*scan = at;
	return true;
}
