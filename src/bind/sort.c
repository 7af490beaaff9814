/* How a shelf sorts: "Beethoven, Ludwig van" and "Harbour Digest, The". */
#include "bind/plan.h"
#include "core/lang_script.h"
#include "core/utf8.h"

#define MOST_WORDS 8

static bool
speaks(str lang, const char *list)
{
	return str_has_word(str_of(list), lang_primary(lang));
}

/* Words in the names of those who are no persons. */
static const char bodies[] =
    "& and und et agence agencia agency agenzia association authority blog board "
    "bureau center centre club collective college comité committee community "
    "company contributors council department desk e.v. editorial editors equipo "
    "federation fondation foundation fundación gmbh group gruppe inc inc. "
    "institut institute instituto llc ltd ltd. magazine ministerium ministry "
    "museum network news office organisation organization plc podcast press "
    "project redacción redactie redaktion redaktionen redazione reporter "
    "reporters rédaction s.a. service society staff stiftung studio studios team "
    "the times toimitus union universidad université university universität "
    "verein verlag wikipedia writers";

/* Names of letters that are family name first, or one name without parts. */
static bool
stays_as_it_is(str name, str lang)
{
	str rest = name, word;
	size_t words = 0, len;

	if (speaks(lang, "hu vi"))
		return true;
	for (size_t at = 0; at < name.len; at += len) {
		uint32_t code = utf8_decode(str_from(name, at), &len);

		if (code_is_unspaced(code) || (code >= 0xac00 && code <= 0xd7a3) || code == ',' ||
		    code == '@' || code == '/' || (code >= '0' && code <= '9'))
			return true;
	}
	for (; str_word(&rest, &word); words++)
		if (str_has_word_nocase(str_of(bodies), word))
			return true;
	return words < 2 || words > MOST_WORDS;
}

/* Small words before a family name that stay with the given names when it is sorted, by the
   language of the text; others lead, as all that are written large do. */
static bool
is_particle(str word, str lang, bool *leads)
{
	static const char after[] = "van von vom zu zum zur der den ter ten te het 't af av";
	static const char romance[] = "de du des da das do dos di del della dei la le los las e";

	*leads = false;
	if (str_has_word(str_of(after), word) ||
	    (speaks(lang, "fr es pt nl de ca gl") && str_has_word(str_of(romance), word)))
		return true;
	*leads = str_has_word(str_of(romance), word) ||
	    str_has_word(STR("bin ibn ben al el abu ter ap"), word) ||
	    str_has_word(
		STR("Van Von De Der Den Le La Les Du Des Di Da Del Della Dos Das Ten Ter Mac St. "
		    "Saint San Santa Ben Bin Ibn Al El Abu Zu"),
		word);
	return *leads;
}

/* Of Spanish names the last two are the family's, unless the one before it is a given name. */
static size_t
family_of(const str *words, size_t count, str lang)
{
	static const char given[] =
	    "Alberto Alejandra Alejandro Andrés Ángel Antonia Antonio Beatriz Carlos "
	    "Carmen Cristina David Diego Eduardo Elena Enrique Ernesto Eugenia Fernando "
	    "Francisco Gabriel Guillermo Ignacio Isabel Javier Jesús Jorge José Juan "
	    "Julia Julio Laura Luis Luisa Manuel Marcos María Mario Miguel Pablo Pedro "
	    "Pilar Rafael Ramón Ricardo Roberto Rosa Sebastián Teresa Tomás Vicente";
	size_t family = count - 1;

	if (family > 1 && str_has_word(STR("y i"), words[family - 1]) && speaks(lang, "es ca"))
		return family > 2 ? family - 2 : family;
	if (speaks(lang, "es") && family > 1 && !str_has_word(str_of(given), words[family - 1]) &&
	    !str_ends(words[family - 1], STR(".")) && words[family - 1].len > 1) {
		bool leads;

		if (!is_particle(words[family - 1], lang, &leads))
			family--;
	}
	return family;
}

static void
add_words(struct buf *to, const str *words, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		if (i > from)
			buf_char(to, ' ');
		buf_add(to, words[i]);
	}
}

str
sort_name(struct arena *arena, str name, str lang)
{
	static const char suffixes[] = "Jr Jr. Sr Sr. II III IV PhD Ph.D. MD M.D. Esq. OBE CBE MBE";
	static const char titles[] = "Dr Dr. Prof Prof. Mr Mr. Mrs Mrs. Ms Ms. Sir Dame Rev. Fr.";
	str words[MOST_WORDS], rest, suffix = STR_NONE;
	size_t count = 0, first = 0, family, tail, space;
	struct buf sorted = BUF(arena);
	bool leads;

	name = str_trim(name);
	space = str_rfind_char(name, ' ');
	if (space != STR_NOT_FOUND && str_has_word(str_of(suffixes), str_from(name, space + 1))) {
		suffix = str_from(name, space + 1);
		rest = str_trim(str_head(name, space));
		if (str_ends(rest, STR(",")))
			rest.len--;
	} else {
		rest = name;
	}
	if (stays_as_it_is(rest, lang))
		return name;
	while (str_word(&rest, &words[count]) && ++count < MOST_WORDS)
		;
	while (count - first > 2 && str_has_word(str_of(titles), words[first]))
		first++;
	family = tail = family_of(words + first, count - first, lang) + first;
	while (tail > first + 1 && is_particle(words[tail - 1], lang, &leads)) {
		tail--;
		if (leads)
			family = tail;
	}
	add_words(&sorted, words, family, count);
	buf_z(&sorted, ", ");
	add_words(&sorted, words, first, tail);
	if (tail < family) {
		buf_char(&sorted, ' ');
		add_words(&sorted, words, tail, family);
	}
	if (suffix.len) {
		buf_z(&sorted, ", ");
		buf_add(&sorted, suffix);
	}
	return buf_str(&sorted);
}

/* How much of the title is an article and what parts it from the rest. */
static size_t
article_length(str title, const char *articles)
{
	str rest = str_of(articles), word;

	while (str_word(&rest, &word)) {
		bool is_joined = str_ends(word, STR("'")), fits;
		size_t len = word.len - is_joined;

		fits = str_starts_nocase(title, str_head(word, len)) && title.len > len;
		if (is_joined && fits && title.at[len] == '\'')
			return len + 1;
		if (is_joined && fits && str_starts(str_from(title, len), STR("\xe2\x80\x99")))
			return len + 3;
		if (!is_joined && fits && title.at[len] == ' ')
			return len + 1;
	}
	return 0;
}

str
sort_title(struct arena *arena, str title, str lang)
{
	static const struct {
		const char *lang, *articles;
	} rows[] = {
#define ARTICLES(lang, words) {lang, words},
#include "bind/sort.def"
#undef ARTICLES
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t len =
		    speaks(lang, rows[i].lang) ? article_length(title, rows[i].articles) : 0;

		if (len && !str_is_blank(str_from(title, len)))
			return arena_printf(arena, "%.*s, %.*s",
			    STR_ARG(str_trim(str_from(title, len))),
			    STR_ARG(str_trim(str_head(title, len))));
	}
	return STR_NONE;
}
