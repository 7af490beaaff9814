/* Tables as GFM has them: one line a row, cells that span filled up with empty ones. */
#ifndef WRITE_MARKDOWN_TABLE_H
#define WRITE_MARKDOWN_TABLE_H

#include "tree/tree.h"
#include "write/markdown_line.h"

void markdown_enter_table(struct markdown *md, const xmlNode *table);
void markdown_enter_row(struct markdown *md, const xmlNode *row);
void markdown_leave_row(struct markdown *md); /* and the rule below the first */
void markdown_enter_cell(struct markdown *md);
void markdown_leave_cell(struct markdown *md, const xmlNode *cell);

#endif
