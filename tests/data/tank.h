/* A C library that nobody annotated; tank.ffi.xml is what scan makes of it, tank.notes.xml annotates it. */

#define TANK_OK 0
#define TANK_EMPTY 1
#define TANK_FULL_ERROR (-1)
#define TANK_LEAK_ERROR (-2)
#define TANK_NO_FLUSH 0
#define TANK_FLUSH 1
#define TANK_VERSION "1.3"

enum tank_kind { TANK_OIL, TANK_WATER = 4 };
typedef int (*tank_visit)(void *user, const char *name);
typedef struct tank_s {
	const unsigned char *next_in;
	unsigned avail_in;
	char *msg;
	void *(*get)(void *user, unsigned size);
	void *user;
} tank;
struct tank_file;

int tank_init_(tank *t, int level, const char *version, int size);
int tank_end(tank *t);
int tank_pump(tank *t, int flush);
int tank_pack(char *dest, unsigned long *, const char *source, unsigned long length);
unsigned long tank_bound(unsigned long length);
const char *tank_text(int);
struct tank_file *tank_open(const char *path);
int tank_close(struct tank_file *file);
int tank_read(struct tank_file *file, void *buf, unsigned len);
int tank_each(struct tank_file *file, tank_visit visit, void *user);
int tank_sort(struct tank_file *file, int (*compare)(void *ctx, const void *a, const void *b), void *ctx);
