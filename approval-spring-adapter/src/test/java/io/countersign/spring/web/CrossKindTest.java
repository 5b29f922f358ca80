package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.link.SessionToken;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of secret, shown at each place that takes one of another kind (S-12). */
class CrossKindTest extends ApiTest {
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private Http.Answer link;
    private String generated;

    @BeforeEach
    void every_kind_of_secret() {
        String approver = approver("Jo");
        link = maya.post(ACME + "/links", Map.of("approverId", approver));
        generated = link.text("password");
        Http.Answer unlocked = unlock(link.text("token"), generated, null);
        assertThat(unlocked.status()).as(unlocked.text()).isEqualTo(200);
        String token = link.text("token");
        secrets.put("token", token);
        secrets.put("url", link.text("url"));
        secrets.put("link secret", token.substring(token.indexOf('.') + 1));
        secrets.put("link id", link.text("id"));
        secrets.put("password", generated);
        secrets.put("session", unlocked.text("session"));
        secrets.put("csrf", SessionToken.parse(unlocked.text("session")).csrf().reveal());
        secrets.put("device", unlocked.text("device"));
        secrets.put("token of a session", link.text("id") + "." + unlocked.text("session"));
        secrets.put("token of a csrf", link.text("id") + "." + secrets.get("csrf"));
    }

    @Test
    void S_12_nothing_but_a_session_is_taken_as_one() {
        without("session").forEach((kind, secret) -> {
            assertThat(nobody.bearing(secret).get(REVIEW + "/posts").status())
                    .as(kind)
                    .isEqualTo(401);
            assertThat(cookie("__Host-approval-review=" + secret)
                            .get(REVIEW + "/posts")
                            .status())
                    .as(kind)
                    .isEqualTo(401);
            assertThat(cookie("__Host-approval-device-" + link.text("id") + "=" + secrets.get("session"))
                            .get(REVIEW + "/posts")
                            .status())
                    .as(kind)
                    .isEqualTo(401);
        });
        assertThat(nobody.bearing(secrets.get("session")).get(REVIEW + "/posts").status())
                .isEqualTo(200);
    }

    @Test
    void S_12_nothing_but_its_own_token_proves_that_a_call_comes_from_the_page() {
        without("csrf")
                .forEach((kind, secret) -> assertThat(cookie("__Host-approval-review=" + secrets.get("session"))
                                .with("Sec-Fetch-Site", "same-origin")
                                .with("X-CSRF-Token", secret)
                                .post(REVIEW + "/lock", "{}")
                                .status())
                        .as(kind)
                        .isEqualTo(403));
    }

    @Test
    void S_12_nothing_but_a_links_token_opens_or_renews_it() {
        Map<String, String> others = without("token");
        others.remove("url");
        others.forEach((kind, secret) -> {
            assertThat(unlock(secret, generated, null).status()).as(kind).isEqualTo(404);
            assertThat(nobody.with("X-Client", key())
                            .post(REVIEW + "/request-link", Map.of("token", secret))
                            .status())
                    .as(kind)
                    .isEqualTo(202);
        });
        assertThat(maya.get(ACME + "/links/" + link.text("id")).at("renewalRequestedAt"))
                .isNull();
    }

    @Test
    void S_12_nothing_but_a_password_is_one() {
        without("password").forEach((kind, secret) -> {
            assertThat(unlock(link.text("token"), secret, null).status())
                    .as(kind)
                    .isEqualTo(401);
            unlock(link.text("token"), generated, null);
        });
    }

    @Test
    void S_12_nothing_but_a_device_is_known() {
        for (int i = 0; i < 5; i++) unlock(link.text("token"), "wrong wrong wrong", null);
        without("device")
                .forEach((kind, secret) -> assertThat(
                                unlock(link.text("token"), generated, secret).status())
                        .as(kind)
                        .isEqualTo(429));
        assertThat(unlock(link.text("token"), generated, secrets.get("device")).status())
                .isEqualTo(200);
    }

    private Map<String, String> without(String kind) {
        Map<String, String> others = new LinkedHashMap<>(secrets);
        others.remove(kind);
        return others;
    }

    private Http cookie(String cookie) {
        return nobody.with("Cookie", cookie);
    }

    private Http.Answer unlock(String token, String password, String device) {
        Map<String, String> body = new HashMap<>(Map.of("token", token, "password", password));
        if (device != null) body.put("device", device);
        return nobody.with("X-Client", key()).post(REVIEW + "/unlock", body);
    }
}
