/* Prints layouts of sqlite3.h as C knows them. SPDX-License-Identifier: MIT */
#include <sqlite3.h>
#include <stddef.h>
#include <stdio.h>

#define SIZE(type, name)      printf("%s . %zu\n", name, sizeof(type))
#define AT(type, name, field) printf("%s %s %zu\n", name, #field, offsetof(type, field))

int main(void)
{
	SIZE(sqlite3_index_info, "IndexInfo");
	AT(sqlite3_index_info, "IndexInfo", nConstraint);
	AT(sqlite3_index_info, "IndexInfo", aConstraint);
	AT(sqlite3_index_info, "IndexInfo", nOrderBy);
	AT(sqlite3_index_info, "IndexInfo", idxNum);
	AT(sqlite3_index_info, "IndexInfo", idxStr);
	AT(sqlite3_index_info, "IndexInfo", needToFreeIdxStr);
	AT(sqlite3_index_info, "IndexInfo", orderByConsumed);
	AT(sqlite3_index_info, "IndexInfo", estimatedCost);
	AT(sqlite3_index_info, "IndexInfo", estimatedRows);
	AT(sqlite3_index_info, "IndexInfo", colUsed);
	SIZE(struct sqlite3_index_constraint, "IndexConstraint");
	AT(struct sqlite3_index_constraint, "IndexConstraint", op);
	AT(struct sqlite3_index_constraint, "IndexConstraint", usable);
	AT(struct sqlite3_index_constraint, "IndexConstraint", iTermOffset);
	SIZE(struct sqlite3_index_constraint_usage, "IndexConstraintUsage");
	AT(struct sqlite3_index_constraint_usage, "IndexConstraintUsage", omit);
	SIZE(sqlite3_vfs, "Vfs");
	AT(sqlite3_vfs, "Vfs", mxPathname);
	AT(sqlite3_vfs, "Vfs", pNext);
	AT(sqlite3_vfs, "Vfs", zName);
	AT(sqlite3_vfs, "Vfs", xOpen);
	AT(sqlite3_vfs, "Vfs", xNextSystemCall);
	SIZE(sqlite3_module, "Sqlite3Module");
	AT(sqlite3_module, "Sqlite3Module", xCreate);
	AT(sqlite3_module, "Sqlite3Module", xShadowName);
	SIZE(sqlite3_rtree_geometry, "RtreeGeometry");
	AT(sqlite3_rtree_geometry, "RtreeGeometry", nParam);
	AT(sqlite3_rtree_geometry, "RtreeGeometry", xDelUser);
	SIZE(sqlite3_rtree_query_info, "RtreeQueryInfo");
	AT(sqlite3_rtree_query_info, "RtreeQueryInfo", rParentScore);
	AT(sqlite3_rtree_query_info, "RtreeQueryInfo", eWithin);
	AT(sqlite3_rtree_query_info, "RtreeQueryInfo", apSqlParam);
	return 0;
}
