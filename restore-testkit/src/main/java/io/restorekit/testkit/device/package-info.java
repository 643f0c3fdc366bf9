/** Block devices of a test's own. */
package io.restorekit.testkit.device;
