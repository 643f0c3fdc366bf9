package io.restorekit.checkpoint;

/** What was read whole is not what was written: its bytes changed, or files that belong together do not. */
public final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }

    DamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
