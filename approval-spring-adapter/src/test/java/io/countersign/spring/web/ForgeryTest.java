package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.countersign.link.SessionToken;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** S-44: what another page could have a browser send is refused. */
class ForgeryTest extends ApiTest {
    private String session = "";
    private String csrf = "";

    @BeforeEach
    void unlock() {
        Http.Answer link = link(approver("Browser"));
        session = nobody.post(REVIEW + "/unlock", Map.of("token", link.text("token"), "password", PASSWORD))
                .text("session");
        csrf = SessionToken.parse(session).csrf().reveal();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // site, origin, token, status
                "same-origin, -, right, 200",
                "same-origin, https://host.example, right, 200",
                "-, https://host.example, right, 200",
                "-, -, right, 403",
                "-, https://evil.example, right, 403",
                "-, http://host.example, right, 403",
                "-, https://host.example:8443, right, 403",
                "-, null, right, 403",
                "same-site, https://host.example, right, 403",
                "cross-site, https://host.example, right, 403",
                "cross-site, -, right, 403",
                "none, -, right, 403",
                "same-origin, -, wrong, 403",
                "same-origin, -, -, 403",
            })
    void S_44_a_call_with_the_cookie_needs_the_token_and_a_proof_of_its_origin(
            String site, String origin, String token, int status) {
        Http browser = browser(site, origin);
        if (token != null)
            browser = browser.with("X-CSRF-Token", token.equals("right") ? csrf : csrf.substring(1) + "-");

        Http.Answer answer = browser.post(REVIEW + "/decisions", decisions(decision("x", 1, "APPROVE")));

        if (status == 403) assertProblem(answer, 403, "not-permitted");
        else assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    @Test
    void S_44_reading_with_the_cookie_needs_neither() {
        assertThat(browser(null, null).get(REVIEW + "/posts").status()).isEqualTo(200);
    }

    @Test
    void S_44_a_bearer_needs_neither() {
        Http.Answer answer = nobody.bearing(session)
                .with("Origin", "https://evil.example")
                .post(REVIEW + "/decisions", decisions(decision("x", 1, "APPROVE")));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 200",
                "same-origin, -, 200",
                "none, -, 200",
                "same-origin, https://host.example, 200",
                "-, https://host.example, 200",
                "-, https://evil.example, 403",
                "same-site, -, 403",
                "cross-site, -, 403",
                "cross-site, https://host.example, 403",
            })
    void S_44_unlocking_and_asking_for_a_link_are_refused_where_they_come_from_elsewhere(
            String site, String origin, int status) {
        Http.Answer link = link(approver("Elsewhere"));
        Http caller = nobody;
        if (site != null) caller = caller.with("Sec-Fetch-Site", site);
        if (origin != null) caller = caller.with("Origin", origin);

        Http.Answer unlocked =
                caller.post(REVIEW + "/unlock", Map.of("token", link.text("token"), "password", PASSWORD));
        Http.Answer requested = caller.post(REVIEW + "/request-link", Map.of("token", link.text("token")));

        assertThat(unlocked.status()).isEqualTo(status);
        assertThat(requested.status()).isEqualTo(status == 200 ? 202 : 403);
    }

    @Test
    void S_44_a_command_without_a_body_is_refused_where_another_page_sends_it() {
        String id = submitted("Mine", "user:lena");

        Http.Answer answer =
                maya.with("Sec-Fetch-Site", "cross-site").send("POST", ACME + "/posts/" + id + "/withdraw", null, null);

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(maya.get(ACME + "/posts/" + id).at("status")).isEqualTo("IN_REVIEW");
    }

    @Test
    void an_origin_is_compared_as_browsers_write_it() {
        Origins origins = new Origins("HTTPS://Host.Example:443/context");

        assertThatCode(() -> origins.needOwn(from("https://host.example"))).doesNotThrowAnyException();
        assertThatCode(() -> origins.needOwn(from("https://host.example:443"))).isInstanceOf(HttpProblem.class);
    }

    private static MockHttpServletRequest from(String origin) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Origin", origin);
        return request;
    }

    private Http browser(String site, String origin) {
        Http browser = nobody.with("Cookie", "other=1; __Host-approval-review=" + session);
        if (site != null) browser = browser.with("Sec-Fetch-Site", site);
        return origin == null ? browser : browser.with("Origin", origin);
    }
}
