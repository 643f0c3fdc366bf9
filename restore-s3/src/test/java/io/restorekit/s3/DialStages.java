package io.restorekit.s3;

import static io.restorekit.s3.ConnectionStages.LONG;
import static io.restorekit.s3.ConnectionStages.SHORT;
import static io.restorekit.s3.ConnectionStages.patient;
import static io.restorekit.s3.ConnectionStages.sleep;

import io.restorekit.s3.Stage.Scene;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections that are not made at all. */
final class DialStages {
    private DialStages() {}

    static Scene nameUnknown(Operation operation) {
        NameResolver dns = host -> {
            throw new UnknownHostException(host);
        };
        return scene(patient("http://s3.test"), dns, () -> {});
    }

    static Scene nameUnanswered(Operation operation) {
        NameResolver dns = host -> {
            sleep(LONG);
            return local(host);
        };
        return scene(patient("http://s3.test").connectTimeout(SHORT), dns, () -> {});
    }

    static Scene refused(Operation operation) throws IOException {
        Socket deaf = deaf();
        return scene(patient("http://s3.test:" + deaf.getLocalPort()), DialStages::local, deaf);
    }

    static Scene proxyDown(Operation operation) throws IOException {
        Socket deaf = deaf();
        URI proxy = URI.create("http://proxy.test:" + deaf.getLocalPort());
        return scene(patient("http://s3.test").proxy(proxy), DialStages::local, deaf);
    }

    /** A queue of connections that is full: Linux lets the next one wait. */
    static Scene connectUnanswered(Operation operation) throws IOException {
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        List<Socket> queue = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            queue.add(new Socket(full.getInetAddress(), full.getLocalPort()));
        }
        S3Settings.Builder settings = patient("http://s3.test:" + full.getLocalPort());
        return scene(settings.connectTimeout(SHORT), DialStages::local, () -> {
            full.close();
            for (Socket socket : queue) {
                socket.close();
            }
        });
    }

    /** The port is taken, and nobody listens. */
    private static Socket deaf() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        return socket;
    }

    /** What nobody can count at the other end is counted where its address is asked for. */
    private static Scene scene(S3Settings.Builder settings, NameResolver dns, Closeable server) {
        AtomicInteger asked = new AtomicInteger();
        NameResolver counting = host -> {
            asked.incrementAndGet();
            return dns.resolve(host);
        };
        return new Scene(settings.resolver(counting), asked::get, server);
    }

    static List<InetAddress> local(String host) {
        return List.of(Fixtures.address("127.0.0.1"));
    }
}
