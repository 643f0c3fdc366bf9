package io.restorekit.backup.longhorn;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes quantities: {@code 2097152}, {@code 2Mi}, {@code 1.5G}, {@code 1e6}. */
final class Quantity {
    private static final Pattern FORM = Pattern.compile(
            "([+-]?(?:[0-9]{1,30}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30}))(?:[eE]([+-]?[0-9]{1,2})|([KMGTPE]i|[numkMGTPE]))?");

    private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
            binary("Ki", 10),
            binary("Mi", 20),
            binary("Gi", 30),
            binary("Ti", 40),
            binary("Pi", 50),
            binary("Ei", 60),
            decimal("n", -9),
            decimal("u", -6),
            decimal("m", -3),
            decimal("k", 3),
            decimal("M", 6),
            decimal("G", 9),
            decimal("T", 12),
            decimal("P", 15),
            decimal("E", 18));

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Quantity() {}

    /**
     * The whole number that the text stands for. Fractions are rounded up, and what a long cannot hold is cut to its
     * range, as Kubernetes does.
     *
     * @return empty if the text is no quantity
     */
    static OptionalLong parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        BigDecimal value = new BigDecimal(parts.group(1));
        if (parts.group(2) != null) {
            value = value.scaleByPowerOfTen(Integer.parseInt(parts.group(2)));
        } else if (parts.group(3) != null) {
            value = value.multiply(SUFFIXES.get(parts.group(3)));
        }
        return OptionalLong.of(value.setScale(0, RoundingMode.CEILING)
                .min(MOST)
                .max(MOST.negate())
                .longValueExact());
    }

    private static Map.Entry<String, BigDecimal> binary(String suffix, int exponent) {
        return Map.entry(suffix, BigDecimal.valueOf(1L << exponent));
    }

    private static Map.Entry<String, BigDecimal> decimal(String suffix, int exponent) {
        return Map.entry(suffix, BigDecimal.ONE.scaleByPowerOfTen(exponent));
    }
}
