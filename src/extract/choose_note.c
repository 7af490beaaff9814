/* Notes that kept references lead to, wherever they stand. */
#include "extract/choose_note.h"

#include "extract/choose_mark.h"
#include "extract/feature.h"
#include "extract/words.h"
#include "page/target.h"

#define REFERENCE_BYTES 12 /* a reference is a number or a mark */
#define NOTE_WORDS 400
#define NOTE_NODES 4000
#define MAX_REFERENCES 5000
#define BACK_NODES 200 /* of a note, among which a link back is looked for */
#define BACK_LEVELS 3  /* around a reference */

/* The id that a link leads to, in whatever file. */
static str
fragment_of(const struct page *page, uint32_t at)
{
	str href = str_trim(page_get(page, at, STR("href")));
	str fragment = str_from(href, str_find_char(href, '#'));

	return fragment.len > 1 ? str_from(fragment, 1) : page_target(page, at);
}

/* The page says that a link is a reference, by its look, class or role. */
static bool
is_called(const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];

	return page->nodes[node->parent].tag == TAG_SUP ||
	    page_find(page, at, node->end, TAG_SUP) != PAGE_NONE ||
	    words_of_element(page, at) & GROUP_BIT(GROUP_NOTE) ||
	    str_eq_nocase(page_get(page, at, STR("role")), STR("doc-noteref")) ||
	    page_has_token(page, at, STR("epub:type"), STR("noteref"));
}

/* Nothing but digits and signs, such as "[1]", "(2)", "*". */
static bool
is_mark(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_alpha((unsigned char)text.at[i]))
			return false;
	return text.len <= 6;
}

/* Fragments that kept references lead to, by hash. */
static size_t
collect_references(struct ctx *ctx, const struct page *page, struct tally *wanted)
{
	size_t count = 0;

	*wanted = tally_new(ctx, MAX_REFERENCES);
	for (uint32_t i = 0; i < page->count && count < MAX_REFERENCES; i++) {
		const struct node *node = &page->nodes[i];
		uint32_t *first;
		str fragment, text;

		if (node->tag != TAG_A || page_first(page, i) == PAGE_NONE || node->end - i > 8)
			continue;
		fragment = fragment_of(page, i);
		if (!fragment.len)
			continue;
		text = page_text_of(ctx->arena, page, i);
		if (!text.len || text.len > REFERENCE_BYTES ||
		    !(is_mark(text) || is_called(page, i)))
			continue;
		for (uint32_t k = i; k < node->end; k++) {
			if (page->nodes[k].tag != TAG_TEXT || !(page->nodes[k].flags & NODE_KEEP))
				continue;
			first = tally_at(wanted, feature_hash(FEATURE_HASH_START, fragment));
			if (first && !*first)
				*first = i + 1;
			count++;
			break;
		}
	}
	return count;
}

/* It holds no more than a mark. */
static bool
is_short(const struct page *page, uint32_t at)
{
	size_t text = 0;

	for (uint32_t i = at + 1; i < page->nodes[at].end && text <= REFERENCE_BYTES; i++)
		text += page->nodes[i].tag == TAG_TEXT ? page->nodes[i].text.len : 0;
	return text <= REFERENCE_BYTES;
}

/* The element that holds the note: the target itself, or the block around an inline one; of a
   table's row all of it. */
static uint32_t
note_element(const struct page *page, uint32_t at)
{
	while (at != PAGE_NONE && !(tag_kinds(page->nodes[at].tag) & IS_BLOCK) &&
	    (page->nodes[at].tag != TAG_SPAN || is_short(page, at)))
		at = page->nodes[at].parent;
	if (at != PAGE_NONE && (page->nodes[at].tag == TAG_TD || page->nodes[at].tag == TAG_TH) &&
	    page->nodes[page->nodes[at].parent].tag == TAG_TR)
		at = page->nodes[at].parent;
	return at;
}

/* Whether a note holds a link to the reference or to what is closely around it. */
static bool
leads_back(const struct page *page, uint32_t note, uint32_t reference)
{
	uint32_t end = page->nodes[note].end;

	for (uint32_t i = note; i < end && i - note < BACK_NODES; i++) {
		uint32_t up = reference;
		str fragment;

		if (page->nodes[i].tag != TAG_A)
			continue;
		fragment = fragment_of(page, i);
		for (int level = 0; fragment.len && level < BACK_LEVELS && up != PAGE_NONE;
		     level++, up = page->nodes[up].parent)
			if (str_eq(fragment, page_get(page, up, STR("id"))) ||
			    str_eq(fragment, page_get(page, up, STR("name"))))
				return true;
	}
	return false;
}

static void
mark_note(
    struct page *page, const struct blocks *blocks, uint32_t target, uint32_t reference, bool *kept)
{
	uint32_t at = note_element(page, target), end;
	size_t first, words = 0, last;

	if (at == PAGE_NONE || page->nodes[at].flags & NODE_NOTE)
		return;
	end = page->nodes[at].end;
	if (end - at > NOTE_NODES ||
	    (!is_called(page, reference) && !leads_back(page, at, reference)))
		return;
	first = choose_mark_first(blocks, at);
	for (last = first; last < blocks->count && blocks->list[last].first < end; last++) {
		words += blocks->list[last].words;
		if (words > NOTE_WORDS)
			return;
	}
	page->nodes[at].flags |= NODE_NOTE;
	choose_mark_range(page, blocks, at, end, NODE_KEEP | NODE_NOTE);
	for (size_t i = first; i < last; i++)
		kept[i] = true;
}

void
choose_note_mark(struct ctx *ctx, struct page *page, const struct blocks *blocks, bool *kept)
{
	struct tally wanted;

	if (!collect_references(ctx, page, &wanted))
		return;
	for (uint32_t i = 1; i < page->count; i++) {
		const struct node *node = &page->nodes[i];
		uint32_t reference;
		str id;

		if (!node->attr_count || node->tag == TAG_TEXT)
			continue;
		id = page_get(page, i, STR("id"));
		if (!id.at && node->tag == TAG_A)
			id = page_get(page, i, STR("name"));
		/* A target before its reference is the way back. */
		if (!id.len)
			continue;
		reference = tally_get(&wanted, feature_hash(FEATURE_HASH_START, id));
		if (reference && reference <= i)
			mark_note(page, blocks, i, reference - 1, kept);
	}
}
