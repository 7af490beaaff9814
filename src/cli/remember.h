/* --only-new: what was bound in an edition is not bound again. */
#ifndef CLI_REMEMBER_H
#define CLI_REMEMBER_H

#include "cli/command.h"
#include "cli/output.h"
#include "edition/edition.h"

/* The state's file by --state, else octavo/state.db below XDG_STATE_HOME (the XDG Base Directory
   Specification's); absent when the environment has no home. */
str remember_path(struct run *run);

/* Open the state, waiting for another run that has it; NULL: said, status set. */
struct state *remember_open_state(struct run *run, bool must_exist);

/* With --only-new: open the state and mend what a run that was killed left undone: an edition whose
   book stands in its place is done, any other was never made, and its articles are new again. Sets
   run->remember. False: said, status set. */
bool remember_open(struct run *run);
void remember_close(struct run *run);

/* Leave out what was bound in an edition before, and what was given more than once and bound in one
   of its other forms. False: said, status set. */
bool
remember_filter(struct run *run, struct edition_list *entries, const struct edition_twins *twins);

/* Whether nothing is wrong with the inputs but that a folder holds none: with --only-new that is
   nothing new. */
bool remember_excuses(const struct run *run);

/* Nothing is new: says so under -v, sets the status. */
void remember_nothing(struct run *run);

/* A book is about to be written that holds these. */
void remember_begin(struct run *run, const struct edition_list *entries,
    const struct edition_twins *twins, str title, str identifier, struct date date);

/* Record it as pending, before it takes its place at `path` (empty: a stream). When this returns
   true the record is safe. False: said; errno is set. */
bool remember_place(struct run *run, const struct output *output, str path);

/* It stands in its place. False: said, status set. */
bool remember_done(struct run *run);

/* The name that a book has until it takes its place, where it has to have one: absent without
   --only-new. A run that was killed leaves no other. */
str remember_name(const struct run *run);

#endif
