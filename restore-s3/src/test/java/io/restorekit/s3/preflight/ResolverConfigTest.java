package io.restorekit.s3.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverConfigTest {
    @TempDir
    Path directory;

    @Test
    void podOfAClusterTriesTheSearchListFirst() throws IOException {
        ResolverConfig config = read("""
                # made by somebody
                search data.svc.cluster.local svc.cluster.local
                nameserver 10.96.0.10
                options ndots:5 timeout:1
                """);

        assertThat(config.nameservers()).containsExactly(new InetSocketAddress("10.96.0.10", 53));
        assertThat(config.candidates("minio"))
                .containsExactly("minio.data.svc.cluster.local", "minio.svc.cluster.local", "minio");
        assertThat(config.candidates("a.b.c.d.e.f")).startsWith("a.b.c.d.e.f");
        assertThat(config.candidates("minio.")).containsExactly("minio.");
    }

    @Test
    void threeServersAreAskedAndNoMore() throws IOException {
        assertThat(read("nameserver 192.0.2.1\nnameserver ::1\nnameserver 192.0.2.3\nnameserver 192.0.2.4\n")
                        .nameservers())
                .extracting(address -> address.getAddress().getHostAddress())
                .containsExactly("192.0.2.1", "0:0:0:0:0:0:0:1", "192.0.2.3");
    }

    @Test
    void whatIsNoAddressIsPassedOverAndNeverLookedUp() throws IOException {
        assertThat(read("nameserver\nnameserver dns.example.com\nnameserver 999.1.1.1\nnonsense\n\noptions ndots:x\n"))
                .isEqualTo(read(""));
    }

    private ResolverConfig read(String text) throws IOException {
        Path file = directory.resolve("resolv.conf");
        Files.writeString(file, text);
        return ResolverConfig.read(file);
    }
}
