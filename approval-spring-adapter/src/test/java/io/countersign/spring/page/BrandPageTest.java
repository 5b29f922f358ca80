package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where the host shows its own face. */
@TestPropertySource(
        properties = {
            "approval.page.name=Postkontor & <script>alert(1)</script>",
            "approval.page.logo=classpath:/brand/logo.svg",
            "approval.page.dark-logo=https://cdn.example/dark.png",
            "approval.page.icon=classpath:/brand/icon.svg",
            "approval.page.stylesheet=classpath:/brand/styles.css",
            "approval.page.imprint-url=https://postkontor.example/imprint",
            "approval.page.privacy-url=/privacy",
            "approval.page.languages=de,en",
            "approval.page.colors.accent=#802050"
        })
class BrandPageTest extends PageTest {
    private static final String ASSETS = "/approval/review/assets/";

    @Test
    void the_platform_is_named_and_the_workspace_is_not_before_unlock() {
        var door = reader.get("/x");
        assertThat(door.text()).contains("Postkontor", "Impressum", "Datenschutz");
        assertThat(door.body())
                .contains(
                        "<title>Postkontor &amp; &lt;script&gt;alert(1)&lt;/script&gt;</title>",
                        "href=\"https://postkontor.example/imprint\"",
                        "href=\"/privacy\"")
                .doesNotContain(studio.workspace.value(), "<script>alert");
    }

    @Test
    void S_46_a_picture_of_another_host_is_loaded_after_unlock_only() {
        assertThat(reader.get("/x").body()).doesNotContain("cdn.example").contains(ASSETS + "logo-");
        assertThat(reader.unlock(studio).body()).contains("srcset=\"https://cdn.example/dark.png\"");
    }

    @Test
    void S_45_files_of_the_host_are_served_by_the_page_under_their_hash_and_kept_for_ever() {
        String page = reader.get("/x").body();
        assertServed(page, "logo-[0-9a-f]{12}\\.svg", "image/svg+xml");
        assertServed(page, "icon-[0-9a-f]{12}\\.svg", "image/svg+xml");
        assertServed(page, "stylesheet-[0-9a-f]{12}\\.css", "text/css");
        assertThat(page).doesNotContain("style=", "<style");
    }

    @Test
    void colours_come_in_a_stylesheet_with_a_hash_of_its_own() {
        String page = reader.get("/x").body();
        String address = address(page, "review-[0-9a-f]{12}\\.css");
        assertThat(address).doesNotContain(PageAssets.own("review.css").hashedName());
        assertThat(reader.get(address).body()).contains(":root{--go:#802050;--go-ink:#ffffff;");
    }

    @Test
    void the_hosts_languages_are_offered_in_its_order() {
        assertThat(reader.get("/x").body()).contains("<html lang=\"de\"").doesNotContain("lang=\"ar\"");
    }

    private void assertServed(String page, String name, String type) {
        var answer = reader.get(address(page, name));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(type);
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    private static String address(String page, String name) {
        Matcher found = Pattern.compile(ASSETS + name).matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return found.group();
    }
}
