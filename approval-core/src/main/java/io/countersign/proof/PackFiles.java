package io.countersign.proof;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of the files in an evidence pack. */
public final class PackFiles {
    public static final String VERIFY = "VERIFY.md";
    public static final String ENTRIES = "entries.ndjson";
    public static final String PROOFS = "proofs.ndjson";
    public static final String TEXTS = "texts.json";
    public static final String MEDIA = "media.json";
    public static final String CHECKPOINT = "checkpoint.txt";
    public static final String KEYS = "keys.txt";
    public static final String SUMS = "SHA256SUMS";

    /** What each pack has. */
    static final Set<String> ALWAYS = Set.of(VERIFY, ENTRIES, TEXTS, MEDIA, SUMS);

    /** What a pack has besides where a checkpoint was made. */
    static final Set<String> SIGNED = Set.of(CHECKPOINT, KEYS, PROOFS);

    static final Pattern VERSION = Pattern.compile("versions/([1-9]\\d{0,8})\\.json");

    static final Pattern PLAN = Pattern.compile("plans/([1-9]\\d{0,8})\\.json");

    private static final Pattern VIEW = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private PackFiles() {}

    /** Of the content of a version. */
    public static String version(int number) {
        return "versions/%d.json".formatted(number);
    }

    /** Of the plan of a round. */
    public static String plan(int round) {
        return "plans/%d.json".formatted(round);
    }

    /** Whether a file that shows the record to people may have this name. */
    public static boolean isView(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return VIEW.matcher(name).matches()
                && ALWAYS.stream()
                        .noneMatch(ours -> ours.toLowerCase(Locale.ROOT).equals(folded))
                && SIGNED.stream().noneMatch(folded::equals);
    }

    /** Whether entries name such a file by its digest. */
    static boolean isPinned(String name) {
        return VERSION.matcher(name).matches() || PLAN.matcher(name).matches();
    }

    /** Whether a pack may have a file of this name. */
    static boolean isFile(String name) {
        return ALWAYS.contains(name) || SIGNED.contains(name) || isView(name) || isPinned(name);
    }
}
