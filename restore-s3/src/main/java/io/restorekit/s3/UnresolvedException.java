package io.restorekit.s3;

import java.net.UnknownHostException;

/** A host has no address that could be tried. */
final class UnresolvedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    private final boolean never;

    UnresolvedException(String host, boolean never) {
        super(host);
        this.never = never;
    }

    /** Whether the host has never resolved, in this process or an earlier one. */
    boolean never() {
        return never;
    }
}
