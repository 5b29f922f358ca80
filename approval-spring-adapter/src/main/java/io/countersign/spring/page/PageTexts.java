package io.countersign.spring.page;

import java.text.Bidi;
import java.text.NumberFormat;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Every word of the page that is not content, in one language: the host's message source first, under {@code approval.page.},
 * then ours. A text may hold {@code {0}}, {@code {1}}; a text that counts has one entry for each plural form that its language
 * has, such as {@code list.waiting.one} and {@code list.waiting.other}.
 */
public final class PageTexts {
    /** The languages that come with the page. */
    public static final List<Locale> OURS = List.of(
            Locale.ENGLISH,
            Locale.GERMAN,
            Locale.forLanguageTag("es"),
            Locale.FRENCH,
            Locale.forLanguageTag("ar"),
            Locale.JAPANESE);

    private static final String BUNDLE = "io.countersign.spring.page.texts";
    private static final String HOSTS = "approval.page.";
    private static final String FOR_SCRIPT = "js.";
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    private final Locale locale;
    private final Map<String, String> all;
    private final Map<String, String> forScript;

    private PageTexts(Locale locale, Map<String, String> all) {
        this.locale = locale;
        this.all = Collections.unmodifiableMap(all);
        this.forScript = Collections.unmodifiableMap(forScript(all));
    }

    /** The texts in English. */
    public static PageTexts english() {
        return in(Locale.ENGLISH, null);
    }

    /**
     * The texts in a language that comes with the page or that the host has words in; what it leaves out is in English.
     *
     * @param hosts the host's words; null for none
     * @throws IllegalArgumentException where neither of the two is
     */
    public static PageTexts in(Locale locale, @Nullable MessageSource hosts) {
        Locale ours = Locale.forLanguageTag(locale.getLanguage());
        boolean hostsOwn = hosts != null && hosts.getMessage(HOSTS + "dir", null, null, locale) != null;
        if (!OURS.contains(ours) && !hostsOwn)
            throw new IllegalArgumentException(
                    "The reviewer page has no texts in '%s': give it the host's own by a message source, beginning with approval.page.dir, or offer %s"
                            .formatted(locale.toLanguageTag(), OURS));
        Locale bundle = OURS.contains(ours) && !ours.equals(Locale.ENGLISH) ? ours : Locale.ROOT;
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, bundle, PageTexts.class.getClassLoader());
        Map<String, String> all = new TreeMap<>();
        for (String key : texts.keySet()) all.put(key, texts.getString(key));
        if (hosts != null)
            for (String key : keys(texts)) put(all, key, hosts.getMessage(HOSTS + key, null, null, locale));
        return new PageTexts(locale, all);
    }

    /** The language the texts are in. */
    public Locale locale() {
        return locale;
    }

    /** The value of the attribute {@code lang}. */
    public String lang() {
        return locale.toLanguageTag();
    }

    /** The value of the attribute {@code dir}. */
    public String dir() {
        return get("dir");
    }

    /** What the language calls itself. */
    public String name() {
        String name = locale.getDisplayName(locale);
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first).toUpperCase(locale) + name.substring(first);
    }

    /** One text, with its arguments put in. */
    public String get(String key, Object... arguments) {
        String text = all.get(key);
        if (text == null) throw new MissingResourceException("The reviewer page has no text " + key, BUNDLE, key);
        return fill(text, arguments);
    }

    /** One text that depends on a number, which is also its argument {@code {0}}. */
    public String count(String key, int number) {
        String fitting = key + "." + Plurals.category(locale, number);
        return get(all.containsKey(fitting) ? fitting : key + ".other", number);
    }

    /** A number as people write it, in the digits that the page has everywhere. */
    public String number(int number) {
        Locale latin = new Locale.Builder()
                .setLocale(locale)
                .setUnicodeLocaleKeyword("nu", "latn")
                .build();
        return NumberFormat.getIntegerInstance(latin).format(number);
    }

    /** The text of a code such as {@code status.IN_REVIEW}, or the code itself where a host added one. */
    public String code(String prefix, String code) {
        return all.getOrDefault(prefix + "." + code, code);
    }

    /** The texts that the script puts in, without the prefix they have in the bundle. */
    public Map<String, String> forScript() {
        return forScript;
    }

    /** Ours, and the plural forms that a language of the host's may have besides. */
    private static Set<String> keys(ResourceBundle texts) {
        Set<String> keys = new TreeSet<>(texts.keySet());
        for (String key : texts.keySet())
            if (key.endsWith(".other"))
                for (String form : Plurals.FORMS) keys.add(key.substring(0, key.length() - "other".length()) + form);
        return keys;
    }

    private static void put(Map<String, String> all, String key, @Nullable String text) {
        if (text != null) all.put(key, text);
    }

    private static Map<String, String> forScript(Map<String, String> all) {
        Map<String, String> texts = new TreeMap<>();
        all.forEach((key, text) -> {
            if (key.startsWith(FOR_SCRIPT)) texts.put(key.substring(FOR_SCRIPT.length()), text);
            else if (key.startsWith("status.")) texts.put(key, text);
        });
        return texts;
    }

    /** What people wrote keeps its own direction and turns nothing around it. */
    private Object isolated(Object argument) {
        if (!(argument instanceof String text)) return argument;
        boolean mixed = dir().equals("rtl") || Bidi.requiresBidi(text.toCharArray(), 0, text.length());
        return mixed ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text;
    }

    private String fill(String text, Object... arguments) {
        if (arguments.length == 0) return text;
        StringBuilder filled = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean hole = c == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}';
            int index = hole ? text.charAt(at + 1) - '0' : -1;
            if (index >= 0 && index < arguments.length) {
                filled.append(isolated(arguments[index]));
                at += 2;
            } else filled.append(c);
        }
        return filled.toString();
    }
}
