package io.restorekit.s3.answer;

/** No credentials could be had now: nothing was sent. */
public final class NoCredentialsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoCredentialsException(RuntimeException cause) {
        super(cause);
    }
}
