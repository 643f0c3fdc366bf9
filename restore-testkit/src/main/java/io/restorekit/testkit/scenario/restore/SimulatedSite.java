package io.restorekit.testkit.scenario.restore;

import io.restorekit.testkit.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process on a simulated node has: a disk that forgets, a backup target that fails, and time that passes at once. It
 * dies with the process.
 */
public interface SimulatedSite {

    /** The time of this world. Whatever waits must wait by it. */
    VirtualTime time();

    /** The volume to be restored to, a file on the node's disk; it may not exist. */
    Path volume();

    /** A folder on the node's disk for whatever is to be remembered; it exists. */
    Path directory();

    /** A name that differs from node to node. */
    String node();

    /**
     * Reads an object of the backup target, which takes some time: in a simulated thread others run meanwhile.
     *
     * @throws java.net.UnknownHostException if its name does not resolve
     * @throws java.net.ConnectException if it cannot be reached
     * @throws java.net.SocketTimeoutException if it has not answered within half a minute
     * @throws StoreAnswer if it answers with an error
     * @throws IOException if the body ends early
     */
    byte[] read(String key) throws IOException;

    /** The keys of all objects under a prefix, in order; fails as {@link #read} does. */
    List<String> list(String prefix) throws IOException;

    /** Puts an object, in place of one that is there; fails as {@link #read} does. */
    void put(String key, byte[] content) throws IOException;

    /** Deletes an object; one that is not there is no error. Fails as {@link #read} does. */
    void delete(String key) throws IOException;

    /** Longhorn's name of the volume whose backups lie in the store. */
    String volumeName();
}
