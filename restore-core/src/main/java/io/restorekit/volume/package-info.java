/** SPI: where blocks go. */
package io.restorekit.volume;
