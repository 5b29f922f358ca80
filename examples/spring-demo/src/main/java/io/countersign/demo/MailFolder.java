package io.countersign.demo;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Puts mails into a folder, a file each that every mail program opens, where a real host has a server. */
@Component
final class MailFolder extends JavaMailSenderImpl {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path folder;

    MailFolder(@Value("${countersign.demo.folder}") Path folder) {
        this.folder = folder.resolve("mail");
    }

    @Override
    protected Transport getTransport(Session session) {
        return new FolderTransport(session);
    }

    private final class FolderTransport extends Transport {
        FolderTransport(Session session) {
            super(session, new URLName("folder", null, -1, null, null, null));
        }

        @Override
        protected boolean protocolConnect(String host, int port, String user, String password) {
            return true;
        }

        @Override
        public void sendMessage(Message message, Address[] to) throws MessagingException {
            String addressee = to[0].toString().replaceAll("[^A-Za-z0-9@.-]+", "-");
            String name = TIME.format(InstantSource.system().instant()) + "-"
                    + addressee.substring(Math.max(0, addressee.length() - 60)) + ".eml";
            try {
                write(message, name);
            } catch (IOException unwritable) {
                throw new MessagingException("The mail could not be put into " + folder, unwritable);
            }
        }

        /** Under its name once it is whole. */
        private void write(Message message, String name) throws IOException, MessagingException {
            Files.createDirectories(folder);
            Path whole = Files.createTempFile(folder, "mail", ".part");
            try (OutputStream out = Files.newOutputStream(whole)) {
                message.writeTo(out);
            }
            Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
