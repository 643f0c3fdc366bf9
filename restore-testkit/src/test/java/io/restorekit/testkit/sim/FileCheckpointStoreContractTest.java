package io.restorekit.testkit.sim;

import io.restorekit.checkpoint.CheckpointStore;
import io.restorekit.checkpoint.FileCheckpointStore;
import io.restorekit.checkpoint.Owner;
import io.restorekit.testkit.contract.CheckpointStoreContract;
import io.restorekit.testkit.sim.disk.SimDisk;
import io.restorekit.testkit.time.VirtualTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** On a disk that two hosts share. */
class FileCheckpointStoreContractTest extends CheckpointStoreContract {
    private final VirtualTime agenda = new VirtualTime();
    private final WallClock wall = new WallClock(agenda);
    private final SimDisk disk = new SimDisk(wall, new SplittableRandom(1), new DiskFaults(new Tally()));
    private final FileSystem here = disk.mount("host-1");
    private final FileSystem elsewhere = disk.mount("host-2");
    private Path newest = here.getPath("/state/checkpoint-1");

    @Override
    protected CheckpointStore open(Owner owner) throws Exception {
        return FileCheckpointStore.open(here.getPath("/state"), owner, agenda::now, wall);
    }

    @Override
    protected CheckpointStore openElsewhere(Owner owner) throws Exception {
        return FileCheckpointStore.open(elsewhere.getPath("/state"), owner, agenda::now, wall);
    }

    @Override
    protected byte[] stored() throws IOException {
        newest = newest();
        return Files.readAllBytes(newest);
    }

    @Override
    protected void replace(byte[] stored) throws IOException {
        Files.deleteIfExists(newest);
        try (FileChannel channel = FileChannel.open(newest, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(stored));
        }
    }

    @Override
    protected void passes(long seconds) {
        agenda.after(Duration.ofSeconds(seconds).toNanos(), () -> {});
        agenda.runNext();
    }

    private Path newest() throws IOException {
        try (Stream<Path> files = Files.list(here.getPath("/state"))) {
            return files.filter(file -> file.getFileName().toString().matches("checkpoint-\\d+"))
                    .filter(file -> size(file) > 0)
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
