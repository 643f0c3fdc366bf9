package io.restorekit.s3;

import java.net.InetAddress;

/**
 * The address that one call goes over.
 *
 * @param confirmed whether DNS says now that the address is the host's; only then does a negative answer count
 */
record Route(InetAddress address, boolean confirmed, Observer observer) {

    /** Learns what became of a route. */
    interface Observer {
        void proved(Route route);

        void failed(Route route);
    }

    private static final Observer NOBODY = new Observer() {
        @Override
        public void proved(Route route) {}

        @Override
        public void failed(Route route) {}
    };

    /** The endpoint is an address itself: there is no name to be wrong about. */
    static Route literal(InetAddress address) {
        return new Route(address, true, NOBODY);
    }

    /** A signed request was answered with success over it. */
    void proved() {
        observer.proved(this);
    }

    /** It did not connect, broke, or gave an answer that cannot be believed over it. */
    void failed() {
        observer.failed(this);
    }
}
