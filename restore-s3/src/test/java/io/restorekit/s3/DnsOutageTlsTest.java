package io.restorekit.s3;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Outages of DNS, with TLS: a certificate says whose an address is. */
class DnsOutageTlsTest extends DnsOutageCases {
    DnsOutageTlsTest(@TempDir Path directory) throws Exception {
        super(DnsScene.overTls(directory));
    }
}
