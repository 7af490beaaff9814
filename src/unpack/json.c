/* JSON read in place. */
#include "unpack/json.h"

static size_t
skip_space(str text, size_t at)
{
	while (at < text.len && ascii_is_space((unsigned char)text.at[at]))
		at++;
	return at;
}

/* Place behind the string that begins at `at`; the text's length when it does not end. */
static size_t
string_end(str text, size_t at)
{
	for (at++; at < text.len; at++) {
		if (text.at[at] == '\\')
			at++;
		else if (text.at[at] == '"')
			return at + 1;
	}
	return text.len;
}

/* Place behind the value at `at`. */
static size_t
value_end(str text, size_t at, bool *is_cut)
{
	size_t depth = 0;

	*is_cut = false;
	while (at < text.len) {
		char c = text.at[at];

		if (c == '"') {
			at = string_end(text, at);
			*is_cut = at == text.len && text.at[at - 1] != '"';
			if (!depth)
				return at;
			continue;
		}
		if (!depth && (c == ',' || c == '}' || c == ']'))
			return at;
		at++;
		depth += c == '{' || c == '[';
		if ((c == '}' || c == ']') && --depth == 0)
			return at;
	}
	*is_cut = *is_cut || depth > 0;
	return at;
}

void
json_begin(struct json *json, str text)
{
	*json = (struct json){.text = text, .at = skip_space(text, 0) + 1};
}

bool
json_next(struct json *json)
{
	str text = json->text;
	size_t at = skip_space(text, json->at), end;

	while (at < text.len && text.at[at] == ',')
		at = skip_space(text, at + 1);
	if (at >= text.len || text.at[at] == '}' || text.at[at] == ']')
		return false;
	json->key = STR_NONE;
	if (text.at[at] == '"') {
		size_t behind;

		end = string_end(text, at);
		behind = skip_space(text, end);
		if (behind < text.len && text.at[behind] == ':') {
			json->key = (str){text.at + at, end - at};
			at = skip_space(text, behind + 1);
		}
	}
	end = value_end(text, at, &json->is_cut);
	json->value = str_trim((str){text.at + at, end - at});
	json->at = end > at ? end : end + 1;
	return true;
}

bool
json_has_key(const struct json *json, const char *key)
{
	return json->key.len > 2 && str_eq((str){json->key.at + 1, json->key.len - 2}, str_of(key));
}

static bool
read_unit(str text, uint32_t *unit)
{
	*unit = 0;
	if (text.len < 6 || text.at[0] != '\\' || text.at[1] != 'u')
		return false;
	for (size_t i = 2; i < 6; i++) {
		unsigned char c = ascii_lower((unsigned char)text.at[i]);

		if (!ascii_is_digit(c) && (c < 'a' || c > 'f'))
			return false;
		*unit = *unit << 4 | (ascii_is_digit(c) ? c - (uint32_t)'0' : c - 'a' + 10u);
	}
	return true;
}

/* An escape at the start of the text; how many bytes it takes. */
static size_t
put_escape(struct buf *out, str text)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	uint32_t unit, second;

	if (read_unit(text, &unit)) {
		bool pair = unit >= 0xD800 && unit < 0xDC00 &&
		    read_unit(str_from(text, 6), &second) && second >= 0xDC00 && second < 0xE000;

		if (pair)
			unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
		if (unit)
			buf_utf8(out, unit);
		return pair ? 12 : 6;
	}
	if (text.len < 2)
		return 1;
	for (size_t i = 0; i < sizeof from - 1; i++)
		if (text.at[1] == from[i]) {
			buf_char(out, to[i]);
			return 2;
		}
	/* What need not be escaped, and what cannot be. */
	if (text.at[1] != 'u')
		buf_char(out, text.at[1]);
	return 2;
}

str
json_string(struct arena *arena, str value)
{
	struct buf out = BUF(arena);
	size_t slash;

	if (!value.len || value.at[0] == '{' || value.at[0] == '[' || str_eq(value, STR("null")))
		return STR_NONE;
	if (value.at[0] != '"')
		return value;
	value = str_from(value, 1);
	if (str_ends(value, STR("\"")))
		value.len--;
	buf_reserve(&out, value.len + 1);
	while ((slash = str_find_char(value, '\\')) != STR_NOT_FOUND) {
		buf_add(&out, str_head(value, slash));
		value = str_from(value, slash);
		value = str_from(value, put_escape(&out, value));
	}
	buf_add(&out, value);
	return buf_str(&out);
}
