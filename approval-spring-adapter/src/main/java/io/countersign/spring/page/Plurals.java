package io.countersign.spring.page;

import java.util.List;
import java.util.Locale;

/** Which form of a text goes with a number, by the plural rules of Unicode's CLDR for whole numbers. */
final class Plurals {
    /** All that there are. */
    static final List<String> FORMS = List.of("zero", "one", "two", "few", "many", "other");

    private Plurals() {}

    /** One of {@link #FORMS}; a language without rules here is taken for one like English. */
    static String category(Locale locale, int number) {
        return switch (locale.getLanguage()) {
            case "ja", "zh", "ko", "th", "vi", "id", "ms" -> "other";
            case "fr", "pt" -> number == 0 || number == 1 ? "one" : "other";
            case "ru", "uk" -> eastSlavic(number);
            case "pl" -> polish(number);
            case "cs", "sk" -> number == 1 ? "one" : number >= 2 && number <= 4 ? "few" : "other";
            case "ar" -> arabic(number);
            default -> number == 1 ? "one" : "other";
        };
    }

    private static String arabic(int number) {
        int rest = number % 100;
        if (number == 0) return "zero";
        if (number == 1) return "one";
        if (number == 2) return "two";
        if (rest >= 3 && rest <= 10) return "few";
        return rest >= 11 ? "many" : "other";
    }

    private static String eastSlavic(int number) {
        if (number % 10 == 1 && number % 100 != 11) return "one";
        return few(number) ? "few" : "many";
    }

    private static String polish(int number) {
        if (number == 1) return "one";
        return few(number) ? "few" : "many";
    }

    private static boolean few(int number) {
        int last = number % 10;
        int rest = number % 100;
        return last >= 2 && last <= 4 && (rest < 12 || rest > 14);
    }
}
