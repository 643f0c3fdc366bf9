package io.restorekit.testkit.scenario.restore;

import java.io.IOException;

/** A backup target answered with an error, as an HTTP server does. */
public final class StoreAnswer extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    public StoreAnswer(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status: 403, 404, 500 or 503. */
    public int status() {
        return status;
    }
}
