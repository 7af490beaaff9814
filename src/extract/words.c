/* Word lists: looking up. */
#include "extract/words.h"

#define VALUE_BYTES 400
#define WORD_BYTES 24

struct word {
	const char *word;
	uint8_t len, kind;
};

static const struct word class_words[] = {
#define WORD(word, group) {word, sizeof word - 1, GROUP_##group},
#include "extract/words.def"
#undef WORD
};

static const struct word furniture_words[] = {
#define FURNITURE(word, kind) {word, sizeof word - 1, FURNITURE_##kind},
#include "extract/furniture.def"
#undef FURNITURE
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static int
look_up(const struct word *table, size_t count, str word)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = (low + high) / 2;
		int order = str_compare(word, (str){table[mid].word, table[mid].len});

		if (order == 0)
			return table[mid].kind;
		if (order > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return -1;
}

static uint64_t
group_of(const char *word, size_t len)
{
	int group = len > 1 ? look_up(class_words, COUNT(class_words), (str){word, len}) : -1;

	return group < 0 ? 0 : GROUP_BIT(group);
}

uint64_t
words_groups(str value)
{
	char word[WORD_BYTES];
	size_t len = 0, limit = value.len < VALUE_BYTES ? value.len : VALUE_BYTES;
	uint64_t groups = 0;
	bool was_lower = false;

	for (size_t i = 0; i < limit; i++) {
		unsigned char c = (unsigned char)value.at[i];
		bool upper = c >= 'A' && c <= 'Z';

		if (!ascii_is_alpha(c) && c < 0x80) {
			groups |= group_of(word, len);
			len = 0;
			was_lower = false;
			continue;
		}
		if (upper && was_lower) {
			groups |= group_of(word, len);
			len = 0;
		}
		was_lower = !upper;
		if (len < WORD_BYTES)
			word[len++] = (char)ascii_lower(c);
	}
	return groups | group_of(word, len);
}

uint64_t
words_of_element(const struct page *page, uint32_t at)
{
	static const struct {
		const char *name;
		uint8_t len;
	} telling[] = {{"class", 5}, {"id", 2}, {"role", 4}, {"itemprop", 8}, {"data-testid", 11},
	    {"data-component", 14}, {"data-qa", 7}, {"data-test", 9}, {"aria-label", 10}};
	const struct node *node = &page->nodes[at];
	uint64_t groups = 0;

	for (uint32_t i = 0; i < node->attr_count; i++) {
		const struct attr *attr = &page->attrs[node->attrs + i];

		for (size_t k = 0; k < COUNT(telling); k++)
			if (str_eq(attr->name, (str){telling[k].name, telling[k].len}))
				groups |= words_groups(attr->value);
	}
	return groups;
}

enum furniture
words_furniture(str word)
{
	int kind = look_up(furniture_words, COUNT(furniture_words), word);

	return kind < 0 ? FURNITURE_COUNT : (enum furniture)kind;
}

static bool
is_sorted(const struct word *table, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (str_compare((str){table[i - 1].word, table[i - 1].len},
			(str){table[i].word, table[i].len}) >= 0)
			return false;
	return true;
}

bool
words_is_ad_label(str folded)
{
	static const char *const labels[] = {
#define AD_LABEL(text) text,
#include "extract/ad_label.def"
#undef AD_LABEL
	};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (str_eq(folded, str_of(labels[i])))
			return true;
	return false;
}

bool
words_sorted(void)
{
	return is_sorted(class_words, COUNT(class_words)) &&
	    is_sorted(furniture_words, COUNT(furniture_words));
}
