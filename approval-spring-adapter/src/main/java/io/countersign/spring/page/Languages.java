package io.countersign.spring.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * The languages that the host offers, and which of them a request is answered in: the one that its address names, else the one
 * that the browser likes best, else the first. Nothing of it is kept, so reading changes nothing.
 */
final class Languages {
    /** Longer than any browser's; who sends more gets the first language. */
    private static final int LONGEST_WISH = 500;

    private final Map<String, PageTexts> offered = new LinkedHashMap<>();
    private final List<Locale> locales;
    private final PageTexts first;

    /**
     * @param locales offered, the standard one first
     * @param hosts the host's words; null for none
     */
    Languages(List<Locale> locales, @Nullable MessageSource hosts) {
        if (locales.isEmpty())
            throw new IllegalArgumentException(
                    "approval.page.languages is empty: name one language at least, such as en");
        for (Locale locale : locales) offered.put(locale.toLanguageTag(), PageTexts.in(locale, hosts));
        this.locales = List.copyOf(locales);
        this.first = offered.values().iterator().next();
    }

    /** All of them, in the host's order. */
    Collection<PageTexts> offered() {
        return offered.values();
    }

    /** The one for this request. */
    Language of(HttpServletRequest request) {
        PageTexts chosen = offered.get(named(request.getQueryString()));
        if (chosen != null) return new Language(chosen, true);
        PageTexts wished = wished(request.getHeader("Accept-Language"));
        return new Language(wished == null ? first : wished, false);
    }

    /** Of the address alone: asking for parameters would read a form's body. */
    private static String named(@Nullable String query) {
        if (query == null) return "";
        String name = Language.PARAMETER + "=";
        for (String pair : query.split("&")) if (pair.startsWith(name)) return pair.substring(name.length());
        return "";
    }

    private @Nullable PageTexts wished(@Nullable String accepted) {
        if (accepted == null || accepted.isBlank() || accepted.length() > LONGEST_WISH) return null;
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(accepted), locales);
            return found == null ? null : offered.get(found.toLanguageTag());
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
