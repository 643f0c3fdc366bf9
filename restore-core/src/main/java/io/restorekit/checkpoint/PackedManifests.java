package io.restorekit.checkpoint;

import io.restorekit.backup.BlockMap;
import io.restorekit.backup.Digest;
import io.restorekit.backup.PackedBlockMap;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Block maps in files {@code <digest>.map}, named by the digest of the file's bytes, and so never changed. Remembers
 * those that it wrote or read whole: they are not written, read or hashed again.
 */
final class PackedManifests implements CheckpointFormat.Maps {
    private static final Pattern FILE = Pattern.compile("[0-9a-f]{64}\\.map");

    private final StateDirectory directory;
    private final Map<Digest, BlockMap> known = new HashMap<>();

    PackedManifests(StateDirectory directory) {
        this.directory = directory;
    }

    static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }

    static String file(Digest digest) {
        return digest + ".map";
    }

    /** Durable on return, with its directory. */
    Digest save(BlockMap map) throws IOException {
        for (Map.Entry<Digest, BlockMap> entry : known.entrySet()) {
            if (entry.getValue() == map || entry.getValue().equals(map)) {
                return entry.getKey();
            }
        }
        MessageDigest sha = sha512();
        Path temporary = directory.write(out -> PackedBlockMap.write(map, new DigestOutputStream(out, sha)));
        Digest digest = Digest.of(sha.digest(), 0);
        directory.publish(temporary, file(digest));
        known.put(digest, map);
        return digest;
    }

    @Override
    public BlockMap load(Digest digest) throws IOException, DamagedException {
        BlockMap held = known.get(digest);
        if (held != null) {
            return held;
        }
        MessageDigest sha = sha512();
        BlockMap map;
        try (InputStream in =
                new DigestInputStream(new BufferedInputStream(directory.open(file(digest)), 1 << 16), sha)) {
            map = PackedBlockMap.read(in);
        } catch (NoSuchFileException e) {
            throw new DamagedException(file(digest) + " is missing", e);
        } catch (StreamCorruptedException e) {
            throw new DamagedException(file(digest) + ": " + e.getMessage(), e);
        }
        if (!Digest.of(sha.digest(), 0).equals(digest)) {
            throw new DamagedException("the content of " + file(digest) + " is not what its name says");
        }
        known.put(digest, map);
        return map;
    }

    void forgetAllBut(Set<Digest> named) {
        known.keySet().retainAll(named);
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }
}
