package io.restorekit.s3;

import io.restorekit.s3.answer.NoCredentialsException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Asks for credentials at every call, and marks the failure to get them: nothing was sent then. */
final class CurrentCredentials implements AwsCredentialsProvider {
    private final AwsCredentialsProvider source;

    CurrentCredentials(AwsCredentialsProvider source) {
        this.source = source;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return source.resolveCredentials();
        } catch (RuntimeException e) {
            throw new NoCredentialsException(e);
        }
    }
}
