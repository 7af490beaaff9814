/* What becomes of each element of a page: the table. */
#include "rebuild/rule.h"

#include "rebuild/visit.h"

static const struct rule rules[TAG_COUNT] = {
    [TAG_A] = {visit_link, EL_A},
    [TAG_ABBR] = {visit_phrase, EL_ABBR},
    [TAG_ACRONYM] = {visit_phrase, EL_ABBR},
    [TAG_ADDRESS] = {visit_section, EL_NONE},
    [TAG_AMP_IFRAME] = {visit_media, EL_NONE},
    [TAG_AMP_IMG] = {visit_image, EL_IMG},
    [TAG_AMP_VIDEO] = {visit_media, EL_NONE},
    [TAG_APPLET] = {visit_drop, EL_NONE},
    [TAG_AREA] = {visit_drop, EL_NONE},
    [TAG_ASIDE] = {visit_container, EL_ASIDE},
    [TAG_AUDIO] = {visit_media, EL_NONE},
    [TAG_B] = {visit_phrase, EL_B},
    [TAG_BDI] = {visit_phrase, EL_BDI},
    [TAG_BDO] = {visit_phrase, EL_BDO},
    [TAG_BLOCKQUOTE] = {visit_container, EL_BLOCKQUOTE},
    [TAG_BR] = {visit_break, EL_BR},
    [TAG_CANVAS] = {visit_drop, EL_NONE},
    [TAG_CAPTION] = {visit_caption, EL_CAPTION},
    [TAG_CITE] = {visit_phrase, EL_CITE},
    [TAG_CODE] = {visit_phrase, EL_CODE},
    [TAG_COLGROUP] = {visit_drop, EL_NONE},
    [TAG_DATALIST] = {visit_drop, EL_NONE},
    [TAG_DD] = {visit_term, EL_DD},
    [TAG_DEL] = {visit_phrase, EL_DEL},
    [TAG_DETAILS] = {visit_details, EL_NONE},
    [TAG_DFN] = {visit_phrase, EL_DFN},
    [TAG_DIR] = {visit_list, EL_UL},
    [TAG_DL] = {visit_list, EL_DL},
    [TAG_DT] = {visit_term, EL_DT},
    [TAG_EM] = {visit_phrase, EL_EM},
    [TAG_EMBED] = {visit_media, EL_NONE},
    [TAG_FIGCAPTION] = {visit_figcaption, EL_FIGCAPTION},
    [TAG_FIGURE] = {visit_container, EL_FIGURE},
    [TAG_H1] = {visit_heading, EL_H2},
    [TAG_H2] = {visit_heading, EL_H3},
    [TAG_H3] = {visit_heading, EL_H4},
    [TAG_H4] = {visit_heading, EL_H5},
    [TAG_H5] = {visit_heading, EL_H6},
    [TAG_H6] = {visit_heading, EL_H6},
    [TAG_HR] = {visit_rule, EL_HR},
    [TAG_I] = {visit_phrase, EL_I},
    [TAG_IFRAME] = {visit_media, EL_NONE},
    [TAG_IMG] = {visit_image, EL_IMG},
    [TAG_INPUT] = {visit_drop, EL_NONE},
    [TAG_INS] = {visit_phrase, EL_INS},
    [TAG_KBD] = {visit_phrase, EL_KBD},
    [TAG_LI] = {visit_item, EL_LI},
    [TAG_MARK] = {visit_phrase, EL_MARK},
    [TAG_MATH] = {visit_math, EL_MATH},
    [TAG_MENU] = {visit_list, EL_UL},
    [TAG_METER] = {visit_drop, EL_NONE},
    [TAG_NOSCRIPT] = {visit_noscript, EL_NONE},
    [TAG_OBJECT] = {visit_media, EL_NONE},
    [TAG_OL] = {visit_list, EL_OL},
    [TAG_OPTION] = {visit_drop, EL_NONE},
    [TAG_P] = {visit_paragraph, EL_P},
    [TAG_PRE] = {visit_code, EL_PRE},
    [TAG_PROGRESS] = {visit_drop, EL_NONE},
    [TAG_Q] = {visit_phrase, EL_Q},
    [TAG_RP] = {visit_drop, EL_NONE},
    [TAG_RUBY] = {visit_ruby, EL_RUBY},
    [TAG_S] = {visit_phrase, EL_S},
    [TAG_SAMP] = {visit_phrase, EL_SAMP},
    [TAG_SELECT] = {visit_drop, EL_NONE},
    [TAG_SMALL] = {visit_phrase, EL_SMALL},
    [TAG_SOURCE] = {visit_drop, EL_NONE},
    [TAG_STRIKE] = {visit_phrase, EL_S},
    [TAG_STRONG] = {visit_phrase, EL_STRONG},
    [TAG_SUB] = {visit_phrase, EL_SUB},
    [TAG_SUMMARY] = {visit_summary, EL_STRONG},
    [TAG_SUP] = {visit_phrase, EL_SUP},
    [TAG_TABLE] = {visit_table, EL_TABLE},
    [TAG_TBODY] = {visit_rows, EL_TBODY},
    [TAG_TD] = {visit_cell, EL_TD},
    [TAG_TEXTAREA] = {visit_drop, EL_NONE},
    [TAG_TFOOT] = {visit_rows, EL_TFOOT},
    [TAG_TH] = {visit_cell, EL_TH},
    [TAG_THEAD] = {visit_rows, EL_THEAD},
    [TAG_TIME] = {visit_time, EL_TIME},
    [TAG_TR] = {visit_row, EL_TR},
    [TAG_TRACK] = {visit_drop, EL_NONE},
    [TAG_TT] = {visit_phrase, EL_CODE},
    [TAG_U] = {visit_phrase, EL_U},
    [TAG_UL] = {visit_list, EL_UL},
    [TAG_VAR] = {visit_phrase, EL_VAR},
    [TAG_VIDEO] = {visit_media, EL_NONE},
    [TAG_WBR] = {visit_drop, EL_NONE},
};

/* Elements without a number that are a listing. */
static bool
is_listing(str name)
{
	return str_eq(name, STR("listing")) || str_eq(name, STR("plaintext")) ||
	    str_eq(name, STR("xmp"));
}

/* A heading by its role and level (WAI-ARIA 1.2). */
static bool
is_heading(const struct page *page, uint32_t at, struct rule *rule)
{
	str level = page_get(page, at, STR("aria-level"));

	if (!str_eq(page_get(page, at, STR("role")), STR("heading")) || level.len != 1 ||
	    *level.at < '1' || *level.at > '6')
		return false;
	*rule = rules[TAG_H1 + (*level.at - '1')];
	return true;
}

struct rule
rule_of(const struct page *page, uint32_t at)
{
	const struct node *node = &page->nodes[at];
	struct rule rule = rules[plan_table_tag(page, at)];

	if (rule.visit)
		return rule;
	if (node->tag == TAG_OTHER && is_listing(node->text))
		return rules[TAG_PRE];
	if (node->attr_count && is_heading(page, at, &rule))
		return rule;
	rule.visit = tag_kinds(node->tag) & IS_BLOCK ? visit_section : visit_inline;
	rule.element = EL_NONE;
	return rule;
}
