/** What the kernel tells of block devices; read from procfs and sysfs, and never from a device itself. */
package io.restorekit.volume.device;
