package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MediaHostsTest {
    private final MediaHosts hosts = new MediaHosts(
            List.of(
                    "https://cdn.example",
                    "https://*.wide.example",
                    "https://ported.example:8443",
                    "http://plain.example:9000"),
            "https://posts.example/app",
            List.of("/app/approval/review", "/app/approval/api/review"));

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example/a.png, true",
        "https://CDN.example:443/a.png, true",
        "http://cdn.example/a.png, false",
        "https://cdn.example:444/a.png, false",
        "https://cdn.example.evil.example/a.png, false",
        "https://sub.cdn.example/a.png, false",
        "http://plain.example:9000/a.png, true",
        "https://plain.example:9000/a.png, false",
        "https://a.wide.example/a.png, true",
        "https://a.b.wide.example/a.png, true",
        "https://wide.example/a.png, false",
        "https://notwide.example/a.png, false",
        "https://ported.example:8443/a.png, true",
        "https://ported.example/a.png, false",
        "https://posts.example/logo.png, true",
        "http://posts.example/logo.png, false",
        "https://posts.example:8080/logo.png, false",
        "https://posts.example/app/approval/review/posts/x, false",
        "https://posts.example/app/%61pproval/review/posts/x, false",
        "https://posts.example/app/x/../approval/review/posts/x, false",
        "https://posts.example/app/%2e%2e/app/approval/review/posts/x, false",
        "https://posts.example/app;a=b/approval/review/posts/x, false",
        "https://posts.example/app/approval/api/review/posts/x, false",
        "javascript:alert(1), false",
        "not a url, false"
    })
    void a_picture_is_loaded_from_home_and_from_where_the_host_allows_it(String url, boolean allowed) {
        assertThat(hosts.allows(url)).isEqualTo(allowed);
    }
}
