package io.countersign.spring.page;

import static io.countersign.spring.page.Reader.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readers get their own language, and can have another one. */
class LanguagePageTest extends PageTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "de-AT,de;q=0.9,en;q=0.5 | de",
                "zh-CN,zh;q=0.9,ja;q=0.8 | ja",
                "ar-EG | ar",
                "fr;q=0.1,es;q=0.9 | es",
                "nl | en",
                "* | en",
                "<script> | en",
                "de;q=many | en"
            })
    void the_browser_says_what_its_reader_likes(String wish, String language) {
        reader.headers.put("Accept-Language", wish);
        assertThat(reader.get("/x").body()).contains("<html lang=\"" + language + "\"");
    }

    @Test
    void who_sends_no_wish_or_an_endless_one_reads_the_first_language() {
        assertThat(reader.get("/x").body()).contains("<html lang=\"en\" dir=\"ltr\">");
        reader.headers.put("Accept-Language", "de,".repeat(400) + "de");
        assertThat(reader.get("/x").body()).contains("<html lang=\"en\"");
    }

    @Test
    void S_38_a_language_is_chosen_by_an_address_and_nothing_is_kept() {
        reader.headers.put("Accept-Language", "de");
        var answer = reader.get("/x?lang=ar");
        assertThat(answer.body()).contains("<html lang=\"ar\" dir=\"rtl\">");
        assertThat(answer.headers().keySet()).noneMatch("Set-Cookie"::equalsIgnoreCase);
        assertThat(reader.get("/x").body()).contains("<html lang=\"de\"");
    }

    @ParameterizedTest
    @CsvSource({"nl", "EN", "%64e", "'de%22onload=x'", "../de", "''"})
    void a_language_that_is_not_offered_is_no_choice(String language) {
        var answer = reader.get("/x?lang=" + language);
        assertThat(answer.body()).contains("<html lang=\"en\"").contains("action=\"/approval/review/unlock\"");
    }

    @Test
    void S_47_a_choice_stays_through_unlock_forms_and_lists() {
        Post post = studio.waiting("acme-corp", "Hallo");
        var door = reader.get("/x?lang=de");
        assertThat(door.body()).contains("action=\"/approval/review/unlock?lang=de\"");
        var in = reader.post("/unlock?lang=de", fields("link", studio.url(), "password", studio.password()));
        assertThat(in.header("Location")).isEqualTo("/approval/review/posts?lang=de");
        var list = reader.get("/posts?lang=de");
        assertThat(list.text()).contains("1 Beitrag wartet auf Sie", "Freigeben");
        assertThat(list.body())
                .contains(
                        "/approval/review/posts?show=decided&amp;lang=de",
                        "/approval/review/posts/" + post.id() + "?lang=de",
                        "action=\"/approval/review/decisions?lang=de\"");
        var form = Reader.form(list, post.id().value(), "value=\"APPROVE\"");
        form.add(Map.entry("verdict", "APPROVE"));
        assertThat(reader.post("/decisions?lang=de", form).text()).contains("1 Entscheidung gespeichert");
        assertThat(studio.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
        assertThat(reader.get("/decisions?lang=de").header("Location")).isEqualTo("/approval/review/posts?lang=de");
    }

    @Test
    void problems_are_told_in_the_readers_language() {
        assertThat(reader.post("/unlock?lang=es", fields("link", studio.url(), "password", "no"))
                        .text())
                .contains("Esta no es la contraseña de este enlace");
        assertThat(reader.get("/posts?lang=fr").text()).contains("Votre session est terminée");
        assertThat(reader.get("/a/b/c?lang=ja").text()).contains("ここには何もありません");
    }

    @Test
    void the_page_offers_every_language_by_its_own_name() {
        assertThat(reader.get("/x").body())
                .contains("href=\"?lang=ar\" lang=\"ar\" dir=\"rtl\"", "العربية", "日本語", "Español");
    }
}
