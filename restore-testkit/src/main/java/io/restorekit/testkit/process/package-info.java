/**
 * Processes of a test's own, to be watched and killed: {@link io.restorekit.testkit.process.ChildProcess} is one, {@link
 * io.restorekit.testkit.process.Node} a series of them that share a disk and an address.
 */
package io.restorekit.testkit.process;
