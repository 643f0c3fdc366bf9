/** Volumes that are kept at the newest backup until they are needed. */
package io.restorekit.standby;
