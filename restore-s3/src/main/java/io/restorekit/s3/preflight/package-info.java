/** What reaching an S3 store depends on, looked at piece by piece. */
@NullMarked
package io.restorekit.s3.preflight;

import org.jspecify.annotations.NullMarked;
