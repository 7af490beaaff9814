/* Looking for the declared encoding before anything is decoded. */
#include "decode/prescan.h"

struct attribute {
	str name, value;
};

static bool
is_name(str a, const char *b)
{
	return str_eq_nocase(a, str_of(b));
}

/* "Get an attribute" of the standard: takes the next one from *rest, which begins within a tag.
   False at the tag's end. */
static bool
take_attribute(str *rest, struct attribute *a)
{
	size_t n = 0;

	while (rest->len && (ascii_is_space((unsigned char)rest->at[0]) || rest->at[0] == '/'))
		*rest = str_from(*rest, 1);
	if (rest->len == 0 || rest->at[0] == '>')
		return false;
	while (n < rest->len && !ascii_is_space((unsigned char)rest->at[n]) && rest->at[n] != '/' &&
	    rest->at[n] != '>' && (rest->at[n] != '=' || n == 0))
		n++;
	a->name = str_head(*rest, n);
	a->value = STR("");
	*rest = str_from(*rest, n);
	n = 0;
	while (n < rest->len && ascii_is_space((unsigned char)rest->at[n]))
		n++;
	if (n >= rest->len || rest->at[n] != '=')
		return true;
	*rest = str_from(*rest, n + 1);
	while (rest->len && ascii_is_space((unsigned char)rest->at[0]))
		*rest = str_from(*rest, 1);
	if (rest->len && (rest->at[0] == '"' || rest->at[0] == '\'')) {
		str quoted = str_from(*rest, 1);

		n = str_find_char(quoted, rest->at[0]);
		a->value = str_head(quoted, n);
		*rest = n == STR_NOT_FOUND ? STR("") : str_from(quoted, n + 1);
		return true;
	}
	n = 0;
	while (n < rest->len && !ascii_is_space((unsigned char)rest->at[n]) && rest->at[n] != '>')
		n++;
	a->value = str_head(*rest, n);
	*rest = str_from(*rest, n);
	return true;
}

/* "Extract a character encoding from a meta element". */
static str
charset_in(str content)
{
	size_t at;

	while ((at = str_find_nocase(content, STR("charset"))) != STR_NOT_FOUND) {
		content = str_from(content, at + 7);
		while (content.len && ascii_is_space((unsigned char)content.at[0]))
			content = str_from(content, 1);
		if (content.len == 0 || content.at[0] != '=')
			continue;
		content = str_trim(str_from(content, 1));
		if (content.len && (content.at[0] == '"' || content.at[0] == '\'')) {
			str quoted = str_from(content, 1);

			at = str_find_char(quoted, content.at[0]);
			return at == STR_NOT_FOUND ? STR_NONE : str_head(quoted, at);
		}
		at = 0;
		while (at < content.len && content.at[at] != ';' &&
		    !ascii_is_space((unsigned char)content.at[at]))
			at++;
		return str_head(content, at);
	}
	return STR_NONE;
}

static str
meta_label(str *rest)
{
	struct attribute a;
	str charset = STR_NONE, content = STR_NONE;
	bool pragma = false;

	while (take_attribute(rest, &a)) {
		if (is_name(a.name, "charset") && !charset.at)
			charset = a.value;
		else if (is_name(a.name, "content") && !content.at)
			content = a.value;
		else if (is_name(a.name, "http-equiv"))
			pragma = is_name(a.value, "content-type");
	}
	return charset.at ? charset : pragma ? charset_in(content) : STR_NONE;
}

static str
xml_label(str bytes)
{
	size_t end = str_find_char(bytes, '>');
	struct attribute a;

	if (!str_starts(bytes, STR("<?xml")) || end == STR_NOT_FOUND)
		return STR_NONE;
	bytes = str_from(str_head(bytes, end), 5);
	while (take_attribute(&bytes, &a))
		if (is_name(a.name, "encoding"))
			return a.value;
	return STR_NONE;
}

/* Move *rest to the next tag's attributes and give its name; false when there is none. */
static bool
next_tag(str *rest, str *name)
{
	size_t at, n = 1;

	for (;;) {
		at = str_find_char(*rest, '<');
		if (at == STR_NOT_FOUND)
			return false;
		*rest = str_from(*rest, at);
		if (str_starts(*rest, STR("<!--"))) {
			at = str_find(str_from(*rest, 2), STR("-->"));
			if (at == STR_NOT_FOUND)
				return false;
			*rest = str_from(*rest, at + 5);
			continue;
		}
		if (rest->len > 1 && ascii_is_alpha((unsigned char)rest->at[1]))
			break;
		*rest = str_from(*rest, 1);
	}
	while (n < rest->len && !ascii_is_space((unsigned char)rest->at[n]) && rest->at[n] != '/' &&
	    rest->at[n] != '>')
		n++;
	*name = (str){rest->at + 1, n - 1};
	*rest = str_from(*rest, n);
	return true;
}

str
prescan_label(str bytes)
{
	str rest = str_head(bytes, PRESCAN_BYTES), label = xml_label(rest), name;
	struct attribute a;

	while (!label.at && next_tag(&rest, &name)) {
		if (is_name(name, "meta"))
			label = meta_label(&rest);
		else
			while (take_attribute(&rest, &a))
				;
	}
	return label;
}

str
prescan_lang(str bytes)
{
	str rest = str_head(bytes, PRESCAN_BYTES), name;
	struct attribute a;

	while (next_tag(&rest, &name))
		while (take_attribute(&rest, &a))
			if (is_name(name, "html") &&
			    (is_name(a.name, "lang") || is_name(a.name, "xml:lang")) && a.value.len)
				return a.value;
	return STR_NONE;
}
