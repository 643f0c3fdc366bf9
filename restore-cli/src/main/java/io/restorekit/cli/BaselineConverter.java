package io.restorekit.cli;

import io.restorekit.api.Baseline;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

final class BaselineConverter implements ITypeConverter<Baseline> {
    @Override
    public Baseline convert(String text) {
        try {
            return switch (text) {
                case "auto" -> Baseline.auto();
                case "zeroed" -> Baseline.zeroed();
                case "unknown" -> Baseline.unknown();
                default -> holding(text);
            };
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static Baseline holding(String text) {
        if (!text.startsWith("backup:")) {
            throw new IllegalArgumentException("'" + text + "' is none of auto, zeroed, unknown, backup:NAME");
        }
        return Baseline.holding(text.substring("backup:".length()));
    }
}
