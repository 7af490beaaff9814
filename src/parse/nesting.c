/* Which elements are open: the bound on depth that a parser needs to stay linear. */
#include "parse/nesting.h"

#include <string.h>

#define DEEP (LIMIT_NESTING - 56)     /* from here on only what holds text is opened */
#define TOO_DEEP (LIMIT_NESTING - 16) /* and from here on nothing */
#define ROOT_TAGS 16

enum {
	IS_SPECIAL = 1,
	IS_FORMAT = 2,   /* adoption agency and reconstruction */
	ENDS_P = 4,      /* its start tag closes an open p */
	IS_BARRIER = 8,  /* ends every scope */
	IS_MARKER = 16,  /* confines formatting elements */
	HOLDS_TEXT = 32, /* opened even where wrappers no longer are */
	IN_TABLE = 64,   /* part of a table's structure */
	BREAKS_OUT = 128 /* its start tag ends SVG and MathML (13.2.6.5) */
};

static const uint8_t classes[TAG_COUNT] = {
    [TAG_A] = IS_FORMAT | HOLDS_TEXT,
    [TAG_ADDRESS] = IS_SPECIAL | ENDS_P,
    [TAG_APPLET] = IS_SPECIAL | IS_BARRIER | IS_MARKER,
    [TAG_ARTICLE] = IS_SPECIAL | ENDS_P,
    [TAG_ASIDE] = IS_SPECIAL | ENDS_P,
    [TAG_B] = IS_FORMAT | BREAKS_OUT,
    [TAG_BIG] = IS_FORMAT | BREAKS_OUT,
    [TAG_BLOCKQUOTE] = IS_SPECIAL | ENDS_P | BREAKS_OUT,
    [TAG_BR] = BREAKS_OUT,
    [TAG_BUTTON] = IS_SPECIAL,
    [TAG_CAPTION] = IS_SPECIAL | IS_BARRIER | IS_MARKER | IN_TABLE | HOLDS_TEXT,
    [TAG_CENTER] = IS_SPECIAL | ENDS_P | BREAKS_OUT,
    [TAG_CODE] = IS_FORMAT | BREAKS_OUT,
    [TAG_COLGROUP] = IS_SPECIAL | IN_TABLE,
    [TAG_DD] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_DETAILS] = IS_SPECIAL | ENDS_P,
    [TAG_DIALOG] = ENDS_P,
    [TAG_DIR] = IS_SPECIAL | ENDS_P,
    [TAG_DIV] = IS_SPECIAL | ENDS_P | BREAKS_OUT,
    [TAG_DL] = IS_SPECIAL | ENDS_P | BREAKS_OUT,
    [TAG_DT] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_EM] = IS_FORMAT | BREAKS_OUT,
    [TAG_EMBED] = BREAKS_OUT,
    [TAG_FIELDSET] = IS_SPECIAL | ENDS_P,
    [TAG_FIGCAPTION] = IS_SPECIAL | ENDS_P | HOLDS_TEXT,
    [TAG_FIGURE] = IS_SPECIAL | ENDS_P,
    [TAG_FONT] = IS_FORMAT,
    [TAG_FOOTER] = IS_SPECIAL | ENDS_P,
    [TAG_FORM] = IS_SPECIAL | ENDS_P,
    [TAG_H1] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_H2] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_H3] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_H4] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_H5] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_H6] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_HEADER] = IS_SPECIAL | ENDS_P,
    [TAG_HGROUP] = IS_SPECIAL | ENDS_P,
    [TAG_HR] = IS_SPECIAL | ENDS_P | BREAKS_OUT,
    [TAG_I] = IS_FORMAT | BREAKS_OUT,
    [TAG_IMG] = BREAKS_OUT,
    [TAG_LI] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_MAIN] = IS_SPECIAL | ENDS_P,
    [TAG_MENU] = IS_SPECIAL | ENDS_P | BREAKS_OUT,
    [TAG_META] = BREAKS_OUT,
    [TAG_NAV] = IS_SPECIAL | ENDS_P,
    [TAG_NOBR] = IS_FORMAT | BREAKS_OUT,
    [TAG_NOSCRIPT] = IS_SPECIAL,
    [TAG_OBJECT] = IS_SPECIAL | IS_BARRIER | IS_MARKER,
    [TAG_OL] = IS_SPECIAL | ENDS_P | BREAKS_OUT,
    [TAG_P] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_PRE] = IS_SPECIAL | ENDS_P | HOLDS_TEXT | BREAKS_OUT,
    [TAG_RUBY] = BREAKS_OUT,
    [TAG_S] = IS_FORMAT | BREAKS_OUT,
    [TAG_SECTION] = IS_SPECIAL | ENDS_P,
    [TAG_SELECT] = IS_SPECIAL,
    [TAG_SMALL] = IS_FORMAT | BREAKS_OUT,
    [TAG_SPAN] = BREAKS_OUT,
    [TAG_STRIKE] = IS_FORMAT | BREAKS_OUT,
    [TAG_STRONG] = IS_FORMAT | BREAKS_OUT,
    [TAG_SUB] = BREAKS_OUT,
    [TAG_SUMMARY] = IS_SPECIAL | ENDS_P,
    [TAG_SUP] = BREAKS_OUT,
    [TAG_TABLE] = IS_SPECIAL | IS_BARRIER | BREAKS_OUT,
    [TAG_TBODY] = IS_SPECIAL | IN_TABLE | HOLDS_TEXT,
    [TAG_TD] = IS_SPECIAL | IS_BARRIER | IS_MARKER | IN_TABLE | HOLDS_TEXT,
    [TAG_TEMPLATE] = IS_SPECIAL | IS_BARRIER | IS_MARKER,
    [TAG_TFOOT] = IS_SPECIAL | IN_TABLE | HOLDS_TEXT,
    [TAG_TH] = IS_SPECIAL | IS_BARRIER | IS_MARKER | IN_TABLE | HOLDS_TEXT,
    [TAG_THEAD] = IS_SPECIAL | IN_TABLE | HOLDS_TEXT,
    [TAG_TR] = IS_SPECIAL | IN_TABLE | HOLDS_TEXT,
    [TAG_TT] = IS_FORMAT | BREAKS_OUT,
    [TAG_U] = IS_FORMAT | BREAKS_OUT,
    [TAG_UL] = IS_SPECIAL | ENDS_P | BREAKS_OUT,
    [TAG_VAR] = BREAKS_OUT,
};

struct element
element_of(str name)
{
	struct element element = {.tag = (uint16_t)tag_of(name)};

	element.key = element.tag;
	if (element.tag == TAG_OTHER) {
		element.key = 2166136261u;
		for (size_t i = 0; i < name.len; i++)
			element.key =
			    (element.key ^ ascii_lower((unsigned char)name.at[i])) * 16777619u;
		element.key |= 0x80000000u;
	}
	return element;
}

static unsigned
class_at(const struct nesting *nesting, unsigned at)
{
	const struct nesting_entry *entry = &nesting->stack[at];

	return entry->foreign ? (entry->integral ? IS_BARRIER | IS_SPECIAL : 0)
			      : classes[entry->element.tag];
}

static uint32_t *
dropped(struct nesting *nesting, struct element element)
{
	return &nesting->dropped[element.tag == TAG_OTHER ? TAG_COUNT + (element.key & 63)
							  : element.tag];
}

static bool
is_heading(unsigned tag)
{
	return tag >= TAG_H1 && tag <= TAG_H6;
}

static bool
is_html(const struct nesting *nesting, unsigned at, enum tag tag)
{
	return nesting->stack[at].element.tag == tag && !nesting->stack[at].foreign;
}

static unsigned
marker_below(const struct nesting *nesting, unsigned at)
{
	while (at > 0 && !(class_at(nesting, at - 1) & IS_MARKER))
		at--;
	return at;
}

/* A formatting element is left open; when too many are, its end tag takes it off the parser's
   list. */
static void
leak(struct nesting *nesting, const struct nesting_entry *entry, unsigned marker)
{
	if (nesting->leak_count < NESTING_LEAKS && nesting->reopened < NESTING_REOPENED)
		nesting->leaks[nesting->leak_count++] =
		    (struct nesting_leak){entry->element, entry->serial, marker};
	else if (nesting->purge_count < LIMIT_NESTING)
		nesting->purge[nesting->purge_count++] = entry->element.tag;
}

/* A block begins, in which the parser opens the formatting elements anew that were left open. */
static void
reopen(struct nesting *nesting)
{
	nesting->reopened += nesting->leak_count;
	if (nesting->reopened < NESTING_REOPENED)
		return;
	nesting->reopened = NESTING_REOPENED;
	while (nesting->leak_count > 0 && nesting->purge_count < LIMIT_NESTING)
		nesting->purge[nesting->purge_count++] =
		    nesting->leaks[--nesting->leak_count].element.tag;
}

/* Close all from `to` on; `own` when the one at `to` is closed by its own end tag. */
static void
pop(struct nesting *nesting, unsigned to, bool own)
{
	unsigned marker = marker_below(nesting, to);

	for (unsigned i = to; i < nesting->depth; i++) {
		if (class_at(nesting, i) & IS_MARKER) {
			unsigned kept = 0;

			for (unsigned k = 0; k < nesting->leak_count; k++)
				if (nesting->leaks[k].marker <= i)
					nesting->leaks[kept++] = nesting->leaks[k];
			nesting->leak_count = kept;
			break;
		}
		if (class_at(nesting, i) & IS_FORMAT && !(own && i == to))
			leak(nesting, &nesting->stack[i], marker);
	}
	if (to < nesting->depth)
		nesting->depth = to;
	if (nesting->any_dropped && nesting->depth < nesting->deepest) {
		memset(nesting->dropped, 0, sizeof nesting->dropped);
		nesting->any_dropped = false;
	}
}

/* Close one element alone; those inside it stay open. */
static void
take_out(struct nesting *nesting, unsigned at)
{
	memmove(&nesting->stack[at], &nesting->stack[at + 1],
	    (nesting->depth - at - 1) * sizeof *nesting->stack);
	nesting->depth--;
}

static bool
is_foreign_at(const struct nesting *nesting, unsigned depth)
{
	return depth > 0 && nesting->stack[depth - 1].foreign &&
	    !nesting->stack[depth - 1].integral;
}

bool
nesting_is_foreign(const struct nesting *nesting)
{
	return is_foreign_at(nesting, nesting->depth);
}

/* Place of an element in scope, plus one; 0 when it is not. `also` and `too` end the scope as
   well. */
static unsigned
in_scope(const struct nesting *nesting, enum tag tag, enum tag also, enum tag too)
{
	for (unsigned i = nesting->depth; i > 0; i--) {
		unsigned at = nesting->stack[i - 1].element.tag;

		if (is_html(nesting, i - 1, tag))
			return i;
		if (class_at(nesting, i - 1) & IS_BARRIER || at == also || at == too)
			return 0;
	}
	return 0;
}

/* Place of the innermost table, plus one; 0 when there is none in table scope. */
static unsigned
table_around(const struct nesting *nesting)
{
	unsigned i = nesting->depth;

	while (i > 0 && !is_html(nesting, i - 1, TAG_TABLE)) {
		if (is_html(nesting, i - 1, TAG_TEMPLATE))
			return 0;
		i--;
	}
	return i;
}

static bool
push(struct nesting *nesting, struct element element, bool foreign, bool integral)
{
	bool holds = !foreign && classes[element.tag] & HOLDS_TEXT;

	if (nesting->depth >= (holds ? TOO_DEEP : DEEP)) {
		if (!nesting->any_dropped || nesting->deepest > nesting->depth)
			nesting->deepest = nesting->depth;
		nesting->any_dropped = true;
		++*dropped(nesting, element);
		return false;
	}
	nesting->stack[nesting->depth++] =
	    (struct nesting_entry){element, ++nesting->serial, foreign, integral};
	return true;
}

/* Whether tags go by the rules for tables: the innermost part of one is no cell or caption. */
static bool
is_in_table(const struct nesting *nesting)
{
	for (unsigned i = nesting->depth; i > 0; i--) {
		unsigned class = class_at(nesting, i - 1);

		if (is_html(nesting, i - 1, TAG_TABLE))
			return true;
		if (class & IN_TABLE)
			return !(class & IS_MARKER);
		if (class & IS_MARKER)
			return false;
	}
	return false;
}

static bool
is_row_group(const struct nesting *nesting, unsigned at)
{
	return is_html(nesting, at, TAG_TBODY) || is_html(nesting, at, TAG_THEAD) ||
	    is_html(nesting, at, TAG_TFOOT);
}

/* Start tag of a part of a table: what it closes, and what it opens without saying. */
static bool
start_in_table(struct nesting *nesting, struct element element)
{
	unsigned keep = table_around(nesting);
	const struct element tbody = {TAG_TBODY, TAG_TBODY}, tr = {TAG_TR, TAG_TR};
	bool is_cell = element.tag == TAG_TD || element.tag == TAG_TH;

	if (keep == 0)
		return true;
	if (element.tag == TAG_TR || is_cell) {
		bool row = false;

		if (keep < nesting->depth && is_row_group(nesting, keep)) {
			keep++;
			row = keep < nesting->depth && is_html(nesting, keep, TAG_TR);
		} else {
			pop(nesting, keep, false);
			if (!push(nesting, tbody, false, false))
				return false;
			keep++;
		}
		if (is_cell && row)
			keep++;
		pop(nesting, keep, false);
		if (is_cell && !row && !push(nesting, tr, false, false))
			return false;
		return push(nesting, element, false, false);
	}
	pop(nesting, keep, false);
	return push(nesting, element, false, false);
}

static void
close_item(struct nesting *nesting, enum tag tag, enum tag or_tag)
{
	for (unsigned i = nesting->depth; i > 0; i--) {
		if (is_html(nesting, i - 1, tag) || is_html(nesting, i - 1, or_tag)) {
			pop(nesting, i - 1, true);
			return;
		}
		if (class_at(nesting, i - 1) & IS_SPECIAL && !is_html(nesting, i - 1, TAG_DIV) &&
		    !is_html(nesting, i - 1, TAG_P) && !is_html(nesting, i - 1, TAG_ADDRESS))
			return;
	}
}

/* Adoption agency: the last opened of that kind is closed, wherever it is, and what is a block
   inside it stays open. */
static void
end_format(struct nesting *nesting, struct element element)
{
	unsigned leaked = nesting->leak_count, i = nesting->depth;
	bool block = false;

	while (leaked > 0 && nesting->leaks[leaked - 1].element.tag != element.tag)
		leaked--;
	while (i > 0 && !is_html(nesting, i - 1, element.tag)) {
		if (class_at(nesting, i - 1) & IS_MARKER)
			i = 1;
		else
			block = block || class_at(nesting, i - 1) & IS_SPECIAL;
		i--;
	}
	if (leaked > 0 &&
	    (i == 0 || nesting->leaks[leaked - 1].serial > nesting->stack[i - 1].serial)) {
		for (unsigned k = leaked; k < nesting->leak_count; k++)
			nesting->leaks[k - 1] = nesting->leaks[k];
		nesting->leak_count--;
	} else if (i > 0 && block) {
		take_out(nesting, i - 1);
	} else if (i > 0) {
		pop(nesting, i - 1, true);
	}
}

static bool
is_integral(struct element element, bool in_svg)
{
	switch (element.tag) {
	case TAG_MI:
	case TAG_MO:
	case TAG_MN:
	case TAG_MS:
	case TAG_MTEXT:
	case TAG_ANNOTATION_XML:
		return !in_svg;
	case TAG_TITLE:
		return in_svg;
	default:
		return element.key == element_of(STR("foreignobject")).key ||
		    element.key == element_of(STR("desc")).key;
	}
}

static bool
start_foreign(struct nesting *nesting, struct element element, bool self_closing)
{
	bool in_svg = true;

	for (unsigned i = nesting->depth; i > 0; i--)
		if (nesting->stack[i - 1].element.tag == TAG_MATH) {
			in_svg = false;
			break;
		} else if (nesting->stack[i - 1].element.tag == TAG_SVG) {
			break;
		}
	if (self_closing)
		return true;
	return push(nesting, element, true, is_integral(element, in_svg));
}

/* What the start tag closes before it opens. */
static void
close_before(struct nesting *nesting, unsigned tag)
{
	unsigned at;

	if (classes[tag] & ENDS_P && (at = in_scope(nesting, TAG_P, TAG_BUTTON, TAG_BUTTON)))
		pop(nesting, at - 1, true);
	switch (tag) {
	case TAG_LI:
		close_item(nesting, TAG_LI, TAG_LI);
		break;
	case TAG_DD:
	case TAG_DT:
		close_item(nesting, TAG_DD, TAG_DT);
		break;
	case TAG_A:
		end_format(nesting, (struct element){TAG_A, TAG_A});
		break;
	case TAG_NOBR:
		if (in_scope(nesting, TAG_NOBR, TAG_NOBR, TAG_NOBR))
			end_format(nesting, (struct element){TAG_NOBR, TAG_NOBR});
		break;
	case TAG_BUTTON:
		at = in_scope(nesting, TAG_BUTTON, TAG_BUTTON, TAG_BUTTON);
		if (at)
			pop(nesting, at - 1, true);
		break;
	case TAG_TABLE:
		at = is_in_table(nesting) ? table_around(nesting) : 0;
		if (at)
			pop(nesting, at - 1, true);
		break;
	default:
		if (nesting->depth == 0)
			break;
		at = nesting->stack[nesting->depth - 1].element.tag;
		if ((is_heading(tag) && is_heading(at)) ||
		    ((tag == TAG_OPTION || tag == TAG_OPTGROUP) && at == TAG_OPTION) ||
		    ((tag == TAG_RT || tag == TAG_RP || tag == TAG_RB) &&
			(at == TAG_RT || at == TAG_RP || at == TAG_RB)))
			pop(nesting, nesting->depth - 1, true);
	}
}

bool
nesting_start(struct nesting *nesting, struct element element, bool self_closing)
{
	unsigned tag = element.tag;

	nesting->purge_count = 0;
	if (tag == TAG_HTML || tag == TAG_BODY || tag == TAG_HEAD)
		return nesting->roots < ROOT_TAGS && ++nesting->roots;
	if (nesting_is_foreign(nesting)) {
		if (!(classes[tag] & BREAKS_OUT))
			return start_foreign(nesting, element, self_closing);
		while (nesting_is_foreign(nesting))
			pop(nesting, nesting->depth - 1, true);
	}
	if (tag == TAG_SVG || tag == TAG_MATH)
		return self_closing || push(nesting, element, true, false);
	if (tag == TAG_FORM && nesting->in_form)
		return false;
	if (classes[tag] & IN_TABLE)
		return start_in_table(nesting, element);
	close_before(nesting, tag);
	if (tag_kinds((enum tag)tag) & IS_VOID || tag == TAG_FRAMESET)
		return true;
	if (classes[tag] & ENDS_P)
		reopen(nesting);
	nesting->in_form = nesting->in_form || tag == TAG_FORM;
	return push(nesting, element, false, false);
}

/* End tags that close the innermost of their kind in scope. */
static void
end_in_scope(struct nesting *nesting, unsigned tag)
{
	unsigned at = 0;

	switch (tag) {
	case TAG_P:
		at = in_scope(nesting, TAG_P, TAG_BUTTON, TAG_BUTTON);
		break;
	case TAG_LI:
		at = in_scope(nesting, TAG_LI, TAG_OL, TAG_UL);
		break;
	default:
		if (!is_heading(tag)) {
			at = in_scope(nesting, (enum tag)tag, TAG_DOCUMENT, TAG_DOCUMENT);
			break;
		}
		for (at = nesting->depth; at > 0; at--)
			if (is_heading(nesting->stack[at - 1].element.tag) ||
			    class_at(nesting, at - 1) & IS_BARRIER)
				break;
		if (at > 0 && !is_heading(nesting->stack[at - 1].element.tag))
			at = 0;
	}
	if (at)
		pop(nesting, at - 1, true);
}

static void
end_in_table(struct nesting *nesting, unsigned tag)
{
	unsigned table = table_around(nesting), i = nesting->depth;

	if (table == 0)
		return;
	if (tag == TAG_TABLE)
		i = table;
	while (i > table && !is_html(nesting, i - 1, (enum tag)tag))
		i--;
	if (i > table || tag == TAG_TABLE)
		pop(nesting, i - 1, true);
}

/* Any other end tag: closes the innermost of its name unless a special element lies between. */
static void
end_other(struct nesting *nesting, struct element element)
{
	for (unsigned i = nesting->depth; i > 0; i--) {
		if (nesting->stack[i - 1].element.key == element.key) {
			pop(nesting, i - 1, true);
			return;
		}
		if (class_at(nesting, i - 1) & IS_SPECIAL)
			return;
	}
}

bool
nesting_end(struct nesting *nesting, struct element element)
{
	unsigned tag = element.tag;

	nesting->purge_count = 0;
	if (tag == TAG_HTML || tag == TAG_BODY || tag == TAG_HEAD)
		return nesting->roots < ROOT_TAGS && ++nesting->roots;
	if (nesting->any_dropped && *dropped(nesting, element)) {
		--*dropped(nesting, element);
		return false;
	}
	if (nesting_is_foreign(nesting)) {
		for (unsigned i = nesting->depth; i > 0 && nesting->stack[i - 1].foreign; i--)
			if (nesting->stack[i - 1].element.key == element.key) {
				pop(nesting, i - 1, true);
				return true;
			}
		if (tag == TAG_P)
			while (nesting_is_foreign(nesting))
				pop(nesting, nesting->depth - 1, true);
	}
	if (tag == TAG_FORM) {
		unsigned at = in_scope(nesting, TAG_FORM, TAG_DOCUMENT, TAG_DOCUMENT);

		nesting->in_form = false;
		if (at)
			take_out(nesting, at - 1);
	} else if (classes[tag] & IS_FORMAT) {
		end_format(nesting, element);
	} else if (classes[tag] & IN_TABLE || tag == TAG_TABLE) {
		end_in_table(nesting, tag);
	} else if (classes[tag] & IS_SPECIAL && tag != TAG_NOSCRIPT) {
		end_in_scope(nesting, tag);
	} else if (!(tag_kinds((enum tag)tag) & IS_VOID)) {
		end_other(nesting, element);
	}
	return true;
}
