/** Verified blocks kept beside the volume until all of them can be applied. */
package io.restorekit.stage;
