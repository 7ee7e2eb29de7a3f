/*
 * CPUs and systems by how GCC names them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/machines.h"

#include <string.h>

struct cpu {
	const char *begins;	   /* of the triplet; the first that fits counts */
	const char *narrow, *wide; /* by the size of a pointer: the macro, NULL if there is no such */
	const char *python;
};

/* A CPU of 64 bits has pointers of 32 with -m32 and -mx32, which are told apart by the macro of the CPU: of x32 it is
 * that of x86-64. */
static const struct cpu cpus[] = {
	{"x86_64", "__i386__", "__x86_64__", "\"x86\", \"amd64\", \"i386\", \"i486\", \"i586\", \"i686\""},
	{"i386", "__i386__", "__x86_64__", "\"x86\", \"amd64\", \"i386\", \"i486\", \"i586\", \"i686\""},
	{"i486", "__i386__", "__x86_64__", "\"x86\", \"amd64\", \"i386\", \"i486\", \"i586\", \"i686\""},
	{"i586", "__i386__", "__x86_64__", "\"x86\", \"amd64\", \"i386\", \"i486\", \"i586\", \"i686\""},
	{"i686", "__i386__", "__x86_64__", "\"x86\", \"amd64\", \"i386\", \"i486\", \"i586\", \"i686\""},
	{"aarch64", "__aarch64__", "__aarch64__", "\"aarch64\", \"arm64\""},
	{"arm", "__arm__", NULL, "\"arm\", \"aarch64\""},
	{"riscv32", "__riscv", NULL, "\"riscv\""},
	{"riscv64", "__riscv", "__riscv", "\"riscv\""},
	{"s390", "__s390__", "__s390x__", "\"s390\""},
	{"powerpc", "__powerpc__", "__powerpc64__", "\"ppc\", \"powerpc\""},
	{"sparc", "__sparc__", "__sparc__", "\"sparc\", \"sun4\""},
	{"mips", "__mips__", "__mips64", "\"mips\""},
	{"m68k", "__m68k__", NULL, "\"m68k\""},
	{"loongarch", "__loongarch__", "__loongarch__", "\"loongarch\""},
	{"alpha", NULL, "__alpha__", "\"alpha\""},
	{"hppa", "__hppa__", "__hppa__", "\"parisc\""},
	{"ia64", "__ia64__", "__ia64__", "\"ia64\""},
	{"sh4", "__sh__", NULL, "\"sh4\""},
};

struct system {
	const char *has; /* the triplet, behind the CPU */
	const char *c, *python;
};

static const struct system systems[] = {
	{"-linux", "defined(__linux__)", "linux"},
	{"-mingw", "defined(_WIN32)", "win32"},
	{"-cygwin", "defined(__CYGWIN__)", "cygwin"},
	{"-darwin", "defined(__APPLE__)", "darwin"},
	{"-freebsd", "defined(__FreeBSD__)", "freebsd"},
	{"-netbsd", "defined(__NetBSD__)", "netbsd"},
	{"-openbsd", "defined(__OpenBSD__)", "openbsd"},
	{"-gnu", "defined(__gnu_hurd__)", "gnu"},
	{"", "!defined(__linux__) && !defined(_WIN32) && !defined(__APPLE__)", NULL},
};

static uint64_t size_of(const struct ffir_module *m, const char *name, const char *other)
{
	const struct ffir_basic *b = ffir_basic_find(m, name);
	b = b || !other ? b : ffir_basic_find(m, other);
	return b ? b->size : 0;
}

static struct machine_facts facts_of(const struct ffir_module *m)
{
	const struct ffir_basic *b = ffir_basic_find(m, "long long");
	b = b ? b : ffir_basic_find(m, "long long int");
	return (struct machine_facts){
		.pointer = size_of(m, "void*", NULL),
		.long_ = size_of(m, "long", "long int"),
		.long_double = size_of(m, "long double", NULL),
		.long_long_align = b ? b->field_align : 0,
		.big_endian = m->targets[0].big_endian,
	};
}

static bool has_flag(const struct ffir_target *target, const char *flag)
{
	size_t size = strlen(flag);
	const char *at = target->flags ? strstr(target->flags, flag) : NULL;
	return at && (at == target->flags || at[-1] == ' ') && (at[size] == ' ' || !at[size]);
}

static const struct cpu *find_cpu(const char *id)
{
	for (size_t i = 0; i < sizeof cpus / sizeof *cpus; i++)
		if (strncmp(id, cpus[i].begins, strlen(cpus[i].begins)) == 0)
			return &cpus[i];
	return NULL;
}

/* ARM's calls with floating point in registers, the one ABI that sizes do not show. */
static const char *c_of_arm(const struct ffir_target *target)
{
	bool hard = has_flag(target, "-mfloat-abi=hard") ||
		    (strstr(target->id, "eabihf") && !has_flag(target, "-mfloat-abi=soft") &&
		     !has_flag(target, "-mfloat-abi=softfp"));
	return hard ? "defined(__arm__) && defined(__ARM_PCS_VFP)"
		    : "defined(__arm__) && !defined(__ARM_PCS_VFP)";
}

bool machine_of(struct ffir_arena *a, const struct ffir_module *m, struct machine *out, struct diag *d)
{
	const struct ffir_target *target = &m->targets[0];
	const struct cpu *cpu = find_cpu(target->id);
	const struct system *system = systems;
	struct machine_facts facts = facts_of(m);
	bool wide = facts.pointer == 8 || has_flag(target, "-mx32");
	const char *macro = cpu ? (wide ? cpu->wide : cpu->narrow) : NULL;

	if (!macro) {
		diag_error(
			d, NULL,
			"target '%s' is of no kind that a program can be asked for; render it by itself with "
			"'--target'",
			target->id);
		return false;
	}
	while (!strstr(target->id, system->has))
		system++;
	out->facts = facts;
	out->c_cpu = strcmp(macro, "__arm__") == 0 ? c_of_arm(target) : ffir_printf(a, "defined(%s)", macro);
	out->c_system = system->c;
	out->python_cpus = cpu->python;
	out->python_system = system->python;
	return true;
}
