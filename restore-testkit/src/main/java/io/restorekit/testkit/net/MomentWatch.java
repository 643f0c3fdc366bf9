package io.restorekit.testkit.net;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which moments come in the bytes of one connection and direction. Not thread-safe. */
final class MomentWatch {
    private final Flow flow;
    private final Map<NetRule, Detector> detectors = new LinkedHashMap<>();
    private long passed;

    MomentWatch(Flow flow) {
        this.flow = flow;
    }

    /** Looks for the moments of these rules from now on. */
    void watch(List<NetRule> rules) {
        detectors.keySet().retainAll(rules);
        for (NetRule rule : rules) {
            if (concerns(rule.moment())) {
                detectors.computeIfAbsent(rule, added -> Detector.of(added.moment(), passed));
            }
        }
    }

    /**
     * Goes on to the next moment.
     *
     * @param due gets the rules whose moment that is, in their order
     * @return behind the byte that completes it, or {@code to} if there is none
     */
    int next(byte[] bytes, int from, int to, List<NetRule> due) {
        int at = from;
        if (detectors.isEmpty()) {
            at = to;
        }
        while (at < to && due.isEmpty()) {
            byte next = bytes[at++];
            detectors.forEach((rule, detector) -> {
                if (detector.completes(next)) {
                    due.add(rule);
                }
            });
        }
        passed += at - from;
        return at;
    }

    private boolean concerns(NetMoment moment) {
        return moment instanceof NetMoment.Passed passing && passing.flow() == flow
                || moment instanceof NetMoment.Text text && text.flow() == flow
                || moment instanceof NetMoment.Line line && line.flow() == flow;
    }
}
