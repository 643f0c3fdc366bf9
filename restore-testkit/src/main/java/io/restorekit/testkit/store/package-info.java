/**
 * Backup stores that need no server: in memory, in a directory, one that fails as it is told, and whole chains of backups
 * to fill them with.
 */
package io.restorekit.testkit.store;
