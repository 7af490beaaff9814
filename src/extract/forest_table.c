/* The forests that are built in. */
#include "extract/meta_title.h"
#include "extract/type.h"

#include "extract/meta_title_table.def"
#include "extract/type_table.def"
