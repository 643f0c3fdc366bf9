package io.restorekit.testkit.s3;

/** What a request asks of the server. */
public enum S3Operation {
    GET_OBJECT,
    HEAD_OBJECT,
    PUT_OBJECT,
    DELETE_OBJECT,
    /** One page of ListObjectsV2. */
    LIST_OBJECTS,
    HEAD_BUCKET,
    /** Anything that this server does not do; answered with {@code NotImplemented}. */
    OTHER
}
