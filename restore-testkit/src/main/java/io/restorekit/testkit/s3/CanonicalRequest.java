package io.restorekit.testkit.s3;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The form of a request that both sides sign. */
final class CanonicalRequest {
    private CanonicalRequest() {}

    static String of(HttpRequest request, List<String> signedHeaders, String payloadHash) {
        return request.method()
                + '\n'
                + Percent.encodePath(Percent.decode(request.rawPath()))
                + '\n'
                + query(request)
                + '\n'
                + headers(request, signedHeaders)
                + '\n'
                + String.join(";", signedHeaders)
                + '\n'
                + payloadHash;
    }

    private static String query(HttpRequest request) {
        return request.parameters().stream()
                .map(parameter ->
                        new HttpRequest.Parameter(Percent.encode(parameter.name()), Percent.encode(parameter.value())))
                .sorted(Comparator.comparing(HttpRequest.Parameter::name).thenComparing(HttpRequest.Parameter::value))
                .map(parameter -> parameter.name() + '=' + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private static String headers(HttpRequest request, List<String> signedHeaders) {
        return signedHeaders.stream()
                .map(name ->
                        name + ':' + request.header(name).orElse("").strip().replaceAll(" +", " ") + '\n')
                .collect(Collectors.joining());
    }
}
