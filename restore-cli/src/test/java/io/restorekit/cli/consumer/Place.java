package io.restorekit.cli.consumer;

import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.s3.S3Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the recorded store can be restored from, and the adapter that does it.
 *
 * @param url the store's, without a query
 * @param module the adapter's module
 * @param artifact what a consumer without the adapter is told to add
 * @param path the engine, the adapter and all they need at run time
 */
record Place(String url, String module, String artifact, String path) {
    private static final Path STORE = Path.of(System.getProperty("restorekit.fixtures"), "store");

    /** Serves the recorded store; it is not changed by a restore. */
    static final S3Server SERVER = S3Server.open(S3Settings.DEFAULT.withDirectory(STORE));

    static final Place DIRECTORY =
            new Place(STORE.toUri().toString(), "io.restorekit.nfs", "io.restorekit:restore-nfs", with(Artifacts.NFS));

    static final Place BUCKET = new Place(
            "s3://" + SERVER.settings().bucket() + "@" + SERVER.settings().region() + "/",
            "io.restorekit.s3",
            "io.restorekit:restore-s3",
            with(Artifacts.S3));

    static final List<Place> ALL = List.of(DIRECTORY, BUCKET);

    private static String with(List<String> adapter) {
        return Artifacts.path(
                Stream.concat(Artifacts.CORE.stream(), adapter.stream()).toList());
    }

    /** For the names of tests: the path is long. */
    @Override
    public String toString() {
        return module;
    }
}
