package io.restorekit.testkit.examples.naive;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The naive restorer as a program. It knows nothing of the testkit but the layout of a store.
 *
 * <p>Arguments: the bucket's address, the volume's name, the backup, the file to restore to, and {@code retry} if reads are
 * to be tried again.
 */
final class NaiveProgram implements NaiveRestorer.Place {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int HURRY = 20;

    private final String bucket;
    private final Path volume;

    private NaiveProgram(String bucket, Path volume) {
        this.bucket = bucket;
        this.volume = volume;
    }

    public static void main(String[] arguments) throws Exception {
        NaiveProgram program = new NaiveProgram(arguments[0], Path.of(arguments[3]));
        boolean retries = arguments.length > 4 && arguments[4].equals("retry");
        new NaiveRestorer(retries, true).restore(program, arguments[1], arguments[2]);
    }

    @Override
    public byte[] read(String key) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(bucket + "/" + key).openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    @Override
    public Path volume() {
        return volume;
    }

    @Override
    public Path directory() {
        return volume.resolveSibling("");
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toMillis() / HURRY, TimeUnit.MILLISECONDS);
    }

    @Override
    public void isAt(long done, long total) {
        System.out.println("progress " + done + " " + total);
    }
}
