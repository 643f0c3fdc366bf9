package io.restorekit.testkit.s3;

import static io.restorekit.testkit.s3.SigningClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3ListingTest {
    private final S3Server server = S3Server.open(S3Settings.DEFAULT.withPageSize(3));
    private final SigningClient client = new SigningClient(server);

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @Test
    void pagesTogetherShowEveryKeyOnceInOrder() throws Exception {
        IntStream.range(0, 10).forEach(i -> server.put("folder/" + i, new byte[i]));

        List<String> pages = pages("list-type=2&prefix=folder%2F");

        assertThat(pages).hasSize(4);
        assertThat(all(pages, "Key"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "folder/" + i).toList());
        assertThat(all(pages, "Size")).startsWith("0", "1", "2");
        assertThat(all(pages, "KeyCount")).containsExactly("3", "3", "3", "1");
        assertThat(all(pages, "IsTruncated")).containsExactly("true", "true", "true", "false");
    }

    @Test
    void aDelimiterFoldsWhatLiesDeeperIntoOnePrefix() throws Exception {
        for (String key : List.of("v/a/1", "v/a/2", "v/b.cfg", "v/c/1", "v/d/1", "v/e", "w/1")) {
            server.put(key, new byte[1]);
        }

        List<String> pages = pages("delimiter=%2F&list-type=2&prefix=v%2F");

        assertThat(pages).hasSize(2);
        assertThat(all(pages, "Key")).containsExactly("v/b.cfg", "v/e");
        assertThat(all(List.of(pages.get(0).replaceFirst("<Prefix>v/</Prefix>", "")), "Prefix"))
                .containsExactly("v/a/", "v/c/");
    }

    @Test
    void aSmallerPageMayBeAskedForButNoLarger() throws Exception {
        IntStream.range(0, 5).forEach(i -> server.put("k" + i, new byte[0]));

        assertThat(all(page("list-type=2&max-keys=2"), "Key")).containsExactly("k0", "k1");
        assertThat(all(page("list-type=2&max-keys=900"), "Key")).hasSize(3);
        assertThat(page("list-type=2&max-keys=many")).contains("InvalidArgument");
        assertThat(page("list-type=2&max-keys=4294967295")).contains("InvalidArgument");
        assertThat(page("list-type=2&max-keys=-1")).contains("InvalidArgument");
    }

    @Test
    void namesAreEncodedWhenAskedFor() throws Exception {
        server.put("a b/c+d%&<é", new byte[0]);

        assertThat(all(page("encoding-type=url&list-type=2"), "Key")).containsExactly("a+b/c%2Bd%25%26%3C%C3%A9");
        assertThat(all(page("list-type=2"), "Key")).containsExactly("a b/c+d%&amp;&lt;é");
    }

    @Test
    void keysAreOrderedByTheirBytes() throws Exception {
        server.put("\uFFFD", new byte[0]);
        server.put("\uD83D\uDE00", new byte[0]);

        assertThat(all(page("list-type=2"), "Key")).containsExactly("\uFFFD", "\uD83D\uDE00");
    }

    @Test
    void startAfterSkips() throws Exception {
        IntStream.range(0, 5).forEach(i -> server.put("k" + i, new byte[0]));

        assertThat(all(page("list-type=2&start-after=k2"), "Key")).containsExactly("k3", "k4");
    }

    @Test
    void aTokenOfNobodyIsRefused() throws Exception {
        assertThat(page("continuation-token=%21%21&list-type=2")).contains("InvalidArgument");
    }

    @Test
    void theLogNamesThePrefix() throws Exception {
        page("list-type=2&prefix=folder%2F");

        assertThat(server.requests())
                .extracting(LoggedRequest::request)
                .containsExactly(new S3Request(S3Operation.LIST_OBJECTS, "backups", "folder/"));
    }

    private List<String> pages(String query) throws Exception {
        List<String> pages = new ArrayList<>();
        pages.add(page(query));
        List<String> token = all(pages.get(0), "NextContinuationToken");
        while (!token.isEmpty()) {
            pages.add(page("continuation-token=" + Percent.encode(token.get(0)) + "&" + query));
            token = all(pages.get(pages.size() - 1), "NextContinuationToken");
        }
        return pages;
    }

    private String page(String query) throws Exception {
        return text(client.get("/backups?" + query));
    }

    private static List<String> all(List<String> pages, String element) {
        return pages.stream().flatMap(page -> all(page, element).stream()).toList();
    }

    private static List<String> all(String xml, String element) {
        return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
                .matcher(xml)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
