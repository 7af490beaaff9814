/* Bylines: from what a page shows to names. */
#include "extract/byline.h"

#include "core/utf8.h"

#define TEXT_MAX 400
#define NAME_MAX_BYTES 90
#define NAME_MAX_WORDS 7

/* Words between names: what stands for "and". The second flag says that a name of two words must
   stand on both sides, for the word is also part of names. */
static const struct {
	const char *word;
	bool careful;
} joints[] = {
    {"and", false},
    {"&", false},
    {"und", false},
    {"et", true},
    {"y", true},
    {"e", true},
    {"och", false},
    {"og", false},
    {"en", true},
    {"ja", true},
    {"i", true},
    {"и", false},
    {"ve", true},
    {"és", false},
    {"with", false},
    {"mit", true},
    {"+", false},
    {"и", false},
};

/* A part with one of these words names a job, a degree or a desk, not a person. */
static const char *const job_words[] = {"editor", "reporter", "correspondent", "writer",
    "journalist", "director", "manager", "ceo", "cto", "cfo", "coo", "founder", "cofounder",
    "co-founder", "president", "professor", "columnist", "contributor", "producer", "analyst",
    "consultant", "specialist", "strategist", "engineer", "developer", "head", "chief", "officer",
    "partner", "lead", "senior", "junior", "associate", "assistant", "vice", "vp", "intern",
    "fellow", "redakteur", "redakteurin", "redaktion", "journalistin", "korrespondent", "redactor",
    "redactora", "periodista", "journaliste", "rédacteur", "rédactrice", "redattore", "giornalista",
    "redacteur", "photographer", "freelance", "freelancer", "university", "institute", "department",
    "college", "school", "llc", "inc", "ltd", "reviewed", "blogger", "coach", "expert", "author",
    "copywriter", "marketer", "marketing", "designer", "researcher", "scientist", "attorney",
    "member", "coordinator", "representative", "advisor", "executive", "dietitian"};

/* Degrees and the like behind a name. */
static const char *const degrees[] = {"phd", "ph.d.", "ph.d", "md", "m.d.", "m.d", "jr", "jr.",
    "sr", "sr.", "esq", "esq.", "mba", "rd", "rn", "cpa", "cfp", "msc", "bsc", "ms", "ma", "ba",
    "bs", "mph", "dds", "dvm", "jd", "j.d.", "pt", "dpt", "np", "fand", "ldn", "rdn", "cscs", "cfa",
    "edd", "lcsw", "psyd", "ii", "iii", "iv", "pmp", "dr"};

/* Names of accounts and desks. A part that is one of these, or ends in one, comes last. */
static const char *const desk_words[] = {"admin", "administrator", "staff", "team", "editor",
    "editors", "editorial", "webmaster", "newsroom", "desk", "redaktion", "redacción", "redaccion",
    "rédaction", "redazione", "redactie", "redaksi", "redakcja", "redakcia", "guest", "contributor",
    "contributors", "moderator", "moderators", "user", "anonymous", "unknown", "press", "news",
    "support", "marketing", "agency", "agencies", "reporter", "reporters", "writers", "author",
    "blog", "ltd", "llc", "inc", "inc.", "gmbh", "редакция", "编辑", "編集部", "小编", "management",
    "community"};

/* What ends the names in a byline: the rest is a date, a place, a counter. */
static const char *const marks_behind[] = {" | ", " • ", " · ", " — ", " – ", " - ", " // ", "\n",
    " (", " [", " <", " •", " ·", " |", "…"};

/* The same, where the text was read off the page. */
static const char *const words_behind[] = {" for ", " in ", " on ", " at ", " from ", " of the ",
    " published", " updated", " posted", " last updated", " am ", " le ", " el ", " vom ",
    " contact", " views", " min read", " follow", " is a ", " is an ", " is the ", " has ",
    " share", " comments", " reviewed by", " edited by", " medically", " fact checked",
    " fact-checked", " photos by", " photography by", " illustration", " read more", " more by",
    " via ", " staff writer", " staff reporter", " associated press", " said", " wrote", " writes",
    " report", " reports"};

/* Words after a name that count something. */
static const char *const counters[] = {"views", "view", "visits", "comments", "comment", "shares",
    "reads", "likes", "hits", "followers", "posts", "articles", "vues", "aufrufe", "visitas",
    "visualizzazioni", "просмотров", "閲覧", "조회수", "min", "mins", "minutes", "read", "reading",
    "follow", "share", "save", "print", "email"};

/* Names of months and days, and others, that are capitalised but no names. */
static const char *const not_names[] = {"monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "january", "february", "september", "october", "november", "december",
    "continuing", "using", "clicking", "signing", "the", "this", "these", "your", "default",
    "email", "http", "https", "www", "null", "undefined", "n/a", "none", "home", "login",
    "category", "categories", "tags", "date", "published", "updated", "posted", "read", "share",
    "submitting", "how", "what", "why", "when", "you", "we", "our", "all", "a", "an", "price",
    "relevance", "newest", "popularity", "shop", "sort", "view", "search", "posts", "comments",
    "my", "its", "their", "more", "less", "no", "not", "it", "brand", "last", "next", "new",
    "reply", "join", "copyright", "get", "i", "in", "follow", "contact", "about", "see", "click",
    "here", "related", "close", "open", "skip", "subscribe", "menu", "watch", "listen", "latest",
    "featured", "newsletter", "overview", "introduction", "profile", "video", "if", "for", "to"};

/* Words that are no names though markup says so. */
static const char *const never_names[] = {"null", "undefined", "n/a", "none", "unknown", "default",
    "author", "name", "user", "admin", "administrator", "webmaster", "january", "february", "march",
    "july", "september", "october", "november", "december", "published", "updated", "posted",
    "publié", "publiée", "mis", "modifié", "publicado", "actualizado", "pubblicato", "aggiornato",
    "veröffentlicht", "aktualisiert", "gepubliceerd", "publicerad", "opublikowano", "опубликовано",
    "обновлено"};

/* A number by itself, as a day is: no part of a name is. */
static bool
has_number(str name)
{
	str rest = name, word;

	while (str_word(&rest, &word)) {
		uint32_t number;

		while (word.len && (str_ends(word, STR(".")) || str_ends(word, STR(","))))
			word = str_head(word, word.len - 1);
		if (word.len && str_number(word, 9, &number) == word.len)
			return true;
	}
	return false;
}

/* Small words within names. */
static const char *const particles[] = {"de", "van", "von", "der", "den", "la", "le", "bin", "al",
    "el", "di", "da", "dos", "das", "du", "del", "della", "of", "the", "ter", "ten", "zu", "ibn",
    "y", "e", "and", "st", "af", "av"};

/* Beginnings of months' names that a date leaves behind a name. */
static const char *const months[] = {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "january", "february", "march", "july", "september", "october", "november",
    "december", "on", "in", "at"};

static bool
word_among(str word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(word, str_of(list[i])))
			return true;
	return false;
}

#define AMONG(word, list) word_among((word), (list), sizeof(list) / sizeof(list)[0])

static str
trim_marks(str s)
{
	static const char *const marks[] = {" ", "\t", "\n", ",", ";", ":", "|", "-", "–", "—", "•",
	    "·", "\"", "'", "“", "”", "‘", "(", ")", "[", "]", "*", "/", "~", ">", "<", "_",
	    "\xC2\xA0", "：", "…", "#", "!"};
	bool again = true;

	while (again && s.len) {
		again = false;
		for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
			str mark = str_of(marks[i]);

			if (str_starts(s, mark)) {
				s = str_from(s, mark.len);
				again = true;
			}
			if (s.len && str_ends(s, mark) && mark.len <= s.len) {
				s.len -= mark.len;
				again = true;
			}
		}
	}
	return s;
}

static str
cut_at(str text, const char *const *stops, size_t count)
{
	size_t best = text.len;

	for (size_t i = 0; i < count; i++) {
		size_t at = str_find_nocase(text, str_of(stops[i]));

		if (at != STR_NOT_FOUND && at > 1 && at < best)
			best = at;
	}
	return str_head(text, best);
}

/* A year or a clock time within the name's part: it is a date. */
static bool
has_date(str part)
{
	size_t digits = 0;

	for (size_t i = 0; i <= part.len; i++) {
		if (i < part.len && ascii_is_digit((unsigned char)part.at[i])) {
			digits++;
			continue;
		}
		if (digits == 4 && (part.at[i - 4] == '1' || part.at[i - 4] == '2') &&
		    str_find_char(part, ' ') != STR_NOT_FOUND)
			return true;
		if (digits && i < part.len && part.at[i] == ':')
			return true;
		digits = 0;
	}
	return false;
}

static bool
is_job(str part)
{
	str rest = part, word;
	size_t words = 0;

	while (str_word(&rest, &word)) {
		word = trim_marks(word);
		words++;
		if (AMONG(word, job_words))
			return true;
		/* "Candidate Representative to the Committee": names have no such words. */
		if (words > 1 &&
		    (str_eq(word, STR("of")) || str_eq(word, STR("at")) ||
			str_eq(word, STR("to")) || str_eq(word, STR("for")) ||
			str_eq(word, STR("the"))))
			return true;
	}
	return false;
}

str
byline_without_counter(str text, bool *counted)
{
	*counted = false;
	for (;;) {
		size_t space;
		str last;

		text = trim_marks(text);
		space = str_rfind_char(text, ' ');
		if (space == STR_NOT_FOUND)
			return text;
		last = trim_marks(str_from(text, space + 1));
		for (size_t i = 0; i < last.len; i++)
			if (!ascii_is_digit((unsigned char)last.at[i]) && last.at[i] != ',' &&
			    last.at[i] != '.' && last.at[i] != 'K' && last.at[i] != 'k') {
				if (AMONG(last, counters))
					*counted = true;
				else if (!AMONG(last, months))
					return text;
				break;
			}
		text = str_head(text, space);
	}
}

/* Letters are what a name is made of. */
static bool
is_lettered(str name)
{
	size_t letters = 0, others = 0, len;

	for (size_t i = 0; i < name.len; i += len) {
		uint32_t code = utf8_decode(str_from(name, i), &len);

		if (code < 0x80 && ascii_is_digit((unsigned char)code))
			others++;
		else if (code_is_word(code))
			letters += code_is_unspaced(code) ? 2 : 1;
		else if (code == '=' || code == '{' || code == '<' || code == '%' || code == '?')
			return false;
	}
	return letters >= 2 && letters * 2 >= others;
}

/* Whether a text read off the page can be a name: few words, capitals but for small words. Names
   of accounts are one word and may be written in any way. */
static bool
looks_like_name(str name)
{
	str rest = name, word;
	size_t words = 0, len;

	while (str_word(&rest, &word)) {
		uint32_t code = utf8_decode(trim_marks(word).len ? trim_marks(word) : word, &len);

		if (words == 0 && AMONG(trim_marks(word), not_names))
			return false;
		if (code < 0x500 && code_lower(code) == code && (words || rest.len) &&
		    !AMONG(word, particles) && !ascii_is_digit((unsigned char)code))
			return false;
		words++;
	}
	return words <= 6;
}

bool
byline_is_person(str text)
{
	str rest = text, word;
	size_t words = 0, len;

	if (text.len > 40 || !looks_like_name(text) || is_job(text) || byline_is_desk(text))
		return false;
	for (; str_word(&rest, &word); words++) {
		uint32_t code = utf8_decode(word, &len);

		if (code > 0x500 || AMONG(word, not_names) || AMONG(word, months) ||
		    (code_lower(code) == code && !AMONG(word, particles)))
			return false;
		for (size_t i = 0; i < word.len; i++)
			if (ascii_is_digit((unsigned char)word.at[i]) ||
			    (word.at[i] < 'A' && word.at[i] > 0 && word.at[i] != '.' &&
				word.at[i] != '-' && word.at[i] != '\''))
				return false;
	}
	return words >= 2 && words <= 4;
}

/* The name of an account that is an address: "ana.reed@post.example" gives "ana.reed". */
static str
without_domain(str name)
{
	size_t at = str_find_char(name, '@');

	if (at == STR_NOT_FOUND || at == 0 || str_find_char(name, ' ') != STR_NOT_FOUND ||
	    str_find_char(str_from(name, at), '.') == STR_NOT_FOUND)
		return name;
	return str_head(name, at);
}

str
byline_name(struct arena *arena, str text, enum byline_kind kind)
{
	str name = trim_marks(utf8_fold_space(arena, utf8_head(text, TEXT_MAX)));
	size_t prefix;
	bool counted;

	while ((prefix = byline_prefix(name)) != 0)
		name = trim_marks(str_from(name, prefix));
	name = without_domain(trim_marks(byline_without_counter(name, &counted)));
	if (!name.len || name.at[0] == '@' || name.len > NAME_MAX_BYTES ||
	    str_find(name, STR("://")) != STR_NOT_FOUND ||
	    str_find_char(name, '@') != STR_NOT_FOUND || str_starts_nocase(name, STR("www.")) ||
	    has_date(name) || has_number(name) || !is_lettered(name) || AMONG(name, never_names) ||
	    str_words(name) > NAME_MAX_WORDS || (kind == BYLINE_SHOWN && !looks_like_name(name)))
		return STR_NONE;
	return name;
}

bool
byline_is_desk(str name)
{
	str rest = name, word, last = STR_NONE;

	while (str_word(&rest, &word)) {
		last = trim_marks(word);
		if (AMONG(last, desk_words))
			return true;
	}
	return last.len == 0;
}

/* Place and length of the first word for "and" in text; STR_NOT_FOUND when there is none. */
static size_t
find_joint(str text, size_t *len)
{
	str rest = text, word;

	while (str_word(&rest, &word)) {
		size_t at = (size_t)(word.at - text.at);

		for (size_t i = 0; at && i < sizeof joints / sizeof joints[0]; i++) {
			if (!str_eq_nocase(word, str_of(joints[i].word)))
				continue;
			if (joints[i].careful &&
			    (str_words(str_head(text, at)) < 2 || str_words(rest) < 2))
				continue;
			*len = word.len;
			return at;
		}
	}
	return STR_NOT_FOUND;
}

static void
add_name(struct arena *arena, str part, enum byline_kind kind, struct byline_names *names)
{
	str name = byline_name(arena, part, kind), folded;

	if (!name.len || names->count >= BYLINE_NAMES_MAX)
		return;
	folded = utf8_fold_words(arena, name);
	for (size_t i = 0; i < names->count; i++)
		if (str_eq(utf8_fold_words(arena, names->list[i]), folded))
			return;
	*ARENA_PUSH(arena, names->list, names->count, names->room) = name;
}

/* "1 August", "Aug 1st": what a date leaves between commas. */
static bool
is_day(str part)
{
	static const char *const others[] = {"april", "may", "june", "august"};
	str rest = part, word;
	size_t words = 0, named = 0, numbers = 0;

	for (; str_word(&rest, &word); words++) {
		word = trim_marks(word);
		named += AMONG(word, months) || AMONG(word, others);
		numbers += word.len && ascii_is_digit((unsigned char)word.at[0]);
	}
	return words == 2 && named == 1 && numbers == 1;
}

/* A part between commas: a name, or what is said of the one before. */
static void
add_part(
    struct arena *arena, str part, bool first, enum byline_kind kind, struct byline_names *names)
{
	size_t len, at;

	part = trim_marks(part);
	if (!part.len || is_day(part) || (!first && (AMONG(part, degrees) || is_job(part))))
		return;
	while ((at = find_joint(part, &len)) != STR_NOT_FOUND) {
		str head = str_head(part, at);

		if (first || !is_job(head))
			add_name(arena, head, kind, names);
		part = trim_marks(str_from(part, at + len));
		first = false;
		if (is_job(part))
			return;
	}
	add_name(arena, part, kind, names);
}

/* The dot between the parts of one name in katakana. */
static bool
is_within_name(str text, size_t dot)
{
	size_t len;
	uint32_t before = dot >= 3 ? utf8_decode(str_from(text, dot - 3), &len) : 0;
	uint32_t after = text.len > dot + 3 ? utf8_decode(str_from(text, dot + 3), &len) : 0;

	return before >= 0x30A1 && before <= 0x30FF && after >= 0x30A1 && after <= 0x30FF;
}

/* The next part of a list of names. */
static bool
cut_part(str *rest, str *part)
{
	static const char *const separators[] = {",", ";", "、", "/", "，", "・", "،"};
	enum { DOT = 5 };
	size_t best = STR_NOT_FOUND, len = 0;

	if (!rest->at)
		return false;
	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
		str separator = str_of(separators[i]);
		size_t at = str_find(*rest, separator);

		if (at < best && !(i == DOT && is_within_name(*rest, at))) {
			best = at;
			len = separator.len;
		}
	}
	*part = str_head(*rest, best);
	*rest = best == STR_NOT_FOUND ? STR_NONE : str_from(*rest, best + len);
	return true;
}

/* "Doe, Jane", as lists of references write it. */
static str
turned(struct arena *arena, str text)
{
	size_t comma = str_find_char(text, ',');
	str family, given;

	if (comma == STR_NOT_FOUND)
		return text;
	family = str_trim(str_head(text, comma));
	given = str_trim(str_from(text, comma + 1));
	if (str_words(family) != 1 || str_words(given) != 1 ||
	    str_find_char(given, ',') != STR_NOT_FOUND || AMONG(given, degrees) ||
	    AMONG(given, job_words) || !(family.at[0] >= 'A' && family.at[0] <= 'Z') ||
	    !(given.at[0] >= 'A' && given.at[0] <= 'Z'))
		return text;
	return arena_printf(arena, "%.*s %.*s", STR_ARG(given), STR_ARG(family));
}

/* A byline behind its word for "by", up to the next credit ("Text: A Photos: B" gives "A"). */
static str
without_credits(str text)
{
	bool pictures = false, others;
	size_t prefix;

	for (;;) {
		prefix = byline_prefix(text);
		if (!prefix) {
			prefix = byline_credit(text, &others);
			pictures |= others;
		}
		if (!prefix)
			break;
		text = trim_marks(str_from(text, prefix));
	}
	for (size_t at = 1; at < text.len; at++) {
		if (text.at[at - 1] != ' ' && text.at[at - 1] != ',' && text.at[at - 1] != ';')
			continue;
		prefix = byline_credit(str_from(text, at), &others);
		if (!prefix)
			continue;
		/* Who wrote it counts, also where the photographer comes first. */
		return trim_marks(
		    pictures && !others ? str_from(text, at + prefix) : str_head(text, at));
	}
	return text;
}

void
byline_split(struct arena *arena, str text, enum byline_kind kind, struct byline_names *names)
{
	str rest, part;
	bool first = true;

	rest = trim_marks(utf8_fold_space(arena, utf8_head(text, TEXT_MAX)));
	rest = without_credits(rest);
	if (str_find(rest, STR("://")) != STR_NOT_FOUND)
		return;
	rest = cut_at(rest, marks_behind, sizeof marks_behind / sizeof marks_behind[0]);
	if (kind == BYLINE_SHOWN)
		rest = cut_at(rest, words_behind, sizeof words_behind / sizeof words_behind[0]);
	rest = turned(arena, rest);
	while (cut_part(&rest, &part)) {
		add_part(arena, part, first, kind, names);
		first = false;
	}
}
