/*
 * GCC's headers, and what differs between its releases: the one file with version tests.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_GCC_H
#define FFI_GCC_H

#include "gcc-plugin.h"
#include "plugin-version.h"

#include "tree.h"
#include "tree-pass.h"
#include "context.h"
#include "gimple.h"
#include "gimple-iterator.h"
#include "gimple-walk.h"
#include "tree-ssa.h"
#include "cgraph.h"
#include "attribs.h"
#include "diagnostic.h"
#include "stringpool.h"
#include "output.h"
#include "toplev.h"
#include "fold-const.h"
#include "print-tree.h"
#include "langhooks.h"
#include "c-family/c-common.h"
#include "c-family/c-pragma.h"
#include "cpplib.h"

#endif
