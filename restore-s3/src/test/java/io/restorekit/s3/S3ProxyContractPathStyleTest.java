package io.restorekit.s3;

import org.junit.jupiter.api.AfterAll;

/** The contract on S3Proxy, with the bucket in the path. */
class S3ProxyContractPathStyleTest extends S3ContractCases {
    private static final S3ProxyServer SERVER = S3ProxyServer.open();

    S3ProxyContractPathStyleTest() {
        super(SERVER::bucket, true);
    }

    @AfterAll
    static void stopServer() {
        SERVER.close();
    }
}
