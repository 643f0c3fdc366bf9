package io.restorekit.s3.address;

import java.net.InetAddress;

/**
 * The address that one call goes over.
 *
 * @param confirmed whether DNS says now that the address is the host's; only then does a negative answer count
 */
public record Route(InetAddress address, boolean confirmed, Observer observer) {

    /** Learns what became of a route. */
    public interface Observer {
        void answered(Route route);

        void proved(Route route);

        void failed(Route route);

        void dead(Route route);
    }

    private static final Observer NOBODY = new Observer() {
        @Override
        public void answered(Route route) {}

        @Override
        public void proved(Route route) {}

        @Override
        public void failed(Route route) {}

        @Override
        public void dead(Route route) {}
    };

    /** The endpoint is an address itself: there is no name to be wrong about. */
    static Route literal(InetAddress address) {
        return new Route(address, true, NOBODY);
    }

    /** The same address; nobody learns any more of what becomes of it. */
    public Route told() {
        return new Route(address, confirmed, NOBODY);
    }

    /** A success as the store's came over it; who sent it is not certain. */
    public void answered() {
        observer.answered(this);
    }

    /** What came over it was the store's: TLS says so, or the digest of a block. */
    public void proved() {
        observer.proved(this);
    }

    /** It broke, or gave an answer that cannot be believed over it. */
    public void failed() {
        observer.failed(this);
    }

    /** It did not connect. */
    public void dead() {
        observer.dead(this);
    }
}
