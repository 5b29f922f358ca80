package io.countersign.identity;

/** The form that names and ids share: they go into keys, URLs and logs. */
final class Names {
    private Names() {}

    static void check(String what, String value, int max) {
        if (value.isEmpty() || value.length() > max || !value.codePoints().allMatch(Names::isVisible))
            throw new IllegalArgumentException("%s has 1 to %d visible characters and no space".formatted(what, max));
    }

    /** A user or group of the host, whose names may hold spaces. */
    static void checkHosts(String what, String value) {
        if (!isHosts(value)) throw new IllegalArgumentException("%s has 1 to 200 visible characters".formatted(what));
    }

    static boolean isHosts(String value) {
        return !value.isBlank()
                && value.length() <= 200
                && value.codePoints().allMatch(point -> point == ' ' || isVisible(point));
    }

    private static boolean isVisible(int point) {
        return !Character.isISOControl(point)
                && !Character.isWhitespace(point)
                && !Character.isSpaceChar(point)
                && !(point >= 0xD800 && point <= 0xDFFF);
    }
}
