/** Looks, before anything is restored, at all that a restore depends on. */
package io.restorekit.preflight;
