/* The address that a page's links are relative to, and the one it was saved from. */
#ifndef PARSE_BASE_H
#define PARSE_BASE_H

#include "page/page.h"

/* Set page->base_url: the first <base href>, made absolute against settings->base_url where that is
   given; else settings->base_url. One that is relative to an address which is not known here is
   left in page->base_href. */
void base_find(struct ctx *ctx, struct page *page);

/* Set page->saved_from where a comment (its text, without the marks) is the one that programs which
   save pages leave: "saved from url=(0028)https://harbour.example/a/", or the lines "Page saved
   with ..." and "url: https://harbour.example/a/". The first one counts. */
void base_comment(struct page *page, str comment);

#endif
