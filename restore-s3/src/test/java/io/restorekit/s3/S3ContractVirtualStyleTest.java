package io.restorekit.s3;

/** The contract, with the bucket in the host name. */
class S3ContractVirtualStyleTest extends S3ContractCases {
    S3ContractVirtualStyleTest() {
        super(false);
    }
}
