package io.countersign.spring.web;

import io.countersign.IssuedLink;
import io.countersign.canonical.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts by which a link is handed over. The password stands in a text of its own, to be sent another way: link and
 * password never meet in one message (S-29).
 */
final class ShareTexts {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private ShareTexts() {}

    static Map<String, @Nullable String> of(IssuedLink issued, @Nullable Secret password) {
        String workspace = issued.link().workspace().value();
        String subject = "Posts for your review (%s)".formatted(workspace);
        String url = issued.url().reveal();
        String approver = issued.approver().name();
        String until = DAY.format(issued.link().expiresAt().atOffset(ZoneOffset.UTC));
        String text = text(approver, workspace, url, until);
        Map<String, @Nullable String> share = new LinkedHashMap<>();
        share.put("subject", subject);
        share.put("text", text);
        share.put("mailto", mailto(issued.approver().email(), subject, text));
        share.put("whatsapp", "https://wa.me/?text=" + encoded(text));
        share.put("slack", text(mrkdwn(approver), mrkdwn(workspace), "<" + url + ">", until));
        share.put("passwordText", passwordText(workspace, password));
        return share;
    }

    private static String text(String approver, String workspace, String url, String until) {
        return """
                Hello %s,

                posts of %s are waiting for your review:
                %s

                You will be asked for a password, which you get separately. The link works until %s.\
                """.formatted(approver, workspace, url, until);
    }

    private static @Nullable String passwordText(String workspace, @Nullable Secret password) {
        return password == null
                ? null
                : "The password for the review link of %s is: %s".formatted(workspace, password.reveal());
    }

    /** RFC 6068: lines end with CR LF, and everything but letters and digits is encoded. */
    private static String mailto(@Nullable String email, String subject, String text) {
        String to = email == null ? "" : encoded(email).replace("%40", "@");
        return "mailto:%s?subject=%s&body=%s".formatted(to, encoded(subject), encoded(text.replace("\n", "\r\n")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What Slack would take for its own marks. */
    private static String mrkdwn(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
