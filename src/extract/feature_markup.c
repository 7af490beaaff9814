/* Features of the markup within a block. */
#include "extract/feature.h"

#include "core/utf8.h"

struct inside {
	uint32_t links, images, breaks;
	bool button, label, time, code;
};

static void
see_element(struct inside *in, const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];

	switch (node->tag) {
	case TAG_A:
		in->links++;
		break;
	case TAG_BUTTON:
		in->button = true;
		break;
	case TAG_LABEL:
	case TAG_INPUT:
		in->label = true;
		break;
	case TAG_TIME:
		in->time = true;
		break;
	case TAG_IMG:
		in->images++;
		break;
	case TAG_BR:
		in->breaks++;
		break;
	case TAG_CODE:
	case TAG_KBD:
	case TAG_SAMP:
	case TAG_TT:
		in->code = true;
		break;
	default:
		break;
	}
}

static void
owner_kind(enum tag tag, float *row)
{
	switch (tag) {
	case TAG_P:
		row[FEATURE_is_p] = 1;
		break;
	case TAG_DIV:
	case TAG_SECTION:
	case TAG_ARTICLE:
	case TAG_BODY:
		row[FEATURE_is_div] = 1;
		break;
	case TAG_LI:
		row[FEATURE_is_item] = 1;
		break;
	case TAG_TD:
	case TAG_TH:
		row[FEATURE_is_cell] = 1;
		break;
	case TAG_DT:
	case TAG_DD:
		row[FEATURE_is_term] = 1;
		break;
	case TAG_PRE:
		row[FEATURE_is_pre] = 1;
		break;
	case TAG_H1:
	case TAG_H2:
	case TAG_H3:
	case TAG_H4:
	case TAG_H5:
	case TAG_H6:
		row[FEATURE_heading] = (float)(tag - TAG_H1 + 1);
		break;
	default:
		row[FEATURE_is_other] = 1;
		break;
	}
}

void
feature_of_markup(
    const struct page *page, const struct blocks *blocks, const struct block *block, float *row)
{
	struct inside in = {0};
	float chars = (float)(block->chars ? block->chars : 1);

	owner_kind(page->nodes[block->owner].tag, row);
	for (uint32_t i = page->nodes[block->first].parent; i != block->owner && i != PAGE_NONE;
	     i = page->nodes[i].parent)
		see_element(&in, page, i);
	for (uint32_t i = block->first; i < block->last;) {
		const struct node *node = &page->nodes[i];
		bool text = node->tag == TAG_TEXT;

		if (!text)
			see_element(&in, page, i);
		i = !text && block_skips(blocks, page, i) ? node->end : i + 1;
	}
	row[FEATURE_links] = (float)in.links;
	row[FEATURE_link_only] = in.links == 1 && block->link_chars == block->chars;
	row[FEATURE_bold] = (float)block->bold_chars / chars;
	row[FEATURE_button] = in.button;
	row[FEATURE_label] = in.label;
	row[FEATURE_time] = in.time;
	row[FEATURE_images] = (float)in.images;
	row[FEATURE_breaks] = (float)in.breaks;
	row[FEATURE_code] = in.code;
}
