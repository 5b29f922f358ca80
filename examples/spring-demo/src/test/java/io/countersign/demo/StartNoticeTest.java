package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StartNoticeTest {
    private final RunningDemo demo = RunningDemo.shared();

    @Test
    void it_is_all_that_is_printed_and_fits_on_a_screen() {
        List<String> lines = demo.notice().lines().toList();

        assertThat(lines).hasSizeLessThan(24);
        assertThat(demo.notice())
                .startsWith("\nCountersign is running: " + demo.url() + "\n")
                .doesNotContain("WARN");
    }

    @Test
    void its_link_and_password_open_the_review_and_every_user_it_names_can_call() {
        demo.guest(demo.link()).get("/api/review/posts").is(200);
        for (DemoUser user : DemoUser.ALL) {
            assertThat(demo.notice()).contains("\n    " + user.id() + " ");
            assertThat(demo.as(user.id())
                            .get("/api/" + user.workspace() + "/posts")
                            .status())
                    .isNotEqualTo(401);
        }
    }

    @Test
    void its_curl_line_works() {
        String path = demo.notice()
                .lines()
                .filter(line -> line.contains("curl"))
                .findFirst()
                .orElseThrow();
        String below = path.substring(path.indexOf("/approval") + "/approval".length(), path.lastIndexOf('\''));

        assertThat(demo.as("mark").get(below).is(200).items("/items")).hasSize(3);
    }
}
