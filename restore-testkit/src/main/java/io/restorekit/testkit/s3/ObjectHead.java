package io.restorekit.testkit.s3;

import java.time.Instant;

/**
 * What a listing says of an object.
 *
 * @param etag without its quotes
 */
record ObjectHead(String key, long size, String etag, Instant modified) {}
