/** Backup targets in S3: settings, the calls, and the connections that they go over. */
package io.restorekit.s3;
