package io.countersign.jdbc;

import io.countersign.canonical.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbered scripts that make the tables; one that was released never changes. */
final class Scripts {
    /** In order; the number is the version that the tables have after it. */
    private static final List<String> NAMES = List.of(
            "posts",
            "people",
            "record",
            "delegations",
            "queues",
            "notices",
            "ends",
            "devices",
            "log",
            "erasure",
            "retention");

    /** A script with its placeholders, as its checksum covers it. */
    record Script(int version, String name, String text) {
        Digest checksum() {
            return Digest.of(text);
        }

        /** As people find it. */
        String file() {
            return "V%03d__%s.sql".formatted(version, name);
        }

        /** One DDL statement each, for databases that keep the first half of a failed script. */
        List<String> steps(Tables tables) {
            String ready = text.replace("${schema}", tables.qualifier()).replace("${prefix}", tables.prefix());
            return Arrays.stream(ready.split(";\\s*\\n"))
                    .map(Scripts::withoutComments)
                    .filter(step -> !step.isBlank())
                    .toList();
        }
    }

    private Scripts() {}

    static List<Script> of(Dialect dialect) {
        List<Script> scripts = new ArrayList<>();
        for (String name : NAMES) {
            Script named = new Script(scripts.size() + 1, name, "");
            scripts.add(new Script(named.version(), name, read(dialect, named.file())));
        }
        return scripts;
    }

    private static String read(Dialect dialect, String file) {
        String path = "/io/countersign/schema/" + dialect.folder() + "/" + file;
        try (InputStream in = Scripts.class.getResourceAsStream(path)) {
            if (in == null) throw new IllegalStateException("The schema script " + path + " is not in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The schema script " + path + " cannot be read", unreadable);
        }
    }

    private static String withoutComments(String step) {
        return step.lines()
                .filter(line -> !line.startsWith("--"))
                .reduce("", (all, line) -> all + line + "\n")
                .strip();
    }
}
