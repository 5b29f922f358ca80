package io.countersign.spring.page;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/**
 * Every word of the page that is not content, from the bundle {@code texts}. A text may hold {@code {0}}, {@code {1}};
 * a text that counts has one entry a plural category, such as {@code chosen.one} and {@code chosen.other}.
 */
public final class PageTexts {

    private static final String BUNDLE = "io.countersign.spring.page.texts";
    private static final String FOR_SCRIPT = "js.";

    private final Locale locale;
    private final ResourceBundle bundle;

    private PageTexts(Locale locale, ResourceBundle bundle) {
        this.locale = locale;
        this.bundle = bundle;
    }

    /** The texts in English. */
    public static PageTexts english() {
        return new PageTexts(
                Locale.ENGLISH, ResourceBundle.getBundle(BUNDLE, Locale.ROOT, PageTexts.class.getClassLoader()));
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

    /** One text, with its arguments put in. */
    public String get(String key, Object... arguments) {
        return fill(bundle.getString(key), arguments);
    }

    /** One text that depends on a number, which is also its argument {@code {0}}. */
    public String count(String key, int number) {
        return get(key + (number == 1 ? ".one" : ".other"), number);
    }

    /** The text of a code such as {@code status.IN_REVIEW}, or the code itself where a host added one. */
    public String code(String prefix, String code) {
        var key = prefix + "." + code;
        return bundle.containsKey(key) ? bundle.getString(key) : code;
    }

    /** The texts that the script puts in, without the prefix they have in the bundle. */
    public Map<String, String> forScript() {
        var texts = new TreeMap<String, String>();
        for (var key : bundle.keySet()) {
            if (key.startsWith(FOR_SCRIPT)) {
                texts.put(key.substring(FOR_SCRIPT.length()), bundle.getString(key));
            } else if (key.startsWith("status.")) {
                texts.put(key, bundle.getString(key));
            }
        }
        return texts;
    }

    private static String fill(String text, Object... arguments) {
        if (arguments.length == 0) {
            return text;
        }
        var filled = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean hole = c == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}';
            int index = hole ? text.charAt(at + 1) - '0' : -1;
            if (index >= 0 && index < arguments.length) {
                filled.append(arguments[index]);
                at += 2;
            } else {
                filled.append(c);
            }
        }
        return filled.toString();
    }
}
