package io.restorekit.nfs;

import io.restorekit.api.Finding;
import io.restorekit.target.TargetException.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks at what reading a mounted export depends on: the mount, its options, its server's name, the store in it. */
final class NfsPreflight {
    private static final String MOUNT = "mount";
    private static final String OPTIONS = "mount options";
    private static final String SERVER = "server";
    private static final String STORE = "store";
    private static final String HANDLES = "file handles";

    /** In tenths of a second, the kernel's unit. A server that restarts is away for longer than this. */
    private static final int SHORT = 100;

    /** Each call that runs at once holds one or two; a controller has others. */
    private static final long FEW_HANDLES = 256;

    private final Place place;
    private final Diagnosis diagnosis;
    private final MountTable.Source mounts;
    private final Handles handles;

    /** Counts the files that this process has open. */
    interface Handles {
        OpenFiles count() throws IOException;
    }

    NfsPreflight(Place place, Diagnosis diagnosis, MountTable.Source mounts, Handles handles) {
        this.place = place;
        this.diagnosis = diagnosis;
        this.mounts = mounts;
        this.handles = handles;
    }

    List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        try {
            Path root = diagnosis.root();
            // The store first: to touch it mounts what an automount has let expire.
            Finding store = store(root);
            mount(resolved(root), findings);
            findings.add(store);
        } catch (Unavailable e) {
            findings.add(Finding.problem(MOUNT, String.valueOf(e.getMessage()), place.advice()));
        }
        findings.add(handles());
        return findings;
    }

    /** As the mount table names it; itself while it cannot be seen. */
    private static Path resolved(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            return root;
        }
    }

    private void mount(Path root, List<Finding> findings) {
        Optional<Mount> mount;
        try {
            mount = mounts.read().under(root);
        } catch (IOException e) {
            findings.add(Finding.unchecked(MOUNT, "the mount table cannot be read"));
            return;
        }
        if (mount.isEmpty()) {
            findings.add(Finding.unchecked(MOUNT, root + " is in no line of the mount table"));
            return;
        }
        String seen = root + " lies on " + mount.get().source() + ", mounted at "
                + mount.get().point() + " as " + mount.get().type();
        if (mount.get().isNfs()) {
            findings.add(Finding.good(MOUNT, seen));
            findings.add(options(mount.get()));
            findings.add(server(mount.get()));
        } else if (place.name().startsWith("nfs:")) {
            findings.add(Finding.warning(MOUNT, seen + ", which is no NFS mount of the kernel's", place.advice()));
        } else {
            findings.add(Finding.good(MOUNT, seen));
        }
    }

    private static Finding options(Mount mount) {
        OptionalInt time = mount.number("timeo");
        String seen = (mount.has("hard") ? "hard" : mount.has("softerr") ? "softerr" : "soft") + ", timeo="
                + (time.isPresent() ? time.getAsInt() : "?") + " (tenths of a second)";
        if (mount.has("hard")) {
            return Finding.warning(
                    OPTIONS,
                    seen,
                    "while the server is away each call hangs for ever and costs a thread, up to a bound; mount with"
                            + " soft,timeo=300,retry=2, as Longhorn does: every block is verified, so an error does no"
                            + " harm");
        }
        if (time.isPresent() && time.getAsInt() < SHORT) {
            return Finding.warning(
                    OPTIONS,
                    seen,
                    "a server that is busy for a moment is taken for one that is gone; mount with soft,timeo=300,retry=2");
        }
        return Finding.good(OPTIONS, seen);
    }

    private static Finding server(Mount mount) {
        String server = Export.parse(mount.source()).map(Export::server).orElse(mount.source());
        if (server.matches("\\[.*]|[0-9.]+")) {
            return Finding.good(SERVER, server + " is an address: nothing depends on DNS");
        }
        return Finding.warning(
                SERVER,
                server + " is a name, which was resolved when the export was mounted",
                "what is mounted goes on without DNS, but a node that restarts while DNS is away cannot mount it again:"
                        + " mount by address, or put the name into the node's hosts file");
    }

    private Finding store(Path root) {
        try {
            diagnosis.requireStore(root, "the store could not be seen");
            return Finding.good(STORE, root + " shows the folder " + Diagnosis.MARKER);
        } catch (Unavailable e) {
            return Finding.problem(STORE, String.valueOf(e.getMessage()), "a restore waits until it shows");
        }
    }

    private Finding handles() {
        try {
            OpenFiles files = handles.count();
            String seen = files.open() + " files are open, "
                    + (files.most() == Long.MAX_VALUE ? "without a limit" : "of " + files.most());
            return files.free() < FEW_HANDLES
                    ? Finding.warning(HANDLES, seen, "raise the limit of open files (ulimit -n) of this process")
                    : Finding.good(HANDLES, seen);
        } catch (IOException e) {
            return Finding.unchecked(HANDLES, "this system does not tell how many are open");
        }
    }
}
