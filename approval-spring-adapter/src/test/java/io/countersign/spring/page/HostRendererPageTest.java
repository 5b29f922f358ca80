package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Where a bean of the host's writes the door, and leaves everything else to ours. */
@Import(HostRendererPageTest.Doors.class)
class HostRendererPageTest extends PageTest {
    @TestConfiguration
    static class Doors {
        @Bean
        ReviewPageRenderer renderer() {
            ReviewPageRenderer ours = ReviewPageRenderer.standard();
            return (page, out) -> {
                if (page instanceof UnlockView door)
                    out.write(("<title>Our own door, " + door.frame().texts().lang() + "</title>")
                            .getBytes(StandardCharsets.UTF_8));
                else ours.render(page, out);
            };
        }
    }

    @Test
    void the_host_writes_the_door_and_the_library_the_rest() {
        studio.waiting("acme-corp", "Hello");
        var door = reader.get("/x?lang=fr");
        assertThat(door.body()).isEqualTo("<title>Our own door, fr</title>");
        assertThat(door.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(reader.unlock(studio).text()).contains("1 post waits for you");
    }
}
