/** A server that says what a test wants, byte by byte, and a network that fails as a test wants. */
package io.restorekit.testkit.net;
