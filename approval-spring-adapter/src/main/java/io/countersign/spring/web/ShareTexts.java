package io.countersign.spring.web;

import io.countersign.IssuedLink;
import io.countersign.canonical.Secret;
import io.countersign.identity.Directory;
import io.countersign.spring.text.Clean;
import io.countersign.spring.text.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;

/**
 * The texts by which a link is handed over, in the host's words or ours. The password stands in a text of its own, to be
 * sent another way: what writes of the link never gets the password, and what writes of the password never gets the link, so
 * that no wording can bring them together (S-29).
 */
final class ShareTexts {
    private static final Logger LOG = LoggerFactory.getLogger(ShareTexts.class);
    private static final Words.Source WORDS =
            new Words.Source("io.countersign.spring.web.share", "approval.share.", "text");

    private final Directory directory;
    private final MessageSource hosts;
    private final ZoneId zone;

    /**
     * @param hosts the host's words
     * @param zone by which the end of a link is told
     */
    ShareTexts(Directory directory, MessageSource hosts, ZoneId zone) {
        this.directory = directory;
        this.hosts = hosts;
        this.zone = zone;
    }

    /**
     * The texts in this language, or in English where nobody has it.
     *
     * @param password generated or chosen
     */
    Map<String, @Nullable String> of(IssuedLink issued, Secret password, Locale language) {
        Words words = Words.in(language, WORDS, hosts);
        String sender = sender(issued);
        Message message = message(issued, sender, words);
        String subject = words.get("subject", sender);
        Map<String, @Nullable String> share = new LinkedHashMap<>();
        share.put("subject", subject);
        share.put("text", message.plain());
        share.put("mailto", mailto(issued.approver().email(), subject, message.plain()));
        share.put("whatsapp", "https://wa.me/?text=" + encoded(message.plain()));
        share.put("slack", message.mrkdwn());
        share.put("passwordText", words.get("password", sender, password.reveal()));
        share.put("language", words.lang());
        return share;
    }

    private record Message(String plain, String mrkdwn) {}

    private Message message(IssuedLink issued, String sender, Words words) {
        String name = Clean.line(issued.approver().nameOrId());
        String url = issued.url().reveal();
        String end = words.time(issued.link().expiresAt(), zone);
        String plain = words.get("text", name, sender, url, end, zone.getId());
        return new Message(plain, mrkdwn(plain).replace(mrkdwn(url), "<" + mrkdwn(url) + ">"));
    }

    /** Who made the link is known before the host's directory is asked how they are called, so the link is never lost by it. */
    private String sender(IssuedLink issued) {
        String user = issued.link().createdBy();
        try {
            return Clean.line(directory.nameOf(issued.link().workspace(), user).orElse(user));
        } catch (RuntimeException unreachable) {
            LOG.warn("The directory does not tell how {} is called: {}", user, unreachable.toString());
            return Clean.line(user);
        }
    }

    /** RFC 6068: lines end with CR LF, and everything but letters, digits and the address's own "@" is encoded. */
    private static String mailto(@Nullable String email, String subject, String text) {
        String to = "";
        if (email != null) {
            int at = email.lastIndexOf('@');
            to = encoded(email.substring(0, at)) + "@" + encoded(email.substring(at + 1));
        }
        return "mailto:%s?subject=%s&body=%s".formatted(to, encoded(subject), encoded(text.replace("\n", "\r\n")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without what Slack would take for its own marks; a link it takes from between angle brackets. */
    private static String mrkdwn(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
