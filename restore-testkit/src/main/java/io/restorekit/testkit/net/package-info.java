/** A server that says what a test wants, byte by byte. */
package io.restorekit.testkit.net;
