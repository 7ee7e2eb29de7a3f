/*
 * What the C library declares: a binding includes its headers, since its users do.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/c/emit.h"

#include <string.h>

#include "ir/uses.h"

/* ---- what the C library declares ---- */

/* Names that a binding does not declare itself, since its users include these headers too. */
static const struct {
	const char *id, *header;
} of_system[] = {
	{"struct __jmp_buf_tag", "setjmp.h"},
	{"max_align_t", "stddef.h"},
	{"__sigset_t", "signal.h"},
	{"struct sockaddr_storage", "sys/socket.h"},
	{"struct in_addr", "netinet/in.h"},
	{"struct in6_addr", "netinet/in.h"},
	{"struct sockaddr_in", "netinet/in.h"},
	{"struct sockaddr_in6", "netinet/in.h"},
	{"struct ipv6_mreq", "netinet/in.h"},
	{"struct in6_pktinfo", "netinet/in.h"},
	{"struct ip6_mtuinfo", "netinet/in.h"},
	{"struct iovec", "sys/uio.h"},
	{"struct pollfd", "poll.h"},
	{"FILE", "stdio.h"},
	{"struct _IO_FILE", "stdio.h"},
	{"fpos_t", "stdio.h"},
	{"max_align_t", "stddef.h"},
	{"va_list", "stdarg.h"},
	{"__gnuc_va_list", "stdarg.h"},
	{"struct tm", "time.h"},
	{"time_t", "time.h"},
	{"clock_t", "time.h"},
	{"struct timespec", "time.h"},
	{"struct timeval", "sys/time.h"},
	{"struct stat", "sys/stat.h"},
	{"struct sockaddr", "sys/socket.h"},
	{"socklen_t", "sys/socket.h"},
	{"sa_family_t", "sys/socket.h"},
	{"fd_set", "sys/select.h"},
	{"ssize_t", "sys/types.h"},
	{"off_t", "sys/types.h"},
	{"off64_t", "sys/types.h"},
	{"pid_t", "sys/types.h"},
	{"uid_t", "sys/types.h"},
	{"gid_t", "sys/types.h"},
	{"mode_t", "sys/types.h"},
	{"dev_t", "sys/types.h"},
	{"ino_t", "sys/types.h"},
	{"nlink_t", "sys/types.h"},
	{"blkcnt_t", "sys/types.h"},
	{"blksize_t", "sys/types.h"},
	{"id_t", "sys/types.h"},
	{"key_t", "sys/types.h"},
	{"useconds_t", "sys/types.h"},
	{"suseconds_t", "sys/types.h"},
	{"u_char", "sys/types.h"},
	{"u_short", "sys/types.h"},
	{"u_int", "sys/types.h"},
	{"u_long", "sys/types.h"},
	{"wint_t", "wchar.h"},
	{"mbstate_t", "wchar.h"},
	{"char16_t", "uchar.h"},
	{"char32_t", "uchar.h"},
	{"sig_atomic_t", "signal.h"},
	{"sigset_t", "signal.h"},
	{"pthread_t", "pthread.h"},
	{"pthread_mutex_t", "pthread.h"},
	{"pthread_mutexattr_t", "pthread.h"},
	{"pthread_cond_t", "pthread.h"},
	{"pthread_condattr_t", "pthread.h"},
	{"pthread_rwlock_t", "pthread.h"},
	{"pthread_rwlockattr_t", "pthread.h"},
	{"pthread_spinlock_t", "pthread.h"},
	{"pthread_barrier_t", "pthread.h"},
	{"pthread_attr_t", "pthread.h"},
	{"pthread_key_t", "pthread.h"},
	{"pthread_once_t", "pthread.h"},
	{"struct __pthread_internal_list", "pthread.h"},
	{"__pthread_list_t", "pthread.h"},
	{"__atomic_wide_counter", "pthread.h"},
	{"sem_t", "semaphore.h"},
	{"siginfo_t", "signal.h"},
	{"union sigval", "signal.h"},
	{"struct sigevent", "signal.h"},
	{"struct sigaction", "signal.h"},
	{"stack_t", "signal.h"},
	{"cpu_set_t", "sched.h"},
	{"struct sched_param", "sched.h"},
	{"ucontext_t", "ucontext.h"},
	{"struct ucontext_t", "ucontext.h"},
	{"mcontext_t", "ucontext.h"},
	{"greg_t", "ucontext.h"},
	{"gregset_t", "ucontext.h"},
	{"fpregset_t", "ucontext.h"},
	{"struct _libc_fpstate", "ucontext.h"},
	{"struct _libc_fpxreg", "ucontext.h"},
	{"struct _libc_xmmreg", "ucontext.h"},
	{"struct itimerspec", "time.h"},
	{"struct timezone", "sys/time.h"},
	{"struct itimerval", "sys/time.h"},
	{"struct rusage", "sys/resource.h"},
	{"struct timex", "sys/timex.h"},
	{"struct rlimit", "sys/resource.h"},
	{"struct rlimit64", "sys/resource.h"},
	{"struct dirent", "dirent.h"},
	{"DIR", "dirent.h"},
	{"struct addrinfo", "netdb.h"},
	{"struct hostent", "netdb.h"},
	{"struct sockaddr_un", "sys/un.h"},
	{"struct msghdr", "sys/socket.h"},
	{"struct cmsghdr", "sys/socket.h"},
	{"struct linger", "sys/socket.h"},
	{"in_addr_t", "netinet/in.h"},
	{"in_port_t", "netinet/in.h"},
	{"struct passwd", "pwd.h"},
	{"struct group", "grp.h"},
	{"struct termios", "termios.h"},
	{"struct winsize", "sys/ioctl.h"},
	{"fsid_t", "sys/types.h"},
	{"__fsid_t", "sys/types.h"},
	{"caddr_t", "sys/types.h"},
	{"struct lconv", "locale.h"},
	{"lldiv_t", "stdlib.h"},
	{"div_t", "stdlib.h"},
	{"ldiv_t", "stdlib.h"},
	{"locale_t", "locale.h"},
	{"jmp_buf", "setjmp.h"},
	{"__kernel_fd_set", "linux/types.h"},
	{"__kernel_fsid_t", "linux/types.h"},
	{"__u8", "linux/types.h"},
	{"__u16", "linux/types.h"},
	{"__u32", "linux/types.h"},
	{"__u64", "linux/types.h"},
	{"__s8", "linux/types.h"},
	{"__s16", "linux/types.h"},
	{"__s32", "linux/types.h"},
	{"__s64", "linux/types.h"},
	{"__le16", "linux/types.h"},
	{"__le32", "linux/types.h"},
	{"__le64", "linux/types.h"},
	{"__be16", "linux/types.h"},
	{"__be32", "linux/types.h"},
	{"__be64", "linux/types.h"},
};
enum { N_OF_SYSTEM = sizeof of_system / sizeof *of_system };

const char *c_system_header(const char *id)
{
	for (size_t i = 0; i < N_OF_SYSTEM; i++)
		if (strcmp(of_system[i].id, id) == 0)
			return of_system[i].header;
	return NULL;
}

/* Standard names that <stddef.h>, <stdint.h> and <stdbool.h> declare; these are always included. */
static bool is_standard_basic(const char *name)
{
	static const char *const names[] = {"size_t", "ptrdiff_t", "wchar_t", "max_align_t"};
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return (strncmp(name, "int", 3) == 0 || strncmp(name, "uint", 4) == 0) && n > 2 &&
	       strcmp(name + n - 2, "_t") == 0;
}

static bool is_type(const struct ffir_decl *d)
{
	return d->kind == FFIR_DECL_RECORD || d->kind == FFIR_DECL_ALIAS || d->kind == FFIR_DECL_ENUMERATION;
}

/* glibc 2.36 hides these from C++. */
static bool is_of_c_only(const char *name)
{
	static const char *const prefixes[] = {"__pthread_register_cancel", "__pthread_unregister_cancel",
					       "__pthread_unwind_next"};
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	return false;
}

/* The kernel's own sigset_t is another than the C library's, which comes with nearly all of its headers. */
static bool is_kernel_alone(const struct ffir_module *m)
{
	const struct ffir_decl *d = ffir_module_find(m, "sigset_t");
	return d && c_is_of_kernel(d->at.file, false);
}

/* What declares D; NULL: this binding. */
static const char *header_of(const struct c_emit *e, const struct ffir_decl *d)
{
	/* One without a body may be declared by everybody. */
	bool declares =
		(is_type(d) && !d->opaque) || d->kind == FFIR_DECL_FUNCTION || d->kind == FFIR_DECL_VARIABLE;
	const char *header = is_type(d) ? c_system_header(d->id) : NULL;

	if (header && strncmp(header, "linux/", 6) != 0 && c_is_of_kernel(d->at.file, is_kernel_alone(e->m)))
		return NULL;
	return header || !declares || is_of_c_only(d->id) ? header : c_system_header_of(d->at.file);
}

/* What only the C library's own types need is declared with them: marks it, until nothing more follows. */
static void mark_followers(struct c_emit *e, const struct ffir_uses *uses)
{
	bool *used = (bool *)ffir_alloc(&e->a, e->m->n_decls + 1);
	bool *needed = (bool *)ffir_alloc(&e->a, e->m->n_decls + 1);

	for (bool more = true; more;) {
		more = false;
		memset(needed, 0, e->m->n_decls);
		for (size_t i = 0; i < e->m->n_decls; i++)
			for (size_t j = 0; j < uses[i].n_uses; j++) {
				used[uses[i].uses[j].to] = true;
				needed[uses[i].uses[j].to] = needed[uses[i].uses[j].to] || !e->system[i];
			}
		for (size_t i = 0; i < e->m->n_decls; i++)
			if (is_type(e->m->decls[i]) && !e->system[i] && used[i] && !needed[i])
				e->system[i] = more = true;
	}
}

void c_mark_system(struct c_emit *e)
{
	e->system = (bool *)ffir_alloc(&e->a, e->m->n_decls + 1);
	for (size_t i = 0; i < e->m->n_decls; i++)
		e->system[i] = header_of(e, e->m->decls[i]);
	mark_followers(e, ffir_uses_of(&e->a, e->m));
	/* Other bindings' headers are included, too. */
	for (size_t i = 0; i < e->m->n_decls; i++)
		e->system[i] = e->system[i] || e->m->decls[i]->imported;
}

/* ---- which names are used ---- */

/* A set, open addressing. */
struct used {
	const char **slots;
	size_t n_slots, n;
};

static const char **slot_of(const struct used *u, const char *name)
{
	size_t i = (size_t)ffir_hash(name, strlen(name)) & (u->n_slots - 1);
	while (u->slots[i] && strcmp(u->slots[i], name) != 0)
		i = (i + 1) & (u->n_slots - 1);
	return &u->slots[i];
}

static bool is_name_used(const struct used *u, const char *name)
{
	return u->n_slots && *slot_of(u, name);
}

static void grow(struct c_emit *e, struct used *u)
{
	struct used grown = {.n_slots = u->n_slots ? 2 * u->n_slots : 64, .n = u->n};
	grown.slots = (const char **)ffir_alloc(&e->a, grown.n_slots * sizeof *grown.slots);
	for (size_t i = 0; i < u->n_slots; i++)
		if (u->slots[i])
			*slot_of(&grown, u->slots[i]) = u->slots[i];
	*u = grown;
}

static void use_name(struct c_emit *e, struct used *u, const char *name)
{
	if (2 * (u->n + 1) > u->n_slots)
		grow(e, u);
	const char **slot = slot_of(u, name);
	u->n += !*slot;
	*slot = name;
}

static void use_type(struct c_emit *e, struct used *u, const struct ffir_type *type)
{
	if (type->kind == FFIR_TYPE_NAMED)
		use_name(e, u, type->name);
	if (type->to)
		use_type(e, u, type->to);
	if (type->kind != FFIR_TYPE_FUNCTION)
		return;
	use_type(e, u, type->function->result.type);
	for (size_t i = 0; i < type->function->n_params; i++)
		use_type(e, u, type->function->params[i].type);
}

static void use_decl(struct c_emit *e, struct used *u, const struct ffir_decl *d)
{
	const struct ffir_type f = {.kind = FFIR_TYPE_FUNCTION, .function = d->function};

	if (d->type)
		use_type(e, u, d->type);
	if (d->kind == FFIR_DECL_FUNCTION)
		use_type(e, u, &f);
	for (size_t i = 0; i < d->n_fields && !d->opaque; i++)
		use_type(e, u, d->fields[i].type);
}

/* What has HEADER's declarations on the target: on Windows <ws2tcpip.h> has all that is of sockets. */
static const char *header_there(const struct c_emit *e, const char *header)
{
	static const char *const sockets[] = {"sys/socket.h", "sys/select.h", "netdb.h", "netinet/in.h",
					      "arpa/inet.h"};
	for (size_t i = 0; c_is_windows(e->m) && i < sizeof sockets / sizeof *sockets; i++)
		if (strcmp(sockets[i], header) == 0)
			return "ws2tcpip.h";
	return header;
}

/* C libraries without <uchar.h>: newlib, picolibc. */
static void include_header(struct c_emit *e, const char *header)
{
	if (strcmp(header, "uchar.h") != 0) {
		w_line(e->w, "#include <%s>", header);
		return;
	}
	w_line(e->w, "#ifndef __has_include");
	w_line(e->w, "#include <uchar.h>");
	w_line(e->w, "#elif __has_include(<uchar.h>)");
	w_line(e->w, "#include <uchar.h>");
	w_line(e->w, "#elif !defined(__cplusplus)");
	w_line(e->w, "typedef __CHAR16_TYPE__ char16_t;");
	w_line(e->w, "typedef __CHAR32_TYPE__ char32_t;");
	w_line(e->w, "#endif");
}

/* C++ has char8_t from C++20 on. */
static void emit_basic(struct c_emit *e, const struct ffir_basic *b)
{
	bool of_cxx = strcmp(b->name, "char8_t") == 0;

	if (of_cxx)
		w_line(e->w, "#ifndef __cpp_char8_t");
	w_line(e->w, "typedef %s %s;", b->is, b->name);
	if (of_cxx)
		w_line(e->w, "#endif");
}

void c_emit_includes(struct c_emit *e)
{
	struct used names = {0}, headers = {0};

	for (size_t i = 0; i < e->m->n_decls; i++)
		if (!e->system[i])
			use_decl(e, &names, e->m->decls[i]);
		else if (e->m->decls[i]->kind == FFIR_DECL_RECORD) /* its layout is checked */
			use_name(e, &names, e->m->decls[i]->id);
	for (size_t i = 0; i < N_OF_SYSTEM; i++) {
		const struct ffir_decl *d = ffir_module_find(e->m, of_system[i].id);
		const char *header = header_there(e, of_system[i].header);
		if (!is_name_used(&names, of_system[i].id) || is_name_used(&headers, header) ||
		    (d && !header_of(e, d)))
			continue;
		use_name(e, &headers, header);
		include_header(e, header);
	}
	for (size_t i = 0; i < e->m->n_decls; i++) {
		const char *header = e->system[i] ? c_system_header_of(e->m->decls[i]->at.file) : NULL;
		header = header ? header_there(e, header) : NULL;
		if (!header || is_name_used(&headers, header))
			continue;
		use_name(e, &headers, header);
		include_header(e, header);
	}
	w_line(e->w, "");
	for (size_t i = 0; i < e->m->n_targets; i++)
		for (size_t j = 0; j < e->m->targets[i].n_basics; j++) {
			const struct ffir_basic *b = &e->m->targets[i].basics[j];
			if (is_name_used(&names, b->name) && b->is && !is_standard_basic(b->name) &&
			    !c_system_header(b->name))
				emit_basic(e, b);
		}
}
