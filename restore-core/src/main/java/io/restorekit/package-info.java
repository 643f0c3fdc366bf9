/** The front door. */
package io.restorekit;
