package io.restorekit.testkit.net;

/** Which way bytes go through a {@link TcpProxy}. */
public enum Flow {
    TO_SERVER,
    TO_CLIENT,
    BOTH;

    boolean covers(Flow one) {
        return this == BOTH || this == one;
    }
}
