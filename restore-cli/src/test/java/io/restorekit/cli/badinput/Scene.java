package io.restorekit.cli.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.restorekit.testkit.s3.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/**
 * Where one row plays: a store that is whole until the row damages it, and a directory with something precious in it.
 * What the row did can be mended, where it says how.
 */
final class Scene implements AutoCloseable {
    static final Chain CHAIN = Chain.write();

    private final S3Server server = S3Server.open();
    private final Path directory;
    private final Deque<Runnable> guests = new ArrayDeque<>();
    private final Deque<Mending> mendings = new ArrayDeque<>();
    private Path volume;
    private boolean held;

    /** Takes back what the row did. */
    interface Mending {
        void run() throws Exception;
    }

    Scene(Path directory) throws IOException {
        this.directory = directory;
        this.volume = directory.resolve("volume");
        Files.writeString(directory.resolve("neighbour"), "precious");
        CHAIN.objects().forEach(server::put);
    }

    S3Server server() {
        return server;
    }

    Path directory() {
        return directory;
    }

    Path volume() {
        return volume;
    }

    boolean isHeld() {
        return held;
    }

    /** The volume lies in another place. */
    Scene volume(Path place) {
        volume = place;
        return this;
    }

    Path state() {
        return volume.resolveSibling("volume.restore");
    }

    /** The second backup into the volume. */
    Ask ask() {
        return ask(CHAIN.second());
    }

    private Ask ask(String backup) {
        String url = "s3://" + server.settings().bucket() + "@"
                + server.settings().region() + "/?volume=" + Chain.VOLUME + "&backup=" + backup;
        return Ask.of(url, volume, server.environment());
    }

    /** The volume holds the first backup and has its checkpoint. */
    Scene held() {
        Said said = ThroughApi.ask(ask(CHAIN.first()));
        assertThat(said.kind()).as(said.everything()).isEmpty();
        server.forgetRequests();
        held = true;
        return this;
    }

    /** The config of the second backup is damaged. */
    Scene backupConfig(UnaryOperator<String> damage) {
        return damage(CHAIN.layout().backupConfig(CHAIN.second()), damage);
    }

    Scene volumeConfig(UnaryOperator<String> damage) {
        return damage(CHAIN.layout().volumeConfig(), damage);
    }

    private Scene damage(String key, UnaryOperator<String> damage) {
        String whole = new String(CHAIN.objects().get(key), StandardCharsets.UTF_8);
        String damaged = damage.apply(whole);
        assertThat(damaged).as("the damage must bite").isNotEqualTo(whole);
        return put(key, damaged.getBytes(StandardCharsets.UTF_8));
    }

    Scene put(String key, byte[] content) {
        server.put(key, content);
        return mendable(() -> {});
    }

    Scene delete(String key) {
        server.delete(key);
        return mendable(() -> {});
    }

    /** Says how what the row did is taken back; the store mends itself. */
    Scene mendable(Mending mending) {
        mendings.push(mending);
        return this;
    }

    boolean isMendable() {
        return !mendings.isEmpty();
    }

    void mend() throws Exception {
        server.start();
        server.faults().clear();
        CHAIN.objects().forEach(server::put);
        while (!mendings.isEmpty()) {
            mendings.pop().run();
        }
    }

    /** Whoever came along leaves when the row is over, the latest first. */
    Scene leaving(Runnable guest) {
        guests.push(guest);
        return this;
    }

    byte[] content() {
        try {
            return Files.readAllBytes(volume);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many blocks the store gave. */
    long fetched() {
        return server.requests().stream()
                .filter(request -> request.key().endsWith(".blk") && request.succeeded())
                .count();
    }

    @Override
    public void close() {
        server.close();
        while (!guests.isEmpty()) {
            guests.pop().run();
        }
    }
}
