package io.restorekit.s3;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP answer, for a server of either kind. */
record Reply(int status, Map<String, String> headers, String body) {

    Reply(int status, String body) {
        this(status, Map.of(), body);
    }

    static Reply ok(String body) {
        return new Reply(200, body);
    }

    /** An error as S3 says it. */
    static Reply error(int status, String code) {
        return new Reply(status, Fixtures.error(code));
    }

    Reply with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    /** Status line and headers, as bytes go; the length is announced unless another framing is. */
    String head() {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (status != 204 && !headers.containsKey("Transfer-Encoding")) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return head + "\r\n";
    }

    ResponseDefinitionBuilder forWireMock() {
        ResponseDefinitionBuilder response = WireMock.aResponse().withStatus(status);
        headers.forEach((name, value) -> response.withHeader(name, value));
        return body.isEmpty() ? response : response.withBody(body);
    }
}
