/** The Longhorn backup store format: layout, configs, blocks. */
package io.restorekit.backup.longhorn;
