package io.restorekit.s3;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * An empty bucket on an S3 server at 127.0.0.1; closing it takes it away.
 *
 * @param hostName what the server answers to; the bucket's name may stand before it
 * @param writer puts an object into the bucket, past the server's protocol
 */
record Bucket(
        String hostName,
        int port,
        String region,
        String name,
        S3Credentials credentials,
        BiConsumer<String, byte[]> writer,
        Runnable removal)
        implements AutoCloseable {

    void put(String key, byte[] content) {
        writer.accept(key, content);
    }

    /** The same place entered otherwise. */
    Bucket withCredentials(S3Credentials others) {
        return new Bucket(hostName, port, region, name, others, writer, removal);
    }

    /** Another bucket on the same server, or none. */
    Bucket withName(String other) {
        return new Bucket(hostName, port, region, other, credentials, writer, removal);
    }

    Bucket withRegion(String other) {
        return new Bucket(hostName, port, other, name, credentials, writer, removal);
    }

    String url(String path) {
        return "s3://" + name + "@" + region + "/" + path;
    }

    S3Settings.Builder settings() {
        return S3Settings.builder(() -> credentials)
                .endpoint(URI.create("http://" + hostName + ":" + port))
                .resolver(host -> List.of(InetAddress.getByName("127.0.0.1")));
    }

    @Override
    public void close() {
        removal.run();
    }
}
