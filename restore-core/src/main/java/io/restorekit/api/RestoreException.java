package io.restorekit.api;

/** A restore or an inspection that could not start, with the {@link Failure} that says why. */
public final class RestoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public RestoreException(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public RestoreException(Failure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
