package io.restorekit.testkit.dns;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * The answers of one name, in order; each record type goes through them by itself, so that A and AAAA queries of one
 * lookup do not disturb each other. Thread-safe.
 */
final class DnsScript {
    private final List<DnsAnswer> answers;
    private final boolean cycles;
    private final BitSet given = new BitSet();
    private final Map<Integer, Integer> asked = new HashMap<>();
    private final Map<Integer, Queue<DnsAnswer>> owedOverTcp = new HashMap<>();

    /** @param cycles whether the first follows the last; else the last stays */
    DnsScript(List<DnsAnswer> answers, boolean cycles) {
        this.answers = List.copyOf(answers);
        this.cycles = cycles;
    }

    /** The next answer. A query over TCP first gets what was truncated over UDP. */
    synchronized DnsAnswer next(int type, boolean tcp) {
        if (tcp && !owed(type).isEmpty()) {
            return owed(type).remove();
        }
        int turn = asked.merge(type, 1, Integer::sum) - 1;
        int index = cycles ? turn % answers.size() : Math.min(turn, answers.size() - 1);
        given.set(index);
        return answers.get(index);
    }

    synchronized void owe(int type, DnsAnswer answer) {
        owed(type).add(answer);
    }

    private Queue<DnsAnswer> owed(int type) {
        return owedOverTcp.computeIfAbsent(type, any -> new ArrayDeque<>());
    }

    /** The answers that no query got, in words. */
    synchronized List<String> unfired() {
        return IntStream.range(0, answers.size())
                .filter(index -> !given.get(index))
                .mapToObj(index -> "answer " + (index + 1) + " of " + answers.size() + ", " + answers.get(index))
                .toList();
    }
}
