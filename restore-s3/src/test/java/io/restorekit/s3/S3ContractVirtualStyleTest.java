package io.restorekit.s3;

/** The contract on a strict server, with the bucket in the host name. */
class S3ContractVirtualStyleTest extends S3ContractCases {
    S3ContractVirtualStyleTest() {
        super(Buckets::strict, false);
    }
}
