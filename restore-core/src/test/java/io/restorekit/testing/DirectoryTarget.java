package io.restorekit.testing;

import io.restorekit.target.BackupTarget;
import io.restorekit.target.Listing;
import io.restorekit.target.ObjectKey;
import io.restorekit.target.TargetException;
import io.restorekit.target.TargetException.Cause;
import io.restorekit.target.TargetException.Missing;
import io.restorekit.target.TargetException.Refused;
import io.restorekit.target.TargetException.Unavailable;
import io.restorekit.target.TargetObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A backup target in a directory, with faults that can be switched on and off. Lists in pages of
 * {@value #PAGE} entries. Thread-safe.
 */
public final class DirectoryTarget implements BackupTarget {
    static final int PAGE = 3;

    /** Gives the failure that a call on this key ends with, or nothing. */
    public interface Fault extends Function<ObjectKey, Optional<TargetException>> {}

    private final Path root;
    private final Map<ObjectKey, AtomicInteger> opened = new ConcurrentHashMap<>();
    private final Map<ObjectKey, Integer> cuts = new ConcurrentHashMap<>();
    private final Queue<FileObject.Fate> fates = new ConcurrentLinkedQueue<>();
    private volatile Fault openFault = key -> Optional.empty();
    private volatile Fault listFault = key -> Optional.empty();
    private volatile boolean confirmed = true;
    private volatile boolean announced = true;

    public DirectoryTarget(Path root) {
        this.root = root;
    }

    public void onOpen(Fault fault) {
        openFault = fault;
    }

    public void onList(Fault fault) {
        listFault = fault;
    }

    /** From now on the block that is asked for first is missing. */
    public void loseOneBlock() {
        AtomicReference<ObjectKey> lost = new AtomicReference<>();
        onOpen(key -> key.name().endsWith(".blk")
                        && key.equals(lost.accumulateAndGet(key, (was, now) -> was == null ? now : was))
                ? Optional.of(new Missing(key.name(), null))
                : Optional.empty());
    }

    /** From now on nobody can vouch that this is the right place. */
    public void unconfirmed() {
        confirmed = false;
    }

    /** From now on objects do not say how long they are. */
    public void unannounced() {
        announced = false;
    }

    /** From now on the body of this object breaks off after so many bytes. */
    public void cutOff(ObjectKey key, int after) {
        cuts.put(key, after);
    }

    /** How often the object was opened or tried to be. */
    public int opened(ObjectKey key) {
        return opened.getOrDefault(key, new AtomicInteger()).get();
    }

    /** The digests of the blocks that were opened or tried to be. */
    public Set<String> openedBlocks() {
        return opened.keySet().stream()
                .map(ObjectKey::name)
                .filter(name -> name.endsWith(".blk"))
                .map(name -> name.substring(0, name.length() - ".blk".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many objects were given up. */
    public int aborted() {
        return count(FileObject.Fate.ABORTED);
    }

    /** How many objects had the digest that was wanted. */
    public int proved() {
        return count(FileObject.Fate.PROVED);
    }

    /** How many objects were not what they should be. */
    public int refuted() {
        return count(FileObject.Fate.REFUTED);
    }

    private int count(FileObject.Fate wanted) {
        return Collections.frequency(fates, wanted);
    }

    @Override
    public TargetObject open(ObjectKey key) throws TargetException {
        opened.computeIfAbsent(key, any -> new AtomicInteger()).incrementAndGet();
        throwAny(openFault.apply(key));
        try {
            return new FileObject(
                    Files.readAllBytes(path(key)),
                    Optional.of(Files.getLastModifiedTime(path(key)).toInstant()),
                    Optional.ofNullable(cuts.get(key)),
                    announced,
                    confirmed,
                    fates::add);
        } catch (NoSuchFileException e) {
            throw new Missing(key + " is not there", e);
        } catch (IOException e) {
            throw unavailable(key, e);
        }
    }

    @Override
    public Listing list(ObjectKey folder, Optional<String> page) throws TargetException {
        throwAny(listFault.apply(folder));
        int from = page.map(Integer::parseInt).orElse(0);
        try (Stream<Path> paths = Files.list(path(folder))) {
            List<Listing.Entry> all = paths.map(DirectoryTarget::entry)
                    .sorted(Comparator.comparing(Listing.Entry::name))
                    .toList();
            int to = Math.min(from + PAGE, all.size());
            Optional<String> next = to < all.size() ? Optional.of(String.valueOf(to)) : Optional.empty();
            return new Listing(all.subList(from, to), next);
        } catch (NoSuchFileException e) {
            return new Listing(List.of(), Optional.empty());
        } catch (IOException | UncheckedIOException e) {
            throw unavailable(folder, e);
        }
    }

    @Override
    public void put(ObjectKey key, byte[] content) throws TargetException {
        requireWritable(key);
        try {
            Files.createDirectories(path(key).getParent());
            Files.write(path(key), content);
        } catch (IOException e) {
            throw unavailable(key, e);
        }
    }

    @Override
    public void delete(ObjectKey key) throws TargetException {
        requireWritable(key);
        try {
            Files.deleteIfExists(path(key));
        } catch (IOException e) {
            throw unavailable(key, e);
        }
    }

    /** The recorded store is nobody's to change. */
    private void requireWritable(ObjectKey key) throws Refused {
        if (root.equals(Fixtures.store())) {
            throw new Refused(key + " lies in a store that is read-only", null);
        }
    }

    @Override
    public String describe() {
        return "directory " + root.getFileName();
    }

    @Override
    public void close() {}

    public Path path(ObjectKey key) {
        return root.resolve(key.path());
    }

    private static Listing.Entry entry(Path path) {
        String name = path.getFileName().toString();
        if (Files.isDirectory(path)) {
            return new Listing.FolderEntry(name);
        }
        try {
            return new Listing.ObjectEntry(
                    name, Files.size(path), Files.getLastModifiedTime(path).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void throwAny(Optional<TargetException> fault) throws TargetException {
        if (fault.isPresent()) {
            throw fault.get();
        }
    }

    private static Unavailable unavailable(ObjectKey key, Exception cause) {
        return new Unavailable(Cause.OTHER, key + " cannot be reached", cause);
    }
}
