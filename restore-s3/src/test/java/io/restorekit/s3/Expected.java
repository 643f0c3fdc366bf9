package io.restorekit.s3;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a fault should mean for each operation that it can befall. */
record Expected(Map<Operation, String> verdicts) {
    private static final List<Operation> READS = List.of(Operation.GET_BLOCK, Operation.GET_CONFIG);

    static Expected every(String verdict) {
        Map<Operation, String> verdicts = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            verdicts.put(operation, verdict);
        }
        return new Expected(verdicts);
    }

    static Expected reads(String verdict) {
        return new Expected(Map.of()).but(READS, verdict);
    }

    Expected butReads(String verdict) {
        return but(READS, verdict);
    }

    Expected but(Operation operation, String verdict) {
        return but(List.of(operation), verdict);
    }

    private Expected but(List<Operation> operations, String verdict) {
        Map<Operation, String> other = new EnumMap<>(Operation.class);
        other.putAll(verdicts);
        operations.forEach(operation -> other.put(operation, verdict));
        return new Expected(other);
    }
}
