package io.countersign.spring.text;

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
 * Words in one language: the host's message source first, then ours. A text may hold {@code {0}}, {@code {1}}; one that
 * counts has an entry for one, {@code .one}, and one for all others, {@code .other}.
 */
public final class Words {
    /**
     * Where words come from.
     *
     * @param bundle ours
     * @param prefix of the host's, such as {@code approval.mail.}
     * @param first the word that a language of the host's own begins with
     */
    public record Source(String bundle, String prefix, String first) {}

    private static final List<Locale> OURS = List.of(
            Locale.ENGLISH,
            Locale.GERMAN,
            Locale.FRENCH,
            Locale.JAPANESE,
            Locale.forLanguageTag("es"),
            Locale.forLanguageTag("ar"));

    private final String prefix;
    private final @Nullable MessageSource hosts;
    private final Locale locale;
    private final ResourceBundle ours;

    private Words(String prefix, @Nullable MessageSource hosts, Locale locale, ResourceBundle ours) {
        this.prefix = prefix;
        this.hosts = hosts;
        this.locale = locale;
        this.ours = ours;
    }

    /** In this language, or in English where neither the host nor we have it. */
    public static Words in(Locale wanted, Source source, @Nullable MessageSource hosts) {
        boolean hostsOwn =
                hosts != null && hosts.getMessage(source.prefix() + source.first(), null, null, wanted) != null;
        Locale.LanguageRange range =
                new Locale.LanguageRange(wanted.getLanguage().isEmpty() ? "en" : wanted.toLanguageTag());
        Locale found = Locale.lookup(List.of(range), OURS);
        Locale known = found == null ? Locale.ENGLISH : found;
        Locale bundle = known.equals(Locale.ENGLISH) ? Locale.ROOT : known;
        return new Words(
                source.prefix(),
                hosts,
                found != null || hostsOwn ? wanted : Locale.ENGLISH,
                ResourceBundle.getBundle(source.bundle(), bundle, Words.class.getClassLoader()));
    }

    /** The language's tag, such as {@code de-AT}. */
    public String lang() {
        return locale.toLanguageTag();
    }

    /** One text, with its arguments put in. */
    public String get(String key, Object... arguments) {
        String theirs = hosts == null ? null : hosts.getMessage(prefix + key, null, null, locale);
        return fill(theirs == null ? ours.getString(key) : theirs, arguments);
    }

    /** A text that depends on a number, which is its argument {@code {0}}; others follow. */
    public String count(String key, int number, Object... others) {
        Object[] all = new Object[others.length + 1];
        all[0] = number;
        System.arraycopy(others, 0, all, 1, others.length);
        return get(key + (number == 1 ? ".one" : ".other"), all);
    }

    /** A time as people there write it. */
    public String time(Instant at, ZoneId zone) {
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
