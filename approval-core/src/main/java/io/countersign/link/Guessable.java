package io.countersign.link;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says why a password of enough characters is guessed all the same (S-18): known by everybody, repeated, a sequence, a walk on
 * the keyboard, or made of words that stand around it. What it says names the kind of weakness and nothing of the password.
 */
final class Guessable {
    /** Fewer different characters are refused. */
    private static final int FEWEST_DIFFERENT = 5;

    /** What is left without all that can be foreseen: the length that no password may have less of (S-16). */
    private static final int LEAST_LEFT = 8;

    /** Characters that may follow a known password without making it another. */
    private static final int TAIL = 4;

    private static final int SHORTEST_WORD = 3;
    private static final Map<Character, Character> LEET =
            Map.of('0', 'o', '1', 'i', '3', 'e', '4', 'a', '5', 's', '7', 't', '@', 'a', '$', 's', '!', 'i');

    private Guessable() {}

    /**
     * The reason, as the end of a sentence about the password; null for a good one.
     *
     * @param normal after NFC
     */
    static @Nullable String reason(String normal, PasswordRules rules) {
        String reduced = reduced(normal);
        String spelled = spelled(reduced);
        long different = reduced.codePoints().distinct().count();
        if (different < FEWEST_DIFFERENT)
            return "has only %d different characters; at least %d are needed".formatted(different, FEWEST_DIFFERENT);
        if (isKnown(reduced) || isKnown(spelled)) return "is one of the passwords that everybody tries first";
        int period = Predictable.period(reduced);
        if (period < reduced.codePointCount(0, reduced.length()) && period < rules.minLength())
            return "repeats the same %d characters".formatted(period);
        if (Predictable.left(reduced) < LEAST_LEFT)
            return "is little more than sequences, such as 'abcd' and '1234', or neighbours on the keyboard, such as 'qwer'";
        return ofWords(reduced, spelled, rules.words());
    }

    private static @Nullable String ofWords(String reduced, String spelled, Map<String, String> context) {
        Map<String, String> words = parts(context);
        List<String> found = new ArrayList<>();
        boolean little =
                left(reduced, words.keySet(), found) < LEAST_LEFT || left(spelled, words.keySet(), found) < LEAST_LEFT;
        if (!little) return null;
        return found.stream()
                .filter(words::containsKey)
                .findFirst()
                .map(word -> "is little more than " + words.get(word))
                .orElse("is made of the words that everybody tries first");
    }

    /** The words, whole and in parts; of two with the same part, it is the shorter one's. */
    private static Map<String, String> parts(Map<String, String> context) {
        Map<String, String> words = new HashMap<>();
        context.keySet().stream()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .forEach(word -> {
                    words.putIfAbsent(reduced(word), context.get(word));
                    for (String part : word.split("[\\s._@-]+")) words.putIfAbsent(reduced(part), context.get(word));
                });
        words.keySet().removeIf(word -> word.length() < SHORTEST_WORD);
        return words;
    }

    /** How many characters are left without these and common words. */
    private static int left(String password, Set<String> context, List<String> found) {
        List<String> words = new ArrayList<>(KnownPasswords.WORDS);
        words.addAll(context);
        words.sort(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        String rest = password;
        for (String word : words) {
            if (!rest.contains(word)) continue;
            found.add(word);
            rest = rest.replace(word, "");
        }
        return Predictable.left(rest.substring(0, rest.offsetByCodePoints(0, Predictable.period(rest))));
    }

    private static boolean isKnown(String password) {
        for (int tail = 0; tail <= TAIL && tail < password.length(); tail++)
            if (KnownPasswords.WHOLE.contains(password.substring(0, password.length() - tail))) return true;
        return false;
    }

    /** Without regard to case, width and what stands between words. */
    private static String reduced(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}._,-]", "");
    }

    /** With letters for the signs that are used in their place. */
    private static String spelled(String reduced) {
        StringBuilder letters = new StringBuilder(reduced.length());
        for (char c : reduced.toCharArray()) letters.append(LEET.getOrDefault(c, c));
        return letters.toString();
    }
}
