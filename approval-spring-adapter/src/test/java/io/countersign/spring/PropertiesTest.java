package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.Approvals;
import io.countersign.CheckpointTerms;
import io.countersign.audit.Anchor;
import io.countersign.canonical.Json;
import io.countersign.canonical.Secret;
import io.countersign.link.Link;
import io.countersign.link.PasswordHasher;
import io.countersign.link.PasswordRules;
import io.countersign.link.SessionLimits;
import io.countersign.post.Terms;
import io.countersign.spring.page.PageTexts;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PropertiesTest {
    private static final String KEY = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA==";
    private static final String OTHER_KEY = "A".repeat(43) + "=";

    @Test
    void the_defaults_are_the_builders() {
        ApprovalProperties defaults = bound(Map.of());

        assertThat(defaults.enabled()).isTrue();
        assertThat(defaults.node()).isNull();
        assertThat(bound(Map.of("approval.node", " ")).node()).isNull();
        assertThat(defaults.tablePrefix()).isEqualTo("approval_");
        assertThat(defaults.schema()).isNull();
        assertThat(ApprovalAutoConfiguration.terms(defaults.dispatcher())).isEqualTo(Terms.DEFAULT);
        assertThat(defaults.links().validity()).isEqualTo(Link.STANDARD_VALIDITY);
        assertThat(new PasswordRules(defaults.links().minPasswordLength())).isEqualTo(PasswordRules.STANDARD);
        assertThat(defaults.links().unknownPerMinute()).isEqualTo(Approvals.Builder.DEFAULT_UNKNOWN_LINKS_PER_MINUTE);
        assertThat(defaults.links().hashingPermits()).isNull();
        assertThat(LinkKeys.mac(defaults.links()).keyed()).isFalse();
        assertThat(new SessionLimits(
                        defaults.sessions().idle(), defaults.sessions().absolute()))
                .isEqualTo(SessionLimits.STANDARD);
        assertThat(defaults.web().basePath()).isEqualTo("/approval");
        assertThat(defaults.web().showReviewers()).isFalse();
        assertThat(defaults.web().mediaHosts()).isEmpty();
        assertThat(RecordKeys.terms(defaults.record(), List.of(), List.of())).isEqualTo(CheckpointTerms.NONE);
        assertThat(defaults.page().languages()).containsExactlyElementsOf(PageTexts.OURS);
    }

    @Test
    void the_record_is_signed_by_the_key_that_is_current_and_anchored_in_the_folder() {
        String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        CheckpointTerms one = terms(Map.of(
                "approval.record.keys.k1", key,
                "approval.record.origin", "posts.example",
                "approval.record.checkpoint-every", "10s",
                "approval.record.anchor-folder", "/mnt/worm"));
        assertThat(one.origin()).isEqualTo("posts.example");
        assertThat(one.every()).isEqualTo(Duration.ofSeconds(10));
        assertThat(one.anchors()).extracting(Anchor::name).containsExactly("file");
        // RFC 8032, section 5.1.5; the public key of the seed 00 01 … 1f.
        assertThat(HexFormat.of().formatHex(one.signers().get(0).key().raw()))
                .isEqualTo("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");

        CheckpointTerms two = terms(Map.of(
                "approval.record.keys.old", key,
                "approval.record.keys.young", "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
                "approval.record.current-key", "young"));
        assertThat(two.signers()).extracting(signer -> signer.key().name()).containsExactly("young", "old");
    }

    @Test
    void what_is_wrong_with_the_records_keys_is_told_by_the_propertys_name_alone() {
        for (Map<String, String> wrong : List.of(
                Map.of("approval.record.keys.k1", "dG9vIHNob3J0"),
                Map.of("approval.record.keys.k1", "no base64!"),
                Map.of("approval.record.current-key", "k1"),
                Map.of("approval.record.anchor-folder", "/mnt/worm")))
            assertThatIllegalArgumentException()
                    .as("%s", wrong)
                    .isThrownBy(() -> terms(wrong))
                    .withMessageContaining("approval.record.")
                    .withMessageNotContaining("dG9vIHNob3J0")
                    .withMessageNotContaining("no base64!");
    }

    private static CheckpointTerms terms(Map<String, String> properties) {
        return RecordKeys.terms(bound(properties).record(), List.of(), List.of());
    }

    @Test
    void a_missed_time_can_be_published_all_the_same() {
        ApprovalProperties properties = bound(Map.of("approval.dispatcher.missed-schedule", "publish"));

        assertThat(ApprovalAutoConfiguration.terms(properties.dispatcher()).publishMissed())
                .isTrue();
    }

    @Test
    void S_6_the_keys_do_not_print() {
        ApprovalProperties properties =
                bound(Map.of("approval.links.keys.k1", KEY, "approval.links.pepper-keys.p1", KEY));

        assertThat(properties.toString()).doesNotContain(KEY);
        assertThat(LinkKeys.mac(properties.links()).keyed()).isTrue();
        assertThat(LinkKeys.mac(properties.links())).hasToString("SecretMac[k1]");
    }

    @Test
    void S_2_of_several_keys_one_is_current() {
        ApprovalProperties.Links rotated = bound(Map.of(
                        "approval.links.keys.k1", KEY,
                        "approval.links.keys.k2", OTHER_KEY,
                        "approval.links.current-key", "k2"))
                .links();

        assertThat(LinkKeys.mac(rotated)).hasToString("SecretMac[k2]");
        assertThat(LinkKeys.mac(rotated).knows("k1")).isTrue();
        assertThat(LinkKeys.mac(rotated).knows("k3")).isFalse();
    }

    @Test
    void keys_that_cannot_be_used_are_refused_by_property_without_being_told() {
        assertThat(complaint("approval.links.keys.k1", "not base64!"))
                .contains("approval.links.keys.k1", "base64")
                .doesNotContain("not base64!");
        assertThat(complaint("approval.links.keys.k1", "dG9vIHNob3J0"))
                .contains("approval.links.keys", "'k1' has 9 bytes", "at least 32");
        assertThat(complaint("approval.links.keys.none", KEY)).contains("approval.links.keys", "'none'");
        assertThat(complaint("approval.links.keys.k1", KEY, "approval.links.keys.k2", KEY))
                .contains("[k1, k2]", "approval.links.current-key");
        assertThat(complaint("approval.links.keys.k1", KEY, "approval.links.current-key", "k2"))
                .contains("approval.links.current-key", "'k2'", "[k1]");
        assertThat(complaint("approval.links.current-key", "k2"))
                .contains("approval.links.current-key", "approval.links.keys.k2");
        assertThat(complaint("approval.links.pepper-keys.p1", "dG9vIHNob3J0")).contains("approval.links.pepper-keys");
        assertThat(complaint("approval.links.current-pepper", "p1")).contains("approval.links.pepper-keys.p1");
    }

    @Test
    void S_24_and_S_28_passwords_are_hashed_as_the_properties_say_and_those_of_before_are_read() {
        Secret password = Secret.of("mauve teapot 42");
        String plain = LinkKeys.hasher(bound(Map.of()).links()).hash(password);
        PasswordHasher fips = LinkKeys.hasher(
                bound(Map.of("approval.links.password-hashing", "pbkdf2", "approval.links.pepper-keys.p1", KEY))
                        .links());
        String peppered = fips.hash(password);

        assertThat(plain).startsWith("$argon2id$");
        assertThat(peppered).startsWith("$hmac-sha256$kid=p1$pbkdf2-sha256$i=600000,");
        assertThat(fips.matches(password, plain)).isTrue();
        assertThat(fips.outdated(plain)).isTrue();
        assertThat(fips.outdated(peppered)).isFalse();
        ApprovalProperties.Links inJava =
                bound(Map.of("approval.links.password-hashing", "argon2-java")).links();
        assertThatIllegalStateException()
                .as("this host has no Bouncy Castle")
                .isThrownBy(() -> LinkKeys.hasher(inJava))
                .withMessageContaining("bcprov");
    }

    private static String complaint(String... properties) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) given.put(properties[i], properties[i + 1]);
        ApprovalProperties.Links links = bound(given).links();
        return catchThrowableOfType(IllegalArgumentException.class, () -> {
                    LinkKeys.mac(links);
                    LinkKeys.hasher(links);
                })
                .getMessage();
    }

    @Test
    void paths_and_addresses_are_looked_at() {
        for (String path : List.of("", "approval", "/approval/", "/a b", "/{x}", "/**"))
            assertThatIllegalArgumentException().isThrownBy(() -> web(path, "https://host.example", List.of()));
        for (String url : List.of("host.example", "https://host.example?x", "https://host.example/#x"))
            assertThatIllegalArgumentException().isThrownBy(() -> web("/a", url, List.of()));
        for (String host : List.of("cdn.example", "https://cdn.example/path", "https://x; script-src *"))
            assertThatIllegalArgumentException().isThrownBy(() -> web("/a", null, List.of(host)));
        assertThat(web("/a/b", "https://host.example/context/", List.of("https://*.cdn.example:8443"))
                        .baseUrl())
                .isEqualTo("https://host.example/context");
    }

    @Test
    void addresses_of_the_host_are_looked_at() {
        for (String url : List.of("https://host.example/imprint", "/imprint", "mailto:legal@host.example"))
            assertThat(bound(Map.of("approval.page.imprint-url", url)).page().imprintUrl())
                    .isEqualTo(url);
        for (String url : List.of("javascript:alert(1)", "//host.example", "imprint", "https://x\" onload=y"))
            assertThatThrownBy(() -> bound(Map.of("approval.page.privacy-url", url)))
                    .hasRootCauseMessage(
                            "approval.page.privacy-url must be an address such as https://platform.example/imprint or /imprint, and is '%s'",
                            url);
    }

    @Test
    void every_property_is_described() throws IOException {
        Map<String, Object> metadata;
        try (var in = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            metadata = Json.readObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        var described = new TreeSet<String>();
        for (Object one : (List<?>) metadata.get("properties"))
            if (((Map<?, ?>) one).get("description") instanceof String)
                described.add(String.valueOf(((Map<?, ?>) one).get("name")));

        var declared = new TreeSet<String>();
        collect("approval", ApprovalProperties.class, declared);
        declared.addAll(List.of("approval.metrics.enabled", "management.health.approval.enabled"));

        assertThat(described).containsAll(declared);
    }

    private static void collect(String prefix, Class<?> type, TreeSet<String> into) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
            if (component.getType().isRecord()) collect(name, component.getType(), into);
            else into.add(name);
        }
    }

    private static ApprovalProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("approval", ApprovalProperties.class);
    }

    private static ApprovalProperties.Web web(String path, String url, List<String> hosts) {
        return new ApprovalProperties.Web(true, path, url, false, hosts, true);
    }
}
