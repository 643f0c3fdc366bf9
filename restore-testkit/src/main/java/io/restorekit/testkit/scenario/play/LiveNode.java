package io.restorekit.testkit.scenario.play;

import io.restorekit.testkit.dns.DnsServer;
import io.restorekit.testkit.dns.HostsFile;
import io.restorekit.testkit.s3.S3Server;
import io.restorekit.testkit.scenario.restore.LiveSite;
import io.restorekit.testkit.sim.store.Chain;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one process has.
 *
 * @param onHosts is told that somebody will read names from the file
 */
record LiveNode(
        Path volume,
        Path directory,
        String node,
        S3Server s3,
        DnsServer dns,
        HostsFile hosts,
        String host,
        Runnable onHosts)
        implements LiveSite {

    @Override
    public String url() {
        return "s3://" + bucket() + "@" + s3.settings().region() + "/?volume=" + volumeName();
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(s3.environment());
        environment.put("AWS_ENDPOINTS", endpoint());
        return environment;
    }

    @Override
    public String endpoint() {
        return "http://" + host + ":" + s3.port();
    }

    @Override
    public String bucket() {
        return s3.settings().bucket();
    }

    @Override
    public String volumeName() {
        return Chain.VOLUME;
    }

    @Override
    public InetSocketAddress nameserver() {
        return dns.address();
    }

    @Override
    public List<String> hostsFileOptions() {
        onHosts.run();
        return hosts.jvmOptions();
    }

    /** Without the server's keys. */
    @Override
    public String toString() {
        return node;
    }
}
