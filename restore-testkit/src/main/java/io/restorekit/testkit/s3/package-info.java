/**
 * An S3 server inside the test's own process, strict about signatures and generous with faults.
 *
 * <p>{@link io.restorekit.testkit.s3.S3Server} is the way in; {@link io.restorekit.testkit.s3.S3Faults} makes it fail.
 */
package io.restorekit.testkit.s3;
