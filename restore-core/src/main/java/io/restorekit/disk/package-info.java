/** What volume, checkpoint and stage ask of a local disk: locks, directories made durable, reads past the page cache. */
package io.restorekit.disk;
