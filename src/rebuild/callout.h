/* Callouts (admonitions, alerts, panels) and their parts, by what pages call them. */
#ifndef REBUILD_CALLOUT_H
#define REBUILD_CALLOUT_H

#include "page/page.h"

/* The kind of a callout: "note", "" where it says none; absent when the element is none. */
str callout_kind(const struct page *page, uint32_t at);

/* A part of the callout around it: its title, its sign. */
bool callout_is_title(str class_);
bool callout_is_sign(const struct page *page, uint32_t at);

#endif
