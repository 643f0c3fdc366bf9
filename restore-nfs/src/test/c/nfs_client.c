// An NFSv4 client for tests: a FUSE file system over libnfs. On an error of the connection it answers EIO, drops its
// context and opens a new one at the next call, as a soft mount of the kernel's does. Caches nothing.
// Usage: nfs_client URL MOUNTPOINT
#define FUSE_USE_VERSION 31
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <nfsc/libnfs.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#define WRITE_LIMIT 2048 // a longer NFSv4 write does not fit into the buffer of libnfs 4

static const char *url;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; // libnfs is for one thread at a time
static struct nfs_context *nfs;
static unsigned generation; // of the context

// A file belongs to the context that opened it; after a loss it is opened again.
struct handle {
    struct nfsfh *file;
    unsigned generation;
    int flags;
    char path[];
};

// The context is only cut off, not destroyed: that would call back for calls that have returned.
static void drop_context(void) {
    if (nfs && nfs_get_fd(nfs) >= 0) {
        close(nfs_get_fd(nfs));
    }
    nfs = NULL;
}

static int connected(void) {
    if (nfs) {
        return 0;
    }
    nfs = nfs_init_context();
    struct nfs_url *place = nfs ? nfs_parse_url_dir(nfs, url) : NULL;
    if (nfs) {
        nfs_set_timeout(nfs, 2000);
        nfs_set_autoreconnect(nfs, 0);
        nfs_set_dircache(nfs, 0);
    }
    int status = place ? nfs_mount(nfs, place->server, place->path) : -EIO;
    if (place) {
        nfs_destroy_url(place);
    }
    if (status != 0) {
        fprintf(stderr, "mount: %s\n", nfs ? nfs_get_error(nfs) : "no context");
        drop_context();
        return -EIO;
    }
    generation++;
    return 0;
}

// What the server says of a file passes; everything else means that the connection is lost.
static int answer(int status) {
    switch (status < 0 ? -status : 0) {
    case 0: case ENOENT: case EACCES: case EPERM: case EEXIST: case ENOTDIR: case EISDIR: case ENOTEMPTY:
    case ENOSPC: case EROFS: case ESTALE: case ENAMETOOLONG: case EXDEV: case EFBIG: case EDQUOT: case ELOOP:
        return status;
    default:
        fprintf(stderr, "lost: %s (%d)\n", nfs_get_error(nfs), status);
        drop_context();
        return -EIO;
    }
}

// Where the server is there, a call that it did not like is made once more, as the kernel's client does.
#define CALL(expression)                                                                                               \
    ({                                                                                                                 \
        pthread_mutex_lock(&lock);                                                                                     \
        int status_ = connected();                                                                                     \
        status_ = status_ ? status_ : answer(expression);                                                              \
        if (status_ == -EIO && connected() == 0) {                                                                     \
            status_ = answer(expression);                                                                              \
        }                                                                                                              \
        pthread_mutex_unlock(&lock);                                                                                   \
        status_;                                                                                                       \
    })

static void copy(const struct nfs_stat_64 *from, struct stat *to) {
    memset(to, 0, sizeof *to);
    to->st_ino = from->nfs_ino;
    to->st_mode = from->nfs_mode;
    to->st_nlink = from->nfs_nlink;
    to->st_uid = from->nfs_uid;
    to->st_gid = from->nfs_gid;
    to->st_size = from->nfs_size;
    to->st_blocks = (from->nfs_size + 511) / 512;
    to->st_atim = (struct timespec){from->nfs_atime, from->nfs_atime_nsec};
    to->st_mtim = (struct timespec){from->nfs_mtime, from->nfs_mtime_nsec};
    to->st_ctim = (struct timespec){from->nfs_ctime, from->nfs_ctime_nsec};
}

static int get_attributes(const char *path, struct stat *to, struct fuse_file_info *info) {
    (void)info;
    struct nfs_stat_64 from;
    int status = CALL(nfs_lstat64(nfs, path, &from));
    if (status == 0) {
        copy(&from, to);
    }
    return status;
}

static int list(const char *path, void *into, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *info,
                enum fuse_readdir_flags flags) {
    (void)offset, (void)info, (void)flags;
    pthread_mutex_lock(&lock);
    struct nfsdir *folder;
    int status = connected();
    status = status ? status : answer(nfs_opendir(nfs, path, &folder));
    if (status == 0) {
        for (struct nfsdirent *entry; (entry = nfs_readdir(nfs, folder)) != NULL;) {
            fill(into, entry->name, NULL, 0, 0);
        }
        nfs_closedir(nfs, folder);
    }
    pthread_mutex_unlock(&lock);
    return status;
}

static int opened(struct handle *handle) {
    int status = connected();
    if (status == 0 && (handle->file == NULL || handle->generation != generation)) {
        handle->file = NULL;
        status = answer(nfs_open(nfs, handle->path, handle->flags & (O_ACCMODE | O_TRUNC), &handle->file));
        if (status == -EIO && connected() == 0) {
            status = answer(nfs_open(nfs, handle->path, handle->flags & (O_ACCMODE | O_TRUNC), &handle->file));
        }
        handle->generation = generation;
        handle->flags &= ~O_TRUNC;
    }
    return status;
}

static int keep(struct handle *handle, int status, struct fuse_file_info *info) {
    if (status != 0) {
        free(handle);
        return status;
    }
    info->fh = (uintptr_t)handle;
    info->direct_io = 1;
    return 0;
}

static struct handle *new_handle(const char *path, int flags) {
    struct handle *handle = calloc(1, sizeof *handle + strlen(path) + 1);
    strcpy(handle->path, path);
    handle->flags = flags;
    return handle;
}

static int open_file(const char *path, struct fuse_file_info *info) {
    struct handle *handle = new_handle(path, info->flags);
    pthread_mutex_lock(&lock);
    int status = opened(handle);
    pthread_mutex_unlock(&lock);
    return keep(handle, status, info);
}

static int create(const char *path, mode_t mode, struct fuse_file_info *info) {
    struct handle *handle = new_handle(path, info->flags & ~O_TRUNC);
    pthread_mutex_lock(&lock);
    struct nfsfh *made;
    struct timeval now[2];
    gettimeofday(&now[0], NULL);
    now[1] = now[0];
    int status = connected();
    status = status ? status : answer(nfs_open2(nfs, path, O_CREAT | (info->flags & O_EXCL), mode & 0777, &made));
    status = status ? status : answer(nfs_close(nfs, made));
    // An exclusive create leaves its verifier where mode and times belong.
    status = status ? status : answer(nfs_chmod(nfs, path, mode & 0777));
    status = status ? status : answer(nfs_utimes(nfs, path, now));
    status = status ? status : opened(handle);
    pthread_mutex_unlock(&lock);
    return keep(handle, status, info);
}

static int read_file(const char *path, char *into, size_t size, off_t offset, struct fuse_file_info *info) {
    (void)path;
    struct handle *handle = (struct handle *)(uintptr_t)info->fh;
    pthread_mutex_lock(&lock);
    int status = opened(handle);
    int got = status ? status : nfs_pread(nfs, handle->file, offset, size, into);
    got = got < 0 && !status ? answer(got) : got;
    if (got == -EIO && opened(handle) == 0) {
        got = nfs_pread(nfs, handle->file, offset, size, into);
        got = got < 0 ? answer(got) : got;
    }
    pthread_mutex_unlock(&lock);
    return got;
}

static int write_file(const char *path, const char *from, size_t size, off_t offset, struct fuse_file_info *info) {
    (void)path;
    struct handle *handle = (struct handle *)(uintptr_t)info->fh;
    pthread_mutex_lock(&lock);
    int status = opened(handle);
    size_t written = 0;
    while (status == 0 && written < size) {
        size_t some = size - written < WRITE_LIMIT ? size - written : WRITE_LIMIT;
        int count = nfs_pwrite(nfs, handle->file, offset + written, some, from + written);
        written += count > 0 ? count : 0;
        status = answer(count < 0 ? count : 0);
    }
    pthread_mutex_unlock(&lock);
    return status ? status : (int)written;
}

static int force(const char *path, int data_only, struct fuse_file_info *info) {
    (void)path, (void)data_only;
    struct handle *handle = (struct handle *)(uintptr_t)info->fh;
    pthread_mutex_lock(&lock);
    int status = opened(handle);
    status = status ? status : answer(nfs_fsync(nfs, handle->file));
    pthread_mutex_unlock(&lock);
    return status;
}

static int close_file(const char *path, struct fuse_file_info *info) {
    (void)path;
    struct handle *handle = (struct handle *)(uintptr_t)info->fh;
    pthread_mutex_lock(&lock);
    if (nfs && handle->file && handle->generation == generation) {
        answer(nfs_close(nfs, handle->file));
    }
    pthread_mutex_unlock(&lock);
    free(handle);
    return 0;
}

static int resize(const char *path, off_t size, struct fuse_file_info *info) {
    (void)info;
    return CALL(nfs_truncate(nfs, path, size));
}

static int remove_file(const char *path) { return CALL(nfs_unlink(nfs, path)); }
static int make_folder(const char *path, mode_t mode) { return CALL(nfs_mkdir2(nfs, path, mode & 0777)); }
static int remove_folder(const char *path) { return CALL(nfs_rmdir(nfs, path)); }
static int rename_file(const char *from, const char *to, unsigned flags) {
    return flags ? -EINVAL : CALL(nfs_rename(nfs, from, to));
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
    .unlink = remove_file, .mkdir = make_folder, .rmdir = remove_folder, .rename = rename_file,
};

int main(int count, char **words) {
    if (count != 3) {
        return 2;
    }
    url = words[1];
    char *arguments[] = {words[0], "-f", "-o", "fsname=nfs-client", words[2], NULL};
    return fuse_main(5, arguments, &operations, NULL);
}
