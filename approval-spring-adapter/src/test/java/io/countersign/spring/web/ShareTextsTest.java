package io.countersign.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.IssuedLink;
import io.countersign.approver.Approver;
import io.countersign.audit.Head;
import io.countersign.canonical.Secret;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Directory;
import io.countersign.identity.LinkId;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Credentials;
import io.countersign.link.Link;
import io.countersign.link.LinkToken;
import io.countersign.link.NewLink;
import io.countersign.link.SecretMac;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticMessageSource;

/** What is sent to hand a link over, and what is sent apart from it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShareTextsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final String PASSWORD = "7KQM-2F8X-PASS-WORD";
    private static final List<String> LANGUAGES = List.of("en", "de", "es", "fr", "ar", "ja");

    private final StaticMessageSource hosts = new StaticMessageSource();

    @Test
    void a_message_reads_like_this() {
        IssuedLink link = link("Dana Client", "dana@client.example");
        Map<String, @Nullable String> share = share(link, "en");
        assertThat(share)
                .containsOnlyKeys("subject", "text", "mailto", "whatsapp", "slack", "passwordText", "language");
        assertThat(share).containsEntry("subject", "Posts for your review, from Maya Meyer");
        assertThat(share.get("text")).asString().isEqualToNormalizingWhitespace("""
                        Hello Dana Client,

                        Maya Meyer asks you to review posts:
                        %s

                        The page asks for a password, which you get separately. \
                        The link works until Dec 23, 2026, 10:00\u202FAM (Europe/Berlin).\
                        """.formatted(
                        link.url().reveal()));
        assertThat(share)
                .containsEntry(
                        "passwordText", "The password for the posts that Maya Meyer asks you to review: " + PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr", "ar", "ja", "tlh"})
    void S_29_no_text_holds_the_link_and_the_password(String language) {
        IssuedLink link = link("Dana", "dana@client.example");
        Map<String, @Nullable String> share = share(link, language);
        share.forEach((name, text) -> {
            String plain = decoded(text);
            boolean ofLink = Set.of("text", "mailto", "whatsapp", "slack").contains(name);
            assertThat(plain.contains(link.url().reveal())).as(name).isEqualTo(ofLink);
            assertThat(plain.contains(PASSWORD)).as(name).isEqualTo(name.equals("passwordText"));
            if (name.equals("passwordText"))
                assertThat(plain).doesNotContain(link.link().id().value());
            assertThat(plain).as(name).doesNotContainPattern("\\{\\d}");
        });
        assertThat(share).containsEntry("language", LANGUAGES.contains(language) ? language : "en");
    }

    @Test
    void S_29_no_wording_of_the_hosts_brings_them_together() {
        for (String key : List.of("text", "subject", "password"))
            hosts.addMessage("approval.share." + key, Locale.ENGLISH, "{0} {1} {2} {3} {4} {5} {6}");
        IssuedLink link = link("Dana", "dana@client.example");
        share(link, "en")
                .forEach((name, text) -> assertThat(decoded(text).contains(PASSWORD)
                                && decoded(text).contains(link.url().reveal()))
                        .as(name)
                        .isFalse());
    }

    @Test
    void a_mail_is_addressed_and_encoded_as_rfc_6068_wants_it() {
        IssuedLink link = link("Jo & Co? #1 = \"x\" größe", "a+b?c&d=e%f@client.example");
        String mailto = Objects.requireNonNull(share(link, "de").get("mailto"));
        assertThat(mailto)
                .startsWith("mailto:a%2Bb%3Fc%26d%3De%25f@client.example?subject=")
                .matches("mailto:[A-Za-z0-9._*%-]+@[A-Za-z0-9.-]+\\?subject=[A-Za-z0-9._*%-]+&body=[A-Za-z0-9._*%-]+");
        assertThat(URI.create(mailto).isOpaque()).isTrue();
        String body = decoded(mailto.substring(mailto.indexOf("&body=") + 6));
        assertThat(body).startsWith("Guten Tag Jo & Co? #1 = \"x\" größe,\r\n\r\n");
        assertThat(body.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(share(link("Jo", null), "en").get("mailto")).startsWith("mailto:?subject=");
    }

    @Test
    void a_name_is_no_mark_of_slack_and_no_line_of_its_own() {
        IssuedLink link = link("<!channel> & <https://evil.example|click>\u202E", null);
        Map<String, @Nullable String> share = share(link, "en");
        assertThat(share.get("slack"))
                .contains("&lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;,")
                .contains("\n<" + link.url().reveal() + ">\n")
                .doesNotContain("\u202E");
        assertThat(Objects.requireNonNull(share.get("slack")).chars().filter(c -> c == '<'))
                .hasSize(1);
    }

    @Test
    void whatsapp_gets_the_very_text() {
        IssuedLink link = link("Dana + Friends", null);
        Map<String, @Nullable String> share = share(link, "ar");
        String whatsapp = Objects.requireNonNull(share.get("whatsapp"));
        assertThat(whatsapp).matches("https://wa\\.me/\\?text=[A-Za-z0-9._*%-]+");
        assertThat(decoded(whatsapp.substring(whatsapp.indexOf('=') + 1))).isEqualTo(share.get("text"));
    }

    @Test
    void the_hosts_words_come_first_and_may_bring_a_language() {
        hosts.addMessage("approval.share.subject", Locale.ENGLISH, "{0} needs you");
        hosts.addMessage("approval.share.text", Locale.ITALIAN, "Ciao {0}, {2}");
        IssuedLink link = link("Dana", null);
        assertThat(share(link, "en")).containsEntry("subject", "Maya Meyer needs you");
        assertThat(share(link, "it"))
                .containsEntry("language", "it")
                .containsEntry("text", "Ciao Dana, " + link.url().reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "fr", "ar", "ja"})
    void a_language_has_every_word_with_the_same_places(String language) throws IOException {
        Properties english = words("");
        Properties other = words("_" + language);
        assertThat(new TreeSet<>(other.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        for (String key : english.stringPropertyNames())
            for (String hole : List.of("{0}", "{1}", "{2}", "{3}", "{4}"))
                assertThat(other.getProperty(key).contains(hole))
                        .as(key + " " + hole)
                        .isEqualTo(english.getProperty(key).contains(hole));
    }

    private Map<String, @Nullable String> share(IssuedLink link, String language) {
        Directory directory = new Directory() {
            @Override
            public Set<String> groupsOf(WorkspaceId workspace, String userId) {
                return Set.of();
            }

            @Override
            public Set<String> membersOf(WorkspaceId workspace, String group) {
                return Set.of();
            }

            @Override
            public Optional<String> nameOf(WorkspaceId workspace, String userId) {
                return Optional.of("Maya Meyer");
            }
        };
        return new ShareTexts(directory, hosts, ZoneId.of("Europe/Berlin"))
                .of(link, Secret.of(PASSWORD), Locale.forLanguageTag(language));
    }

    private static IssuedLink link(String name, @Nullable String email) {
        WorkspaceId acme = new WorkspaceId("acme");
        Approver approver = new Approver(
                acme,
                new ApproverId("dana"),
                Head.START,
                name,
                email,
                Approver.Kind.EXTERNAL,
                null,
                Set.of(),
                NOW,
                null);
        LinkToken token = LinkToken.random(new LinkId("019ae1c8-7c00-7000-8000-000000000001"));
        Credentials credentials = new Credentials(SecretMac.withoutKey().of(token), "$argon2id$x", true);
        Link link = new NewLink(acme, token.link(), approver.id(), credentials, "maya", Duration.ofDays(30), null, true)
                .create(NOW)
                .after();
        Secret url = Secret.of(token.url("https://host.example/approval"));
        return new IssuedLink(link, approver, token, url, Secret.of(PASSWORD), List.of());
    }

    private static String decoded(@Nullable String text) {
        String plain = String.valueOf(text);
        return plain.startsWith("mailto:") || plain.startsWith("https://wa.me") || plain.contains("%20")
                ? URLDecoder.decode(plain, StandardCharsets.UTF_8)
                : plain;
    }

    private static Properties words(String suffix) throws IOException {
        Properties words = new Properties();
        try (InputStreamReader in = new InputStreamReader(
                Objects.requireNonNull(ShareTexts.class.getResourceAsStream("share" + suffix + ".properties")),
                StandardCharsets.UTF_8)) {
            words.load(in);
        }
        return words;
    }
}
