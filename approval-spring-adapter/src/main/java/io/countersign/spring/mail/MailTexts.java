package io.countersign.spring.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * The words of mails in one language: the host's message source first, under {@code approval.mail.}, then ours. A text may
 * hold {@code {0}}, {@code {1}}; one that counts has an entry for one, {@code .one}, and one for all others, {@code .other}.
 */
final class MailTexts {
    private static final String BUNDLE = "io.countersign.spring.mail.texts";
    private static final String HOSTS = "approval.mail.";
    private static final List<Locale> OURS = List.of(
            Locale.ENGLISH,
            Locale.GERMAN,
            Locale.FRENCH,
            Locale.JAPANESE,
            Locale.forLanguageTag("es"),
            Locale.forLanguageTag("ar"));

    private final @Nullable MessageSource hosts;
    private final Locale locale;
    private final ResourceBundle ours;

    private MailTexts(@Nullable MessageSource hosts, Locale locale, ResourceBundle ours) {
        this.hosts = hosts;
        this.locale = locale;
        this.ours = ours;
    }

    /** In this language, or in English where neither the host nor we have it. */
    static MailTexts in(Locale wanted, @Nullable MessageSource hosts) {
        boolean hostsOwn = hosts != null && hosts.getMessage(HOSTS + "dir", null, null, wanted) != null;
        Locale.LanguageRange range =
                new Locale.LanguageRange(wanted.getLanguage().isEmpty() ? "en" : wanted.toLanguageTag());
        Locale found = Locale.lookup(List.of(range), OURS);
        Locale known = found == null ? Locale.ENGLISH : found;
        Locale bundle = known.equals(Locale.ENGLISH) ? Locale.ROOT : known;
        return new MailTexts(
                hosts,
                found != null || hostsOwn ? wanted : Locale.ENGLISH,
                ResourceBundle.getBundle(BUNDLE, bundle, MailTexts.class.getClassLoader()));
    }

    String lang() {
        return locale.toLanguageTag();
    }

    String get(String key, Object... arguments) {
        String theirs = hosts == null ? null : hosts.getMessage(HOSTS + key, null, null, locale);
        return fill(theirs == null ? ours.getString(key) : theirs, arguments);
    }

    /** A text that depends on a number, which is its argument {@code {0}}; others follow. */
    String count(String key, int number, Object... others) {
        Object[] all = new Object[others.length + 1];
        all[0] = number;
        System.arraycopy(others, 0, all, 1, others.length);
        return get(key + (number == 1 ? ".one" : ".other"), all);
    }

    String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZone(zone));
    }

    private static String fill(String text, Object... arguments) {
        StringBuilder filled = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            boolean hole = text.charAt(at) == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}';
            int index = hole ? text.charAt(at + 1) - '0' : -1;
            if (index >= 0 && index < arguments.length) {
                filled.append(arguments[index]);
                at += 2;
            } else filled.append(text.charAt(at));
        }
        return filled.toString();
    }
}
