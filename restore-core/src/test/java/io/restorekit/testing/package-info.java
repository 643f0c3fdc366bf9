/** Fakes that tests share. */
package io.restorekit.testing;
