/*
 * Files that only this process knows of, and signals that would end it: SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGPIPE
 * wait until it has taken them away again.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_INTERRUPTS_H
#define FFI_INTERRUPTS_H

#include <stdbool.h>

/* From here on these signals are remembered, but for those that are ignored; system calls that wait end with EINTR. No
 * second hold before interrupts_release. */
void interrupts_hold(void);
/* The signal that came since interrupts_hold, or 0. */
int interrupted(void);
/* What they did before they do again: one that came is raised now, which as a rule ends the process. */
void interrupts_release(void);

#endif
