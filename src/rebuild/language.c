/* The programming language of a listing. */
#include "rebuild/language.h"

#include "rebuild/classname.h"

/* Parameters of a listing in one attribute: "brush: java; gutter: false". */
static str
from_parameters(struct arena *arena, str value)
{
	size_t at = str_find_nocase(value, STR("brush"));
	str word;

	if (at == STR_NOT_FOUND)
		return STR_NONE;
	value = str_trim(str_from(value, at + 5));
	if (!str_starts(value, STR(":")))
		return STR_NONE;
	value = str_trim(str_from(value, 1));
	word = str_head(value, str_find_char(value, ';'));
	return classname_language_word(arena, str_trim(word));
}

/* "highlight js" of a figure. */
static str
from_figure(struct arena *arena, str value)
{
	str first, second;

	if (!str_word(&value, &first) || !str_word(&value, &second) || str_trim(value).len ||
	    !str_eq(first, STR("highlight")))
		return STR_NONE;
	return str_eq(second, STR("plain")) || str_eq(second, STR("plaintext"))
	    ? STR_NONE
	    : classname_language_word(arena, second);
}

static str
language_of(struct arena *arena, const struct page *page, uint32_t at)
{
	static const char *const names[] = {"data-lang", "data-language", "data-code-language",
	    "data-enlighter-language", "data-ke-language", "data-canonical-lang",
	    "data-programming-language"};
	const struct node *node = &page->nodes[at];
	bool is_code = node->tag == TAG_PRE || node->tag == TAG_CODE;
	str class_ = page_get(page, at, STR("class")), found = STR_NONE;

	if (node->tag == TAG_TABLE && classname_has(class_, "diff"))
		return STR("diff");
	for (size_t i = 0; !found.at && i < sizeof names / sizeof *names; i++)
		found = classname_language_word(arena, page_get(page, at, str_of(names[i])));
	if (!found.at)
		found = classname_language(arena, class_, is_code);
	if (!found.at)
		found = from_parameters(
		    arena, page_get(page, at, STR("data-syntaxhighlighter-params")));
	if (!found.at && is_code && page_get(page, at, STR("lang")).len > 3)
		found = classname_language_word(arena, page_get(page, at, STR("lang")));
	if (!found.at && node->tag == TAG_FIGURE)
		found = from_figure(arena, class_);
	return found;
}

static bool
is_called_language(const struct page *page, uint32_t at)
{
	str class_ = page_get(page, at, STR("class"));

	return classname_has(class_, "lang") || classname_has(class_, "language");
}

/* The language that a label beside a listing names: an element of one text. Beside two listings it
   may be of the other one. */
static str
from_label(struct arena *arena, const struct page *page, uint32_t up, uint32_t at)
{
	for (uint32_t i = up + 1; i < page->nodes[up].end; i++) {
		str text;

		if (i == at) {
			i = page->nodes[i].end - 1;
			continue;
		}
		if (page->nodes[i].tag == TAG_TEXT || page->nodes[i].end != i + 2 ||
		    page->nodes[i + 1].tag != TAG_TEXT || page->nodes[i].tag == TAG_P)
			continue;
		text = str_trim(page->nodes[i + 1].text);
		if (text.len && (is_called_language(page, i) || classname_is_language(text)))
			return classname_language_word(arena, text);
	}
	return STR_NONE;
}

str
language_find(struct arena *arena, const struct page *page, uint32_t at)
{
	uint32_t code = page_find(page, at, page->nodes[at].end, TAG_CODE), up = at;
	str found = language_of(arena, page, at);

	if (!found.at && code != PAGE_NONE)
		found = language_of(arena, page, code);
	for (uint32_t i = at + 1; !found.at && i < page->nodes[at].end; i++)
		if (page->nodes[i].tag == TAG_PRE ||
		    (page->nodes[i].tag == TAG_CODE &&
			page->nodes[page->nodes[i].parent].tag == TAG_PRE))
			found = language_of(arena, page, i);
	for (int level = 0; !found.at && level < 5; level++) {
		up = page->nodes[up].parent;
		if (up == PAGE_NONE || page->nodes[up].tag == TAG_BODY ||
		    page->nodes[up].end - up > 2 * (page->nodes[at].end - at) + 60)
			break;
		found = language_of(arena, page, up);
		if (!found.at && page_find(page, up, at, TAG_PRE) == PAGE_NONE &&
		    page_find(page, page->nodes[at].end, page->nodes[up].end, TAG_PRE) == PAGE_NONE)
			found = from_label(arena, page, up, at);
	}
	return found;
}

/* Endings of the names of files, and their languages. */
static const struct ending {
	const char *ending, *language;
} endings[] = {{"bash", "bash"}, {"c", "c"}, {"cc", "cpp"}, {"cpp", "cpp"}, {"cs", "csharp"},
    {"css", "css"}, {"ex", "elixir"}, {"go", "go"}, {"h", "c"}, {"hpp", "cpp"}, {"hs", "haskell"},
    {"html", "html"}, {"java", "java"}, {"jl", "julia"}, {"js", "javascript"}, {"json", "json"},
    {"jsx", "jsx"}, {"kt", "kotlin"}, {"lua", "lua"}, {"mjs", "javascript"}, {"php", "php"},
    {"pl", "perl"}, {"ps1", "powershell"}, {"py", "python"}, {"rb", "ruby"}, {"rs", "rust"},
    {"scala", "scala"}, {"scss", "scss"}, {"sh", "bash"}, {"sql", "sql"}, {"swift", "swift"},
    {"toml", "toml"}, {"ts", "typescript"}, {"tsx", "tsx"}, {"vue", "vue"}, {"xml", "xml"},
    {"yaml", "yaml"}, {"yml", "yaml"}};

str
language_of_file(str name)
{
	size_t at = name.len;

	while (at && name.at[at - 1] != '.')
		at--;
	if (at < 2 || name.at[at - 1] != '.')
		return STR_NONE;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_eq_nocase(str_from(name, at), str_of(endings[i].ending)))
			return str_of(endings[i].language);
	return STR_NONE;
}
