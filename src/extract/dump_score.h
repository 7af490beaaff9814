/* The model of a dump's lines. */
#ifndef EXTRACT_DUMP_SCORE_H
#define EXTRACT_DUMP_SCORE_H

#include "extract/dump_line.h"
#include "extract/model.h"

/* Over rows of LINE_FEATURE_COUNT. */
extern const struct model dump_model;

#endif
