package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionApiTest extends ApiTest {
    private static final String RETENTION = ACME + "/retention";

    @Test
    void S_101_how_long_posts_are_kept_is_set_and_read_and_null_is_for_ever() {
        for (String keep : Arrays.asList("P6Y", "P18M", null)) {
            Map<String, Object> form = new HashMap<>();
            form.put("keep", keep);
            Http.Answer set = admin.put(RETENTION, form);
            assertThat(set.status()).as(set.text()).isEqualTo(200);
            assertThat(set.at("keep")).isEqualTo(keep);
            assertThat(admin.get(RETENTION).json()).isEqualTo(set.json());
        }
        for (String none : List.of("P0D", "-P1Y", "six years", "P101Y", "PT5H"))
            assertThat(fields(admin.put(RETENTION, Map.of("keep", none))))
                    .as(none)
                    .containsExactly("keep");
    }

    @Test
    void S_101_a_post_is_held_with_a_reason_and_the_hold_is_lifted_with_one() {
        String post = created(form("Wanted by a court"));
        Http keyed = admin.with("Idempotency-Key", key());
        Http.Answer held = keyed.post(RETENTION + "/holds", Map.of("post", post, "reason", "File 7"));
        assertThat(held.status()).as(held.text()).isEqualTo(201);
        assertThat(held.json()).containsEntry("post", post).containsEntry("reason", "File 7");
        assertThat(keyed.post(RETENTION + "/holds", Map.of("post", post, "reason", "File 7"))
                        .json())
                .as("asked again")
                .isEqualTo(held.json());
        assertThat(admin.get(RETENTION).list("holds")).containsExactly(held.json());
        Http.Answer second = admin.post(RETENTION + "/holds", Map.of("reason", "File 8"));
        assertThat(second.json())
                .as("without a key")
                .containsEntry("reason", "File 8")
                .containsEntry("post", null);
        assertThat(admin.post(RETENTION + "/holds/" + second.text("id") + "/lift", Map.of("reason", "Heard"))
                        .status())
                .isEqualTo(204);
        String lift = RETENTION + "/holds/" + held.text("id") + "/lift";
        assertThat(fields(admin.post(lift, Map.of()))).containsExactly("reason");
        assertThat(admin.post(lift, Map.of("reason", "Heard")).status()).isEqualTo(204);
        assertProblem(admin.post(lift, Map.of("reason", "Heard")), 404, "not-found");
        assertThat(admin.get(RETENTION).list("holds")).isEmpty();
        assertThat(admin.get(ACME + "/audit?post=" + post).text()).contains("retention.held", "retention.lifted");
    }

    @Test
    void S_101_what_cannot_be_held_is_told() {
        assertProblem(admin.post(RETENTION + "/holds", Map.of("post", "unknown", "reason", "x")), 404, "not-found");
        assertThat(fields(admin.post(RETENTION + "/holds", Map.of()))).containsExactly("reason");
        assertThat(fields(admin.post(RETENTION + "/holds", Map.of("reason", "x", "until", "soon"))))
                .containsExactly("until");
        assertProblem(lena.get(RETENTION), 403, "not-permitted");
        assertProblem(lena.put(RETENTION, Map.of("keep", "P1Y")), 403, "not-permitted");
        assertProblem(lena.post(RETENTION + "/holds", Map.of("reason", "x")), 403, "not-permitted");
        assertProblem(lena.post(RETENTION + "/holds/x/lift", Map.of("reason", "x")), 403, "not-permitted");
    }
}
