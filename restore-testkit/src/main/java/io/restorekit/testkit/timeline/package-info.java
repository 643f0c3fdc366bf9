/** What happened when, as a value, as text, and as a page with a picture. */
package io.restorekit.testkit.timeline;
