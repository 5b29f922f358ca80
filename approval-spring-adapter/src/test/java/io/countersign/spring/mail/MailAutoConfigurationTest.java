package io.countersign.spring.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Approvals;
import io.countersign.notice.Notifier;
import io.countersign.spring.ApprovalAutoConfiguration;
import io.countersign.spring.ApprovalStoreAutoConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSender;

@ExtendWith(OutputCaptureExtension.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MailAutoConfigurationTest {
    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ApprovalAutoConfiguration.class,
                    ApprovalMailAutoConfiguration.class,
                    ApprovalStoreAutoConfiguration.class,
                    MailSenderAutoConfiguration.class,
                    DataSourceAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    private final ApplicationContextRunner host =
            bare.withPropertyValues("spring.mail.host=localhost", "approval.mail.from=approvals@acme.example");

    @Test
    void a_host_that_sends_mail_and_says_from_whom_tells_people_by_mail(CapturedOutput output) {
        host.run(context -> {
            assertThat(context.getBean(Notifier.class)).isInstanceOf(MailNotifier.class);
            assertThat(context.getBean(Approvals.class).notices().tells()).isTrue();
            assertThat(output).contains("spring.mail.properties.mail.smtp.timeout");
        });
    }

    @Test
    void a_host_whose_mail_has_time_limits_is_not_warned(CapturedOutput output) {
        host.withPropertyValues("spring.mail.properties.mail.smtp.timeout=5000")
                .run(context -> assertThat(output).doesNotContain("keeps all further letters waiting"));
    }

    @Test
    void without_a_sender_an_address_or_the_library_nobody_is_told() {
        for (ApplicationContextRunner none : new ApplicationContextRunner[] {
            host.withPropertyValues("approval.mail.enabled=false"),
            bare.withPropertyValues("approval.mail.from=approvals@acme.example"),
            bare.withPropertyValues("spring.mail.host=localhost"),
            host.withClassLoader(new FilteredClassLoader("org.springframework.mail", "jakarta.mail"))
        })
            none.run(context -> {
                assertThat(context).hasNotFailed().doesNotHaveBean(Notifier.class);
                assertThat(context.getBean(Approvals.class).notices().tells()).isFalse();
            });
    }

    @Test
    void the_hosts_notifier_and_writer_come_first() {
        Notifier chat = letter -> {};
        LetterWriter own = letter -> new Mail("", "", "");
        host.withBean(Notifier.class, () -> chat)
                .run(context -> assertThat(context.getBean(Notifier.class)).isSameAs(chat));
        host.withBean(LetterWriter.class, () -> own)
                .run(context -> assertThat(context.getBean(LetterWriter.class)).isSameAs(own));
    }

    @Test
    void times_are_set_by_properties_and_half_a_quiet_is_refused() {
        host.withPropertyValues(
                        "approval.notice.window=1m",
                        "approval.notice.quiet-from=22:00",
                        "approval.notice.quiet-until=07:30",
                        "approval.notice.default-zone=Asia/Tokyo",
                        "approval.notice.default-language=de")
                .run(context -> assertThat(context).hasNotFailed());
        host.withPropertyValues("approval.notice.quiet-from=22:00")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("quiet-until"));
        host.withPropertyValues("approval.mail.post-url=javascript:alert(1)")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("post-url"));
    }

    @Test
    void a_senders_address_that_is_none_stops_the_start() {
        host.withPropertyValues("approval.mail.from=nobody")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("Missing final"));
    }

    @Test
    void the_sender_is_the_hosts() {
        host.run(context -> assertThat(context).hasSingleBean(JavaMailSender.class));
    }
}
