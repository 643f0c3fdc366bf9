package io.restorekit.cli.drill;

import java.time.Duration;
import java.util.Optional;

/**
 * What was seen of a round from outside: by the servers, on the children's output, on the disk.
 *
 * @param totalBytes what the incremental restore had to bring
 * @param claimedBytes what the first child said that its checkpoint claimed, at the last line before it was killed
 * @param servedBeforeKill different blocks that the server had served to the first child
 * @param refetched answers with a block that the server had served before, to either child
 * @param unanswered queries of the second child that the DNS server received and did not answer
 * @param firstBlock when the server saw the second child ask for its first block, since that child's start
 * @param dnsBack when DNS answered again, since the second child's start
 * @param exitCode of the second child
 * @param right whether the volume's SHA-256 is the source image's
 */
record Observations(
        Round round,
        long totalBytes,
        long claimedBytes,
        int servedBeforeKill,
        int refetched,
        long unanswered,
        Optional<Duration> firstBlock,
        Duration dnsBack,
        int exitCode,
        boolean right) {

    int claimedPercent() {
        return totalBytes == 0 ? 0 : (int) (100 * claimedBytes / totalBytes);
    }

    /** Blocks that a kill may cost: those that came and were not claimed yet. */
    long mayBeRefetched() {
        return servedBeforeKill - claimedBytes / DrillStore.BLOCK;
    }
}
