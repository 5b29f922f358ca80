package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.content.Media;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** How much travels before the first picture does. */
class TransferPageTest extends PageTest {
    private static final int MOST = 60 * 1024;

    /** Other words in each post, so that they do not shorten each other. */
    private static final String WORDS =
            "quiet things made well by patient hands for people who listen before they speak and like it so ";

    @Test
    void with_two_hundred_posts_the_page_is_at_most_sixty_kilobytes_in_at_most_four_requests() throws IOException {
        for (int i = 0; i < 200; i++) {
            String caption = i + " " + WORDS.substring(i % 40) + WORDS.substring(i % 17) + WORDS.substring(i % 29) + i;
            studio.submitted(Studio.form("account-" + i, caption.repeat(3))
                    .withMedia(List.of(
                            new Media("https://cdn.example/" + i + "-a.png", Media.Type.IMAGE, "Picture " + i, null),
                            new Media("https://cdn.example/" + i + "-b.png", Media.Type.IMAGE, "Picture " + i, null)))
                    .withReviewers(List.of(studio.jordans())));
        }
        reader.unlock(studio);
        byte[] page = reader.raw("/posts", "gzip, deflate, br");
        String html =
                new String(new GZIPInputStream(new ByteArrayInputStream(page)).readAllBytes(), StandardCharsets.UTF_8);
        List<String> files = new ArrayList<>();
        var file = Pattern.compile("(?:href|src)=\"(/approval/review/assets/[^\"]+)\"")
                .matcher(html);
        while (file.find()) files.add(file.group(1));
        assertThat(files).hasSize(3);
        int transferred = page.length;
        for (String asset : files) transferred += reader.raw(asset, "gzip").length;
        assertThat(transferred).isLessThanOrEqualTo(MOST);
    }

    @Test
    void who_takes_nothing_compressed_gets_it_plain() {
        studio.waiting("acme-corp", "Hello");
        reader.unlock(studio);
        for (String encoding : List.of("", "identity", "br", "gzip;q=0", "deflate"))
            assertThat(new String(reader.raw("/posts", encoding), StandardCharsets.UTF_8))
                    .as(encoding)
                    .startsWith("<!DOCTYPE html>");
        for (String encoding : List.of("gzip", "GZIP", "br;q=1.0, gzip;q=0.8", "deflate,gzip"))
            assertThat(reader.raw("/posts", encoding)).as(encoding).startsWith(0x1F, 0x8B);
    }

    @Test
    void S_44_the_pages_token_looks_different_in_each_answer_and_is_the_same() {
        var post = studio.waiting("acme-corp", "Hello");
        var first = reader.unlock(studio);
        var second = reader.get("/posts");
        assertThat(FormsPageTest.csrf(first)).isNotEqualTo(FormsPageTest.csrf(second));
        for (var page : List.of(first, second)) {
            var form = Reader.talk(reader.get("/posts/" + post.id()), "name=\"text\"");
            form.removeIf(field -> field.getKey().equals("csrf"));
            form.addAll(Reader.fields("csrf", FormsPageTest.csrf(page), "text", "Hi"));
            assertThat(reader.post("/posts/" + post.id() + "/comments", form).status())
                    .isEqualTo(200);
        }
    }
}
