/** A DNS server inside the test's own process, which can be made to fail. */
package io.restorekit.testkit.dns;
