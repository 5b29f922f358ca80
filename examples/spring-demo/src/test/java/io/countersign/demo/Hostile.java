package io.countersign.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts that want to be more than text: the Big List of Naughty Strings, and several hundred of our own. */
final class Hostile {
    private Hostile() {}

    /** Of the list (see {@code blns-NOTICE.txt}). */
    static List<String> naughty() {
        return Arrays.asList(read("/blns.json", String[].class));
    }

    /** Of our own, by what each tries to get out of or into; every one fits into a name. */
    static List<String> own() {
        List<String> all = new ArrayList<>();
        for (JsonNode family : read("/siege.json", JsonNode.class))
            for (JsonNode text : family) all.add(text.asString());
        return all;
    }

    /** Each once, and none that is blank. */
    static List<String> all() {
        Set<String> all = new LinkedHashSet<>(naughty());
        all.addAll(own());
        all.removeIf(String::isBlank);
        return List.copyOf(all);
    }

    /** Some of each kind, evenly spread, for what takes a page each; all of them in the endurance profile. */
    static List<String> some(int number) {
        List<String> all = all();
        if (Boolean.getBoolean("countersign.endurance")) return all;
        List<String> some = new ArrayList<>();
        for (int i = 0; i < number; i++) some.add(all.get((int) ((i + 0.5) * all.size() / number)));
        return some;
    }

    private static <T> T read(String name, Class<T> type) {
        try (InputStream in = Hostile.class.getResourceAsStream(name)) {
            return new JsonMapper().readValue(in, type);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
