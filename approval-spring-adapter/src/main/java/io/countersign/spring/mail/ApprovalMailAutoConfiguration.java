package io.countersign.spring.mail;

import io.countersign.notice.Notifier;
import io.countersign.spring.ApprovalAutoConfiguration;
import io.countersign.spring.ApprovalProperties;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Letters by mail, where the host sends mail and said from which address; nothing of it where the host has a notifier. */
@AutoConfiguration(
        before = ApprovalAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration",
            "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration"
        })
@ConditionalOnClass(JavaMailSender.class)
@ConditionalOnProperty(
        name = {"approval.enabled", "approval.mail.enabled"},
        matchIfMissing = true)
@ConditionalOnProperty("approval.mail.from")
@ConditionalOnBean(JavaMailSender.class)
@ConditionalOnMissingBean(Notifier.class)
@EnableConfigurationProperties(ApprovalProperties.class)
public class ApprovalMailAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ApprovalMailAutoConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    LetterWriter approvalLetterWriter(MessageSource words, ApprovalProperties properties) {
        return new TemplateWriter(words, properties.mail().postUrl());
    }

    @Bean
    Notifier approvalMailNotifier(JavaMailSender sender, LetterWriter writer, ApprovalProperties properties) {
        if (sender.getClass() == JavaMailSenderImpl.class && waitsForEver((JavaMailSenderImpl) sender))
            LOG.warn(
                    "A mail server that does not answer keeps all further letters waiting: set"
                            + " spring.mail.properties.mail.smtp.timeout, connectiontimeout and writetimeout, each in milliseconds.");
        return new MailNotifier(
                sender, writer, Objects.requireNonNull(properties.mail().from()));
    }

    private static boolean waitsForEver(JavaMailSenderImpl sender) {
        String protocol = Objects.requireNonNullElse(sender.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL);
        return sender.getJavaMailProperties().getProperty("mail." + protocol + ".timeout") == null;
    }
}
