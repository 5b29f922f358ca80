package io.countersign.jdbc;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How our tables are called in this database; names that reach SQL are checked here (S-80). */
record Tables(@Nullable String schema, String prefix) {
    private static final Pattern PREFIX = Pattern.compile("[a-z_]{0,20}");
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** What SQL takes for somebody else than a role of that name. */
    private static final Set<String> NO_ROLES =
            Set.of("public", "none", "user", "current_role", "current_user", "session_user");

    static final Tables STANDARD = new Tables(null, "approval_");

    Tables {
        if (!PREFIX.matcher(prefix).matches())
            throw new IllegalArgumentException(
                    "A table prefix is up to 20 lower-case letters and underscores, and '%s' is not".formatted(prefix));
        if (schema != null && !SCHEMA.matcher(schema).matches())
            throw new IllegalArgumentException(
                    "A schema is up to 63 lower-case letters, digits and underscores, no digit first, and '%s' is not"
                            .formatted(schema));
    }

    /** The name of a role, as it may stand in SQL. */
    static String role(String name) {
        if (!SCHEMA.matcher(name).matches() || NO_ROLES.contains(name))
            throw new IllegalArgumentException(
                    "A role is up to 63 lower-case letters, digits and underscores, no digit first, none of %s, and '%s' is not"
                            .formatted(NO_ROLES.stream().sorted().toList(), name));
        return name;
    }

    Tables withPrefix(String other) {
        return new Tables(schema, other);
    }

    Tables in(String other) {
        return new Tables(other, prefix);
    }

    /** With a dot where there is one. */
    String qualifier() {
        return schema == null ? "" : schema + ".";
    }

    String table(String name) {
        return qualifier() + prefix + name;
    }

    /** Of an index; it is always in the schema of its table. */
    String index(String name) {
        return prefix + name;
    }
}
