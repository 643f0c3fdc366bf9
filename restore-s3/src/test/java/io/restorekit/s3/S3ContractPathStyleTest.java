package io.restorekit.s3;

/** The contract on a strict server, with the bucket in the path. */
class S3ContractPathStyleTest extends S3ContractCases {
    S3ContractPathStyleTest() {
        super(Buckets::strict, true);
    }
}
