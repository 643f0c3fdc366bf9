package io.restorekit.testkit.s3;

import java.time.Instant;

/**
 * An object as it was when it was looked up.
 *
 * @param etag without its quotes
 */
record StoredObject(byte[] content, String etag, Instant modified) {}
