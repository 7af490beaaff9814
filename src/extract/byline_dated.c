/* A name that stands in one line with a date: "Jane Doe | 3 May 2021", "中村誠 2007年12月9日". */
#include "core/date.h"
#include "core/utf8.h"
#include "extract/byline.h"

#define LINE_BYTES 120
#define UNCASED_WORDS 3
#define UNCASED_CHARACTERS 24
#define UNSPACED_LEAST 2
#define UNSPACED_MOST 6

/* Words beside dates in scripts without capitals that make the line speak of the date alone. */
static const char *const about_dates[] = {"时间", "時間", "发布", "發布", "發佈", "更新", "来源",
    "來源", "日期", "公開", "投稿", "掲載", "作成", "編集", "配信", "入力", "등록", "입력", "수정",
    "게시", "승인", "تاريخ", "نشر", "آخر", "تحديث", "วันที่", "เผยแพร่", "อัปเดต", "แก้ไข", "प्रकाशित",
    "अपडेट", "פורסם", "עודכן"};

static bool
is_mark(str text, size_t *len)
{
	uint32_t code = utf8_decode(text, len);

	return code_is_space(code) || code == '|' || code == ',' || code == '-' || code == '/' ||
	    code == ':' || code == 0xB7 || code == 0x2022 || code == 0x2013 || code == 0x2014 ||
	    code == 0x60C || code == 0x3001 || code == 0xFF0C || code == 0x30FB;
}

static str
without_marks(str text)
{
	size_t len;

	while (text.len && is_mark(text, &len))
		text = str_from(text, len);
	for (size_t at = text.len; at > 0;) {
		size_t start = at - 1;

		while (start > 0 && ((unsigned char)text.at[start] & 0xC0) == 0x80)
			start--;
		if (!is_mark(str_from(str_head(text, at), start), &len))
			break;
		text = str_head(text, start);
		at = start;
	}
	return text;
}

/* A name in a script without capitals: few words, or few letters where no spaces are written. */
static bool
is_uncased_name(str text)
{
	size_t characters = utf8_count(text), unspaced = 0, words = 1;

	if (characters > UNCASED_CHARACTERS)
		return false;
	for (size_t i = 0; i < sizeof about_dates / sizeof about_dates[0]; i++)
		if (str_find(text, str_of(about_dates[i])) != STR_NOT_FOUND)
			return false;
	while (text.len) {
		size_t len;
		uint32_t code = utf8_decode(text, &len);
		bool is_han = code >= 0x3040 && code < 0xAC00;

		if (code == ' ')
			words++;
		else if (code < 0x590 || (!code_is_word(code) && code < 0x2000))
			return false;
		unspaced += is_han;
		text = str_from(text, len);
	}
	if (unspaced)
		return unspaced >= UNSPACED_LEAST && unspaced <= UNSPACED_MOST && words <= 2;
	return words >= 2 && words <= UNCASED_WORDS;
}

static bool
is_name(str text)
{
	return text.len && (byline_is_person(text) || is_uncased_name(text));
}

str
byline_beside_date(str text)
{
	size_t first = text.len, last = 0;
	struct date date;
	str name;

	if (text.len > LINE_BYTES || !date_find(text, STR_NONE, &date))
		return STR_NONE;
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_digit((unsigned char)text.at[i])) {
			first = i < first ? i : first;
			last = i + 1;
		}
	name = without_marks(str_head(text, first));
	if (is_name(name))
		return name;
	name = without_marks(str_from(text, last));
	return is_name(name) ? name : STR_NONE;
}
