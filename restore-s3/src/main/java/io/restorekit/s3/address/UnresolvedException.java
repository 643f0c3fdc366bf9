package io.restorekit.s3.address;

import java.net.UnknownHostException;

/** A host does not resolve and never has, in this process or an earlier one: there is no address that could be tried. */
public final class UnresolvedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    UnresolvedException(String host) {
        super(host);
    }
}
