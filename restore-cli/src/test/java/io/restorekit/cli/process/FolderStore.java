package io.restorekit.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Backups in a folder, which can be moved away. */
final class FolderStore {
    private final Path folder;
    private final Chain chain;

    FolderStore(Path folder, int blocks) throws IOException {
        this.folder = folder;
        chain = new Chain(blocks, this::put);
    }

    Chain chain() {
        return chain;
    }

    String url() {
        return "file://" + folder + "?volume=" + Chain.VOLUME;
    }

    void goesAway() throws IOException {
        Files.move(folder, away());
    }

    void comesBack() throws IOException {
        Files.move(away(), folder);
    }

    private Path away() {
        return folder.resolveSibling(folder.getFileName() + ".away");
    }

    /** Nobody reads half of it. */
    private void put(String key, byte[] content) throws IOException {
        Path file = folder.resolve(key);
        Path parent = file.resolve("..").normalize();
        Files.createDirectories(parent);
        Path whole = Files.write(folder.resolve("unfinished"), content);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
