/* The built-in model; its tables are generated. */
#include "extract/model.h"

#include "extract/model_table.def"
