/* Dates: the calendar, and writing. */
#include "core/date.h"

#define DAY_SECONDS 86400

int
date_compare_day(struct date a, struct date b)
{
	int32_t left = a.year * 512 + a.month * 32 + a.day;
	int32_t right = b.year * 512 + b.month * 32 + b.day;

	return left < right ? -1 : left > right;
}

/* Days from 1970-01-01, in the Gregorian calendar, for years from 1 on. The year is taken to begin
   in March, so that the leap day is its last. */
static int64_t
days_of(int64_t year, unsigned month, unsigned day)
{
	int64_t y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

int
date_weekday(struct date date)
{
	int64_t days = days_of(date.year, date.month, date.day);

	return (int)((days % 7 + 11) % 7);
}

int64_t
date_to_unix(struct date date)
{
	int64_t days = days_of(date.year, date.month, date.day), seconds = 0;

	if (date.has_time)
		seconds = date.hour * 3600 + date.minute * 60 + date.second;
	if (date.has_zone)
		seconds -= date.zone * 60;
	return days * DAY_SECONDS + seconds;
}

/* The day of the calendar that is so many days from 1970-01-01. */
static struct date
date_of_days(int64_t days)
{
	struct date date = {0};
	int64_t day = days + 719468, era = day / 146097, within = day % 146097;
	int64_t year = (within - within / 1460 + within / 36524 - within / 146096) / 365;
	int64_t of_year = within - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;

	date.day = (uint8_t)(of_year - (153 * month + 2) / 5 + 1);
	date.month = (uint8_t)(month < 10 ? month + 3 : month - 9);
	date.year = (int16_t)(year + era * 400 + (date.month <= 2));
	return date;
}

struct date
date_of_unix(int64_t seconds)
{
	const int64_t first = -62135596800, last = 253402300799; /* years 1 to 9999 */
	int64_t days, left;
	struct date date;

	seconds = seconds < first ? first : seconds > last ? last : seconds;
	days = seconds / DAY_SECONDS;
	left = seconds % DAY_SECONDS;
	if (left < 0) {
		left += DAY_SECONDS;
		days--;
	}
	date = date_of_days(days);
	date.hour = (uint8_t)(left / 3600);
	date.minute = (uint8_t)(left / 60 % 60);
	date.second = (uint8_t)(left % 60);
	date.has_time = date.has_zone = true;
	return date;
}

str
date_day_iso(struct arena *arena, struct date date)
{
	return arena_printf(arena, "%04d-%02u-%02u", date.year, date.month, date.day);
}

str
date_iso(struct arena *arena, struct date date)
{
	struct buf buf = BUF(arena);
	int east = date.zone < 0 ? -date.zone : date.zone;

	buf_add(&buf, date_day_iso(arena, date));
	if (date.has_time)
		buf_printf(&buf, "T%02u:%02u:%02u", date.hour, date.minute, date.second);
	if (date.has_time && date.has_zone && date.zone == 0)
		buf_char(&buf, 'Z');
	else if (date.has_time && date.has_zone)
		buf_printf(&buf, "%c%02d:%02d", date.zone < 0 ? '-' : '+', east / 60, east % 60);
	return buf_str(&buf);
}

str
date_utc(struct arena *arena, struct date date)
{
	struct date utc = date_of_unix(date_to_unix(date));

	return arena_printf(arena, "%04d-%02u-%02uT%02u:%02u:%02uZ", utc.year, utc.month, utc.day,
	    utc.hour, utc.minute, utc.second);
}
