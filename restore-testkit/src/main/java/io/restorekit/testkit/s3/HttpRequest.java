package io.restorekit.testkit.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as it came.
 *
 * @param rawPath with its escapes
 * @param rawQuery with its escapes; empty if there is none
 * @param headers by lower-case name; equal names are joined by a comma
 */
record HttpRequest(String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {

    /** A query parameter, decoded; without a value it is empty. */
    record Parameter(String name, String value) {}

    HttpRequest withBody(byte[] other) {
        return new HttpRequest(method, rawPath, rawQuery, headers, other);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * @throws IllegalArgumentException if an escape is not complete
     */
    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.add(new Parameter(Percent.decode(name), Percent.decode(value)));
        }
        return parameters;
    }

    Optional<String> parameter(String name) {
        return parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }
}
