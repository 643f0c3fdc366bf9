/**
 * DNS servers inside the test's own process which can be made to fail, and the ways to have them asked: a resolver for
 * clients that take one, an agent and a hosts file for child JVMs.
 */
package io.restorekit.testkit.dns;
