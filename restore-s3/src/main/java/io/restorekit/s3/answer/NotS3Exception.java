package io.restorekit.s3.answer;

/** An answer that the SDK takes for a success and that S3 does not give: a login page, an error with the status 200. */
public final class NotS3Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
