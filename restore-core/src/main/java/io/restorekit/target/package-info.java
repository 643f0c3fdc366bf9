/** SPI: where backups live. */
package io.restorekit.target;
