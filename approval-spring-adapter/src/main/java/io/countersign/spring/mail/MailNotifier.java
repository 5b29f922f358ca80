package io.countersign.spring.mail;

import io.countersign.notice.Letter;
import io.countersign.notice.Notifier;
import io.countersign.spring.text.Clean;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends letters as mails of text and HTML; whoever has no address gets none. */
final class MailNotifier implements Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(MailNotifier.class);
    private static final int MOST_OF_SUBJECT = 200;

    private final JavaMailSender sender;
    private final LetterWriter writer;
    private final InternetAddress from;

    /**
     * Sends from this address.
     *
     * @throws IllegalArgumentException where it is none
     */
    MailNotifier(JavaMailSender sender, LetterWriter writer, String from) {
        this.sender = sender;
        this.writer = writer;
        try {
            this.from = new InternetAddress(from, true);
        } catch (AddressException malformed) {
            throw new IllegalArgumentException(
                    "approval.mail.from must be an address such as approvals@platform.example, and is '%s'"
                            .formatted(from),
                    malformed);
        }
    }

    @Override
    public void send(Letter letter) throws Exception {
        String email = letter.to().email();
        if (email == null || email.isBlank()) {
            LOG.debug("{} of workspace {} has no address", letter.to().person(), letter.workspace());
            return;
        }
        InternetAddress to;
        try {
            to = new InternetAddress(email.strip(), true);
        } catch (AddressException malformed) {
            // It does not get better by being tried again.
            LOG.warn(
                    "The address of {} of workspace {} is malformed",
                    letter.to().person(),
                    letter.workspace());
            return;
        }
        to.setPersonal(Clean.line(letter.to().name()), StandardCharsets.UTF_8.name());
        sender.send(message(letter, to, writer.write(letter)));
    }

    private MimeMessage message(Letter letter, InternetAddress to, Mail mail)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(
                message, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(to);
        helper.setSubject(Clean.line(mail.subject(), MOST_OF_SUBJECT));
        helper.setText(mail.text(), mail.html());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", letter.to().language().toLanguageTag());
        // The same again, after a crash, can be told by it.
        message.setHeader("Message-ID", "<%s@%s>".formatted(letter.id(), domain()));
        return message;
    }

    private String domain() {
        return from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    }
}
