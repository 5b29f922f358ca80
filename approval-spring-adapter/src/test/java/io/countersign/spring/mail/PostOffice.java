package io.countersign.spring.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A real SMTP server on the loopback interface, and what it received. */
final class PostOffice implements AutoCloseable {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /** A mail as its reader sees it. */
    record Received(MimeMessage message, String text, String html) {
        String header(String name) throws MessagingException {
            return String.join("\n", message.getHeader(name));
        }
    }

    PostOffice() {
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    JavaMailSenderImpl sender() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port());
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "10000");
        return sender;
    }

    List<Received> received() throws MessagingException, IOException {
        List<Received> all = new ArrayList<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            List<BodyPart> parts = new ArrayList<>();
            flatten((MimeMultipart) message.getContent(), parts);
            all.add(new Received(message, part(parts, "text/plain"), part(parts, "text/html")));
        }
        return all;
    }

    private static void flatten(MimeMultipart multipart, List<BodyPart> into) throws MessagingException, IOException {
        for (int i = 0; i < multipart.getCount(); i++) {
            BodyPart part = multipart.getBodyPart(i);
            if (part.getContent() instanceof MimeMultipart nested) flatten(nested, into);
            else into.add(part);
        }
    }

    private static String part(List<BodyPart> parts, String type) throws MessagingException, IOException {
        for (BodyPart part : parts)
            if (part.isMimeType(type)) return ((String) part.getContent()).replace("\r\n", "\n");
        throw new AssertionError("There is no part of type " + type);
    }

    @Override
    public void close() {
        server.stop();
    }
}
