/** Processes of a test's own, to be watched and killed. */
package io.restorekit.testkit.process;
