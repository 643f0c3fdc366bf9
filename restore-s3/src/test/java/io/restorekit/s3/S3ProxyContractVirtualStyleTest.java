package io.restorekit.s3;

import org.junit.jupiter.api.AfterAll;

/** The contract on S3Proxy, with the bucket in the host name. */
class S3ProxyContractVirtualStyleTest extends S3ContractCases {
    private static final S3ProxyServer SERVER = S3ProxyServer.open();

    S3ProxyContractVirtualStyleTest() {
        super(SERVER::bucket, false);
    }

    @AfterAll
    static void stopServer() {
        SERVER.close();
    }
}
