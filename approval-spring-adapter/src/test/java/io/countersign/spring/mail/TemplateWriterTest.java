package io.countersign.spring.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.identity.LinkId;
import io.countersign.notice.News;
import io.countersign.notice.Notice;
import io.countersign.post.PostStatus;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticMessageSource;

/** What letters say, in which words. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TemplateWriterTest {
    private static final String PAGE = "https://posts.example/approval/review/link-1";
    private static final List<String> LANGUAGES = List.of("de", "es", "fr", "ar", "ja");

    private final TemplateWriter writer = new TemplateWriter(null, null);

    @Test
    void a_letter_reads_as_text_like_this() {
        News asked = SomeLetters.post(Notice.Kind.REVIEW, "We are hiring!");
        News refused = SomeLetters.post(
                Notice.Kind.REFUSED,
                "acme-fr",
                "Bonjour",
                PostStatus.CHANGES_REQUESTED,
                "Lou Chen",
                "The claim needs a source.");
        Mail mail = new TemplateWriter(null, "https://posts.example/{workspace}/posts/{post}")
                .write(SomeLetters.toLena(asked, refused));
        assertThat(mail.subject()).isEqualTo("A post waits for your review: LinkedIn · acme-corp");
        assertThat(mail.text().replace('\u202F', ' ')).isEqualTo("""
                        Hello Lena Brandt,

                        A post waits for your review: LinkedIn · acme-corp

                        Waits for your review
                        ---------------------
                        * LinkedIn · acme-corp
                          We are hiring!
                          Stage: legal
                          To be decided by Mar 2, 2026, 11:00 AM (Europe/Berlin)
                          Publishing time Mar 3, 2026, 10:00 AM (Europe/Berlin)
                          https://posts.example/acme/posts/post%2F1

                        Sent back by a reviewer
                        -----------------------
                        * LinkedIn · acme-fr
                          Bonjour
                          Lou Chen: \u201CThe claim needs a source.\u201D
                          Stage: legal
                          Status: Changes requested
                          Publishing time Mar 3, 2026, 10:00 AM (Europe/Berlin)
                          https://posts.example/acme/posts/post%2F1

                        This message was written automatically, because posts are approved here in which you take part.
                        """);
    }

    @Test
    void what_people_wrote_is_escaped_in_html() {
        String evil = "</p><script>alert(1)</script><img src=x onerror=alert(2)> \"'&";
        Mail mail = writer.write(SomeLetters.to(
                evil,
                Locale.ENGLISH,
                SomeLetters.post(Notice.Kind.REFUSED, evil, evil, PostStatus.REJECTED, evil, evil)));
        assertThat(mail.html())
                .doesNotContain("<script")
                .doesNotContain("<img")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void a_caption_does_not_turn_the_direction_of_what_follows_it_in_text() {
        Mail mail = writer.write(SomeLetters.toLena(SomeLetters.post(Notice.Kind.REVIEW, "Hello \u202Eevil\u2066")));
        assertThat(mail.text()).contains("  Hello evil\n");
    }

    @Test
    void an_approver_without_account_reads_how_many_from_whom_and_where() {
        Mail mail = writer.write(SomeLetters.toClient(Locale.ENGLISH, 2, 1, List.of("Maya", "Mark"), PAGE));
        assertThat(mail.subject()).isEqualTo("2 posts wait for your decision");
        assertThat(mail.text())
                .contains("A post needs no decision from you any more")
                .contains("From Maya, Mark")
                .contains("Open the page:\n" + PAGE + "\n");
        assertThat(mail.html()).contains("href=\"" + PAGE + "\"");
        Mail linkless = writer.write(SomeLetters.toClient(Locale.ENGLISH, 1, 0, List.of("Maya"), null));
        assertThat(linkless.text()).contains("ask the sender for a new link").doesNotContain("http");
        assertThat(linkless.html()).doesNotContain("href");
    }

    @Test
    void S_15_who_made_a_link_reads_whose_ends_and_when() {
        Mail mail = writer.write(SomeLetters.toLena(SomeLetters.link(Notice.Kind.EXPIRING)));
        assertThat(mail.subject()).isEqualTo("A link ends soon: Dana Client");
        assertThat(mail.text().replace('\u202F', ' '))
                .contains("* Dana Client\n")
                .contains("  Works until Mar 9, 2026, 10:00 AM (Europe/Berlin)\n")
                .doesNotContain("http");
        Mail renewal = writer.write(SomeLetters.toLena(SomeLetters.link(Notice.Kind.RENEWAL)));
        assertThat(renewal.text()).doesNotContain("Works until");
    }

    @Test
    void a_long_letter_counts_what_it_does_not_list() {
        News[] many = IntStream.range(0, 60)
                .mapToObj(i -> SomeLetters.post(Notice.Kind.REVIEW, "Post number " + i + "."))
                .toArray(News[]::new);
        Mail mail = writer.write(SomeLetters.toLena(many));
        assertThat(mail.subject()).isEqualTo("60 posts wait for your review");
        assertThat(mail.text())
                .contains("Waits for your review (60)")
                .contains("Post number 49.")
                .doesNotContain("Post number 50.")
                .contains("and 10 more");
    }

    @Test
    void S_101_a_letter_about_the_link_of_who_was_erased_says_so() {
        News news = new News.OfLink(Notice.Kind.GUESSED, SomeLetters.AT, new LinkId("link-1"), null, SomeLetters.AT);
        for (String language : LANGUAGES)
            assertThat(writer.write(SomeLetters.to("Lena", Locale.forLanguageTag(language), news))
                            .text())
                    .as(language)
                    .doesNotContain("null");
        assertThat(writer.write(SomeLetters.toLena(news)).text()).contains("Erased reviewer");
    }

    @ParameterizedTest
    @EnumSource(Notice.Kind.class)
    void every_kind_of_news_can_be_told_in_every_language(Notice.Kind kind) {
        boolean ofLink = SomeLetters.isOfLink(kind);
        for (String language : LANGUAGES) {
            for (PostStatus status : PostStatus.values()) {
                News news = ofLink
                        ? SomeLetters.link(kind)
                        : SomeLetters.post(kind, "acme-corp", "Hello", status, null, "because");
                Mail mail = writer.write(SomeLetters.to("Lena", Locale.forLanguageTag(language), news));
                assertThat(mail.html()).contains("lang=\"" + language + "\"");
                assertThat(mail.text() + mail.subject()).doesNotContain("{0}").doesNotContain("{1}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "fr", "ar", "ja"})
    void a_language_has_every_word_with_the_same_places(String language) throws IOException {
        Properties english = words("");
        Properties other = words("_" + language);
        assertThat(new TreeSet<>(other.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        for (String key : english.stringPropertyNames()) {
            assertThat(other.getProperty(key)).as(key).isNotBlank();
            if (!key.endsWith(".one"))
                for (String hole : List.of("{0}", "{1}", "{2}"))
                    assertThat(other.getProperty(key).contains(hole))
                            .as(key + " " + hole)
                            .isEqualTo(english.getProperty(key).contains(hole));
        }
    }

    @Test
    void arabic_is_written_from_right_to_left_and_a_variety_of_a_language_is_that_language() {
        Mail arabic = writer.write(SomeLetters.toClient(Locale.forLanguageTag("ar-EG"), 2, 0, List.of("Maya"), PAGE));
        assertThat(arabic.html()).contains("dir=\"rtl\"").contains("lang=\"ar-EG\"");
        Mail austrian = writer.write(SomeLetters.toClient(Locale.forLanguageTag("de-AT"), 2, 0, List.of("Maya"), PAGE));
        assertThat(austrian.subject()).isEqualTo("2 Beiträge warten auf Ihre Entscheidung");
    }

    @Test
    void a_language_that_nobody_has_reads_in_english_whatever_the_systems_is() {
        Mail mail = writer.write(SomeLetters.toClient(Locale.forLanguageTag("tlh"), 2, 0, List.of("Maya"), PAGE));
        assertThat(mail.subject()).isEqualTo("2 posts wait for your decision");
        assertThat(mail.html()).contains("lang=\"en\"");
    }

    @Test
    void the_hosts_words_come_first_and_may_bring_a_language() {
        StaticMessageSource words = new StaticMessageSource();
        words.addMessage("approval.mail.greeting", Locale.ENGLISH, "Dear {0}!");
        words.addMessage("approval.mail.dir", Locale.ITALIAN, "ltr");
        words.addMessage("approval.mail.greeting", Locale.ITALIAN, "Ciao {0}");
        TemplateWriter hosts = new TemplateWriter(words, null);
        assertThat(hosts.write(SomeLetters.toLena(SomeLetters.post(Notice.Kind.REVIEW, "x")))
                        .text())
                .startsWith("Dear Lena Brandt!\n");
        Mail italian = hosts.write(SomeLetters.to("Lena", Locale.ITALIAN, SomeLetters.post(Notice.Kind.REVIEW, "x")));
        assertThat(italian.text()).startsWith("Ciao Lena\n");
        assertThat(italian.html()).contains("lang=\"it\"");
    }

    private static Properties words(String suffix) throws IOException {
        Properties words = new Properties();
        try (InputStreamReader in = new InputStreamReader(
                Objects.requireNonNull(TemplateWriter.class.getResourceAsStream("texts" + suffix + ".properties")),
                StandardCharsets.UTF_8)) {
            words.load(in);
        }
        return words;
    }
}
