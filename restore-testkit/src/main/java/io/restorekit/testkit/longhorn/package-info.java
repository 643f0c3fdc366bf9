/** Writes backup stores as Longhorn writes them. */
package io.restorekit.testkit.longhorn;
