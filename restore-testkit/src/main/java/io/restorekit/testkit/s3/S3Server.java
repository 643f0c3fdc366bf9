package io.restorekit.testkit.s3;

import io.restorekit.testkit.net.LastingPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An S3 server on 127.0.0.1, for tests: strict where a client can be wrong, and able to fail in every way that a network
 * can. It starts in milliseconds.
 *
 * <h2>What it does</h2>
 * Objects: GET (with ranges), HEAD, PUT, DELETE; ListObjectsV2 with prefix, delimiter and small pages; one bucket, in
 * path style and virtual-hosted style; HTTP/1.1 without TLS, bodies with a Content-Length. Everything else is answered with
 * {@code NotImplemented}.
 *
 * <h2>What it refuses</h2>
 * Every request (of a bucket with {@link S3Settings#publicReads}: every one that writes) must carry a right signature
 * (version 4, Authorization header) for the region of the settings, made
 * within 15 minutes of the server's clock, over the host and all {@code x-amz-} headers; the body must have the hash that
 * was signed, its chunks ({@code aws-chunked}, as the AWS SDKs send uploads) their chain of signatures, and checksums that
 * come along must be right. {@code UNSIGNED-PAYLOAD} is accepted.
 *
 * <h2>Faults and proof</h2>
 * {@link #faults()} makes requests fail; {@link #requests()} and {@link #gets} say what was asked for and how often.
 *
 * <p>Thread-safe.
 */
public final class S3Server implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final S3Settings settings;
    private final ObjectStore objects;
    private final ObjectService service;
    private final Addressing addressing;
    private final Faults faults = new Faults();
    private final RequestLog log;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private Optional<Listening> listening = Optional.empty();
    private boolean closed;
    private int port;

    private record Listening(ServerSocket socket, Thread acceptor) {}

    private S3Server(S3Settings settings) {
        this.settings = settings;
        this.objects =
                settings.directory().<ObjectStore>map(DirectoryObjects::new).orElseGet(MemoryObjects::new);
        this.service = new ObjectService(settings, objects);
        this.addressing = new Addressing(settings);
        this.log = new RequestLog(settings.clock());
    }

    /** Starts a server with {@link S3Settings#DEFAULT} on a free port. */
    public static S3Server open() {
        return open(S3Settings.DEFAULT);
    }

    /** Starts a server on a free port. */
    public static S3Server open(S3Settings settings) {
        S3Server server = new S3Server(settings);
        server.start();
        return server;
    }

    /**
     * Listens again on the same port after {@link #stop()}. Objects, faults and the log are kept. Does nothing while it
     * runs.
     *
     * @throws IllegalStateException if it was closed
     * @throws UncheckedIOException if another process took the port meanwhile
     */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("the S3 server was closed, not only stopped");
        }
        if (listening.isPresent()) {
            return;
        }
        try {
            ServerSocket socket = LastingPort.bind(port, S3Server::listen);
            port = socket.getLocalPort();
            Thread acceptor = daemon(() -> accept(socket), "s3-server-" + port);
            listening = Optional.of(new Listening(socket, acceptor));
            acceptor.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the S3 server cannot listen on port " + port, e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Closes the port and all connections: from now on connecting is refused. Does nothing when stopped. */
    public synchronized void stop() {
        try {
            if (listening.isPresent()) {
                listening.get().socket().close();
                // A thread in accept() keeps the kernel's socket until it has left.
                listening.get().acceptor().join();
                LastingPort.awaitRefusal(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the S3 server cannot close its port", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listening = Optional.empty();
            connections.forEach(Connection::close);
            faults.release();
        }
    }

    /** Closes all connections and goes on listening: what clients keep in their pools is stale now. */
    public void dropConnections() {
        connections.forEach(Connection::close);
        faults.release();
    }

    /** Stops for good. Objects in memory stay readable through {@link #get}. */
    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }

    /** The port; the same after a restart. */
    public synchronized int port() {
        return port;
    }

    /** {@code http://127.0.0.1:<port>}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public S3Settings settings() {
        return settings;
    }

    /** The environment variables by which Longhorn, and RestoreKit, find and enter this server. Holds the secret. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINTS", endpoint().toString(),
                "AWS_ACCESS_KEY_ID", settings.accessKey(),
                "AWS_SECRET_ACCESS_KEY", settings.secretKey());
    }

    /** From now on these keys are accepted and no others, as after a rotation; {@link #settings} tells the first ones. */
    public void accept(String accessKey, String secretKey) {
        service.accept(accessKey, secretKey);
    }

    /** What fails, and how. */
    public Faults faults() {
        return faults;
    }

    /** Every request since the start, or since {@link #forgetRequests()}, in order. */
    public List<LoggedRequest> requests() {
        return log.all();
    }

    /** How often this object was read with success, in whole or in part; with answers that a fault damaged. */
    public long gets(String key) {
        return requests().stream()
                .filter(request -> request.operation() == S3Operation.GET_OBJECT
                        && request.key().equals(key))
                .filter(LoggedRequest::succeeded)
                .count();
    }

    /** Empties the log; sequence numbers go on. */
    public void forgetRequests() {
        log.clear();
    }

    /** Puts an object into the bucket, past signatures and faults. */
    public void put(String key, byte[] content) {
        io(() -> {
            objects.put(key, content, settings.clock().instant());
            return key;
        });
    }

    /** What the bucket holds, past signatures and faults. */
    public Optional<byte[]> get(String key) {
        return io(() -> objects.get(key).map(object -> object.content().clone()));
    }

    /** Deletes an object, past signatures and faults; one that is not there is no error. */
    public void delete(String key) {
        io(() -> {
            objects.delete(key);
            return key;
        });
    }

    /** The keys that start so, in S3's order. */
    public List<String> keys(String prefix) {
        return io(() -> objects.list(prefix).stream().map(ObjectHead::key).toList());
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                serve(client, socket);
            } catch (IOException e) {
                // Closed by stop(), or a client that left at once; the loop's condition tells.
            }
        }
    }

    private void serve(Socket client, ServerSocket acceptedBy) {
        Connection connection = new Connection(client, addressing, service, faults, log);
        connections.add(connection);
        if (acceptedBy.isClosed()) {
            connection.close();
        }
        Runnable serving = () -> {
            connection.run();
            connections.remove(connection);
        };
        daemon(serving, "s3-connection").start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private interface Access<T> {
        T run() throws IOException;
    }

    private static <T> T io(Access<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw new UncheckedIOException("the S3 server's directory", e);
        }
    }
}
