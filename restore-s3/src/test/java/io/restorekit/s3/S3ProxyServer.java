package io.restorekit.s3;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * S3Proxy, an S3 server that others wrote: in this JVM, with its objects in memory. It wants a signature of version 4, for
 * whatever region. It knows no session tokens, and holds no object whose key is the folder of another.
 */
final class S3ProxyServer implements AutoCloseable {
    static final String HOST_NAME = "s3proxy.test";
    static final S3Credentials CREDENTIALS = new S3Credentials("S3PROXYACCESSKEY", "s3proxy/secret+key");

    private final TransientNio2BlobStore objects = new TransientNio2BlobStore();
    private final AtomicInteger buckets = new AtomicInteger();
    private final S3Proxy server;

    private S3ProxyServer(S3Proxy.Builder builder, S3Credentials credentials) {
        server = builder.blobStore(objects)
                .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
                .stopTimeout(0)
                .build();
        run(server::start);
    }

    /** Starts a server at 127.0.0.1, on a free port. */
    static S3ProxyServer open() {
        return open("127.0.0.1", 0, CREDENTIALS);
    }

    /** @param port 0 for a free one */
    static S3ProxyServer open(String address, int port, S3Credentials credentials) {
        URI endpoint = URI.create("http://" + address + ":" + port);
        return new S3ProxyServer(S3Proxy.builder().endpoint(endpoint).virtualHost(HOST_NAME), credentials);
    }

    static S3ProxyServer openTls(String address, int port, S3Credentials credentials, Certificates certificates) {
        URI endpoint = URI.create("https://" + address + ":" + port);
        S3Proxy.Builder builder = S3Proxy.builder()
                .secureEndpoint(endpoint)
                .virtualHost(HOST_NAME)
                .keyStore(certificates.store().toString(), Certificates.PASSWORD);
        return new S3ProxyServer(builder, credentials);
    }

    /** Starts a server that answers to any name; the bucket stands in the path alone. */
    static S3ProxyServer openNameless(String address) {
        URI endpoint = URI.create("http://" + address + ":0");
        return new S3ProxyServer(S3Proxy.builder().endpoint(endpoint), CREDENTIALS);
    }

    int port() {
        return Math.max(server.getPort(), server.getSecurePort());
    }

    /** Makes a bucket. */
    Bucket bucket() {
        String name = "backups-" + buckets.incrementAndGet();
        objects.createContainer(name);
        return new Bucket(
                HOST_NAME,
                port(),
                "us-east-1",
                name,
                CREDENTIALS,
                (key, content) -> put(name, key, content),
                () -> objects.deleteContainer(name));
    }

    @Override
    public void close() {
        run(server::stop);
    }

    private void put(String bucket, String key, byte[] content) {
        long length = content.length;
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentLength(length)
                .build();
        objects.putBlob(request, new ByteArrayInputStream(content));
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not start or stop", e);
        }
    }
}
