// A directory, passed through until it is told to fail: a fault source for unmodified file code.
// Setting the extended attribute user.fault of the mount point names the fault, "none" ends it; user.fired tells how many
// calls have met it. The mount point itself never fails, else nobody could end a fault.
// Usage: faulty DIRECTORY MOUNTPOINT
#define _GNU_SOURCE
#define FUSE_USE_VERSION 31
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#define SLOW_BYTES 131072 // in a read while it is slow
#define SLOW_NANOS 250000000
#define DAY 86400 // seconds

// Each call that hangs keeps a thread, and the one that ends the fault needs one too.
#if FUSE_VERSION >= FUSE_MAKE_VERSION(3, 12)
#define OPTIONS "fsname=faulty,max_threads=64"
#else
#define OPTIONS "fsname=faulty" // has no bound
#endif

enum fault {
    NONE, STALE, EIO_EVERYWHERE, EIO_IN_BODY, DENIED, HANG, OLD_LISTING, SLOW, FILES_STALE, FILES_ABSENT,
    FILE_ABSENT_ONCE, DAY_BEHIND, DAY_AHEAD, FAULTS
};
static const char *const names[FAULTS] = {
    "none", "stale", "eio", "eio-in-body", "denied", "hang", "old-listing", "slow", "files-stale", "files-absent",
    "file-absent-once", "day-behind", "day-ahead",
};

static int directory;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static enum fault fault;
static unsigned fired;
static struct timespec since; // when the fault began

static const char *below(const char *path) { return path[1] ? path + 1 : "."; }

static void slow_down(void) {
    struct timespec pause = {0, SLOW_NANOS};
    nanosleep(&pause, NULL);
}

// The fault that a call meets which knows these; a hung call returns when the fault has ended.
static enum fault meet(const char *path, unsigned known) {
    pthread_mutex_lock(&lock);
    enum fault met = strcmp(path, "/") && (known & 1u << fault) ? fault : NONE;
    fired += met != NONE;
    while (met == HANG && fault == HANG) {
        pthread_cond_wait(&changed, &lock);
    }
    pthread_mutex_unlock(&lock);
    return met;
}

static int error_of(enum fault met) {
    switch (met) {
    case STALE: return -ESTALE;
    case DENIED: return -EACCES;
    case EIO_EVERYWHERE: case EIO_IN_BODY: return -EIO;
    default: return 0;
    }
}

#define EVERYWHERE (1u << STALE | 1u << EIO_EVERYWHERE | 1u << HANG)
#define CALL(path, known, expression)                                                                                  \
    ({                                                                                                                 \
        int error_ = error_of(meet(path, known));                                                                      \
        error_ ? error_ : (expression) < 0 ? -errno : 0;                                                               \
    })

// A file alone, not the folder that it is listed in; absent as what a rename replaces can be for an instant.
static int error_of_file(const char *path) {
    switch (meet(path, 1u << FILES_STALE | 1u << FILES_ABSENT | 1u << FILE_ABSENT_ONCE)) {
    case FILES_STALE: return -ESTALE;
    case FILES_ABSENT: return -ENOENT;
    case FILE_ABSENT_ONCE: return fired == 1 ? -ENOENT : 0;
    default: return 0;
    }
}

static int get_attributes(const char *path, struct stat *to, struct fuse_file_info *info) {
    (void)info;
    int error = CALL(path, EVERYWHERE, fstatat(directory, below(path), to, AT_SYMLINK_NOFOLLOW));
    enum fault clock = meet(path, 1u << DAY_BEHIND | 1u << DAY_AHEAD);
    to->st_mtim.tv_sec += clock == DAY_AHEAD ? DAY : clock == DAY_BEHIND ? -DAY : 0;
    return error || !S_ISREG(to->st_mode) ? error : error_of_file(path);
}

static int is_new(DIR *folder, const char *name) {
    struct stat state;
    return fstatat(dirfd(folder), name, &state, AT_SYMLINK_NOFOLLOW) == 0
            && (state.st_ctim.tv_sec > since.tv_sec
                || (state.st_ctim.tv_sec == since.tv_sec && state.st_ctim.tv_nsec > since.tv_nsec));
}

static int list(const char *path, void *into, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *info,
                enum fuse_readdir_flags flags) {
    (void)offset, (void)info, (void)flags;
    enum fault met = meet(path, EVERYWHERE | 1u << DENIED | 1u << OLD_LISTING);
    if (error_of(met)) {
        return error_of(met);
    }
    int file = openat(directory, below(path), O_RDONLY | O_DIRECTORY);
    DIR *folder = file < 0 ? NULL : fdopendir(file);
    if (!folder) {
        return -errno;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (met != OLD_LISTING || !is_new(folder, entry->d_name)) {
            fill(into, entry->d_name, NULL, 0, 0);
        }
    }
    closedir(folder);
    return 0;
}

static int keep(int file, struct fuse_file_info *info) {
    info->fh = file;
    info->direct_io = 1;
    return file < 0 ? -errno : 0;
}

static int open_file(const char *path, struct fuse_file_info *info) {
    int error = error_of(meet(path, EVERYWHERE | 1u << DENIED));
    return error ? error : keep(openat(directory, below(path), info->flags & ~O_CREAT), info);
}

static int create(const char *path, mode_t mode, struct fuse_file_info *info) {
    int error = error_of(meet(path, EVERYWHERE | 1u << DENIED));
    return error ? error : keep(openat(directory, below(path), info->flags, mode), info);
}

static int read_file(const char *path, char *into, size_t size, off_t offset, struct fuse_file_info *info) {
    enum fault met = meet(path, EVERYWHERE | 1u << SLOW | (offset > 0 ? 1u << EIO_IN_BODY : 0));
    if (met == SLOW) {
        slow_down();
        size = size < SLOW_BYTES ? size : SLOW_BYTES;
    }
    ssize_t count = error_of(met) ? error_of(met) : pread(info->fh, into, size, offset);
    return count == -1 ? -errno : (int)count;
}

static int write_file(const char *path, const char *from, size_t size, off_t offset, struct fuse_file_info *info) {
    int error = error_of(meet(path, EVERYWHERE));
    ssize_t count = error ? error : pwrite(info->fh, from, size, offset);
    return count == -1 ? -errno : (int)count;
}

static int force(const char *path, int data_only, struct fuse_file_info *info) {
    (void)data_only;
    return CALL(path, EVERYWHERE, fsync(info->fh));
}

static int close_file(const char *path, struct fuse_file_info *info) {
    (void)path;
    return close(info->fh);
}

static int resize(const char *path, off_t size, struct fuse_file_info *info) {
    (void)info;
    int file = openat(directory, below(path), O_WRONLY);
    int status = file < 0 || ftruncate(file, size) < 0 ? -errno : 0;
    if (file >= 0) {
        close(file);
    }
    return status;
}

static int remove_file(const char *path) { return CALL(path, EVERYWHERE, unlinkat(directory, below(path), 0)); }
static int make_folder(const char *path, mode_t mode) {
    return CALL(path, EVERYWHERE, mkdirat(directory, below(path), mode));
}
static int rename_file(const char *from, const char *to, unsigned flags) {
    return flags ? -EINVAL : CALL(from, EVERYWHERE, renameat(directory, below(from), directory, below(to)));
}

static int set_attribute(const char *path, const char *name, const char *value, size_t size, int flags) {
    (void)flags;
    if (strcmp(path, "/") || strcmp(name, "user.fault")) {
        return -ENOTSUP;
    }
    for (int i = 0; i < FAULTS; i++) {
        if (strlen(names[i]) == size && memcmp(names[i], value, size) == 0) {
            pthread_mutex_lock(&lock);
            fault = i;
            fired = i == NONE ? fired : 0;
            clock_gettime(CLOCK_REALTIME_COARSE, &since); // the clock of the file times
            pthread_cond_broadcast(&changed);
            pthread_mutex_unlock(&lock);
            return 0;
        }
    }
    return -EINVAL;
}

static int get_attribute(const char *path, const char *name, char *value, size_t size) {
    if (strcmp(path, "/") || strcmp(name, "user.fired")) {
        return -ENODATA;
    }
    char text[16];
    pthread_mutex_lock(&lock);
    int length = snprintf(text, sizeof text, "%u", fired);
    pthread_mutex_unlock(&lock);
    if (size >= (size_t)length) {
        memcpy(value, text, length);
    }
    return size == 0 || size >= (size_t)length ? length : -ERANGE;
}

static void *begin(struct fuse_conn_info *connection, struct fuse_config *config) {
    (void)connection;
    fputs("ready\n", stderr);
    config->use_ino = 1;
    config->entry_timeout = config->attr_timeout = config->negative_timeout = 0;
    return NULL;
}

static const struct fuse_operations operations = {
    .init = begin, .getattr = get_attributes, .readdir = list, .open = open_file, .create = create,
    .read = read_file, .write = write_file, .fsync = force, .release = close_file, .truncate = resize,
    .unlink = remove_file, .mkdir = make_folder, .rename = rename_file,
    .setxattr = set_attribute, .getxattr = get_attribute,
};

int main(int count, char **words) {
    if (count != 3 || (directory = open(words[1], O_RDONLY | O_DIRECTORY)) < 0) {
        return 2;
    }
    char *arguments[] = {words[0], "-f", "-o", OPTIONS, words[2], NULL};
    return fuse_main(5, arguments, &operations, NULL);
}
