package io.restorekit.s3;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loggers of the SDK and of its HTTP client that write whole requests: session tokens, signatures, proxy passwords. A
 * library cannot keep another's loggers quiet; it can say that they are not.
 */
final class WireLogging {
    static final Set<String> LOGGERS = Set.of(
            "org.apache.hc.client5.http.headers",
            "org.apache.hc.client5.http.wire",
            "software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner");

    private static final Logger LOG = LoggerFactory.getLogger(WireLogging.class);

    private WireLogging() {}

    static void warn() {
        LOGGERS.stream()
                .sorted()
                .filter(name -> LoggerFactory.getLogger(name).isDebugEnabled())
                .forEach(name ->
                        LOG.warn("The logger {} is at DEBUG and writes tokens and signatures: set it to INFO", name));
    }
}
