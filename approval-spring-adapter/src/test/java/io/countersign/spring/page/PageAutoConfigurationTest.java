package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.spring.ApprovalAutoConfiguration;
import io.countersign.spring.web.ApprovalWebAutoConfiguration;
import io.countersign.store.ApprovalStore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PageAutoConfigurationTest {
    private final WebApplicationContextRunner host = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ApprovalPageAutoConfiguration.class,
                    ApprovalWebAutoConfiguration.class,
                    ApprovalAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class))
            .withBean(ApprovalStore.class, InMemoryApprovalStore::new)
            .withPropertyValues(
                    "approval.web.base-url=https://host.example", "approval.web.media-hosts=https://cdn.example");

    @Test
    void the_page_can_be_left_out_and_the_review_api_stays() {
        host.run(context -> assertThat(context).hasNotFailed().hasSingleBean(DoorPageController.class));
        host.withPropertyValues("approval.page.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(DoorPageController.class)
                        .doesNotHaveBean(AssetsPageController.class)
                        .hasBean("approvalReviewPostController"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "logo=https://elsewhere.example/logo.png | add its origin to approval.web.media-hosts",
                "logo=classpath:/brand/none.svg | cannot be read",
                "logo=classpath:/brand/styles.css | must end with one of",
                "stylesheet=classpath:/brand/logo.svg | must end with one of",
                "icon=classpath:/brand/icon | must end with one of",
                "colors.accent=red;} | approval.page.colors.accent",
                "dark-colors.text=#12 | approval.page.dark-colors.text",
                "languages= | approval.page.languages is empty",
                "languages=en,nl | no texts in 'nl'",
                "templates=com.example.nothing | holds none of the page's templates"
            })
    void what_cannot_be_shown_stops_the_start_and_says_why(String property, String why) {
        host.withPropertyValues("approval.page." + property)
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(why));
    }

    @Test
    void colours_that_people_could_not_read_are_told_at_start(CapturedOutput output) {
        host.withPropertyValues("approval.page.colors.accent=#ffcc00")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output.getAll())
                .contains("approval.page.colors.accent #ffcc00 on surface #ffffff has a contrast of 1.5:1");
    }
}
