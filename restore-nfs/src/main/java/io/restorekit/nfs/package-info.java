/** Backup targets in directories: mounts, Commons VFS, what a failure means. */
package io.restorekit.nfs;
