/** Backup targets in S3: settings, error translation, last-known-good name resolution. */
package io.restorekit.s3;
