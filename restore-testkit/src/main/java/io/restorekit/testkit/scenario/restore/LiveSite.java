package io.restorekit.testkit.scenario.restore;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a process on a real node is given: a real S3 server behind a name, a DNS server that knows the name, and a disk. */
public interface LiveSite {

    /** The volume to be restored to; it may not exist. */
    Path volume();

    /** A folder for whatever is to be remembered; it exists, and stays from restart to restart. */
    Path directory();

    /** A name that differs from node to node. */
    String node();

    /** Where the backups lie, in Longhorn's form, without a backup: {@code s3://bucket@region/?volume=V}. */
    String url();

    /** The environment variables by which Longhorn finds and enters the server. Holds the secret. */
    Map<String, String> environment();

    /** The server by its name and port: {@code http://host:port}. Reads need no signature. */
    String endpoint();

    String bucket();

    /** Longhorn's name of the volume whose backups lie in the store. */
    String volumeName();

    /** The DNS server that knows the host of {@link #endpoint}. */
    InetSocketAddress nameserver();

    /** Options of a JVM that make it resolve the host as long as DNS is there, without asking: see {@code dns.HostsFile}. */
    List<String> hostsFileOptions();
}
