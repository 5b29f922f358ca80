package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StartPageTest {
    private final RunningDemo demo = RunningDemo.shared();

    @Test
    void it_names_every_user_and_no_secret() {
        Answer page = Caller.send(
                        HttpRequest.newBuilder(URI.create(demo.url() + "/")).build())
                .is(200);

        for (DemoUser user : DemoUser.ALL) assertThat(page.body()).contains("<code>" + user.id() + "</code>");
        assertThat(page.body()).doesNotContain(demo.link().secret(), demo.link().password());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Chromium.Device.class)
    void everybody_can_read_it_and_it_loads_nothing_from_elsewhere(Chromium.Device device) {
        try (ReviewPage page = ReviewPage.open(demo, device, true, demo.url() + "/")) {
            page.isAccessible().fits().shot("start");
            assertThat(page.text()).contains(demo.url() + "/approval/api/acme");
            page.nothingHappened();
        }
    }
}
