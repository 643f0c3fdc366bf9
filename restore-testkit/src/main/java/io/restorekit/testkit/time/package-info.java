/** Time that passes only where a test lets it. */
package io.restorekit.testkit.time;
