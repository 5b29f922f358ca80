package io.countersign.routing;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How reasons name what a condition asks. */
final class Wording {
    /** Their values are words of ours, not of people. */
    private static final Set<String> BARE = Set.of("channel", "media type");

    private static final int LISTED = 5;

    private Wording() {}

    static String one(String key, String value) {
        return key + " " + quoted(key, value);
    }

    static String some(String key, List<String> values) {
        String listed =
                values.stream().limit(LISTED).map(value -> quoted(key, value)).collect(Collectors.joining(" or "));
        int more = values.size() - LISTED;
        return key + " " + listed + (more > 0 ? " or one of " + more + " more" : "");
    }

    private static String quoted(String key, String value) {
        return BARE.contains(key) ? value : "'" + value + "'";
    }
}
