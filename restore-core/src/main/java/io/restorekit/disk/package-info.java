/** What both the volume and the checkpoint ask of a local disk: locks, and directories made durable. */
package io.restorekit.disk;
